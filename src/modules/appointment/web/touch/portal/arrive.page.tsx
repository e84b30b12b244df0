import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { type Hospital, PortalPage } from '#modules/portal/web/portal-page.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Card } from '#ui/touch/card.tsx'
import { Empty, Failure, Loading, Notice, Refused } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import { arriveMine, listVisits } from '../../../contract.ts'
import { bookableDays } from '../../days.ts'
import { slipWords } from '../../slip/words.ts'
import { usePlaced } from '../department-list.tsx'
import { WithAccount } from './with-account.tsx'
import { portalWords } from './words.ts'

interface ArrivePageProps {
  readonly hospital: Hospital | null
  /** What the phone read at the machine. */
  readonly code: string
}
type Visit = Answer<typeof listVisits>['coming'][number]

const HERE: readonly string[] = ['checked_in', 'in_consultation']
const OPEN: readonly string[] = ['booked', 'notified']

/** Checking in on the own phone within the zone (手机报到): today's bookings of the own people. */
export function ArrivePage({ hospital, code }: ArrivePageProps) {
  const say = useWords(portalWords)
  return (
    <WithAccount title={say('arrive.title')} hospital={hospital} back="#/visits">
      {() => <Arrive hospital={hospital} code={code} />}
    </WithAccount>
  )
}

function Arrive({ hospital, code }: ArrivePageProps) {
  const say = useWords(portalWords)
  const { answer, problem, again } = useAnswer(listVisits, {})
  const [today] = bookableDays()
  const visits = answer?.coming.filter(one => one.day === today && [...OPEN, ...HERE].includes(one.status)) ?? []
  return (
    <PortalPage title={say('arrive.title')} hospital={hospital} back="#/visits">
      {!answer && (problem ? <Failure problem={problem} onRetry={again} /> : <Loading />)}
      {answer && visits.length === 0 && <Empty>{say('arrive.none')}</Empty>}
      {visits.map(one => (
        <ArriveCard key={one.id} visit={one} code={code} />
      ))}
    </PortalPage>
  )
}

function ArriveCard({ visit, code }: { readonly visit: Visit; readonly code: string }) {
  const say = useWords(portalWords)
  const saySlip = useWords(slipWords)
  const placed = usePlaced()
  const [arrived, setArrived] = useState<Answer<typeof arriveMine> | null>(null)
  const { send, isSending, problem } = useSend(arriveMine, setArrived)
  const place = placed(visit) || saySlip('waiting')
  return (
    <Card title={`${sayTime(visit.startsAt)} ${visit.unit} · ${visit.doctor}`}>
      <p>
        {visit.patientMasked} <span className="figures">{visit.number}</span>
      </p>
      {arrived ? (
        <Notice tone="done">
          <p>
            <strong>{saySlip('arrived')}</strong>
          </p>
          <p>{saySlip(arrived.late ? 'arrived-late' : 'arrived-then', { place })}</p>
        </Notice>
      ) : HERE.includes(visit.status) ? (
        <p>{saySlip('arrived-then', { place })}</p>
      ) : (
        <Button kind="main" isBusy={isSending} onPress={() => send({ params: { id: visit.id }, body: { code } })}>
          {say('arrive.go')}
        </Button>
      )}
      <Refused problem={problem} />
    </Card>
  )
}
