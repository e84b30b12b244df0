import { useState } from 'react'
import { sayTime, useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Card } from '#ui/touch/card.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Failure, Loading, Notice, Refused } from '#ui/touch/notice.tsx'
import { ActRow } from '#ui/touch/page.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import { bookAppointment, checkIn, listOfPatient, registerOnSite } from '../../contract.ts'
import { bookableDays } from '../days.ts'
import { Slip, useThen } from '../slip/slip.tsx'
import { slipWords } from '../slip/words.ts'
import { usePlaced } from '../touch/department-list.tsx'
import { Papers, VisitCard } from '../touch/visit-card.tsx'
import type { StepProps } from './steps.ts'
import { assistWords } from './words.ts'

const HERE: readonly string[] = ['checked_in', 'in_consultation', 'completed']
const OPEN: readonly string[] = ['booked', 'notified']

interface ActsProps extends StepProps<'acts'> {
  /** Where the guide stands, for the arrival. */
  readonly place: string
}

/** What can be done for the person: check in, register for today, book. */
export function Acts({ step, go, place }: ActsProps) {
  const say = useWords(assistWords)
  const saySlip = useWords(slipWords)
  const { helped } = step
  const { answer, problem, again } = useAnswer(listOfPatient, { params: { id: helped.id } })
  const arrival = useSend(checkIn)
  const [today] = bookableDays()
  const own = answer?.items.filter(one => one.day === today && [...OPEN, ...HERE].includes(one.status)) ?? []
  const doctorOf = (id: string) => answer?.doctors.find(one => one.id === id)?.name ?? ''
  const arrive = async (one: (typeof own)[number]) => {
    const arrived = await arrival.send({ params: { id: one.id }, body: { place, assisted: { consent: true } } })
    if (arrived === null) return again()
    go({
      at: 'done',
      helped,
      endsAt: one.endsAt,
      outcome: {
        kind: 'arrived',
        number: one.number,
        unit: '',
        doctor: doctorOf(one.doctorId),
        place: saySlip('waiting'),
        day: one.day,
        startsAt: one.startsAt,
        isLate: arrived.late,
        order: null,
        checkInFrom: null,
      },
    })
  }
  return (
    <>
      <Refused problem={arrival.problem} />
      {!answer && (problem ? <Failure problem={problem} onRetry={again} /> : <Loading rows={3} />)}
      {answer && (
        <section aria-label={say('acts.today')} className="a-form">
          <h2 className="b-head">{say('acts.today')}</h2>
          {own.length === 0 && <p className="t-hint">{say('acts.none')}</p>}
          {own.map(one => (
            <Card key={one.id} title={`${sayTime(one.startsAt)} ${doctorOf(one.doctorId)}`}>
              <p className="figures">{one.number}</p>
              {OPEN.includes(one.status) ? (
                <Button kind="main" onPress={() => arrive(one)} isBusy={arrival.isSending}>
                  {say('acts.check-in')}
                </Button>
              ) : (
                <p>{say(HERE.includes(one.status) ? 'status.here' : 'status.other')}</p>
              )}
            </Card>
          ))}
        </section>
      )}
      <ActRow>
        <Button onPress={() => go({ at: 'unit', helped, errand: 'onsite' })}>{say('acts.onsite')}</Button>
        <Button onPress={() => go({ at: 'unit', helped, errand: 'book' })}>{say('acts.book')}</Button>
      </ActRow>
    </>
  )
}

interface CheckProps extends StepProps<'check'> {
  readonly place: string
}

/** Read to the patient before it is done (核对). */
export function Check({ step, go, place }: CheckProps) {
  const say = useWords(assistWords)
  const saySlip = useWords(slipWords)
  const { helped, errand, chosen, time } = step
  const [because, setBecause] = useState('')
  const booking = useSend(bookAppointment)
  const registering = useSend(registerOnSite)
  const problem = booking.problem ?? registering.problem
  const isDoubled = problem?.code === 'booked-already'
  const placed = usePlaced()
  const where = placed({ ...chosen.place, room: time.room ?? chosen.place.room })
  const facts = {
    unit: chosen.unit,
    doctor: chosen.doctor,
    place: where || saySlip('waiting'),
    day: time.day,
    startsAt: time.startsAt,
    isLate: false,
  }
  const wish = {
    slotId: time.slotId,
    patientId: helped.id,
    channel: 'assisted',
    contactWay: helped.hasPhone ? 'sms' : 'paper',
    consent: true,
    doubledBecause: because.trim() === '' ? null : because,
  } as const
  const confirm = async () => {
    if (errand === 'onsite') {
      const made = await registering.send({ body: { ...wish, severity: null, place } })
      if (made !== null)
        go({ at: 'done', helped, endsAt: time.endsAt, outcome: { ...facts, ...made, kind: 'registered' } })
      return
    }
    const made = await booking.send({ body: { ...wish, readBack: true } })
    if (made !== null)
      go({
        at: 'done',
        helped,
        endsAt: time.endsAt,
        outcome: { ...facts, kind: 'booked', number: made.number, order: null, checkInFrom: null },
      })
  }
  return (
    <>
      <VisitCard
        visit={{ ...facts, place: where, endsAt: time.endsAt, feeLevel: time.feeLevel, patient: helped.nameMasked }}
      />
      <Papers isMinor={false} />
      {(isDoubled || because !== '') && (
        <Field
          label={say('doubled')}
          value={because}
          onText={setBecause}
          maxLength={200}
          refusal={isDoubled ? problem.title : undefined}
        />
      )}
      {!isDoubled && <Refused problem={problem} />}
      <ActRow>
        <Button onPress={() => go({ at: 'time', helped, errand, chosen })}>{say('check.other')}</Button>
        <Button kind="main" onPress={confirm} isBusy={booking.isSending || registering.isSending}>
          {say(errand === 'onsite' ? 'check.onsite' : 'check.book')}
        </Button>
      </ActRow>
    </>
  )
}

interface DoneProps extends StepProps<'done'> {
  readonly hospital: string
  readonly place: string
}

/** What came of it, and the receipt for the patient: by SMS, or the slip. */
export function Done({ step, go, hospital, place }: DoneProps) {
  const say = useWords(assistWords)
  const saySlip = useWords(slipWords)
  const { helped, outcome, endsAt } = step
  const then = useThen(outcome)
  return (
    <>
      <div className="screen-only a-form">
        <Notice tone="done">
          <p>
            <strong>{saySlip(outcome.kind)}</strong>
          </p>
          <p>{then}</p>
          {outcome.kind !== 'arrived' && <p>{saySlip(helped.hasPhone ? 'sms' : 'paper')}</p>}
        </Notice>
        {outcome.order !== null && <p>{saySlip('order', { order: outcome.order })}</p>}
        <VisitCard visit={{ ...outcome, endsAt, patient: helped.nameMasked }} />
        <ActRow>
          <Button onPress={() => print()}>{saySlip('print')}</Button>
          <Button onPress={() => go({ at: 'acts', helped })}>{say('done.more')}</Button>
        </ActRow>
        <Button kind="main" onPress={() => go({ at: 'find' })}>
          {say('done.next')}
        </Button>
      </div>
      <div className="slip paper-only">
        <Slip outcome={outcome} patient={helped.nameMasked} hospital={hospital} place={place} />
      </div>
    </>
  )
}
