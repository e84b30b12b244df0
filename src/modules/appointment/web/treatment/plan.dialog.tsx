import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { type FoundPatient, PatientPicker } from '#modules/patient/web/patient-picker.tsx'
import { Field } from '#ui/desk/field.tsx'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { bookSeries, planSeries, readCalendar } from '../../contract.ts'
import { bookableDays } from '../days.ts'
import { type Way, WayField } from '../extra/way-field.tsx'
import { dayOf } from './day-of.ts'
import { Plan } from './plan.tsx'
import { type Resource, treatmentWords } from './words.ts'

export type PlannedView = Answer<typeof planSeries>['sessions'][number]

interface PlanDialogProps {
  readonly resource: Resource
  /** The time that was chosen in the week, or none. */
  readonly from: string | null
  readonly onBooked: (series: string) => void
  readonly onClose: () => void
}

const TEN = 10
const STEPS = ['week', 'day'] as const

/** A series: the same weekday and time, conflicts one by one with other times, then booked as a whole (排疗程, APT-12). */
export function PlanDialog({ resource, from, onBooked, onClose }: PlanDialogProps) {
  const say = useWords(treatmentWords)
  const queries = useQueryClient()
  const [patient, setPatient] = useState<FoundPatient | null>(null)
  const [day, setDay] = useState(from === null ? (bookableDays()[1] ?? '') : dayOf(from))
  const [start, setStart] = useState(from)
  const [count, setCount] = useState(TEN)
  const [every, setEvery] = useState(1)
  const [step, setStep] = useState<(typeof STEPS)[number]>('week')
  const [instead, setInstead] = useState<Readonly<Record<number, string>>>({})
  const [consent, setConsent] = useState(false)
  const [reason, setReason] = useState('')
  const [way, setWay] = useState<Way>('sms')
  const { answer: calendar } = useAnswer(readCalendar, { params: { id: resource.id }, query: { from: day } })
  const times = calendar?.slots.filter(one => dayOf(one.startsAt) === day && one.capacity > 0) ?? []
  const first = times.some(one => one.startsAt === start) ? start : (times[0]?.startsAt ?? null)
  const planning = useSend(planSeries)
  const [plan, setPlan] = useState<readonly PlannedView[] | null>(null)
  const changed =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      setPlan(null)
      setInstead({})
    }
  const tryOut = async () => {
    if (patient === null || first === null) return
    const tried = await planning.send({
      body: { resourceId: resource.id, patientId: patient.id, first, count, every, step },
    })
    setPlan(tried?.sessions ?? null)
    setInstead({})
  }
  const booking = useSend(bookSeries, booked => {
    void queries.invalidateQueries({ queryKey: [readCalendar.id] })
    onBooked(booked.id)
  })
  const starts = plan?.map(one => instead[one.ordinal] ?? one.startsAt) ?? []
  const isSettled = plan !== null && plan.every(one => one.conflict === null || instead[one.ordinal] !== undefined)
  const isReady =
    isSettled && reason.trim() !== '' && (!resource.consent || consent) && patient !== null && !booking.isSending
  const save = () => {
    if (!isReady || patient === null) return
    void booking.send({
      body: {
        resourceId: resource.id,
        patientId: patient.id,
        starts,
        every,
        step,
        consent,
        reason: reason.trim(),
        channel: 'desk',
        contactWay: way,
      },
    })
  }
  const mayTry = patient !== null && first !== null && !planning.isSending
  return (
    <Modal
      open
      title={say('plan.title', { resource: resource.name })}
      width={680}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('plan.cancel')}</Button>
          {plan === null ? (
            <Button type="primary" disabled={!mayTry} loading={planning.isSending} onClick={() => void tryOut()}>
              {say('plan.try')} <Keys keys="mod+enter" />
            </Button>
          ) : (
            <Button type="primary" disabled={!isReady} loading={booking.isSending} onClick={save}>
              {say('plan.save', { count: starts.length })} <Keys keys="mod+enter" />
            </Button>
          )}
        </>
      }
    >
      <ShortcutLayer>
        <GoKey label={say('plan.try')} onGo={() => (plan === null ? void tryOut() : save())} />
        <div className="d-form">
          <PatientPicker chosen={patient} onChosen={changed(setPatient)} />
          <div className="tr-row">
            <Field label={say('plan.first')}>
              {control => (
                <input
                  {...control}
                  type="date"
                  className="d-input"
                  value={day}
                  min={bookableDays()[0]}
                  onChange={event => event.target.value && changed(setDay)(event.target.value)}
                />
              )}
            </Field>
            <Field label={say('plan.time')}>
              {control => (
                <select
                  {...control}
                  className="d-input"
                  value={first ?? ''}
                  onChange={event => changed(setStart)(event.target.value)}
                >
                  {times.length === 0 && <option value="">{say('plan.no-time')}</option>}
                  {times.map(one => (
                    <option key={one.startsAt} value={one.startsAt}>
                      {sayTime(one.startsAt)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <NumberField label={say('plan.count')} value={count} most={60} onValue={changed(setCount)} />
            <NumberField label={say('plan.every')} value={every} most={30} onValue={changed(setEvery)} />
            <Field label={say('plan.step')}>
              {control => (
                <select
                  {...control}
                  className="d-input"
                  value={step}
                  onChange={event => changed(setStep)(event.target.value as (typeof STEPS)[number])}
                >
                  {STEPS.map(one => (
                    <option key={one} value={one}>
                      {say(`step.${one}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </div>
          <Refused problem={planning.problem} />
          {plan && (
            <>
              <Plan
                plan={plan}
                instead={instead}
                onInstead={(ordinal, other) => setInstead(before => ({ ...before, [ordinal]: other }))}
              />
              {resource.preparation !== '' && <Notice>{say('plan.read', { words: resource.preparation })}</Notice>}
              {resource.consent && (
                <Checkbox checked={consent} onChange={event => setConsent(event.target.checked)}>
                  {say('plan.consent')}
                </Checkbox>
              )}
              <Field label={say('plan.reason')} refusal={booking.problem?.at('reason')}>
                {control => (
                  <input
                    {...control}
                    className="d-input"
                    maxLength={500}
                    value={reason}
                    onChange={event => setReason(event.target.value)}
                  />
                )}
              </Field>
              <WayField label={say('plan.way')} way={way} onWay={setWay} />
            </>
          )}
          <Refused problem={booking.problem} />
          {booking.problem?.code === 'treatment-conflict' && (
            <Button onClick={() => void tryOut()}>{say('plan.try')}</Button>
          )}
        </div>
      </ShortcutLayer>
    </Modal>
  )
}

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly most: number
  readonly onValue: (value: number) => void
}

/** A small whole number. */
export function NumberField({ label, value, most, onValue }: NumberFieldProps) {
  return (
    <Field label={label}>
      {control => (
        <input
          {...control}
          type="number"
          className="d-input"
          min={1}
          max={most}
          value={value}
          onChange={event => onValue(Math.min(most, Math.max(1, Math.trunc(Number(event.target.value)) || 1)))}
        />
      )}
    </Field>
  )
}

function GoKey({ label, onGo }: { readonly label: string; readonly onGo: () => void }) {
  useShortcut('mod+enter', label, onGo)
  return null
}
