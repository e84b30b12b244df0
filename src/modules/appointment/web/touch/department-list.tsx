import type { Answer } from '#kernel/endpoint.ts'
import type { ApiProblem } from '#ui/client.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { LinkButton } from '#ui/touch/button.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Empty, Failure, Loading, Notice } from '#ui/touch/notice.tsx'
import type { listBookable } from '../../contract.ts'
import { sayDay } from '../days.ts'
import type { zh } from './text.zh.ts'
import { bookingWords } from './words.ts'
import './booking.css'

type Bookable = Answer<typeof listBookable>
export type BookableUnit = Bookable['items'][number]
export type RedFlag = NonNullable<Bookable['redFlag']>

export interface Placed {
  readonly building: string | null
  readonly floor: string | null
  readonly room: string | null
}

/** 门诊楼 3 层 A301; empty where nobody has said it. */
export function usePlaced(): (place: Placed) => string {
  const say = useWords(bookingWords)
  return ({ building, floor, room }) =>
    [building, floor && say('unit.floor', { floor }), room].filter(Boolean).join(' ')
}

interface DepartmentListProps {
  readonly text: string
  readonly onText: (text: string) => void
  /** What was found for it; null while it is being read. */
  readonly found: Bookable | null
  readonly problem: ApiProblem | null
  readonly onRetry: () => void
  /** Said where nothing was typed and there is no department; else that none can be booked. */
  readonly none?: string
  readonly onUnit: (unit: BookableUnit) => void
  /** A doctor who is suggested; where it is left out, departments alone are shown. */
  readonly onDoctor?: (unit: BookableUnit, doctor: BookableUnit['doctors'][number]) => void
}

/** Departments by name, pinyin or complaint (选科室), each with what it still has and why it is suggested; a red flag stands alone. */
export function DepartmentList({ text, onText, found, problem, onRetry, none, onUnit, onDoctor }: DepartmentListProps) {
  const say = useWords(bookingWords)
  return (
    <>
      <Field label={say('find.label')} hint={say('find.hint')} value={text} onText={onText} maxLength={100} />
      {found === null ? (
        problem ? (
          <Failure problem={problem} onRetry={onRetry} />
        ) : (
          <Loading />
        )
      ) : found.redFlag ? (
        <RedFlagNotice flag={found.redFlag} />
      ) : found.items.length === 0 ? (
        <Empty>{text.trim() === '' ? (none ?? say('find.empty')) : say('find.none')}</Empty>
      ) : (
        <>
          {found.items.some(unit => unit.because) && <p className="t-hint">{say('because.note')}</p>}
          <ul className="b-rows">
            {found.items.map(unit => (
              <li key={unit.unitId}>
                <UnitRow unit={unit} onUnit={onUnit} />
                {onDoctor && unit.doctors.length > 0 && (
                  <FittingDoctors unit={unit} onDoctor={doctor => onDoctor(unit, doctor)} />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function UnitRow({ unit, onUnit }: { readonly unit: BookableUnit; readonly onUnit: (unit: BookableUnit) => void }) {
  const say = useWords(bookingWords)
  const language = useLanguage()
  const placed = usePlaced()
  return (
    <button type="button" className="b-row" onClick={() => onUnit(unit)}>
      <strong>{unit.name}</strong>
      <span>{placed(unit)}</span>
      {unit.because && (
        <span className="b-why">
          {say(`because.${unit.because.source}`, { words: unit.because.words.join(say('comma')) })}
        </span>
      )}
      <span data-full={unit.nextDay === null}>
        {unit.nextDay === null
          ? say('unit.full')
          : say('unit.free', { count: unit.free, day: sayDay(unit.nextDay, language) })}
      </span>
    </button>
  )
}

interface FittingDoctorsProps {
  readonly unit: BookableUnit
  readonly onDoctor: (doctor: BookableUnit['doctors'][number]) => void
}

/** Who fits, with the next free day and why (推荐医生). */
function FittingDoctors({ unit, onDoctor }: FittingDoctorsProps) {
  const say = useWords(bookingWords)
  const language = useLanguage()
  return (
    <div className="b-fitting">
      {unit.doctors.map(doctor => (
        <button key={doctor.id} type="button" className="b-row" onClick={() => onDoctor(doctor)}>
          <span>
            <b>{doctor.name}</b> {say(`title.${doctor.title}` as keyof typeof zh)}
          </span>
          {doctor.treats.length > 0 && doctor.treats[0] !== doctor.name && (
            <span className="b-why">{say('doctor.treats', { words: doctor.treats.join(say('comma')) })}</span>
          )}
          <span>{say('doctor.next', { day: sayDay(doctor.nextDay, language), count: doctor.free })}</span>
        </button>
      ))}
    </div>
  )
}

/** Where to go now, instead of a booking (红旗主诉). */
export function RedFlagNotice({ flag }: { readonly flag: RedFlag }) {
  const say = useWords(bookingWords)
  const placed = usePlaced()
  const { unit } = flag
  return (
    <>
      <Notice tone="late">
        <p>
          <strong>{say('red.title', { words: flag.words.join(say('comma')) })}</strong>
        </p>
        {unit && <p>{say('red.go', { unit: unit.name, place: placed(unit) })}</p>}
        <small>
          {flag.signedBy === null
            ? say('red.source')
            : say('red.source-signed', { version: flag.version, name: flag.signedBy })}
        </small>
      </Notice>
      <LinkButton kind="danger" href="tel:120">
        {say('red.call')}
      </LinkButton>
      {unit?.phone && (
        <LinkButton href={`tel:${unit.phone}`}>
          {unit.name} <span className="figures">{unit.phone}</span>
        </LinkButton>
      )}
    </>
  )
}
