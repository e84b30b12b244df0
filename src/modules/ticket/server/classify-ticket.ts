import { type Caller, can } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { limitClock } from '../rules/clock.ts'
import { classOf, type Difficulty, mayReclassify } from '../rules/ticket.ts'
import { change, type Open } from './change.ts'
import { itemOf, ownLimit } from './stamps.ts'
import { clockRow } from './store.ts'

export interface ClassifyTicket {
  readonly id: string
  readonly difficulty: readonly Difficulty[]
  readonly reason: string
  readonly version: number
}

/** Ticks the difficulty anew (分级): the limit is counted from the start time that it had (TKT-03). What was overdue stays so. */
export const classifyTicket = (house: House) => (caller: Caller, asked: ClassifyTicket) =>
  change(house, caller, asked, 'classify', async open => {
    mayOwn(caller, open.ticket)
    mayReclassify(open.ticket.reclassified, can(caller, 'ticket:manage'))
    await reclassify(open, asked.difficulty)
    open.ticket.reclassified += 1
    open.tell(
      'ticket.classified',
      { class: open.ticket.class, difficulty: [...asked.difficulty], dueAt: open.ticket.limitDueAt.toString() },
      { detail: { reason: asked.reason } },
    )
  })

/** Sets the class by its difficulty and moves the running limit. */
export async function reclassify(open: Open, difficulty: readonly Difficulty[]): Promise<void> {
  const item = await itemOf(open)
  open.ticket.difficulty = [...difficulty]
  open.ticket.class = classOf(difficulty, item?.class)
  const running = open.clocks.find(clock => clock.kind === 'limit' && clock.stoppedAt === null)
  if (running === undefined) return
  const { calendar } = open.organisation
  const own = await ownLimit(open, difficulty)
  const anew = clockRow(limitClock(running.startedAt, open.ticket.class, open.policy, calendar, own), {
    hospitalId: running.hospitalId,
    ticketId: running.ticketId,
    id: running.id,
  })
  // Steps whose time has already passed under the new limit are done by the next sweep; those done before are not done again.
  const done = new Set(running.steps.slice(0, running.stepsDone).map(step => step.step))
  const stepsDone = anew.steps.findIndex(step => !done.has(step.step))
  running.dueAt = anew.dueAt
  running.steps = anew.steps
  running.stepsDone = stepsDone === -1 ? anew.steps.length : stepsDone
  running.nextAt = stepsDone === -1 ? null : instantOfStep(anew.steps[stepsDone]?.at)
  open.ticket.limitDueAt = anew.dueAt
}

const instantOfStep = (at: string | undefined) => (at === undefined ? null : Temporal.Instant.from(at))
