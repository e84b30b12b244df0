import { useState } from 'react'
import { Notice } from '#ui/desk/states.tsx'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { personLeaves, planDuty } from '../contract.ts'
import { useStaffAct } from './act.ts'
import { DayField } from './controls.tsx'
import type { PersonView } from './person-detail.tsx'
import { ReasonDialog } from './reason.dialog.tsx'
import { StaffDialog } from './staff-dialog.tsx'
import { staffWords } from './words.ts'

interface Props {
  readonly person: PersonView
  readonly onClose: () => void
}

/** A member of staff leaves (离职). */
export function LeaveDialog({ person, onClose }: Props) {
  const say = useWords(staffWords)
  const sender = useStaffAct(personLeaves, onClose)
  return (
    <ReasonDialog
      title={say('people.leave-title', { name: person.name })}
      after={say('people.leave-then')}
      sender={sender}
      sendLabel={say('people.leave')}
      isGrave
      onSend={reason => void sender.send({ params: { id: person.id }, body: { reason, version: person.version } })}
      onClose={onClose}
    />
  )
}

const MONTH = 30 * 86_400_000

/** On duty for the working days between two days (按日历排在岗); a roster does it finer later. */
export function PlanDialog({ person, onClose }: Props) {
  const say = useWords(staffWords)
  const [first, setFirst] = useState(() => dayAt(houseNow()))
  const [last, setLast] = useState(() => dayAt(houseNow() + MONTH))
  const [days, setDays] = useState<number | null>(null)
  const sender = useStaffAct(planDuty, answer => setDays(answer.days))
  return (
    <StaffDialog
      title={say('people.plan-title', { name: person.name })}
      sender={sender}
      sendLabel={say('save')}
      onSend={() => void sender.send({ params: { id: person.id }, body: { first, last } })}
      onClose={onClose}
    >
      <DayField label={say('people.plan-first')} value={first} onDay={day => day && setFirst(day)} />
      <DayField label={say('people.plan-last')} value={last} onDay={day => day && setLast(day)} />
      {days !== null && <Notice tone="done">{say('people.planned', { days })}</Notice>}
    </StaffDialog>
  )
}
