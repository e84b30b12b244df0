import { Button } from 'antd'
import { useState } from 'react'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { tidyTime } from '#ui/hospital-time.ts'
import { useWords } from '#ui/language.ts'
import { writeCalendar } from '../contract.ts'
import { useStaffAct } from './act.ts'
import type { CalendarVersion } from './calendar.page.tsx'
import { clockOf, minutesOf } from './minutes.ts'
import { staffWords } from './words.ts'
import { kindOf, YearGrid } from './year-grid.tsx'

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const
const NEXT = { work: 'holiday', rest: 'made-up', holiday: 'plain', 'made-up': 'plain' } as const

/** A new version of the calendar, begun from one that is there; the days are pressed in the year. */
export function CalendarForm({
  from,
  today,
  onDone,
  onCancel,
}: {
  readonly from: CalendarVersion
  readonly today: string
  readonly onDone: (written: CalendarVersion) => void
  readonly onCancel: () => void
}) {
  const say = useWords(staffWords)
  const [effectiveFrom, setEffectiveFrom] = useState(today)
  const [weekdays, setWeekdays] = useState<readonly number[]>(from.weekdays)
  const [days, setDays] = useState({ holidays: from.holidays, makeUpDays: from.makeUpDays })
  const [sessions, setSessions] = useState(() =>
    from.sessions.map(one => ({ from: clockOf(one.from), to: clockOf(one.to) })),
  )
  const sender = useStaffAct(writeCalendar, onDone)
  const calendar = { weekdays, ...days }
  const press = (day: string) => {
    const next = NEXT[kindOf(day, calendar)]
    const drop = (list: readonly string[]) => list.filter(one => one !== day)
    setDays({
      holidays: next === 'holiday' ? [...drop(days.holidays), day] : drop(days.holidays),
      makeUpDays: next === 'made-up' ? [...drop(days.makeUpDays), day] : drop(days.makeUpDays),
    })
  }
  const reckoned = sessions.map(one => ({ from: minutesOf(one.from), to: minutesOf(one.to) }))
  const hasWrongTime = reckoned.some(one => one.from === null || one.to === null)
  const send = () => {
    if (hasWrongTime) return
    const body = {
      effectiveFrom,
      weekdays: [...weekdays],
      holidays: [...days.holidays],
      makeUpDays: [...days.makeUpDays],
      sessions: reckoned.map(one => ({ from: one.from ?? 0, to: one.to ?? 0 })),
    }
    void sender.send({ body })
  }
  const setTime = (index: number, edge: 'from' | 'to', value: string) =>
    setSessions(sessions.map((one, at) => (at === index ? { ...one, [edge]: value } : one)))
  return (
    <div className="d-form">
      <Field
        label={say('calendar.effective')}
        refusal={sender.problem?.code === 'calendar-past' ? sender.problem.title : undefined}
      >
        {control => (
          <input
            {...control}
            className="d-input st-date"
            type="date"
            min={today}
            value={effectiveFrom}
            onChange={event => event.target.value && setEffectiveFrom(event.target.value)}
          />
        )}
      </Field>
      <FieldGroup label={say('calendar.weekdays')}>
        <span className="d-beside">
          {WEEK.map(day => (
            <label key={day} className="d-switch">
              <input
                type="checkbox"
                checked={weekdays.includes(day)}
                onChange={event =>
                  setWeekdays(event.target.checked ? [...weekdays, day] : weekdays.filter(one => one !== day))
                }
              />{' '}
              {say('weekday.long', { name: say(`weekday.${day}`) })}
            </label>
          ))}
        </span>
      </FieldGroup>
      <FieldGroup label={say('calendar.sessions')} refusal={hasWrongTime ? say('absence.needs-time') : undefined}>
        {sessions.map((one, index) => (
          <span key={index} className="d-beside">
            <span className="d-label">{say('calendar.session', { n: index + 1 })}</span>
            {(['from', 'to'] as const).map(edge => (
              <input
                key={edge}
                className="d-input d-time figures"
                inputMode="numeric"
                aria-label={say(`calendar.session-${edge}`, { n: index + 1 })}
                value={one[edge]}
                onChange={event => setTime(index, edge, event.target.value)}
                onBlur={event => setTime(index, edge, tidyTime(event.target.value))}
              />
            ))}
          </span>
        ))}
        <span className="st-acts">
          <Button
            size="small"
            disabled={sessions.length >= 6}
            onClick={() => setSessions([...sessions, { from: '19:00', to: '21:00' }])}
          >
            {say('calendar.add-session')}
          </Button>
          <Button size="small" disabled={sessions.length <= 1} onClick={() => setSessions(sessions.slice(0, -1))}>
            {say('calendar.drop-session')}
          </Button>
        </span>
      </FieldGroup>
      <YearGrid calendar={calendar} today={today} onDay={press} />
      <Refused problem={sender.problem} />
      <div className="st-acts">
        <Button type="primary" loading={sender.isSending} onClick={send}>
          {say('calendar.save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </div>
  )
}
