import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'
import { type Organisation, organisation } from '#modules/staff/index.ts'
import type { Tx } from '#platform/database.ts'
import { type House, tellRefusal, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { type ClockPolicy, predictedAt } from '../rules/clock.ts'
import { isClosed, type Status } from '../rules/ticket.ts'
import { clockPolicy } from '../settings.ts'
import { mustSee } from './guests.ts'
import { followed } from './merged.ts'
import { nextEnd, type Open } from './open.ts'
import { stampObserved } from './stamps.ts'
import { insertClock, insertNotices, insertPart, load, saveClock, savePart, saveTicket, type Stored } from './store.ts'
import type { ClockTable, PartTable, TicketTable } from './tables.ts'

export {
  limitGoesOn,
  moveTo,
  type Mutable,
  type Open,
  openParts,
  partMoveTo,
  partOf,
  startClock,
  stopClocks,
  toldPatient,
} from './open.ts'

/** What a step answers with. */
export interface Changed {
  readonly id: string
  readonly number: string
  readonly status: Status
  readonly version: number
}

export interface Asked {
  readonly id: string
  /** The version that the caller saw, for steps that would overwrite what another did meanwhile. */
  readonly version?: number
}

/**
 * One step of one matter, in one transaction: load, decide, save, tell. Refuses what the caller may not see, a version that is
 * no longer, and any change of an archived matter, which is also told to the journal (SEC-12).
 */
export async function change(
  house: House,
  caller: Caller,
  asked: Asked,
  step: string,
  work: (open: Open) => Promise<void>,
  options: { readonly closedToo?: boolean } = {},
): Promise<Changed> {
  const who = await organisation(house)
  const at = house.clock.now()
  const policy = (await house.settings.at(house.hospital.id, clockPolicy, at)).value
  let refused: TicketTable | null = null
  try {
    return await transact(house, caller, async ({ tx, tell }) => {
      const now = await followed(tx, caller)
      const id = now === caller || asked.id !== caller.only?.id ? asked.id : (now.only?.id ?? asked.id)
      const stored = await load(tx, caller.hospitalId, id, true)
      await mustSee(tx, now, stored)
      if (options.closedToo !== true && isClosed(stored.ticket.status)) {
        refused = stored.ticket
        throw new Problem('ticket-status', { from: stored.ticket.status, to: step })
      }
      if (asked.version !== undefined && asked.version !== stored.ticket.version)
        throw new Problem('stale-version', { id, version: stored.ticket.version, status: stored.ticket.status })
      const settle = async (of: Stored, act: (open: Open) => Promise<void>): Promise<Changed> => {
        const told: Entry[] = []
        const open = opened(house, now, tx, at, of, who, policy, told, async (otherId, workOther) => {
          const other = await load(tx, caller.hospitalId, otherId, true)
          await mustSee(tx, now, other)
          await settle(other, workOther)
        })
        await act(open)
        await stampObserved(
          open,
          told.map(entry => entry.action),
        )
        open.ticket.nextAt = nextEnd(open.clocks)
        open.ticket.predictedAt = predictedAt(open.ticket)
        for (const part of open.parts) {
          part.matterClosedAt = open.ticket.closedAt
          part.matterNextAt = open.ticket.nextAt
        }
        await save(tx, of, open)
        const version = of.ticket.version + 1
        tell(...told.map(entry => ({ ...entry, version })))
        return { id: of.ticket.id, number: of.ticket.number, status: open.ticket.status, version }
      }
      return settle(stored, work)
    })
  } catch (error) {
    if (refused !== null) await tellRefusal(house, caller, refusal(refused, step))
    throw error
  }
}

const refusal = (ticket: TicketTable, step: string): Entry => ({
  action: 'ticket.edit-refused',
  subject: { kind: 'ticket', id: ticket.id },
  patientId: ticket.patientId,
  facts: { status: ticket.status, step },
})

function opened(
  house: House,
  caller: Caller,
  tx: Tx,
  at: Instant,
  stored: { ticket: TicketTable; parts: readonly PartTable[]; clocks: readonly ClockTable[] },
  who: Organisation,
  policy: ClockPolicy,
  told: Entry[],
  alongside: Open['alongside'],
): Open {
  const { ticket } = stored
  return {
    house,
    caller,
    tx,
    at,
    ticket: { ...ticket },
    parts: stored.parts.map(part => ({ ...part })),
    clocks: stored.clocks.map(clock => ({ ...clock })),
    organisation: who,
    policy,
    alongside,
    tell(action, facts, more = {}) {
      told.push({ action, facts, subject: { kind: 'ticket', id: ticket.id }, patientId: ticket.patientId, ...more })
    },
    notify: (to, about) =>
      insertNotices(
        tx,
        [...new Set(to)].map(personId => ({
          hospitalId: ticket.hospitalId,
          id: house.ids.next(),
          ticketId: ticket.id,
          clockId: about.clockId ?? null,
          step: about.step,
          level: about.level,
          unitId: about.unitId ?? null,
          personId,
          at: about.at ?? at,
          seenAt: null,
        })),
      ),
  }
}

async function save(
  tx: Tx,
  stored: { ticket: TicketTable; parts: readonly PartTable[]; clocks: readonly ClockTable[] },
  open: Open,
) {
  await saveTicket(tx, stored.ticket, changedOf(stored.ticket, open.ticket))
  for (const part of open.parts) {
    const before = stored.parts.find(one => one.id === part.id)
    if (before === undefined) await insertPart(tx, part)
    else if (differs(before, part)) await savePart(tx, part, changedOf(before, part))
  }
  for (const clock of open.clocks) {
    const before = stored.clocks.find(one => one.id === clock.id)
    if (before === undefined) await insertClock(tx, clock)
    else if (differs(before, clock)) await saveClock(tx, clock, changedOf(before, clock))
  }
}

function changedOf<T extends object>(before: T, after: T): Partial<T> {
  const names = Object.keys(after) as (keyof T)[]
  return Object.fromEntries(
    names.filter(name => !same(before[name], after[name])).map(name => [name, after[name]]),
  ) as Partial<T>
}
const differs = (before: object, after: object): boolean => Object.keys(changedOf(before, after)).length > 0

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a instanceof Temporal.Instant && b instanceof Temporal.Instant) return a.epochMilliseconds === b.epochMilliseconds
  return false
}
