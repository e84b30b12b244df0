import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { type Hospital, PortalPage } from '#modules/portal/web/portal-page.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { Button, LinkButton } from '#ui/touch/button.tsx'
import { Failure, Loading, Notice, Refused } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import { confirmMine, openVisit, releaseMine } from '../../../contract.ts'
import { usePlaced } from '../department-list.tsx'
import { KeptFor, Papers, VisitCard } from '../visit-card.tsx'
import { bookingWords } from '../words.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { WithAccount } from './with-account.tsx'
import { portalWords } from './words.ts'

export type VisitView = Answer<typeof openVisit>

interface VisitPageProps {
  readonly hospital: Hospital | null
  readonly id: string
}

/** One booking (预约详情): kept and looked over, then booked with number, place and papers; changed and cancelled from here. */
export function VisitPage({ hospital, id }: VisitPageProps) {
  const say = useWords(portalWords)
  return (
    <WithAccount title={say('visit.title')} hospital={hospital} back="#/visits">
      {() => <Visit hospital={hospital} id={id} />}
    </WithAccount>
  )
}

function Visit({ hospital, id }: VisitPageProps) {
  const say = useWords(portalWords)
  const { answer, problem, again, put } = useAnswer(
    openVisit,
    { params: { id } },
    { live: { subject: 'appointment', id } },
  )
  if (!answer)
    return (
      <PortalPage title={say('visit.title')} hospital={hospital} back="#/visits">
        {problem?.status === 404 ? (
          <Notice tone="soon">{say('visit.unknown')}</Notice>
        ) : problem ? (
          <Failure problem={problem} onRetry={again} />
        ) : (
          <Loading />
        )}
      </PortalPage>
    )
  return answer.status === 'held' ? (
    <HeldVisit visit={answer} hospital={hospital} onVisit={put} onOver={again} />
  ) : (
    <BookedVisit visit={answer} hospital={hospital} onVisit={put} />
  )
}

interface OneProps {
  readonly visit: VisitView
  readonly hospital: Hospital | null
  readonly onVisit: (visit: VisitView) => void
}

/** A place that is kept: look it over, then confirm, or give it back. */
function HeldVisit({ visit, hospital, onVisit, onOver }: OneProps & { readonly onOver: () => void }) {
  const say = useWords(portalWords)
  const placed = usePlaced()
  const [isOver, setOver] = useState(false)
  const confirming = useSend(confirmMine, onVisit)
  const choose = () => {
    location.hash = `#/booking/${visit.unitId}`
  }
  const releasing = useSend(releaseMine, choose)
  return (
    <PortalPage
      title={say('visit.title-held')}
      hospital={hospital}
      back="#/visits"
      main={
        <Button
          kind="main"
          isBusy={confirming.isSending}
          onPress={() => (isOver ? choose() : confirming.send({ params: { id: visit.id } }))}
        >
          {say(isOver ? 'visit.release' : 'visit.confirm')}
        </Button>
      }
      more={
        !isOver && (
          <Button isBusy={releasing.isSending} onPress={() => releasing.send({ params: { id: visit.id } })}>
            {say('visit.release')}
          </Button>
        )
      }
    >
      {visit.holdUntil && (
        <KeptFor
          until={visit.holdUntil}
          because="hold"
          onOver={() => {
            setOver(true)
            onOver()
          }}
        />
      )}
      <Refused problem={confirming.problem ?? releasing.problem} />
      <VisitCard visit={{ ...visit, place: placed(visit), patient: visit.patientMasked }} />
      {visit.visitingNotes && <Notice>{visit.visitingNotes}</Notice>}
      <Limits visit={visit} />
      <Papers isMinor={visit.isChild} />
    </PortalPage>
  )
}

const FRESH: readonly string[] = ['booked', 'notified']
const CHECK_IN_BEFORE_MS = 15 * 60_000

/** A booking: number, where and when, what to bring, and what may still be done. */
function BookedVisit({ visit, hospital, onVisit }: OneProps) {
  const say = useWords(portalWords)
  const sayBooking = useWords(bookingWords)
  const placed = usePlaced()
  const [isCancelling, setCancelling] = useState(false)
  const isFresh = FRESH.includes(visit.status)
  return (
    <PortalPage
      title={say(isFresh ? 'visit.title-booked' : 'visit.title')}
      hospital={hospital}
      back="#/visits"
      main={
        isFresh && (
          <LinkButton kind="main" href={`/api/portal/bookings/${visit.id}/calendar.ics`}>
            {say('visit.calendar')}
          </LinkButton>
        )
      }
      more={visit.mayMove && <LinkButton href={`#/move/${visit.id}`}>{say('visit.move')}</LinkButton>}
    >
      <Notice tone={isFresh ? 'done' : visit.status === 'stopped' ? 'late' : 'plain'}>
        <p>
          <strong>{say(`visit.status-${visit.status}`)}</strong>
        </p>
        {isFresh && (
          <p>
            {sayBooking('booked.early', {
              time: sayTime(Date.parse(visit.startsAt) - CHECK_IN_BEFORE_MS),
              place: placed(visit) || sayBooking('booked.desk'),
            })}
          </p>
        )}
      </Notice>
      <VisitCard visit={{ ...visit, place: placed(visit), patient: visit.patientMasked }} />
      {isFresh && (
        <>
          {visit.visitingNotes && <Notice>{visit.visitingNotes}</Notice>}
          <Papers isMinor={visit.isChild} />
          <Limits visit={visit} />
        </>
      )}
      {visit.mayCancel && (
        <Button kind="danger" onPress={() => setCancelling(true)}>
          {say('visit.cancel')}
        </Button>
      )}
      {isCancelling && (
        <CancelDialog
          id={visit.id}
          onClose={() => setCancelling(false)}
          onCancelled={cancelled => {
            setCancelling(false)
            onVisit(cancelled)
          }}
        />
      )}
    </PortalPage>
  )
}

/** Until when it may be cancelled and how often changed, in words, before and after it is booked (改约取消规则). */
function Limits({ visit }: { readonly visit: VisitView }) {
  const say = useWords(portalWords)
  const until = sayTime(visit.changeUntil, 'both')
  if (visit.status !== 'held' && !visit.mayCancel) return <p className="t-hint">{say('visit.limits-over')}</p>
  return (
    <p className="t-hint">
      {visit.changesLeft > 0
        ? say('visit.limits', { until, left: visit.changesLeft })
        : say('visit.limits-none', { until })}
    </p>
  )
}
