import { systemCaller } from '#kernel/caller.ts'
import type { Action, Event } from '#kernel/event.ts'
import { bookingOf } from '#modules/appointment/index.ts'
import type { Tx } from '#platform/database.ts'
import type { House, Work } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { Listener } from '#platform/listeners.ts'
import { noteBooked, noteStanding } from './note-placing.ts'
import { about, find, save, sqlInstant } from './store.ts'
import type { ReferralTable } from './tables.ts'

const HEARS = [
  'appointment.booked',
  'appointment.offered',
  'appointment.moved',
  'appointment.cancelled',
  'appointment.stopped',
  'appointment.unreached',
  'appointment.stop-answered',
  'appointment.checked-in',
  'appointment.no-show',
  'appointment.waiting-ended',
] as const satisfies readonly Action[]

type Told = Work['tell']
/** What may become of a booking. */
type Fate = Exclude<(typeof HEARS)[number], 'appointment.booked' | 'appointment.offered' | 'appointment.waiting-ended'>

/** What becomes of the booking of a referral, the referral follows (转诊进展): its institution reads where it stands. */
export const followBookings: Listener = {
  name: 'referral: what became of its booking',
  hears: HEARS,
  onlyWith: { 'appointment.booked': 'referral' },
  async hear(house, tx, event) {
    const told: Entry[] = []
    await follow(house, tx, event, (...entries) => void told.push(...entries))
    if (told.length > 0) await house.journal.write(tx, systemCaller(house.hospital.id), told, house.clock.now())
  },
}

async function follow(house: House, tx: Tx, event: Event, tell: Told): Promise<void> {
  if (event.action === 'appointment.booked') return noteBooked(house, { tx, tell }, event.subjectId)
  if (event.action === 'appointment.waiting-ended') return waitsNoMore(house, tx, event.subjectId, tell)
  const booking = await bookingOf(tx, house.hospital.id, event.subjectId)
  const row =
    booking === null || booking.referralId === null ? null : await find(tx, house.hospital.id, booking.referralId)
  if (booking === null || row === null) return
  if (event.action === 'appointment.offered') {
    await noteStanding(house, tx, row, booking, 'offered')
    return
  }
  if (row.appointmentId !== booking.id || (row.status !== 'booked' && row.status !== 'missed')) return
  await change(tx, row, event, booking.startsAt.toString(), tell)
}

/** Taken off the waiting list, or the days passed: it stands to be placed again. */
async function waitsNoMore(house: House, tx: Tx, waitingId: string, tell: Told): Promise<void> {
  const row = await tx
    .selectFrom('referral.referral')
    .selectAll()
    .where('hospitalId', '=', house.hospital.id)
    .where('status', '=', 'accepted')
    .where('waitingId', '=', waitingId)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return
  const now = await save(tx, row, { waitingId: null })
  tell({ action: 'referral.waits-no-more', ...about(now), facts: { waiting: waitingId } })
}

async function change(tx: Tx, row: ReferralTable, event: Event, startsAt: string, tell: Told): Promise<void> {
  const appointment = row.appointmentId ?? ''
  switch (event.action as Fate) {
    case 'appointment.moved': {
      const now = await save(tx, row, { status: 'booked', plannedAt: startsAt as never, stopped: false })
      tell({ action: 'referral.booked', ...about(now), facts: { appointment, at: startsAt, first: null } })
      return
    }
    // A stopped booking whose patient wanted no other time, or was not reached, is over as a cancelled one is.
    case 'appointment.unreached':
    case 'appointment.stop-answered':
    case 'appointment.cancelled': {
      const now = await save(tx, row, { status: 'accepted', appointmentId: null, plannedAt: null, stopped: false })
      tell({ action: 'referral.booking-lost', ...about(now), facts: { appointment, because: 'cancelled' } })
      return
    }
    case 'appointment.stopped': {
      const now = await save(tx, row, { stopped: true })
      tell({ action: 'referral.booking-lost', ...about(now), facts: { appointment, because: 'stopped' } })
      return
    }
    case 'appointment.checked-in': {
      const now = await save(tx, row, { status: 'booked', arrivedAt: sqlInstant(event.at) })
      tell({ action: 'referral.arrived', ...about(now), facts: { appointment } })
      return
    }
    case 'appointment.no-show': {
      const now = await save(tx, row, { status: 'missed' })
      tell({ action: 'referral.missed', ...about(now), facts: { appointment } })
      return
    }
  }
}
