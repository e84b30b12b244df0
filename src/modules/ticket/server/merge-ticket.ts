import { type Caller, mustBeAble } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { mayMerge, moreUrgent } from '../rules/merge.ts'
import { change, moveTo, type Mutable, type Open, openParts, partMoveTo, stopClocks } from './change.ts'
import { insertPromise, promisesOf } from './store.ts'
import type { ClockTable, PartTable } from './tables.ts'

export interface MergeTicket {
  readonly id: string
  /** The matter that stays. */
  readonly into: string
  readonly reason: string
  readonly version: number
}

/**
 * Two matters of one patient become one (合并, TKT-10): both numbers stay; the open shares and promises go on in the one that
 * stays, with the clocks that they had; the earlier limit counts. The other's clocks end, and its code and links lead here.
 */
export const mergeTicket = (house: House) => (caller: Caller, asked: MergeTicket) =>
  change(house, caller, asked, 'merged', async open => {
    mustBeAble(caller, 'ticket:manage')
    if (asked.into === asked.id) throw new Problem('merge-self')
    await open.alongside(asked.into, async stays => {
      mayMerge(open.ticket, stays.ticket)
      carryLimit(open, stays)
      const told = carryParts(open, stays)
      await carryPromises(open, stays)
      Object.assign(stays.ticket, {
        scope: new Set([...open.parts, ...stays.parts].map(part => part.unitId)).size > 1 ? 'multi' : 'single',
        urgency: moreUrgent(open.ticket.urgency, stays.ticket.urgency),
        overdue: open.ticket.overdue || stays.ticket.overdue,
        responseBreach: open.ticket.responseBreach || stays.ticket.responseBreach,
        escalationLevel: Math.max(open.ticket.escalationLevel, stays.ticket.escalationLevel),
      })
      keepUp(stays)
      stays.tell(
        'ticket.absorbed',
        { from: open.ticket.id, number: open.ticket.number, dueAt: stays.ticket.limitDueAt.toString() },
        { detail: { reason: asked.reason } },
      )
      const owners = [open.ticket.ownerId, stays.ticket.ownerId].filter(id => id !== caller.personId)
      await stays.notify([...told, ...owners], { step: 'merged', level: 1 })
      open.tell(
        'ticket.merged',
        { into: stays.ticket.id, number: stays.ticket.number },
        { detail: { reason: asked.reason } },
      )
    })
    moveTo(open, 'merged')
    open.ticket.mergedInto = asked.into
    open.ticket.closedAt = open.at
    open.ticket.offeredTo = null
    stopClocks(open, () => true)
  })

const isRunning = (clock: ClockTable): boolean => clock.stoppedAt === null
const isEarlier = (a: ClockTable, b: ClockTable): boolean => Temporal.Instant.compare(a.dueAt, b.dueAt) < 0

/** The time that a clock counts, and what it has done of it, goes over to another. */
const takeOver = (to: Mutable<ClockTable>, { startedAt, dueAt, steps, stepsDone, nextAt }: ClockTable): void =>
  void Object.assign(to, { startedAt, dueAt, steps, stepsDone, nextAt })

function carryLimit(open: Open, stays: Open): void {
  const theirs = open.clocks.find(clock => clock.kind === 'limit' && isRunning(clock))
  const ours = stays.clocks.find(clock => clock.kind === 'limit' && isRunning(clock))
  if (theirs === undefined || ours === undefined || !isEarlier(theirs, ours)) return
  takeOver(ours, theirs)
  ours.breached ||= theirs.breached
  stays.ticket.limitDueAt = theirs.dueAt
}

/** Open shares go on where a department has none yet; of two of one department the earlier clock counts. Returns who is told. */
function carryParts(open: Open, stays: Open): readonly string[] {
  const told: string[] = []
  for (const part of openParts(open)) {
    const there = openParts(stays).find(one => one.unitId === part.unitId)
    if (there === undefined) goesOver(open, stays, part)
    else joins(open, stays, part, there)
    partMoveTo(part, 'withdrawn')
    told.push(part.assigneeId)
  }
  return told
}

function goesOver(open: Open, stays: Open, part: PartTable): void {
  const id = open.house.ids.next()
  stays.parts.push({ ...part, ticketId: stays.ticket.id, id, round: stays.ticket.round })
  // The steps of the service item stay with the matter that had them: the one that stays has its own.
  for (const clock of open.clocks.filter(one => one.partId === part.id && isRunning(one) && one.kind !== 'step'))
    stays.clocks.push({ ...clock, ticketId: stays.ticket.id, id: open.house.ids.next(), partId: id })
}

function joins(open: Open, stays: Open, part: PartTable, there: Mutable<PartTable>): void {
  const { cipher } = open.house
  if (part.task !== null)
    there.task =
      there.task === null ? part.task : cipher.encipher(`${cipher.decipher(there.task)}\n${cipher.decipher(part.task)}`)
  const response = (of: Open, id: string) =>
    of.clocks.find(clock => clock.partId === id && clock.kind === 'response' && isRunning(clock))
  const [theirs, ours] = [response(open, part.id), response(stays, there.id)]
  if (theirs !== undefined && ours !== undefined && isEarlier(theirs, ours)) takeOver(ours, theirs)
}

async function carryPromises(open: Open, stays: Open): Promise<void> {
  const { hospitalId, id: ticketId } = stays.ticket
  for (const promise of await promisesOf(open.tx, hospitalId, open.ticket.id)) {
    if (promise.keptAt !== null) continue
    const id = open.house.ids.next()
    await insertPromise(open.tx, { ...promise, ticketId, id })
    for (const clock of open.clocks.filter(one => one.promiseId === promise.id && isRunning(one)))
      stays.clocks.push({ ...clock, ticketId, id: open.house.ids.next(), promiseId: id })
  }
}

/** A matter whose departments are further than it was moves on with them. */
function keepUp(stays: Open): void {
  const at = (...statuses: readonly string[]) => stays.parts.some(part => statuses.includes(part.status))
  if (stays.ticket.status === 'dispatched' && at('accepted', 'in_progress')) moveTo(stays, 'accepted')
  if (stays.ticket.status === 'accepted' && at('in_progress')) moveTo(stays, 'in_progress')
}
