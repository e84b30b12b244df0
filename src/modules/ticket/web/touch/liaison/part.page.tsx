import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Failure, Loading } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { WaitingTaps } from '#ui/touch/waiting-taps.tsx'
import { openTicket } from '../../../contract.ts'
import { useView } from '../use-view.ts'
import { FinishView } from './finish-view.tsx'
import { LinkEndedPage } from './link-ended.page.tsx'
import { PartView } from './part-view.tsx'
import { PassOnView } from './pass-on-view.tsx'
import { type Part, type ShareName, standingAfter, type Ticket } from './share.ts'
import { useUnseenTaps } from './use-unseen-taps.ts'
import { liaisonWords } from './words.ts'
import '../screens.css'

export interface PartPageProps {
  readonly ticketId: string
  /** The share that was opened; a link names none, it opens the share of its person. */
  readonly partId: string | null
  readonly personId: string | null
  readonly isSignedIn: boolean
  /** Back to the inbox; a link has none behind it. */
  readonly onInbox: (() => void) | null
}

/** One department's share of a matter (部门分工) on the liaison's phone: what is asked, till when, and what to do. */
export function PartPage({ ticketId, partId, personId, isSignedIn, onInbox }: PartPageProps) {
  const say = useWords(liaisonWords)
  const live = { subject: 'ticket', id: ticketId }
  const { answer: ticket, problem, again } = useAnswer(openTicket, { params: { id: ticketId } }, { live })
  const taps = useUnseenTaps(ticket, again)
  const { view, go, back } = useView<'part' | 'pass-on' | 'finish'>('part')
  const [shown, setShown] = useState(partId)

  if (problem && !isSignedIn && [403, 404].includes(problem.status)) return <LinkEndedPage />
  const tools = onInbox && (
    <Button kind="quiet" onPress={onInbox}>
      {say('act.inbox')}
    </Button>
  )
  if (!ticket)
    return (
      <Page brand={say('inbox.brand')} title={say('part.asked')} tools={tools}>
        <WaitingTaps />
        {problem ? <Failure problem={problem} onRetry={again} /> : <Loading />}
      </Page>
    )
  const part = shareOf(ticket, shown, personId)
  // After it was handed on, the page stays with the share that it showed.
  if (part && shown === null) setShown(part.id)
  const share: ShareName | null = part && { ticketId, partId: part.id, item: ticket.item.name, unit: part.unit }
  if (share && view === 'pass-on') return <PassOnView share={share} back={back} isSignedIn={isSignedIn} />
  if (share && view === 'finish') return <FinishView ticket={ticket} share={share} back={back} />
  const standing = part && standingAfter(part.status, part.id, taps)
  return (
    <PartView
      ticket={ticket}
      part={part}
      standing={standing && isElsewhere(part, personId, isSignedIn) && standing !== 'done' ? 'passed-on' : standing}
      share={share}
      taps={taps}
      tools={tools}
      onOpen={go}
    />
  )
}

/** The share with this id, else the one of this person. */
const shareOf = (ticket: Ticket, partId: string | null, personId: string | null): Part | null =>
  (partId === null
    ? // Of several rounds the one that is open.
      (ticket.parts.find(part => part.assignee.id === personId && isOpenPart(part)) ??
      ticket.parts.find(part => part.assignee.id === personId))
    : ticket.parts.find(part => part.id === partId)) ?? null

const isOpenPart = (part: Part): boolean => part.status !== 'done' && part.status !== 'withdrawn'

/** By a link one acts for its person only; who is signed in may also work on what a colleague has. */
const isElsewhere = (part: Part | null, personId: string | null, isSignedIn: boolean): boolean =>
  !isSignedIn && part !== null && part.assignee.id !== personId
