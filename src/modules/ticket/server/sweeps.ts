import type { Instant } from '#kernel/time.ts'
import { Problem } from '#kernel/problem.ts'
import { systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { escalation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import type { ClockStep } from '../rules/clock.ts'
import { isOpenPart } from '../rules/ticket.ts'
import { change, type Mutable, type Open } from './change.ts'
import { checkCover } from './check-cover.ts'
import { closeUnconfirmed } from './close-unconfirmed.ts'
import { markPromise } from './store.ts'
import type { ClockTable } from './tables.ts'

const AT_ONCE = 200

/** Does what clocks of matters have come due for: warnings, escalations, overdue marks, broken promises (SYS-02, TKT-05). */
export const clockSweep: Sweep = {
  name: 'ticket: clocks',
  every: 1,
  async run(house, now) {
    for (;;) {
      const due = await house.database.transact(tx =>
        run<{ ticketId: string }>(
          tx,
          `select ticket_id from ticket.clock where hospital_id = $1 and next_at <= $2 order by next_at limit ${AT_ONCE}`,
          [house.hospital.id, now.toString()],
        ),
      )
      const tickets = [...new Set(due.map(row => row.ticketId))]
      for (const id of tickets) await fireDue(house, id, now)
      if (due.length < AT_ONCE) return
    }
  },
}

/** Gaps in the cover, each hour; the night has no less (无死角, TKT-14). */
export const coverSweep: Sweep = {
  name: 'ticket: cover',
  every: 3600,
  run: async (house, now) => checkCover(house, now),
}

/** All steps of one matter that are due by `now`, in the order of their times. Once each, whoever else tries. */
export async function fireDue(house: House, id: string, now: Instant): Promise<void> {
  try {
    await change(
      { ...house, clock: { now: () => now } },
      { ...systemCaller(house.hospital.id), permissions: SYSTEM },
      { id },
      'clock',
      async open => {
        for (;;) {
          const next = nextDue(open, now)
          if (next === null) return
          const { clock, step } = next
          clock.stepsDone += 1
          const after = clock.steps[clock.stepsDone]
          clock.nextAt = after === undefined ? null : Temporal.Instant.from(after.at)
          await fire(open, clock, step)
        }
      },
    )
  } catch (error) {
    // Closed between the look and the lock: its clocks have stopped.
    if (!(error instanceof Problem)) throw error
  }
}

const SYSTEM = new Map([['ticket:read', 'hospital' as const]])

function nextDue(open: Open, now: Instant): { clock: Mutable<ClockTable>; step: ClockStep } | null {
  const [first] = open.clocks
    .filter(clock => clock.nextAt !== null && Temporal.Instant.compare(clock.nextAt, now) <= 0)
    .toSorted((a, b) => (a.nextAt?.epochMilliseconds ?? 0) - (b.nextAt?.epochMilliseconds ?? 0))
  const step = first?.steps[first.stepsDone]
  return first === undefined || step === undefined
    ? null
    : { clock: first, step: { ...step, at: Temporal.Instant.from(step.at) } }
}

async function fire(open: Open, clock: Mutable<ClockTable>, step: ClockStep): Promise<void> {
  const part = open.parts.find(one => one.id === clock.partId) ?? null
  if (step.step === 'unconfirmed') {
    closeUnconfirmed(open, 'time')
    return
  }
  if (step.step === 'tell-patient' && toldSince(open, clock, step.at)) return
  if (step.step === 'promise-broken' && clock.promiseId !== null) {
    clock.breached = true
    await markPromise(open.tx, clock.hospitalId, clock.ticketId, clock.promiseId, { brokenAt: step.at })
    open.tell('ticket.promise-broken', { promise: clock.promiseId }, { at: step.at })
  }
  if (step.step === 'deadline-passed') clock.breached = true
  if (step.step === 'overdue') {
    clock.breached = true
    open.ticket.overdue = true
  }
  if (step.step === 'step-overdue') clock.breached = true
  if (step.step === 'response-breach') {
    clock.breached = true
    open.ticket.responseBreach = true
    if (part !== null) part.responseBreach = true
  }
  open.ticket.escalationLevel = Math.max(open.ticket.escalationLevel, step.level)
  const to = recipients(open, step, part?.unitId ?? null)
  open.tell(
    'ticket.escalated',
    { step: step.step, level: step.level, part: part?.id ?? null, to },
    { at: step.at, unitId: part?.unitId ?? null },
  )
  await open.notify(to, {
    step: step.step,
    level: step.level,
    unitId: part?.unitId ?? null,
    clockId: clock.id,
    at: step.at,
  })
}

/** Told within the first part of the limit counts as told: the reminder is for a matter that nobody spoke of. */
const toldSince = (open: Open, clock: ClockTable, at: Instant): boolean =>
  Temporal.Instant.compare(open.ticket.toldAt, clock.startedAt) > 0 &&
  Temporal.Instant.compare(open.ticket.toldAt, at) <= 0

/** Whom a step tells, by who is on duty now: the receiver, the head and the manager, the hospital's duty manager, or the owner. */
function recipients(open: Open, step: ClockStep, unitId: string | null): string[] {
  const { organisation, parts, ticket } = open
  const units =
    unitId === null ? [...new Set(parts.filter(part => isOpenPart(part.status)).map(part => part.unitId))] : [unitId]
  const receivers = parts
    .filter(part => isOpenPart(part.status) && (unitId === null || part.unitId === unitId))
    .map(part => part.assigneeId)
  switch (step.level) {
    case 0:
      return [ticket.ownerId]
    case 1:
      return [...new Set(unitId === null ? [ticket.ownerId, ...receivers] : receivers)]
    case 2:
      return [
        ...new Set([
          ...(unitId === null ? [ticket.ownerId] : []),
          ...units.flatMap(unit => escalation(organisation, unit, open.at, 2)),
        ]),
      ]
    case 3:
      return [...new Set(units.flatMap(unit => escalation(organisation, unit, open.at, 3)))]
  }
}
