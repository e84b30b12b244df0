import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { receiverOf } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { mayOwn } from '../rules/access.ts'
import { deadlineClock, responseClock } from '../rules/clock.ts'
import { dispatchTo, scopeOf } from '../rules/dispatch.ts'
import { mustBeWithin } from '../rules/meeting.ts'
import { change, type Mutable, type Open, openParts, startClock, stopClocks } from './change.ts'
import type { PartTable } from './tables.ts'

export interface AddDepartments {
  readonly id: string
  readonly units: readonly string[]
  /** What these departments are asked for (子任务); null where the matter says it. */
  readonly task?: string | null
  /** By when, within the limit of the matter. */
  readonly dueAt?: string | null
  readonly reason: string
  readonly version: number
}

/** Brings more departments in, each with its own receiver, clock and sub-task; the limit of the matter stays (TKT-07). */
export const addDepartments = (house: House) => (caller: Caller, asked: AddDepartments) =>
  change(house, caller, asked, 'departments', async open => {
    mayOwn(caller, open.ticket)
    const dueAt = asked.dueAt == null ? null : Temporal.Instant.from(asked.dueAt)
    if (dueAt !== null) mustBeWithin(dueAt, open.at, open.ticket.limitDueAt)
    for (const unitId of new Set(asked.units)) {
      if (openParts(open).some(part => part.unitId === unitId)) throw new Problem('unit-takes-part')
      const part = await addShare(open, unitId, asked.task ?? null)
      if (dueAt !== null) setDeadline(open, part, dueAt)
    }
    open.tell(
      'ticket.departments-added',
      { units: [...new Set(asked.units)], dueAt: dueAt?.toString() ?? null },
      { detail: { reason: asked.reason, ...(asked.task != null && { task: asked.task }) } },
    )
  })

/** A share for one more department, with its receiver and response clock. */
export async function addShare(open: Open, unitId: string, task: string | null): Promise<Mutable<PartTable>> {
  const to = dispatchTo(unitId, {
    units: open.organisation.units,
    receiverOf: id => receiverOf(open.organisation, id, open.at),
  })
  const part: Mutable<PartTable> = {
    hospitalId: open.ticket.hospitalId,
    ticketId: open.ticket.id,
    id: open.house.ids.next(),
    unitId,
    status: 'dispatched',
    assigneeId: to.personId,
    assignedAs: to.as,
    dispatchedAt: open.at,
    acceptedAt: null,
    doneAt: null,
    dueAt: null,
    responseBreach: false,
    matterClosedAt: null,
    matterNextAt: null,
    outcome: null,
    minutes: null,
    task: task === null ? null : open.house.cipher.encipher(task),
    round: open.ticket.round,
  }
  open.parts.push(part)
  open.ticket.scope = scopeOf(open.parts)
  startClock(open, responseClock(open.at, open.policy, open.organisation.calendar), { partId: part.id })
  await open.notify([to.personId], { step: 'dispatched', level: 1, unitId })
  return part
}

/** A share is to be done by `dueAt`: its own clock, in place of one that it had. */
export function setDeadline(open: Open, part: Mutable<PartTable>, dueAt: Instant): void {
  stopClocks(open, clock => clock.partId === part.id && clock.kind === 'deadline')
  part.dueAt = dueAt
  startClock(open, deadlineClock(open.at, dueAt, open.policy), { partId: part.id })
}
