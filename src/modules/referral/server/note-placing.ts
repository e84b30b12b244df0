import { type BookingFacts, bookingOf, type Competition, competitionFor } from '#modules/appointment/index.ts'
import type { Tx } from '#platform/database.ts'
import type { House, Work } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { Urgency } from '../rules/referral.ts'
import { leaveList } from './leave-list.ts'
import { about, find, save, sqlInstant } from './store.ts'
import type { PlacingTable, ReferralTable } from './tables.ts'

type Tell = (entry: Entry) => void
type Wish = Omit<Parameters<typeof competitionFor>[2], 'id' | 'since'>

/** Keeps by which rule it was placed, before whom, and whether it was first (REF-02). */
async function keep(
  house: House,
  tx: Tx,
  row: ReferralTable,
  placing: Pick<PlacingTable, 'kind' | 'at' | 'unitId' | 'appointmentId'> & Competition,
): Promise<void> {
  await tx
    .insertInto('referral.placing')
    .values({
      hospitalId: row.hospitalId,
      id: house.ids.next(),
      referralId: row.id,
      kind: placing.kind,
      at: sqlInstant(placing.at),
      type: row.type,
      unitId: placing.unitId,
      urgency: row.urgency ?? 3,
      appointmentId: placing.appointmentId,
      positionBefore: placing.before,
      positionAfter: placing.after,
      competing: placing.competing,
      isFirst: placing.isFirst,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** It stands on the waiting list now. */
export async function noteWaiting(
  house: House,
  tx: Tx,
  referralId: string,
  waitingId: string,
  wish: Wish,
  tell: Tell,
): Promise<void> {
  const row = await find(tx, house.hospital.id, referralId)
  if (row === null) return
  const at = house.clock.now()
  const standing = await competitionFor(tx, row.hospitalId, { ...wish, id: waitingId, since: at }, at)
  await keep(house, tx, row, { kind: 'waiting', at, unitId: wish.unitId, appointmentId: null, ...standing })
  const now = await save(tx, row, { waitingId, claimedUntil: null })
  tell({
    action: 'referral.waiting',
    ...about(now),
    facts: { waiting: waitingId, before: standing.before, after: standing.after },
  })
}

/** A place is kept for it, or booked: how it stood among those who want the same. */
export async function noteStanding(
  house: House,
  tx: Tx,
  row: ReferralTable,
  booking: BookingFacts,
  kind: 'offered' | 'booked',
): Promise<Competition> {
  const at = kind === 'booked' ? booking.madeAt : house.clock.now()
  const wish = {
    id: row.waitingId ?? row.id,
    unitId: booking.unitId,
    doctorId: booking.doctorId,
    dayFrom: booking.day,
    dayTo: booking.day,
    halfDay: booking.halfDay,
    urgency: (row.urgency ?? 3) as Urgency,
    since: row.acceptedAt ?? row.madeAt,
  }
  const standing = await competitionFor(tx, row.hospitalId, wish, at)
  await keep(house, tx, row, { kind, at, unitId: booking.unitId, appointmentId: booking.id, ...standing })
  return standing
}

/** A place is booked for a referral: by the clerk who asked for it, or by an offer that was accepted. Once for each booking. */
export async function noteBooked(house: House, work: Work, appointmentId: string): Promise<void> {
  const { tx, tell } = work
  const booking = await bookingOf(tx, house.hospital.id, appointmentId)
  if (booking === null || booking.referralId === null) return
  const row = await find(tx, house.hospital.id, booking.referralId)
  if (row === null || row.appointmentId === booking.id) return
  if (row.status !== 'accepted' && row.status !== 'missed') return
  const standing = await noteStanding(house, tx, row, booking, 'booked')
  const now = await save(tx, row, {
    status: 'booked',
    appointmentId: booking.id,
    plannedAt: sqlInstant(booking.startsAt),
    stopped: false,
    claimedUntil: null,
  })
  tell({
    action: 'referral.booked',
    ...about(now),
    facts: { appointment: booking.id, at: booking.startsAt.toString(), first: standing.isFirst },
  })
  // Whoever has a place waits for none: with the booking, so that a process that dies leaves nobody on the list.
  await leaveList(house, work, row.waitingId)
}
