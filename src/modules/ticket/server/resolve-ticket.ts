import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { confirmationClock } from '../rules/clock.ts'
import { mayResolve } from '../rules/ticket.ts'
import { change, moveTo, startClock, stopClocks, toldPatient } from './change.ts'
import type { Outcome } from './finish-part.ts'
import { mustBeFinished, stampTicked, type Ticked } from './stamps.ts'
import { startWork } from './start-work.ts'

export interface ResolveTicket {
  readonly id: string
  readonly result: string
  readonly evidence: string
  readonly minutes: number
  readonly tripsMade: number | null
  readonly tripsAvoided: number | null
  /** How often staff had to speak with each other over it (联系人次). */
  readonly contacts?: number | null
  readonly version: number
  /** Steps of the SOP that are ticked with it. */
  readonly steps?: readonly Ticked[] | undefined
}

/**
 * Enters the result: every share is done, and a matter of several departments says how often the patient had to go somewhere and
 * was spared it, and how often staff had to speak with each other (TKT-09, TKT-17). The patient is asked to confirm.
 */
export const resolveTicket = (house: House) => (caller: Caller, asked: ResolveTicket) =>
  change(house, caller, asked, 'resolved', async open => {
    mayOwn(caller, open.ticket)
    mayResolve(open.parts)
    const contacts = asked.contacts ?? null
    if (open.ticket.scope === 'multi' && (asked.tripsMade === null || asked.tripsAvoided === null || contacts === null))
      throw new Problem('effort-missing')
    startWork(open, null)
    await stampTicked(open, asked.steps ?? [], null)
    await mustBeFinished(open, asked.evidence)
    moveTo(open, 'resolved')
    const outcome: Outcome = { result: asked.result, evidence: asked.evidence }
    Object.assign(open.ticket, {
      resolvedAt: open.at,
      outcome: house.cipher.encipherJson(outcome),
      tripsMade: asked.tripsMade,
      tripsAvoided: asked.tripsAvoided,
      contacts,
      effortMinutes: asked.minutes + open.parts.reduce((sum, part) => sum + (part.minutes ?? 0), 0),
    })
    toldPatient(open)
    stopClocks(open, clock => clock.kind !== 'promise')
    startClock(open, confirmationClock(open.at, open.policy))
    open.tell(
      'ticket.resolved',
      { minutes: asked.minutes, tripsMade: asked.tripsMade, tripsAvoided: asked.tripsAvoided, contacts },
      { detail: { result: asked.result, evidence: asked.evidence } },
    )
  })
