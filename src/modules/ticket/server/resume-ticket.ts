import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { postponed } from '../rules/clock.ts'
import { change, moveTo, type Open } from './change.ts'

/** The patient has answered; work goes on. */
export const resumeTicket = (house: House) => (caller: Caller, asked: { id: string; answer: string }) =>
  change(house, caller, asked, 'in_progress', async open => {
    if (!open.parts.some(part => part.assigneeId === caller.personId)) mayOwn(caller, open.ticket)
    const waited = endWaiting(open)
    open.tell('ticket.resumed', { minutes: Math.floor(waited / 60_000) }, { detail: { answer: asked.answer } })
  })

/** Ends the waiting and counts it. Where the hospital's policy stops the limit meanwhile, the limit moves by as much. Milliseconds. */
export function endWaiting(open: Open): number {
  const since = open.ticket.waitingSince ?? open.at
  const waited = open.at.epochMilliseconds - since.epochMilliseconds
  moveTo(open, 'in_progress')
  open.ticket.waitingSince = null
  open.ticket.waitedMs += waited
  if (open.policy.whileWaiting === 'stops')
    for (const clock of open.clocks) {
      if (clock.kind !== 'limit' || clock.stoppedAt !== null) continue
      const steps = clock.steps.map(step => ({ ...step, at: Temporal.Instant.from(step.at) }))
      const later = postponed({ ...clock, steps }, waited, clock.stepsDone)
      clock.dueAt = later.dueAt
      clock.steps = later.steps.map(step => ({ ...step, at: step.at.toString() }))
      clock.nextAt = later.steps[clock.stepsDone]?.at ?? null
      open.ticket.limitDueAt = later.dueAt
    }
  return waited
}
