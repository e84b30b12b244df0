import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Field } from '#ui/desk/field.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { readListRules, setListRules } from '../../contract.ts'
import { scheduleWords } from './words.ts'

type Rules = Answer<typeof readListRules>
const FIELDS = ['cutOffHour', 'horizonDays', 'slotMinutes', 'releaseMinutes'] as const

/** Until when lists of places are expected, and how they are read (号源上传规则, APT-01). */
export function ListRules() {
  const { answer, problem, again, put } = useAnswer(readListRules, {})
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={3} />
  return <Form rules={answer} onSaved={put} />
}

function Form({ rules, onSaved }: { readonly rules: Rules; readonly onSaved: (saved: Rules) => void }) {
  const say = useWords(scheduleWords)
  const [typed, setTyped] = useState<Readonly<Partial<Record<(typeof FIELDS)[number], string>>>>({})
  const [isSaved, setSaved] = useState(false)
  const { send, isSending, problem } = useSend(setListRules, saved => {
    setTyped({})
    setSaved(true)
    onSaved(saved)
  })
  const valueOf = (field: (typeof FIELDS)[number]) => typed[field] ?? String(rules[field])
  return (
    <form
      className="d-form"
      aria-label={say('rules.title')}
      onSubmit={event => {
        event.preventDefault()
        const [cutOffHour, horizonDays, slotMinutes, releaseMinutes] = FIELDS.map(field => Number(valueOf(field)))
        void send({
          body: {
            cutOffHour: cutOffHour ?? 0,
            horizonDays: horizonDays ?? 0,
            slotMinutes: slotMinutes ?? 0,
            releaseMinutes: releaseMinutes ?? 0,
            version: rules.version,
          },
        })
      }}
    >
      <h2>{say('rules.title')}</h2>
      {FIELDS.map(field => (
        <Field
          key={field}
          label={say(`rules.${field}`)}
          hint={field === 'cutOffHour' && say('rules.cutOffHour.hint')}
          refusal={problem?.at(field)}
        >
          {control => (
            <input
              {...control}
              className="d-input"
              type="number"
              min={0}
              value={valueOf(field)}
              onChange={event => setTyped({ ...typed, [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Refused problem={problem} />
      {isSaved && !problem && <Notice tone="done">{say('setup.saved')}</Notice>}
      <div>
        <Button type="primary" htmlType="submit" loading={isSending}>
          {say('rules.save')}
        </Button>
      </div>
    </form>
  )
}
