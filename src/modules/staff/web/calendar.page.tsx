import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { readCalendar } from '../contract.ts'
import { CalendarForm } from './calendar-form.tsx'
import { clockOf } from './minutes.ts'
import { staffWords } from './words.ts'
import { YearGrid } from './year-grid.tsx'
import './staff.css'

export const Route = createFileRoute('/_frame/calendar')({ component: CalendarPage })

type Calendars = Answer<typeof readCalendar>
export type CalendarVersion = Calendars['versions'][number]

/** The hospital calendar (医院日历, SYS-02): weekdays, holidays, make-up days and sessions, by version; clocks of working time reckon by it. */
function CalendarPage() {
  const say = useWords(staffWords)
  const { answer, problem, again } = useAnswer(readCalendar, {}, { live: { subject: 'coverage', id: null } })
  const may = useMay('setting:write')
  const [shown, setShown] = useState<number | null>(null)
  const [isEditing, setEditing] = useState(false)
  const [saved, setSaved] = useState<CalendarVersion | null>(null)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const version = answer.versions.find(one => one.version === (shown ?? answer.holds)) ?? answer.versions.at(-1)
  if (!version) return null
  const done = (written: CalendarVersion) => {
    setSaved(written)
    setEditing(false)
    setShown(written.version)
  }
  return (
    <div className="st-page">
      <div className="st-head">
        <h1>{say('calendar.title')}</h1>
        {may && !isEditing && <Button onClick={() => setEditing(true)}>{say('calendar.edit')}</Button>}
      </div>
      {answer.unknownYears.length > 0 && (
        <Notice tone="soon">{say('calendar.unknown', { years: answer.unknownYears.join('、') })}</Notice>
      )}
      {saved && (
        <Notice tone="done">{say('calendar.saved', { version: saved.version, day: saved.effectiveFrom ?? '' })}</Notice>
      )}
      {isEditing ? (
        <CalendarForm from={version} today={answer.today} onDone={done} onCancel={() => setEditing(false)} />
      ) : (
        <>
          <Versions calendars={answer} shown={version.version} onShown={setShown} />
          <WeekAndSessions version={version} />
          <YearGrid calendar={version} today={answer.today} />
        </>
      )}
    </div>
  )
}

function Versions({
  calendars,
  shown,
  onShown,
}: {
  readonly calendars: Calendars
  readonly shown: number
  readonly onShown: (version: number) => void
}) {
  const say = useWords(staffWords)
  const words = (one: CalendarVersion) =>
    [
      one.version === 0 ? say('calendar.first') : say('calendar.version', { version: one.version }),
      one.effectiveFrom && say('calendar.from', { day: one.effectiveFrom }),
      one.author,
      one.version === calendars.holds && say('calendar.holds'),
      one.effectiveFrom && one.effectiveFrom > calendars.today && say('calendar.future'),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <label className="d-beside">
      <span className="d-label">{say('calendar.versions')}</span>
      <select className="d-input" value={shown} onChange={event => onShown(Number(event.target.value))}>
        {calendars.versions.map(one => (
          <option key={one.version} value={one.version}>
            {words(one)}
          </option>
        ))}
      </select>
    </label>
  )
}

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

function WeekAndSessions({ version }: { readonly version: CalendarVersion }) {
  const say = useWords(staffWords)
  const days = WEEK.filter(day => version.weekdays.includes(day))
  return (
    <dl className="st-facts">
      <dt>{say('calendar.weekdays')}</dt>
      <dd>{days.map(day => say('weekday.long', { name: say(`weekday.${day}`) })).join('、')}</dd>
      <dt>{say('calendar.sessions')}</dt>
      <dd className="figures">{version.sessions.map(one => `${clockOf(one.from)}–${clockOf(one.to)}`).join('，')}</dd>
      {version.writtenAt && (
        <>
          <dt>{say('calendar.version', { version: version.version })}</dt>
          <dd>
            {version.author} · {sayTime(version.writtenAt, 'both')}
          </dd>
        </>
      )}
    </dl>
  )
}
