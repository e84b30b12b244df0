import { useEffect, useState } from 'react'
import { everySecond, houseNow } from '#ui/house-time.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { Facts } from '#ui/touch/card.tsx'
import { Notice } from '#ui/touch/notice.tsx'
import { sayDay } from '../days.ts'
import { bookingWords } from './words.ts'
import './booking.css'

/** A visit as it is read back and handed out (就诊信息); what is not known yet is left out. */
export interface VisitFacts {
  readonly unit: string
  readonly doctor: string
  readonly day: string
  readonly startsAt: string
  readonly endsAt: string
  readonly place: string
  readonly feeLevel?: 'ordinary' | 'associate' | 'expert' | 'special'
  readonly patient?: string
  readonly number?: string
}

/** What is booked, for reading back before it is and for taking along after: number, who, when, where. */
export function VisitCard({ visit }: { readonly visit: VisitFacts }) {
  const say = useWords(bookingWords)
  const language = useLanguage()
  return (
    <div className="t-card">
      {visit.number && (
        <p className="b-number">
          {say('plan.number')} <strong className="figures">{visit.number}</strong>
        </p>
      )}
      <Facts
        facts={[
          ...(visit.patient ? [[say('plan.patient'), visit.patient] as const] : []),
          [say('plan.unit'), visit.unit],
          [say('plan.doctor'), visit.doctor],
          [
            say('plan.when'),
            <strong className="figures" key="when">
              {sayDay(visit.day, language)}{' '}
              <span className="b-part">
                {sayTime(visit.startsAt)}–{sayTime(visit.endsAt)}
              </span>
            </strong>,
          ],
          ...(visit.place ? [[say('plan.place'), visit.place] as const] : []),
          ...(visit.feeLevel ? [[say('plan.fee'), say(`fee.${visit.feeLevel}`)] as const] : []),
        ]}
      />
    </div>
  )
}

interface PapersProps {
  /** A patient under 14. */
  readonly isMinor: boolean
}

/** What to bring along (就诊携带). */
export function Papers({ isMinor }: PapersProps) {
  const say = useWords(bookingWords)
  return (
    <section aria-label={say('booked.papers')}>
      <h2 className="b-head">{say('booked.papers')}</h2>
      <ul className="b-papers">
        <li>{say('booked.paper-id')}</li>
        <li>{say('booked.paper-insurance')}</li>
        <li>{say('booked.paper-records')}</li>
        {isMinor && <li>{say('booked.paper-guardian')}</li>}
      </ul>
    </section>
  )
}

interface KeptProps {
  /** Until when the place is kept, ISO 8601. */
  readonly until: string
  readonly because: 'hold' | 'offer'
  /** Called once when the time has passed. */
  readonly onOver: () => void
}

/** How long a place is still kept (占号倒计时): the seconds run by the house's clock; said aloud once, not every second. */
export function KeptFor({ until, because, onOver }: KeptProps) {
  const say = useWords(bookingWords)
  const [left, setLeft] = useState(() => Date.parse(until) - houseNow())
  const isOver = left <= 0
  useEffect(() => everySecond(() => setLeft(Date.parse(until) - houseNow())), [until])
  useEffect(() => {
    if (isOver) onOver()
    // Told once, when it turns.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isOver])
  const seconds = Math.max(0, Math.ceil(left / 1000))
  const time =
    seconds >= 60
      ? say('minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
      : say('seconds', { seconds })
  if (isOver) return <Notice tone="late">{say('hold.over')}</Notice>
  return (
    <div className="t-notice" data-tone="soon" role="timer">
      <p className="figures">{say(`${because}.left`, { time })}</p>
    </div>
  )
}
