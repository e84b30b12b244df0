import type { ReactNode } from 'react'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import type { WaitingTap } from '#ui/offline/store.ts'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { Button } from '#ui/touch/button.tsx'
import { Facts } from '#ui/touch/card.tsx'
import { Notice, StaleNotice } from '#ui/touch/notice.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { WaitingTaps } from '#ui/touch/waiting-taps.tsx'
import { useHospital } from '../use-hospital.ts'
import { Composer } from './composer.tsx'
import { Files } from './files.tsx'
import { History } from './history.tsx'
import { accept } from './inbox-card.tsx'
import { StepsCard } from './left-steps.tsx'
import { MeetingAnswer } from './meeting-answer.tsx'
import { clocksOfPart } from './part-clocks.ts'
import type { Part, ShareName, Standing, Ticket } from './share.ts'
import { liaisonWords } from './words.ts'

interface PartViewProps {
  readonly ticket: Ticket
  readonly part: Part | null
  readonly standing: Standing | null
  readonly share: ShareName | null
  readonly taps: readonly WaitingTap[]
  readonly tools: ReactNode
  readonly onOpen: (view: 'pass-on' | 'finish') => void
}

/** What is asked of my department, my clocks, and the next act. */
export function PartView({ ticket, part, standing, share, taps, tools, onOpen }: PartViewProps) {
  const say = useWords(liaisonWords)
  const hospital = useHospital()
  const isMine = standing === 'dispatched' || standing === 'accepted' || standing === 'in_progress'
  const isOpen = isMine && ticket.closedAt === null
  return (
    <Page
      brand={part?.unit.name ?? say('inbox.brand')}
      title={ticket.item.name}
      tools={tools}
      help={hospital && { name: say('part.call'), phone: hospital.phone }}
      acts={isOpen && share && standing && <Acts ticket={ticket} share={share} standing={standing} onOpen={onOpen} />}
    >
      <StaleNotice />
      <WaitingTaps />
      <StandingNotice ticket={ticket} part={part} standing={standing} taps={taps} />
      {isOpen && part && <Clocks ticket={ticket} part={part} standing={standing} />}
      {part && ticket.closedAt === null && <MeetingAnswer ticket={ticket} part={part} />}
      <Asked ticket={ticket} part={part} />
      <StepsCard ticket={ticket} share={isOpen && standing !== 'dispatched' ? share : null} />
      <Files ticket={ticket} />
      {isOpen && share && standing !== 'dispatched' && <Composer share={share} />}
      <History ticket={ticket} />
    </Page>
  )
}

interface ActsProps {
  readonly ticket: Ticket
  readonly share: ShareName
  readonly standing: Standing
  readonly onOpen: (view: 'pass-on' | 'finish') => void
}

/** Two buttons within the thumb's reach: hand it on, or the next step. */
function Acts({ ticket, share, standing, onOpen }: ActsProps) {
  const say = useWords(liaisonWords)
  const waits = ticket.status === 'waiting_patient'
  return (
    <ActRow>
      <Button onPress={() => onOpen('pass-on')}>{say('act.pass-on')}</Button>
      {standing === 'dispatched' ? (
        <Button kind="main" onPress={() => accept(share, say)}>
          {say('act.accept')}
        </Button>
      ) : (
        !waits && (
          <Button kind="main" onPress={() => onOpen('finish')}>
            {say('act.finish')}
          </Button>
        )
      )}
    </ActRow>
  )
}

function Clocks({
  ticket,
  part,
  standing,
}: {
  readonly ticket: Ticket
  readonly part: Part
  readonly standing: Standing | null
}) {
  const say = useWords(liaisonWords)
  return (
    <div className="t-clocks">
      {clocksOfPart(ticket, part, standing, say).map(clock => (
        <ClockChip key={`${clock.label} ${clock.startedAt}`} clocks={[clock]} />
      ))}
    </div>
  )
}

interface StandingProps {
  readonly ticket: Ticket
  readonly part: Part | null
  readonly standing: Standing | null
  readonly taps: readonly WaitingTap[]
}

/** Where the share is when there is nothing to do for the reader. */
function StandingNotice({ ticket, part, standing, taps }: StandingProps) {
  const say = useWords(liaisonWords)
  if (!part) return <Notice>{say('part.none')}</Notice>
  if (standing === 'withdrawn') return <Notice>{say('part.withdrawn')}</Notice>
  if (standing === 'passed-on') {
    const isOnItsWay = taps.some(tap => tap.sent.params?.['partId'] === part.id)
    return (
      <Notice>
        {isOnItsWay ? say('part.passed-on-waiting') : say('part.passed-on', { name: part.assignee.name })}
      </Notice>
    )
  }
  if (standing === 'done')
    return (
      <Notice tone="done">
        <p>{say('part.done', { result: part.result ?? '' })}</p>
        {ticket.closedAt === null && <p>{say('part.done-next', { owner: ticket.owner.name })}</p>}
      </Notice>
    )
  if (ticket.closedAt !== null) return <Notice>{say('part.closed')}</Notice>
  if (ticket.status !== 'waiting_patient') return null
  return <Notice tone="soon">{say('part.waiting', { reason: ticket.waitingReason ?? '' })}</Notice>
}

/** The request in the patient's words, and what one must know to act. */
function Asked({ ticket, part }: { readonly ticket: Ticket; readonly part: Part | null }) {
  const say = useWords(liaisonWords)
  const { requester, patient, owner } = ticket
  const promise = ticket.promises.find(one => one.keptAt === null)
  const missing = ticket.papers.filter(paper => paper.state === 'missing').map(paper => paper.name)
  const came = part && reasonOf(ticket, part)
  const facts: (readonly [string, ReactNode])[] = [[say('part.patient'), patient.nameMasked]]
  if (requester.nameMasked !== patient.nameMasked)
    facts.push([
      say('part.requester'),
      say('part.relation', { name: requester.nameMasked, relation: requester.relation }),
    ])
  if (ticket.position) facts.push([say('part.place'), ticket.position])
  if (ticket.wantedAt) facts.push([say('part.wanted'), say('part.wanted-value', { time: sayWhen(ticket.wantedAt) })])
  if (promise)
    facts.push([say('part.promise'), say('part.promise-value', { time: sayWhen(promise.dueAt), text: promise.text })])
  if (missing.length > 0) facts.push([say('part.missing'), missing.join('、')])
  if (came) facts.push([say('part.came'), came])
  facts.push([say('part.owner'), owner.name], [say('part.number'), ticket.number])
  return (
    <section className="t-card">
      <h2 className="t-card-title">{say('part.asked')}</h2>
      {part?.task && <p className="t-text">{say('part.task', { task: part.task })}</p>}
      <p className="t-text">{ticket.description}</p>
      {ticket.merged.map(one => (
        <p key={one.id} className="t-text">
          {say('part.merged', { number: one.number, text: one.description })}
        </p>
      ))}
      <Facts facts={facts} />
    </section>
  )
}

/** Why another handed it to us, in that person's words. */
function reasonOf(ticket: Ticket, part: Part): string | null {
  if (part.status !== 'dispatched') return null
  const line = ticket.line.findLast(
    one => (one.action === 'ticket.declined' || one.action === 'ticket.handed-on') && one.facts['part'] === part.id,
  )
  const reason = line?.detail['reason']
  return typeof reason === 'string' ? [line?.by.name, reason].filter(Boolean).join('：') : null
}
