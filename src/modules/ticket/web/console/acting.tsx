import { type ReactNode, useEffect, useState } from 'react'
import { bringSoon, Later } from '#ui/desk/later.tsx'
import { useSession } from '#ui/desk/session.tsx'
import { useWords } from '#ui/language.ts'
import type { ApiProblem } from '#ui/client.ts'
import { acceptPart, takeOwnership } from '../../contract.ts'
import type { Asking } from '../act/all-dialogs.tsx'
import { useAct } from '../act/use-act.ts'
import { type Act, isOpenPart, type Part, type Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'

const loadDialogs = () => import('../act/all-dialogs.tsx')

/** One thing that may be done now. */
export interface Step {
  readonly key: Act | 'take-over' | 'links'
  readonly label: string
  readonly run: () => void
  readonly isGrave: boolean
}
export interface Acting {
  /** What may be done next, the main one first. */
  readonly steps: readonly Step[]
  /** What may be done with one share. */
  readonly partSteps: (part: Part) => readonly Step[]
  readonly ask: (asking: Asking) => void
  readonly isBusy: boolean
  readonly problem: ApiProblem | null
  /** The dialog that is open. */
  readonly dialog: ReactNode
}

/** The composer does these. */
const WRITTEN: readonly Act[] = ['progress', 'reply', 'note']
const GRAVE: readonly string[] = ['cancel', 'decline', 'disagree']
const OF_PART = {
  dispatched: ['accept', 'decline', 'hand-on'],
  accepted: ['finish-part', 'hand-on'],
  in_progress: ['finish-part', 'hand-on'],
} as const

/** What this person may do with a matter, in the order in which the house proposes it. */
export function useActing(ticket: Ticket): Acting {
  const say = useWords(ticketWords)
  const { person, posts } = useSession()
  const [asking, ask] = useState<Asking | null>(null)
  const accepting = useAct(acceptPart, ticket.id)
  const taking = useAct(takeOwnership, ticket.id)
  useEffect(() => bringSoon(loadDialogs), [])

  const isMine = (part: Part) => part.assignee.id === person.id || posts.some(post => post.unitId === part.unit.id)
  const accept = (part: Part) => void accepting.send({ params: { id: ticket.id, partId: part.id }, body: {} })
  const step = (key: Step['key'], run: () => void, more = ''): Step => ({
    key,
    label: say(`act.${key}`) + more,
    run,
    isGrave: GRAVE.includes(key),
  })
  const partStep = (act: (typeof OF_PART)[keyof typeof OF_PART][number], part: Part, more = ''): Step =>
    step(act, () => (act === 'accept' ? accept(part) : ask({ act, part })), more)

  const stepOf = (act: Act): Step | null => {
    if (act === 'accept' || act === 'decline' || act === 'finish-part' || act === 'hand-on') {
      const part = partFor(act, ticket.parts, isMine)
      return part && partStep(act, part, ticket.parts.length > 1 ? ` · ${part.unit.name}` : '')
    }
    if (act === 'decide-meeting') {
      const meeting = ticket.meetings.findLast(one => one.decidedAt === null)
      return meeting ? step(act, () => ask({ act, meeting })) : null
    }
    if (act === 'progress' || act === 'reply' || act === 'note') return null
    return step(act, () => ask({ act }))
  }
  const offered = ticket.offeredTo?.id === person.id
  const steps = [
    ...(offered ? [step('take-over', () => void taking.send({ params: { id: ticket.id }, body: {} }))] : []),
    ...ticket.may.filter(act => !WRITTEN.includes(act)).flatMap(act => stepOf(act) ?? []),
    ...(ticket.trackingCode ? [step('links', () => ask({ act: 'links', part: null }))] : []),
  ]
  const partSteps = (part: Part): readonly Step[] => {
    if (!isOpenPart(part)) return []
    const acts = OF_PART[part.status as keyof typeof OF_PART].filter(act => ticket.may.includes(act))
    const found: Step[] = isMine(part)
      ? acts.map(act => partStep(act, part))
      : acts.filter(act => act === 'hand-on').map(act => partStep(act, part))
    return ticket.trackingCode
      ? [...found, { ...step('links', () => ask({ act: 'links', part })), label: say('parts.link') }]
      : found
  }
  return {
    steps,
    partSteps,
    ask,
    isBusy: accepting.isSending || taking.isSending,
    problem: accepting.problem ?? taking.problem,
    dialog: asking && (
      <Later load={loadDialogs}>
        {({ AllDialogs }) => <AllDialogs asking={asking} ticket={ticket} onClose={() => ask(null)} />}
      </Later>
    ),
  }
}

/** The share that an act means: my own department's first; otherwise any that it fits, for those who may work for all. */
function partFor(
  act: 'accept' | 'decline' | 'finish-part' | 'hand-on',
  parts: readonly Part[],
  isMine: (part: Part) => boolean,
): Part | null {
  const fits = parts.filter(part => {
    if (act === 'hand-on') return isOpenPart(part)
    return act === 'finish-part'
      ? part.status === 'accepted' || part.status === 'in_progress'
      : part.status === 'dispatched'
  })
  return fits.find(isMine) ?? fits[0] ?? null
}
