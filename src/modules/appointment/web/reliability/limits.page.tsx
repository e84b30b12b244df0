import { createFileRoute } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { readBookingLimits, setBookingLimits } from '../../contract.ts'
import { reliabilityWords } from './words.ts'
import '../stop/stop.css'

export const Route = createFileRoute('/_frame/booking-limits')({ component: LimitsPage })

type Limit = Answer<typeof readBookingLimits>['limits'][number]
const SCOPES = ['web', 'wechat', 'platform'] as const
const DAYS = ['windowDays', 'threshold', 'banDays'] as const
const WORDS = { windowDays: 'limits.window', threshold: 'limits.threshold', banDays: 'limits.ban' } as const
const COUNTS = ['noShow', 'sameDayCancel', 'cancel'] as const

/** The limits on booking for who often does not come (爽约限制): as an object that a hospital turns on, with versions. */
function LimitsPage() {
  const say = useWords(reliabilityWords)
  const { answer, problem, again } = useAnswer(readBookingLimits, {})
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={3} />
  return (
    <div className="sp-page sp-alone">
      <h1>
        {say('limits.title')}{' '}
        <span className="d-hint">
          {answer.version === 0 ? say('limits.initial') : say('limits.version', { version: answer.version })}
        </span>
      </h1>
      <Notice>{say('limits.why')}</Notice>
      <LimitsForm key={answer.version} version={answer.version} limits={answer.limits} onSaved={again} />
    </div>
  )
}

interface LimitsFormProps {
  readonly version: number
  readonly limits: readonly Limit[]
  readonly onSaved: () => void
}

function LimitsForm({ version, limits: given, onSaved }: LimitsFormProps) {
  const say = useWords(reliabilityWords)
  const mayWrite = useMay('setting:write')
  const [limits, setLimits] = useState(given)
  const { send, isSending, problem } = useSend(setBookingLimits, onSaved)
  const change = (code: string, more: Partial<Limit>) =>
    setLimits(before => before.map(one => (one.code === code ? { ...one, ...more } : one)))
  return (
    <form
      className="d-form"
      onSubmit={event => {
        event.preventDefault()
        if (mayWrite) void send({ body: { version, limits: [...limits] } })
      }}
    >
      {limits.map(limit => (
        <fieldset key={limit.code} className="sp-contact" disabled={!mayWrite}>
          <Checkbox
            disabled={!mayWrite}
            checked={limit.isOn}
            onChange={event => change(limit.code, { isOn: event.target.checked })}
          >
            {say('limits.on')}
          </Checkbox>
          <div className="sp-line">
            {DAYS.map(name => (
              <NumberField
                key={name}
                label={say(WORDS[name])}
                value={limit[name]}
                step={name === 'threshold' ? 0.5 : 1}
                onNumber={value => change(limit.code, { [name]: value })}
              />
            ))}
          </div>
          <div className="sp-line">
            {COUNTS.map(name => (
              <NumberField
                key={name}
                label={say(`limits.${name}`)}
                value={limit.counts[name]}
                step={0.5}
                onNumber={value => change(limit.code, { counts: { ...limit.counts, [name]: value } })}
              />
            ))}
          </div>
          <FieldGroup label={say('limits.scope')}>
            <Checkbox.Group
              disabled={!mayWrite}
              value={limit.scope}
              options={SCOPES.map(value => ({ value, label: say(`channel.${value}`) }))}
              onChange={scope => change(limit.code, { scope: SCOPES.filter(one => scope.includes(one)) })}
            />
          </FieldGroup>
        </fieldset>
      ))}
      <Refused problem={problem} />
      {mayWrite && (
        <div>
          <Button type="primary" htmlType="submit" loading={isSending}>
            {say('limits.save')}
          </Button>
        </div>
      )}
    </form>
  )
}

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly step: number
  readonly onNumber: (value: number) => void
}

const NumberField = ({ label, value, step, onNumber }: NumberFieldProps) => (
  <Field label={label}>
    {control => (
      <input
        {...control}
        type="number"
        className="d-input"
        min={0}
        step={step}
        value={value}
        onChange={event => onNumber(Number(event.target.value))}
      />
    )}
  </Field>
)
