import type { Selectable } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House, Work } from '#platform/house.ts'
import { holdersOf } from '../rules/coverage.ts'
import type { Organisation } from '../rules/organisation.ts'
import { comparableHours, expectedVolume, mayOpen, positionsFor, type Window } from '../rules/position.ts'
import { mustBeInducted } from '../rules/register.ts'
import { type PositionSetting, positionPlan } from '../settings.ts'
import { checksOf } from './record-store.ts'
import type { SeatTable } from './tables.ts'

export type SeatRow = Selectable<SeatTable>

/** Counts the outpatients who came in each of these times. */
export type CountOutpatients = (house: House, tx: Tx, windows: readonly Window[]) => Promise<readonly number[]>

const counters = new Map<string, CountOutpatients>()

/** The module that knows visits says here how many outpatients came; the positions to open are proposed from it (ORG-03). */
export const onCountOutpatients = (module: string, counter: CountOutpatients): void =>
  void counters.set(module, counter)

export const planAt = async (house: House, at: Instant): Promise<PositionSetting> =>
  (await house.settings.at(house.hospital.id, positionPlan, at)).value

/** How many outpatients this hour brings by the weeks before, and how many positions that asks for. */
export async function proposal(
  house: House,
  tx: Tx,
  at: Instant,
  plan: PositionSetting,
): Promise<{ volume: number | null; proposed: number }> {
  const hours = comparableHours(at, house.hospital.zone, plan.weeks)
  const counted = await Promise.all([...counters.values()].map(count => count(house, tx, hours)))
  const volume = expectedVolume(counted.length === 0 ? [] : hours.map((_, n) => sumOf(counted.map(one => one[n] ?? 0))))
  return { volume, proposed: positionsFor(volume, plan) }
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0)

export const openSeats = (tx: Tx, hospitalId: string): Promise<SeatRow[]> =>
  tx.selectFrom('staff.seat').selectAll().where('hospitalId', '=', hospitalId).where('closedAt', 'is', null).execute()

/** Two who open positions at once decide one after the other, so that the range holds. */
export const lockSeats = (tx: Tx, hospitalId: string) =>
  run(tx, 'select value from staff.revision where hospital_id = $1 for update', [hospitalId])

/** Is the person an agent of the general desk (服务总台)? */
export const isDeskAgent = (org: Organisation, personId: string, at: Instant): boolean =>
  [...org.units.values()].some(
    unit => unit.kind === 'desk' && holdersOf(org, unit.id, 'desk-agent', at).includes(personId),
  )

/**
 * Seats an agent at a position (坐工位): whoever sat there hands over, the own seat before closes. Nobody without the induction
 * course; beyond the range of positions only for a reason.
 */
export async function sit(
  house: House,
  { tx, tell }: Work,
  asked: {
    readonly person: { readonly id: string; readonly name: string }
    readonly position: string
    readonly reason: string | null
  },
): Promise<SeatRow> {
  const hospitalId = house.hospital.id
  const at = house.clock.now()
  mustBeInducted(asked.person.name, await checksOf(tx, hospitalId, asked.person.id))
  await lockSeats(tx, hospitalId)
  const open = await openSeats(tx, hospitalId)
  const own = open.find(seat => seat.personId === asked.person.id)
  if (own?.position === asked.position) return own
  const there = open.find(seat => seat.position === asked.position)
  const left = open.length - [own, there].filter(Boolean).length
  const plan = await planAt(house, at)
  const beyond = there === undefined && mayOpen(left + 1, plan, asked.reason)
  if (own !== undefined) await closeSeat(house, { tx, tell }, own, 'moved', open.length - 1)
  if (there !== undefined) await closeSeat(house, { tx, tell }, there, 'handed-over', left)
  const { volume, proposed } = await proposal(house, tx, at, plan)
  const row = await tx
    .insertInto('staff.seat')
    .values({
      hospitalId,
      id: house.ids.next(),
      position: asked.position,
      personId: asked.person.id,
      openedAt: at.toString(),
      closesAt: at.add({ hours: plan.closedAfterHours }).toString(),
      closedAt: null,
      openCount: left + 1,
      volume,
      proposed,
      reason: asked.reason,
      closeReason: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  tell({
    action: 'staff.position-opened',
    subject: { kind: 'coverage', id: row.id },
    facts: {
      position: row.position,
      person: row.personId,
      open: row.openCount,
      proposed,
      volume,
      beyond,
    },
    detail: asked.reason === null ? {} : { reason: asked.reason },
  })
  return row
}

/** Closes a seat, and says how many are open then. */
export async function closeSeat(
  house: House,
  { tx, tell }: Work,
  seat: SeatRow,
  because: string,
  open: number,
  at: Instant = house.clock.now(),
): Promise<SeatRow> {
  const row = await tx
    .updateTable('staff.seat')
    .set({ closedAt: at.toString(), closeReason: because })
    .where('hospitalId', '=', seat.hospitalId)
    .where('id', '=', seat.id)
    .where('closedAt', 'is', null)
    .returningAll()
    .executeTakeFirstOrThrow()
  tell({
    action: 'staff.position-closed',
    subject: { kind: 'coverage', id: seat.id },
    facts: { position: seat.position, person: seat.personId, because: CODES.has(because) ? because : 'asked', open },
    ...(CODES.has(because) ? {} : { detail: { reason: because } }),
  })
  return row
}

/** Why the house itself closes a seat; anything else is what a person wrote. */
const CODES: ReadonlySet<string> = new Set(['moved', 'handed-over', 'left', 'asked', 'time'])

/** Whoever goes leaves the seat (离开工位). */
export async function leaveSeat(house: House, work: Work, personId: string): Promise<void> {
  const open = await openSeats(work.tx, house.hospital.id)
  const own = open.find(seat => seat.personId === personId)
  if (own !== undefined) await closeSeat(house, work, own, 'left', open.length - 1)
}
