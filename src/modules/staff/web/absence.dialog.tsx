import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { MomentField } from '#ui/desk/moment-field.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { dayAt, instantOf } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { ABSENCE_REASONS, setDuty } from '../contract.ts'
import { useStaffAct } from './act.ts'
import { StaffDialog } from './staff-dialog.tsx'
import { staffWords } from './words.ts'

type Reason = (typeof ABSENCE_REASONS)[number]

/** Says that somebody is away for a while (缺勤): meanwhile the deputy receives. From now to the end of today, unless changed. */
export function AbsenceDialog({
  person,
  onClose,
}: {
  readonly person: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}) {
  const say = useWords(staffWords)
  const [from, setFrom] = useState<string | null>(() => iso(Math.floor(houseNow() / 60_000) * 60_000))
  const [to, setTo] = useState<string | null>(() => iso(instantOf(dayAt(houseNow()), '23:59') ?? houseNow()))
  const [reason, setReason] = useState<Reason>('leave')
  const [isAsked, setAsked] = useState(false)
  const sender = useStaffAct(setDuty, onClose)
  const send = () => {
    setAsked(true)
    if (from && to) void sender.send({ params: { id: person.id }, body: { kind: 'absent', from, to, reason } })
  }
  const missing = (value: string | null) => (isAsked && !value ? say('absence.needs-time') : undefined)
  return (
    <StaffDialog
      title={say('absence.title', { name: person.name })}
      sender={sender}
      sendLabel={say('save')}
      onSend={send}
      onClose={onClose}
    >
      <Field label={say('absence.reason')}>
        {control => (
          <select
            {...control}
            className="d-input"
            value={reason}
            onChange={event => setReason(event.target.value as Reason)}
          >
            {ABSENCE_REASONS.map(one => (
              <option key={one} value={one}>
                {say(`absence.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <MomentField label={say('absence.from')} value={from} onMoment={setFrom} refusal={missing(from)} />
      <MomentField label={say('absence.to')} value={to} onMoment={setTo} refusal={missing(to)} days={62} />
      <Notice>{say('absence.then')}</Notice>
    </StaffDialog>
  )
}

const iso = (at: number): string => new Date(at).toISOString()
