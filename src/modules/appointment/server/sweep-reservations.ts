import { systemCaller } from '#kernel/caller.ts'
import { type Instant, Temporal, wallClock } from '#kernel/time.ts'
import { sessionPolicy, sessionsBetween } from '#modules/directory/index.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Sweep } from '#platform/sweeps.ts'
import { whyCall } from '../rules/reservation.ts'
import { placeReserved } from './place-reserved.ts'
import { saveReservation } from './reservation-store.ts'
import type { ReservationTable } from './reservation-tables.ts'
import { weekWords } from './reservations.ts'
import { sqlInstant } from './store.ts'

const AT_ONCE = 50

/** What was reserved gets a place that came since (转号), and what is to get none is a person's to call (转电话, APT-10). */
export const reservationSweep: Sweep = {
  name: 'appointment: reservations',
  every: 30,
  async run(house, now) {
    while ((await house.database.transact(tx => placeReserved(house, tx, null))) > 0) house.live.moved()
    await callForTheRest(house, now)
  },
}

/** Those whose time has come, and those whose week is published to its last day without a place for them. */
const callForTheRest = async (house: House, now: Instant): Promise<void> => {
  const { openAhead } = (await house.settings.at(house.hospital.id, sessionPolicy, now)).value
  const lastOpen = wallClock(now, house.hospital.zone).day.add({ days: openAhead - 1 })
  await transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const near = await run<ReservationTable & { hasPlaces: boolean }>(
      tx,
      `select r.*, exists (select 1 from appointment.slot s where s.hospital_id = r.hospital_id and s.unit_id = r.unit_id
           and s.day between r.week and r.week + 6 and (r.doctor_id is null or s.doctor_id = r.doctor_id)
           and (r.half_day is null or s.half_day = r.half_day)) as has_places
       from appointment.reservation r where r.hospital_id = $1 and r.status = 'reserved'
         and (r.call_due_at <= $2 or r.week + 6 <= $3::date)
       order by r.call_due_at, r.id for update of r skip locked`,
      [house.hospital.id, now.toString(), lastOpen.toString()],
    )
    for (const one of near) {
      const isDue = one.callDueAt.epochMilliseconds <= now.epochMilliseconds
      const because = whyCall({
        hasPlaces: one.hasPlaces,
        isWhollyPublished: one.hasPlaces && !isDue && !(await hasPlanned(tx, one)),
        isDue,
      })
      if (because === null) continue
      const version = await saveReservation(tx, one, {
        status: 'to_call',
        callBecause: because,
        calledAt: sqlInstant(now),
      })
      tell({
        action: 'appointment.reservation-to-call',
        subject: { kind: 'reservation', id: one.id },
        version,
        patientId: one.patientId,
        unitId: one.unitId,
        facts: { unit: one.unitId, week: one.week, because },
      })
    }
  })
}

/** Are there sessions of that week that are planned and not given out yet? */
async function hasPlanned(tx: Tx, one: ReservationTable): Promise<boolean> {
  const sessions = await sessionsBetween(tx, one.hospitalId, {
    from: one.week,
    to: Temporal.PlainDate.from(one.week).add({ days: 6 }).toString(),
    unitId: one.unitId,
    doctorId: one.doctorId,
  })
  return sessions.some(session => session.state === 'planned')
}

interface DueReminder extends ReservationTable {
  readonly daysBefore: number
  readonly bookingStatus: string | null
  readonly bookingSlot: string | null
  readonly bookingVersion: number | null
  readonly remindedAt: Instant | null
}

/** The chain of reminders before a review (复诊提醒链, APT-10): of the booking where it has become one, else of the week. */
export const reviewSweep: Sweep = {
  name: 'appointment: reviews',
  every: 60,
  run: async (house, now) => {
    while ((await remindSome(house, now)) === AT_ONCE);
  },
}

const remindSome = (house: House, now: Instant): Promise<number> =>
  transact(house, systemCaller(house.hospital.id), async ({ tx, tell }) => {
    const due = await run<DueReminder>(
      tx,
      `select r.*, n.days_before, a.status as booking_status, a.slot_id as booking_slot, a.version as booking_version, a.reminded_at
       from appointment.reservation_reminder n
       join appointment.reservation r on r.hospital_id = n.hospital_id and r.id = n.reservation_id
       left join appointment.appointment a on a.hospital_id = r.hospital_id and a.id = r.appointment_id
       where n.hospital_id = $1 and n.done_at is null and n.due_at <= $2 order by n.due_at, n.reservation_id, n.days_before
       limit ${AT_ONCE} for update of n skip locked`,
      [house.hospital.id, now.toString()],
    )
    for (const one of due) {
      await run(
        tx,
        `update appointment.reservation_reminder set done_at = $4 where hospital_id = $1 and reservation_id = $2 and days_before = $3`,
        [one.hospitalId, one.id, one.daysBefore, now.toString()],
      )
      if (one.status === 'reserved') {
        await sendMessage(house)(tx, {
          template: 'appointment.review-due',
          to: { kind: 'patient', patientId: one.patientId },
          about: { kind: 'reservation', id: one.id },
          values: { number: one.number, week: weekWords(one.week) },
        })
        tell({
          action: 'appointment.review-due',
          subject: { kind: 'reservation', id: one.id },
          patientId: one.patientId,
          unitId: one.unitId,
          facts: { unit: one.unitId, week: one.week, daysBefore: one.daysBefore },
        })
      } else if (one.bookingStatus === 'booked' || one.bookingStatus === 'notified') {
        // The day before is said once, whether by this chain or by the one of all bookings.
        if (one.daysBefore === 1) {
          const first = await run(
            tx,
            'update appointment.appointment set reminded_at = $3 where hospital_id = $1 and id = $2 and reminded_at is null returning id',
            [one.hospitalId, one.appointmentId, now.toString()],
          )
          if (first.length === 0) continue
        }
        tell({
          action: 'appointment.reminded',
          subject: { kind: 'appointment', id: one.appointmentId as string },
          version: one.bookingVersion as number,
          patientId: one.patientId,
          unitId: one.unitId,
          facts: { slot: one.bookingSlot as string },
        })
      }
    }
    return due.length
  })
