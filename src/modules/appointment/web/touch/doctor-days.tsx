import type { Answer } from '#kernel/endpoint.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { Empty } from '#ui/touch/notice.tsx'
import type { readBookableDays } from '../../contract.ts'
import { dayParts } from '../days.ts'
import type { zh } from './text.zh.ts'
import { bookingWords } from './words.ts'
import './booking.css'

export type BookableDays = Answer<typeof readBookableDays>
export type BookableDoctor = BookableDays['doctors'][number]

interface DoctorDaysProps {
  readonly days: BookableDays
  /** The day that is looked at. */
  readonly day: string | null
  readonly onDay: (day: string) => void
  readonly onDoctor: (doctor: BookableDoctor) => void
}

/** The days of a department (选日期), and who sees patients on the chosen one (选医生): title, strengths, fee level, what is left. */
export function DoctorDays({ days, day, onDay, onDoctor }: DoctorDaysProps) {
  const say = useWords(bookingWords)
  const language = useLanguage()
  const own = days.halfDays.filter(one => one.day === day)
  const doctors = days.doctors.filter(doctor => own.some(one => one.doctorId === doctor.id))
  return (
    <>
      <section aria-label={say('days.label')}>
        <h2 className="b-head">{say('days.label')}</h2>
        <div className="b-days">
          {days.days.map(one => (
            <button
              key={one.day}
              type="button"
              className="b-day"
              aria-pressed={one.day === day}
              data-full={one.free === 0}
              onClick={() => onDay(one.day)}
            >
              <span>{dayParts(one.day, language)[0]}</span>
              <span>{dayParts(one.day, language)[1]}</span>
              <strong>
                {one.sessions === 0
                  ? say('day.stopped')
                  : one.free === 0
                    ? say('day.full')
                    : say('day.free', { count: one.free })}
              </strong>
            </button>
          ))}
        </div>
      </section>
      {day !== null && (
        <section aria-label={say('doctors.label')}>
          <h2 className="b-head">{say('doctors.label')}</h2>
          {doctors.length === 0 ? (
            <Empty>{say('doctors.none')}</Empty>
          ) : (
            <ul className="b-rows">
              {doctors.map(doctor => (
                <li key={doctor.id}>
                  <DoctorRow
                    doctor={doctor}
                    halfDays={own.filter(one => one.doctorId === doctor.id)}
                    onDoctor={onDoctor}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  )
}

interface DoctorRowProps {
  readonly doctor: BookableDoctor
  readonly halfDays: BookableDays['halfDays']
  readonly onDoctor: (doctor: BookableDoctor) => void
}

function DoctorRow({ doctor, halfDays, onDoctor }: DoctorRowProps) {
  const say = useWords(bookingWords)
  return (
    <button type="button" className="b-row" onClick={() => onDoctor(doctor)}>
      <strong>
        {doctor.name} <small>{say(`title.${doctor.title}` as keyof typeof zh)}</small>
      </strong>
      {halfDays.map(one => (
        <span key={one.halfDay} data-full={one.free === 0 || one.stopped}>
          {say(`half.${one.halfDay}`)} · {say(`fee.${one.feeLevel}`)} ·{' '}
          {one.stopped
            ? say('doctor.stopped')
            : one.free === 0
              ? say('doctor.full')
              : say('doctor.free', { count: one.free })}
        </span>
      ))}
      {doctor.strengths.length > 0 && (
        <span>{say('doctor.strengths', { words: doctor.strengths.join(say('comma')) })}</span>
      )}
      {doctor.languages.length > 0 && (
        <span>{say('doctor.languages', { words: doctor.languages.join(say('comma')) })}</span>
      )}
    </button>
  )
}
