import { sayTime, useWords } from '#ui/language.ts'
import { type ReservationView, reviewWords } from './words.ts'

const TONES = { reserved: undefined, to_call: 'late', booked: 'done', cancelled: undefined, unreached: 'soon' } as const

/** How a reservation stands, in words. */
export function ReservationState({ one }: { readonly one: ReservationView }) {
  const say = useWords(reviewWords)
  const time = one.appointmentStartsAt === null ? '' : sayTime(one.appointmentStartsAt, 'both')
  return (
    <>
      <span className="d-tag" data-tone={TONES[one.status]}>
        {say(`status.${one.status}`, { time })}
      </span>{' '}
      {one.status === 'to_call' && one.callBecause && (
        <span className="d-hint">
          {say(`because.${one.callBecause}`)}
          {one.attempts > 0 && ` · ${say('tried', { count: one.attempts })}`}
        </span>
      )}
    </>
  )
}
