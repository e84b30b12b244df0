import { useState } from 'react'
import { type Hospital, PortalPage } from '#modules/portal/web/portal-page.tsx'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choice } from '#ui/touch/choice.tsx'
import { Failure, Loading, Refused } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import { moveMine, openVisit, readBookableDays, readBookableTimes } from '../../../contract.ts'
import { usePlaced } from '../department-list.tsx'
import { type BookableDoctor, DoctorDays } from '../doctor-days.tsx'
import { type BookableTime, type FreeTime, NextTimes, TimeGrid } from '../time-grid.tsx'
import { VisitCard } from '../visit-card.tsx'
import { type Reason, REASONS } from './reasons.ts'
import { usePool } from './use-pool.ts'
import type { VisitView } from './visit.page.tsx'
import { WithAccount } from './with-account.tsx'
import { portalWords } from './words.ts'

interface MovePageProps {
  readonly hospital: Hospital | null
  readonly id: string
}

/** Changes a booking to another time of the department, in one step (改约, APT-07). */
export function MovePage({ hospital, id }: MovePageProps) {
  const say = useWords(portalWords)
  return (
    <WithAccount title={say('move.title')} hospital={hospital} back={`#/visit/${id}`}>
      {() => <Move hospital={hospital} id={id} />}
    </WithAccount>
  )
}

function Move({ hospital, id }: MovePageProps) {
  const say = useWords(portalWords)
  const visit = useAnswer(openVisit, { params: { id } })
  const [chosen, setChosen] = useState<{ time: BookableTime; doctor: BookableDoctor } | null>(null)
  const frame = { hospital, title: say('move.title'), back: `#/visit/${id}` }
  if (!visit.answer)
    return (
      <PortalPage {...frame}>
        {visit.problem ? <Failure problem={visit.problem} onRetry={visit.again} /> : <Loading />}
      </PortalPage>
    )
  if (chosen)
    return (
      <Sure frame={frame} visit={visit.answer} {...chosen} onBack={() => setChosen(null)} key={chosen.time.slotId} />
    )
  return (
    <PortalPage {...frame}>
      <ChooseTime unitId={visit.answer.unitId} onTime={(time, doctor) => setChosen({ time, doctor })} />
    </PortalPage>
  )
}

interface ChooseTimeProps {
  readonly unitId: string
  readonly onTime: (time: BookableTime, doctor: BookableDoctor) => void
}

function ChooseTime({ unitId, onTime }: ChooseTimeProps) {
  const say = useWords(portalWords)
  const days = useAnswer(readBookableDays, { params: { unitId }, query: {} })
  usePool(days.again)
  const [day, setDay] = useState<string | null>(null)
  const [doctor, setDoctor] = useState<BookableDoctor | null>(null)
  if (!days.answer) return days.problem ? <Failure problem={days.problem} onRetry={days.again} /> : <Loading />
  const looked = day ?? days.answer.days.find(one => one.free > 0)?.day ?? null
  if (doctor && looked)
    return (
      <>
        <Button onPress={() => setDoctor(null)}>{say('move.more')}</Button>
        <Times unitId={unitId} day={looked} doctor={doctor} onTime={onTime} />
      </>
    )
  return <DoctorDays days={days.answer} day={looked} onDay={setDay} onDoctor={setDoctor} />
}

function Times({
  unitId,
  day,
  doctor,
  onTime,
}: ChooseTimeProps & { readonly day: string; readonly doctor: BookableDoctor }) {
  const { answer, problem, again } = useAnswer(readBookableTimes, {
    params: { unitId },
    query: { day, doctor: doctor.id },
  })
  usePool(again)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <Loading />
  return <TimeGrid times={answer.items} chosen={null} onTime={time => onTime(time, doctor)} />
}

interface SureProps {
  readonly frame: { readonly hospital: Hospital | null; readonly title: string; readonly back: string }
  readonly visit: VisitView
  readonly time: BookableTime
  readonly doctor: BookableDoctor
  readonly onBack: () => void
}

/** The old time beside the new one, and why: then it is changed, or nothing is. */
function Sure({ frame, visit, time, doctor, onBack }: SureProps) {
  const say = useWords(portalWords)
  const placed = usePlaced()
  const [why, setWhy] = useState<Reason>('time')
  const { send, isSending, problem } = useSend(moveMine, () => {
    location.hash = `#/visit/${visit.id}`
  })
  const go = (slotId: string) => send({ params: { id: visit.id }, body: { slotId, reason: say(`why.${why}`) } })
  const next = problem?.code === 'slot-full' ? ((problem.facts['next'] as FreeTime[] | undefined) ?? []) : null
  return (
    <PortalPage
      {...frame}
      title={say('move.sure')}
      main={
        <Button kind="main" isBusy={isSending} onPress={() => go(time.slotId)}>
          {say('move.go')}
        </Button>
      }
      more={<Button onPress={onBack}>{say('move.more')}</Button>}
    >
      <VisitCard
        visit={{
          unit: visit.unit,
          doctor: doctor.name,
          day: time.day,
          startsAt: time.startsAt,
          endsAt: time.endsAt,
          place: placed({ ...visit, room: time.room ?? visit.room }),
          feeLevel: time.feeLevel,
          patient: visit.patientMasked,
        }}
      />
      <p className="t-hint">{say('move.sure-text')}</p>
      <h2 className="b-head">{say('move.old')}</h2>
      <VisitCard visit={{ ...visit, place: placed(visit) }} />
      <Choice
        label={say('move.why')}
        options={REASONS.map(value => ({ value, label: say(`why.${value}`) }))}
        value={why}
        onChoose={setWhy}
      />
      <Refused problem={problem} />
      {next && (
        <NextTimes
          next={next}
          nameOf={id => (id === doctor.id ? doctor.name : '')}
          onTime={slotId => void go(slotId)}
        />
      )}
    </PortalPage>
  )
}
