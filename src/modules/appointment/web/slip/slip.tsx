import { houseNow } from '#ui/house-time.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { sayDay } from '../days.ts'
import { slipWords } from './words.ts'
import './slip.css'

/** A visit as it is shown and printed at the end (办理结果). */
export interface Outcome {
  readonly kind: 'arrived' | 'booked' | 'registered'
  readonly number: string
  readonly unit: string
  readonly doctor: string
  readonly place: string
  readonly day: string
  readonly startsAt: string
  readonly isLate: boolean
  /** The order of who registered on site. */
  readonly order: number | null
  /** From when on to check in, where that is later today. */
  readonly checkInFrom: string | null
}

/** Where to go now, in one sentence. */
export function useThen({ kind, place, isLate, checkInFrom }: Outcome): string {
  const say = useWords(slipWords)
  if (kind === 'registered')
    return checkInFrom === null ? say('registered-then', { place }) : say('registered-later', { time: checkInFrom })
  if (kind === 'arrived') return say(isLate ? 'arrived-late' : 'arrived-then', { place })
  return say('booked-then')
}

interface SlipProps {
  readonly outcome: Outcome
  /** Masked, as others see it too. */
  readonly patient: string
  readonly hospital: string
  /** Where it was printed. */
  readonly place: string
}

/** An 80 mm slip to take along (凭条): number, time, place, what to do; nothing about the illness. */
export function Slip({ outcome, patient, hospital, place }: SlipProps) {
  const say = useWords(slipWords)
  const language = useLanguage()
  const then = useThen(outcome)
  return (
    <div className="ap-slip">
      <h2>{hospital}</h2>
      <h3>{say(outcome.kind)}</h3>
      <p className="ap-slip-number figures">{outcome.number}</p>
      {outcome.order !== null && <p>{say('order', { order: outcome.order })}</p>}
      <p>{patient}</p>
      <p>
        {outcome.unit} {outcome.doctor}
      </p>
      <p>
        <strong className="figures">
          {sayDay(outcome.day, language)} {sayTime(outcome.startsAt)}
        </strong>
      </p>
      <p>{outcome.place}</p>
      <p>{then}</p>
      <small>
        {say('printed', { place })} {sayTime(houseNow(), 'both')}
      </small>
    </div>
  )
}
