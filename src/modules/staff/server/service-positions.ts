import { type Caller, systemCaller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { readPlace, writePlace } from '#kernel/page-place.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { openPosition as opening, readPositions as reading, readSeats as listing } from '../contract.ts'
import { isWorkingMinute } from '../rules/look-up.ts'
import type { Organisation } from '../rules/organisation.ts'
import { mayClose } from '../rules/position.ts'
import { positions } from '../settings.ts'
import { organisation } from './organisation.ts'
import { closeSeat, isDeskAgent, lockSeats, openSeats, planAt, proposal, type SeatRow, sit } from './seat.ts'

type View = Answer<typeof opening>

const AT_ONCE = 50

const viewOf = (org: Organisation, row: SeatRow): View => ({
  id: row.id,
  position: row.position,
  person: { id: row.personId, name: org.people.get(row.personId)?.name ?? '' },
  openedAt: row.openedAt.toString(),
  closedAt: row.closedAt?.toString() ?? null,
  open: row.openCount,
  volume: row.volume,
  proposed: row.proposed,
  reason: row.reason,
  closeReason: row.closeReason,
})

export const mustKnowPosition = async (house: House, position: string): Promise<void> => {
  const { names } = (await house.settings.at(house.hospital.id, positions, house.clock.now())).value
  if (!names.includes(position)) throw new Problem('unknown-position', { position })
}

/** The positions with who sits there, and how many to open (服务工位, ORG-03). */
export const readPositions = (house: House) => async (): Promise<Answer<typeof reading>> => {
  const at = house.clock.now()
  const org = await organisation(house)
  const { names } = (await house.settings.at(house.hospital.id, positions, at)).value
  const plan = await planAt(house, at)
  return house.database.transact(async tx => {
    const seats = await openSeats(tx, house.hospital.id)
    const others = seats.map(seat => seat.position).filter(position => !names.includes(position))
    return {
      at: at.toString(),
      least: plan.least,
      most: plan.most,
      open: seats.length,
      ...(await proposal(house, tx, at, plan)),
      positions: [...names, ...others].map(position => {
        const seat = seats.find(one => one.position === position)
        return { position, seat: seat === undefined ? null : viewOf(org, seat) }
      }),
    }
  })
}

/** Who sat at which position, the newest first. */
export const readSeats =
  (house: House) =>
  async (asked: { readonly after?: string | undefined }): Promise<Answer<typeof listing>> => {
    const org = await organisation(house)
    const [at = null, id = null] = readPlace(asked.after, 'instant', 'id')
    const rows = await house.database.transact(tx =>
      run<SeatRow>(
        tx,
        `select * from staff.seat where hospital_id = $1
           and ($2::timestamptz is null or (opened_at, id) < ($2::timestamptz, $3::uuid))
         order by opened_at desc, id desc limit ${AT_ONCE + 1}`,
        [house.hospital.id, at, id],
      ),
    )
    const last = rows[AT_ONCE - 1]
    return {
      items: rows.slice(0, AT_ONCE).map(row => viewOf(org, row)),
      next: rows.length > AT_ONCE && last !== undefined ? writePlace(last.openedAt.toString(), last.id) : null,
    }
  }

/** Opens a position with the agent who sits there (开放工位). */
export const openPosition =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly position: string; readonly personId: string; readonly reason: string | null },
  ): Promise<View> => {
    await mustKnowPosition(house, asked.position)
    const org = await organisation(house, { fresh: true })
    const person = org.people.get(asked.personId)
    if (person === undefined) throw new Problem('not-found')
    if (!isDeskAgent(org, person.id, house.clock.now())) throw new Problem('not-desk-agent', { name: person.name })
    return transact(house, caller, async work => viewOf(org, await sit(house, work, { ...asked, person })))
  }

/** Closes a position (关闭工位); in working hours not below the range without a reason. */
export const closePosition =
  (house: House) =>
  async (caller: Caller, asked: { readonly position: string; readonly reason: string | null }): Promise<View> => {
    const at = house.clock.now()
    const org = await organisation(house)
    const plan = await planAt(house, at)
    return transact(house, caller, async work => {
      await lockSeats(work.tx, house.hospital.id)
      const open = await openSeats(work.tx, house.hospital.id)
      const seat = open.find(one => one.position === asked.position)
      if (seat === undefined) throw new Problem('position-closed', { position: asked.position })
      mayClose(open.length - 1, plan, isWorkingMinute(org.calendar, at), asked.reason)
      return viewOf(org, await closeSeat(house, work, seat, asked.reason ?? 'asked', open.length - 1))
    })
  }

/** Closes what nobody closed, at the moment when it was due. */
export async function closeForgottenSeats(house: House, now: Instant): Promise<void> {
  await transact(house, systemCaller(house.hospital.id), async work => {
    await lockSeats(work.tx, house.hospital.id)
    const open = await openSeats(work.tx, house.hospital.id)
    const due = open.filter(seat => seat.closesAt.epochMilliseconds <= now.epochMilliseconds)
    for (const [n, seat] of due.entries())
      await closeSeat(house, work, seat, 'time', open.length - n - 1, seat.closesAt)
  })
}
