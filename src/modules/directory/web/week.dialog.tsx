import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { type openDoctor, readWeek, writeWeek } from '../contract.ts'
import { Choose, LEVELS, useDoctorDone } from './doctor.dialog.tsx'
import { directoryWords } from './words.ts'

type Doctor = Answer<typeof openDoctor>
type Half = Omit<Answer<typeof readWeek>['items'][number], 'fromDay' | 'toDay'>
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const
const HALVES = ['morning', 'afternoon', 'evening'] as const
const WEEKS = ['every', 'odd', 'even'] as const

/** A doctor's usual week (周模板): the half-days, in which weeks, where, for whom, how many. */
export function WeekDialog({ doctor, onClose }: { readonly doctor: Doctor; readonly onClose: () => void }) {
  const { answer, problem, again } = useAnswer(readWeek, { params: { doctorId: doctor.doctorId } })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={2} />
  const rows = answer.items.map(({ fromDay: _from, toDay: _to, ...half }) => half)
  return <Week doctor={doctor} rows={rows} onClose={onClose} />
}

function Week({
  doctor,
  rows,
  onClose,
}: {
  readonly doctor: Doctor
  readonly rows: readonly Half[]
  readonly onClose: () => void
}) {
  const say = useWords(directoryWords)
  const [halves, setHalves] = useState<readonly Half[]>(rows)
  const sender = useSend(writeWeek, useDoctorDone(onClose))
  const put = (at: number, more: Partial<Half>) =>
    setHalves(before => before.map((half, place) => (place === at ? { ...half, ...more } : half)))
  const unitId = doctor.units[0]?.id ?? ''
  const add = () =>
    setHalves(before => [
      ...before,
      {
        unitId,
        weekday: 1,
        halfDay: 'morning',
        weeks: 'every',
        room: before[0]?.room ?? null,
        feeLevel: doctor.feeLevel,
        slotMinutes: 10,
        capacity: 20,
      },
    ])
  return (
    <StaffDialog
      title={say('week.title', { name: doctor.name })}
      sender={sender}
      sendLabel={say('edit.save')}
      width={860}
      onSend={() =>
        void sender.send({
          params: { doctorId: doctor.doctorId },
          body: { from: dayAt(houseNow()), sessions: [...halves] },
        })
      }
      onClose={onClose}
    >
      <Notice>{say('week.then')}</Notice>
      {halves.length === 0 && <p className="d-hint">{say('week.empty')}</p>}
      {halves.map((half, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- a half-day has no name of its own while it is written
        <fieldset key={n} className="di-half">
          <legend>{say('week.n', { n: n + 1 })}</legend>
          <Choose
            label={say('week.day')}
            value={String(half.weekday) as (typeof WEEKDAYS)[number]}
            of={WEEKDAYS.map(one => [one, say(`weekday.${one}`)])}
            onChoose={day => put(n, { weekday: Number(day) })}
          />
          <Choose
            label={say('week.half')}
            value={half.halfDay}
            of={HALVES.map(one => [one, say(`half.${one}`)])}
            onChoose={halfDay => put(n, { halfDay })}
          />
          <Choose
            label={say('week.weeks')}
            value={half.weeks}
            of={WEEKS.map(one => [one, say(`weeks.${one}`)])}
            onChoose={weeks => put(n, { weeks })}
          />
          <Choose
            label={say('doctor.fee')}
            value={half.feeLevel}
            of={LEVELS.map(one => [one, say(`fee.${one}`)])}
            onChoose={feeLevel => put(n, { feeLevel })}
          />
          <Small
            label={say('week.room')}
            value={half.room ?? ''}
            onText={room => put(n, { room: room.trim() === '' ? null : room })}
          />
          <Small
            label={say('week.capacity')}
            value={String(half.capacity)}
            isNumber
            onText={typed => put(n, { capacity: Number(typed) })}
          />
          <Small
            label={say('week.slot')}
            value={String(half.slotMinutes)}
            isNumber
            onText={typed => put(n, { slotMinutes: Number(typed) })}
          />
          <Button size="small" danger onClick={() => setHalves(before => before.filter((_, place) => place !== n))}>
            {say('week.remove')}
          </Button>
        </fieldset>
      ))}
      <Button onClick={add}>{say('week.add')}</Button>
    </StaffDialog>
  )
}

interface SmallProps {
  readonly label: string
  readonly value: string
  readonly isNumber?: boolean
  readonly onText: (value: string) => void
}

const Small = ({ label, value, isNumber, onText }: SmallProps) => (
  <label className="d-field">
    <span className="d-label">{label}</span>
    <input
      className="d-input"
      maxLength={40}
      value={value}
      {...(isNumber ? { type: 'number', min: 1, max: 500 } : {})}
      onChange={event => onText(event.target.value)}
    />
  </label>
)
