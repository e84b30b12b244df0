import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Glow } from '#ui/desk/glow.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { openDoctor } from '../contract.ts'
import { DoctorDialog, type Session, SubstituteDialog } from './doctor.dialog.tsx'
import { WeekDialog } from './week.dialog.tsx'
import { directoryWords } from './words.ts'
import './directory.css'

type Entry = Answer<typeof openDoctor>
const HALVES = ['morning', 'afternoon', 'evening'] as const

/** One doctor (医生主页): title, strengths, the next sessions and the calendar of two weeks; the introduction is put in by who shows it. */
export function Doctor({ doctorId, children }: { readonly doctorId: string; readonly children?: ReactNode }) {
  const { answer, problem, again } = useAnswer(
    openDoctor,
    { params: { doctorId } },
    { live: { subject: 'session', id: null } },
  )
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <Glow version={answer.version}>
      <Card doctor={answer}>{children}</Card>
    </Glow>
  )
}

function Card({ doctor, children }: { readonly doctor: Entry; readonly children?: ReactNode }) {
  const say = useWords(directoryWords)
  const [asking, ask] = useState<'edit' | 'week' | Session | null>(null)
  const close = () => ask(null)
  return (
    <article className="di-entry">
      <div className="di-head">
        <h1>
          {doctor.name} <span className="d-hint">{say(`doctor.${doctor.title}`)}</span>
        </h1>
        {doctor.isVisiting && <span className="d-tag">{say('doctor.visiting')}</span>}
        {doctor.mayEdit && (
          <div className="di-acts">
            <Button onClick={() => ask('edit')}>{say('doctor.edit')}</Button>
            <Button onClick={() => ask('week')}>{say('doctor.week')}</Button>
          </div>
        )}
      </div>
      {!doctor.isPublic && <Notice>{say('doctor.hidden')}</Notice>}
      {doctor.photo && <img className="di-photo" src={doctor.photo} alt={say('doctor.photo', { name: doctor.name })} />}
      <dl className="d-facts">
        <dt>{say('doctor.units')}</dt>
        <dd>{doctor.units.map(unit => unit.name).join(say('comma'))}</dd>
        <dt>{say('doctor.fee')}</dt>
        <dd>{say(`fee.${doctor.feeLevel}`)}</dd>
        <dt>{say('doctor.strengths')}</dt>
        <dd>{doctor.strengths.join(say('comma')) || say('unknown')}</dd>
        <dt>{say('doctor.languages')}</dt>
        <dd>{doctor.languages.join(say('comma')) || say('unknown')}</dd>
        <dt>{say('code')}</dt>
        <dd className="figures">{doctor.code}</dd>
      </dl>
      {children}
      <section>
        <h2 className="di-title">{say('doctor.sessions')}</h2>
        <Calendar
          sessions={doctor.sessions}
          doctorId={doctor.doctorId}
          onSubstitute={doctor.mayEdit ? session => ask(session) : null}
        />
      </section>
      {asking === 'edit' && <DoctorDialog doctor={doctor} onClose={close} />}
      {asking === 'week' && <WeekDialog doctor={doctor} onClose={close} />}
      {asking !== null && typeof asking === 'object' && <SubstituteDialog session={asking} onClose={close} />}
    </article>
  )
}

type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
const weekdayOf = (day: string): Weekday => (new Date(`${day}T12:00:00Z`).getUTCDay() || 7) as Weekday

/** Days down, half-days across. */
interface CalendarProps {
  readonly sessions: readonly Session[]
  readonly doctorId: string
  /** For whoever may write the sessions of the department. */
  readonly onSubstitute: ((session: Session) => void) | null
}

function Calendar({ sessions, doctorId, onSubstitute }: CalendarProps) {
  const say = useWords(directoryWords)
  if (sessions.length === 0) return <p className="d-hint">{say('doctor.no-sessions')}</p>
  const days = [...new Set(sessions.map(one => one.day))]
  const halves = HALVES.filter(half => sessions.some(one => one.halfDay === half))
  return (
    <table className="di-calendar">
      <thead>
        <tr>
          <th scope="col">{say('session.day')}</th>
          {halves.map(half => (
            <th key={half} scope="col">
              {say(`half.${half}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map(day => (
          <tr key={day}>
            <th scope="row">
              {sayTime(`${day}T12:00:00Z`, 'day')} <span className="d-hint">{say(`weekday.${weekdayOf(day)}`)}</span>
            </th>
            {halves.map(half => {
              const session = sessions.find(one => one.day === day && one.halfDay === half)
              return (
                <td key={half}>
                  {session && <Half session={session} doctorId={doctorId} onSubstitute={onSubstitute} />}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Half({ session, doctorId, onSubstitute }: { readonly session: Session } & Omit<CalendarProps, 'sessions'>) {
  const say = useWords(directoryWords)
  const mayStop = useMay('appointment:manage')
  const isOver = (session.state === 'open' || session.state === 'substituted') && !session.isAvailable
  return (
    <>
      <span className="figures">
        {sayTime(session.from)}–{sayTime(session.to)}
      </span>{' '}
      <span
        className="d-tag"
        data-tone={session.isAvailable ? 'done' : session.state === 'stopped' ? 'late' : undefined}
      >
        {say(isOver ? 'session.over' : `session.${session.state}`)}
      </span>
      <div className="d-hint">
        {[
          session.room,
          say(`fee.${session.feeLevel}`),
          say('session.capacity', { count: session.capacity }),
          session.state === 'substituted' &&
            session.seenBy.id !== doctorId &&
            say('session.seen-by', { name: session.seenBy.name }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {onSubstitute && session.isAvailable && session.doctor.id === doctorId && (
        <Button size="small" onClick={() => onSubstitute(session)}>
          {say('substitute.act')}
        </Button>
      )}
      {mayStop && session.isAvailable && (
        <Link to={'/stop-cases' as '/'} search={{ session: session.id } as never}>
          {say('session.stop')}
        </Link>
      )}
    </>
  )
}
