import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Card } from '#ui/touch/card.tsx'
import { Empty, Loading } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import { checkInAtKiosk, readKioskVisit } from '../../contract.ts'
import { sayDay } from '../days.ts'
import { slipWords } from '../slip/words.ts'
import { usePlaced } from '../touch/department-list.tsx'
import { Screen, Why } from './screen.tsx'
import type { KioskBooking, StepProps } from './steps.ts'
import { visitWords } from './words.ts'

const TONES = { open: 'plain', late: 'soon', early: 'soon', missed: 'late', stopped: 'late' } as const

/** The bookings of who stands here, each with what to do now (报到). */
export function Mine({ step, kiosk, go, leave, over }: StepProps<'mine'>) {
  const say = useWords(visitWords)
  const saySlip = useWords(slipWords)
  const placed = usePlaced()
  const { visit } = step
  const { answer, problem, again } = useAnswer(readKioskVisit, { params: { id: visit.id } })
  const arrival = useSend(checkInAtKiosk)
  const checkIn = async (one: KioskBooking) => {
    const arrived = await arrival.send({ params: { id: visit.id }, body: { appointmentId: one.id } })
    if (arrived === null) return
    go({
      at: 'done',
      visit,
      outcome: {
        ...one,
        kind: 'arrived',
        place: placed(one) || saySlip('waiting'),
        isLate: arrived.late,
        checkInFrom: null,
        receipt: null,
      },
    })
  }
  const today = answer?.bookings.filter(one => one.day === answer.today) ?? []
  const later = answer?.bookings.filter(one => one.day !== answer.today) ?? []
  const [ready, ...others] = today.filter(isOpen)
  const only = others.length === 0 ? ready : undefined
  return (
    <Screen
      kiosk={kiosk}
      title={say('mine.title')}
      visit={visit}
      onLeave={() => leave('finished')}
      acts={
        only ? (
          <Button kind="main" onPress={() => checkIn(only)} isBusy={arrival.isSending}>
            {say('mine.check-in')}
          </Button>
        ) : (
          <>
            <Button onPress={() => go({ at: 'unit', errand: 'onsite', visit })}>{say('home.onsite')}</Button>
            <Button onPress={() => go({ at: 'unit', errand: 'book', visit })}>{say('home.book')}</Button>
          </>
        )
      }
    >
      <Why
        problem={arrival.problem ?? problem}
        onAgain={() => (problem ? again() : only && checkIn(only))}
        onOver={over}
      />
      {!answer && !problem && <Loading />}
      {answer && today.length === 0 && <Empty>{say('mine.none')}</Empty>}
      {[[say('mine.today'), today] as const, [say('mine.later'), later] as const].map(
        ([label, bookings]) =>
          bookings.length > 0 && (
            <section key={label} aria-label={label} className="k-list">
              <h2 className="b-head">{label}</h2>
              {bookings.map(one => (
                <BookingCard key={one.id} one={one} onCheckIn={isOpen(one) && !only ? () => void checkIn(one) : null} />
              ))}
            </section>
          ),
      )}
    </Screen>
  )
}

const isOpen = (one: KioskBooking) => one.arrival === 'open' || one.arrival === 'late'

function BookingCard({ one, onCheckIn }: { readonly one: KioskBooking; readonly onCheckIn: (() => void) | null }) {
  const say = useWords(visitWords)
  const language = useLanguage()
  const placed = usePlaced()
  return (
    <Card
      title={`${sayDay(one.day, language)} ${sayTime(one.startsAt)} · ${one.unit}`}
      tone={(TONES as Partial<Record<KioskBooking['arrival'], 'plain' | 'soon' | 'late'>>)[one.arrival] ?? 'plain'}
    >
      <p className="k-line">
        {one.doctor} {placed(one)} <span className="figures">{one.number}</span>
      </p>
      <p className="k-line">
        <strong>{say(`arrival.${one.arrival}`, { time: one.opensAt ? sayTime(one.opensAt) : '' })}</strong>
      </p>
      {onCheckIn && (
        <Button kind="main" onPress={onCheckIn}>
          {say('mine.check-in')}
        </Button>
      )}
    </Card>
  )
}
