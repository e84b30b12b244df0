import type { Caller } from '#kernel/caller.ts'
import type { House } from '#platform/house.ts'
import { mayWork } from '../rules/access.ts'
import { confirmationClock } from '../rules/clock.ts'
import { change, moveTo, openParts, partMoveTo, partOf, startClock, stopClocks, toldPatient } from './change.ts'
import { mustBeFinished, stampTicked, type Ticked } from './stamps.ts'
import { startWork } from './start-work.ts'

export interface FinishPart {
  readonly id: string
  readonly partId: string
  readonly result: string
  readonly evidence: string
  readonly minutes: number
  /** Steps of the SOP that are ticked with it. */
  readonly steps?: readonly Ticked[] | undefined
}

/** What a matter ended with; enciphered. */
export interface Outcome {
  readonly result: string
  readonly evidence: string
  readonly confirmation?: {
    readonly method: string
    readonly at: string
    readonly by: string | null
    readonly witnessId: string | null
    readonly signature: string | null
    readonly words: string | null
  }
}

/**
 * A department has done its share: result, evidence, minutes (TKT-09). Where it was the only one, the matter is resolved and the
 * patient is asked to confirm; with several, the owner is told when the last is done.
 */
export const finishPart = (house: House) => (caller: Caller, asked: FinishPart) =>
  change(house, caller, asked, 'resolved', async open => {
    const part = partOf(open, asked.partId)
    mayWork(caller, part)
    startWork(open, part)
    await stampTicked(open, asked.steps ?? [], part.unitId)
    partMoveTo(part, 'done')
    part.doneAt = open.at
    stopClocks(open, clock => clock.partId === part.id)
    part.minutes = asked.minutes
    const outcome: Outcome = { result: asked.result, evidence: asked.evidence }
    part.outcome = house.cipher.encipherJson(outcome)
    open.tell(
      'ticket.part-finished',
      { part: part.id, minutes: asked.minutes },
      { unitId: part.unitId, detail: { result: asked.result, evidence: asked.evidence } },
    )
    if (openParts(open).length > 0) return
    await open.notify([open.ticket.ownerId], { step: 'all-done', level: 0, unitId: part.unitId })
    if (open.ticket.scope === 'multi' || open.ticket.status !== 'in_progress') return
    await mustBeFinished(open, asked.evidence)
    moveTo(open, 'resolved')
    open.ticket.resolvedAt = open.at
    open.ticket.outcome = house.cipher.encipherJson(outcome)
    open.ticket.effortMinutes = asked.minutes
    toldPatient(open)
    stopClocks(open, clock => clock.kind === 'limit' || clock.kind === 'step')
    startClock(open, confirmationClock(open.at, open.policy))
    open.tell(
      'ticket.resolved',
      { minutes: asked.minutes, tripsMade: null, tripsAvoided: null },
      { detail: { result: asked.result } },
    )
  })
