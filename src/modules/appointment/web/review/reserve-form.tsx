import { useQueryClient } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { findDoctors } from '#modules/directory/contract.ts'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { listReservations, makeReservation } from '../../contract.ts'
import { sayDay } from '../days.ts'
import { type Way, WayField } from '../extra/way-field.tsx'
import { appointmentWords } from '../words.ts'
import { WeekField } from './week-field.tsx'
import { weeksAhead } from './weeks.ts'
import { reviewWords } from './words.ts'

interface ReserveFormProps {
  readonly patientId: string | null
  readonly unit: string | null
}

const FOUR_WEEKS = 4
const HALVES = ['any', 'morning', 'afternoon', 'evening'] as const
const URGENCIES = [1, 2, 3] as const

/** A review for a week ahead (登记复诊): week, doctor or any, half-day, urgency, and why; Ctrl+Enter reserves. */
export function ReserveForm({ patientId, unit }: ReserveFormProps) {
  const say = useWords(reviewWords)
  const sayBooking = useWords(appointmentWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const [week, setWeek] = useState(weeksAhead()[FOUR_WEEKS] ?? '')
  const [doctor, setDoctor] = useState('')
  const [half, setHalf] = useState<(typeof HALVES)[number]>('any')
  const [urgency, setUrgency] = useState<1 | 2 | 3>(3)
  const [reason, setReason] = useState('')
  const [way, setWay] = useState<Way>('sms')
  const [done, setDone] = useState<string | null>(null)
  const doctors = useAnswer(findDoctors, { query: unit === null ? {} : { unitId: unit } }, { isOff: unit === null })
  const sender = useSend(makeReservation, made => {
    setDone(
      made.status === 'booked'
        ? say('one.placed', { number: made.appointmentNumber ?? '' })
        : say('room.reserved', { week: sayDay(week, language), number: made.number }),
    )
    setReason('')
    void queries.invalidateQueries({ queryKey: [listReservations.id] })
  })
  const isReady = patientId !== null && unit !== null && reason.trim() !== '' && !sender.isSending
  const reserve = () => {
    if (patientId === null || unit === null || !isReady) return
    void sender.send({
      body: {
        patientId,
        unitId: unit,
        doctorId: doctor === '' ? null : doctor,
        week,
        halfDay: half === 'any' ? null : half,
        urgency,
        reason: reason.trim(),
        channel: 'consulting-room',
        contactWay: way,
      },
    })
  }
  useShortcut('mod+enter', say('room.go'), reserve, !isReady)
  if (unit === null) return <p className="d-hint">{sayBooking('unit.first')}</p>
  return (
    <>
      {done && <Notice tone="done">{done}</Notice>}
      <WeekField week={week} onWeek={setWeek} />
      <Field label={say('room.doctor')}>
        {control => (
          <select {...control} className="d-input" value={doctor} onChange={event => setDoctor(event.target.value)}>
            <option value="">{say('any-doctor')}</option>
            {doctors.answer?.items.map(one => (
              <option key={one.doctorId} value={one.doctorId}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <FieldGroup label={say('room.half')}>
        <Radio.Group
          value={half}
          onChange={event => setHalf(event.target.value as (typeof HALVES)[number])}
          options={HALVES.map(value => ({ value, label: say(`half.${value}`) }))}
        />
      </FieldGroup>
      <FieldGroup label={say('urgency')}>
        <Radio.Group
          value={urgency}
          onChange={event => setUrgency(event.target.value as 1 | 2 | 3)}
          options={URGENCIES.map(value => ({ value, label: say(`urgency.${value}`) }))}
        />
      </FieldGroup>
      <Field label={say('room.reason')} hint={say('room.reason-hint')} refusal={sender.problem?.at('reason')}>
        {control => (
          <textarea
            {...control}
            className="d-input"
            rows={3}
            maxLength={500}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        )}
      </Field>
      <WayField label={say('room.way')} way={way} onWay={setWay} />
      <Refused problem={sender.problem} />
      <Button type="primary" disabled={!isReady} loading={sender.isSending} onClick={reserve}>
        {say('room.go')} <Keys keys="mod+enter" />
      </Button>
    </>
  )
}
