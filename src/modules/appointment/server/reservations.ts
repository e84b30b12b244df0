import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { isBefore, Temporal, wallClock } from '#kernel/time.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import { sendMessage } from '#modules/notification/index.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { Channel } from '../rules/quota.ts'
import { callDue, mustBeWithin, reservationMayFollow, weekOf } from '../rules/reservation.ts'
import { reservationPolicy } from '../settings.ts'
import { hasNumber } from './insert-appointment.ts'
import { nextFree } from './next-free.ts'
import { placeOn, placeOne } from './place-reserved.ts'
import { loadReservation, remindBefore, reservationNumber, saveReservation } from './reservation-store.ts'
import type { ReservationTable } from './reservation-tables.ts'
import { sqlInstant } from './store.ts'

export interface MakeReservation {
  readonly patientId: string
  readonly unitId: string
  readonly doctorId: string | null
  readonly week: string
  readonly halfDay: HalfDay | null
  readonly urgency: 1 | 2 | 3
  readonly reason: string
  readonly channel: Channel
  readonly contactWay: string
}

/** The policy of this moment, and the Monday that a day means. Refuses a week out of reach. */
async function weekMeant(house: House, hospitalId: string, day: string) {
  const at = house.clock.now()
  const policy = await house.settings.at(hospitalId, reservationPolicy, at)
  const week = weekOf(Temporal.PlainDate.from(day))
  mustBeWithin(week, wallClock(at, house.hospital.zone).day, policy.value)
  return { at, policy, week: week.toString(), callDueAt: callDue(week, house.hospital.zone, policy.value) }
}

/**
 * Reserves a review for a week (中长期预约, APT-10). Where its places are there already, it is a booking at once; else it becomes one when
 * they are published.
 */
export const makeReservation = (house: House) => async (caller: Caller, asked: MakeReservation) => {
  const { hospitalId } = caller
  const { at, policy, week, callDueAt } = await weekMeant(house, hospitalId, asked.week)
  const number = await reservationNumber(house, hospitalId, at)
  return transact(house, caller, async ({ tx, tell }) => {
    const label = await patientLabel(house, tx, hospitalId, asked.patientId)
    if (label === null) throw new Problem('patient-unknown')
    const [made] = await run<ReservationTable>(
      tx,
      `insert into appointment.reservation (hospital_id, id, number, week, unit_id, doctor_id, half_day, patient_id, patient_masked, channel,
         contact_way, urgency, reason, status, made_by, made_at, policy_version, call_due_at, attempts, version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'reserved', $14, $15, $16, $17, 0, 1)
       on conflict do nothing returning *`,
      [
        hospitalId,
        house.ids.next(),
        number,
        week,
        asked.unitId,
        asked.doctorId,
        asked.halfDay,
        label.id,
        label.nameMasked,
        asked.channel,
        asked.contactWay,
        asked.urgency,
        house.cipher.encipher(asked.reason),
        caller.personId,
        at.toString(),
        policy.version,
        callDueAt.toString(),
      ],
    )
    if (made === undefined) throw new Problem('reservation-already')
    tell({
      action: 'appointment.reserved',
      subject: { kind: 'reservation', id: made.id },
      version: 1,
      patientId: label.id,
      unitId: asked.unitId,
      facts: { number, unit: asked.unitId, week, channel: asked.channel },
      detail: { reason: asked.reason },
    })
    const told: Entry[] = []
    const isBooked = await placeOne(house, tx, made, at, told)
    tell(...told)
    if (!isBooked) {
      await remindBefore(house, tx, made, week)
      await sendMessage(house)(tx, {
        template: 'appointment.reserved',
        to: { kind: 'patient', patientId: label.id },
        about: { kind: 'reservation', id: made.id },
        values: { number, week: weekWords(week) },
      })
    }
    return changedOf(made, isBooked ? 'booked' : 'reserved', isBooked ? 2 : 1, numberIn(told))
  })
}

/** `11月16日`, the Monday as a message says it. */
export const weekWords = (week: string): string => `${Number(week.slice(5, 7))}月${Number(week.slice(8))}日`

const numberIn = (told: readonly Entry[]): string | null =>
  (told.find(one => one.action === 'appointment.booked')?.facts as { number: string } | undefined)?.number ?? null

const changedOf = (
  one: Pick<ReservationTable, 'id' | 'number'>,
  status: ReservationTable['status'],
  version: number,
  appointmentNumber: string | null = null,
) => ({ id: one.id, number: one.number, status, appointmentNumber, version })

/** A person gives it a place that is free, of that week or another (人工排号). */
export const bookReserved =
  (house: House) => async (caller: Caller, asked: { readonly id: string; readonly slotId: string }) => {
    const at = house.clock.now()
    const done = await transact(house, caller, async ({ tx, tell }) => {
      const reservation = await loadReservation(tx, caller.hospitalId, asked.id)
      reservationMayFollow(reservation.status, 'booked')
      const slot = await tx
        .selectFrom('appointment.slot')
        .selectAll()
        .where('hospitalId', '=', caller.hospitalId)
        .where('id', '=', asked.slotId)
        .executeTakeFirst()
      // Of its own department: a review elsewhere is another reservation.
      if (slot?.unitId !== reservation.unitId) throw new Problem('slot-unknown')
      if (!isBefore(at, slot.startsAt)) throw new Problem('slot-past')
      if (await hasNumber(tx, caller.hospitalId, { ...slot, patientId: reservation.patientId }))
        throw new Problem('booked-already')
      const told: Entry[] = []
      if (!(await placeOn(house, tx, reservation, slot, at, told, true))) return { full: reservation.channel }
      tell(...told)
      return changedOf(reservation, 'booked', reservation.version + 1, numberIn(told))
    })
    if ('full' in done)
      throw new Problem('slot-full', { next: await nextFree(house, caller.hospitalId, asked.slotId, done.full) })
    return done
  }

/** It waits for another week (改到另一周). */
export const moveReservation =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string; readonly week: string; readonly reason: string }) => {
    const { week, callDueAt } = await weekMeant(house, caller.hospitalId, asked.week)
    return transact(house, caller, async ({ tx, tell }) => {
      const reservation = await loadReservation(tx, caller.hospitalId, asked.id)
      reservationMayFollow(reservation.status, 'reserved')
      const version = await saveReservation(tx, reservation, {
        status: 'reserved',
        week,
        callDueAt: sqlInstant(callDueAt),
        callBecause: null,
        calledAt: null,
        attempts: 0,
      }).catch(alreadyThere)
      await remindBefore(house, tx, reservation, week)
      tell({
        action: 'appointment.reservation-moved',
        subject: { kind: 'reservation', id: reservation.id },
        version,
        patientId: reservation.patientId,
        unitId: reservation.unitId,
        facts: { unit: reservation.unitId, from: reservation.week, to: week },
        detail: { reason: asked.reason },
      })
      return changedOf(reservation, 'reserved', version)
    })
  }

function alreadyThere(error: unknown): never {
  if ((error as { constraint?: string }).constraint === 'reservation_once') throw new Problem('reservation-already')
  throw error
}

/** One more call in vain; after so many the patient counts as not reached (联系不上). */
export const noteReservationCall = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const at = house.clock.now()
  const { value: policy } = await house.settings.at(caller.hospitalId, reservationPolicy, at)
  return transact(house, caller, async ({ tx, tell }) => {
    const reservation = await loadReservation(tx, caller.hospitalId, asked.id)
    reservationMayFollow(reservation.status, 'unreached')
    const attempts = reservation.attempts + 1
    const unreached = attempts >= policy.attempts
    const version = await saveReservation(tx, reservation, {
      attempts,
      ...(unreached ? { status: 'unreached' as const, closedAt: sqlInstant(at) } : {}),
    })
    const about = {
      subject: { kind: 'reservation', id: reservation.id },
      version,
      patientId: reservation.patientId,
      unitId: reservation.unitId,
    }
    tell({ action: 'appointment.reservation-tried', ...about, facts: { unit: reservation.unitId, attempts } })
    if (unreached)
      tell({
        action: 'appointment.reservation-ended',
        ...about,
        facts: { unit: reservation.unitId, because: 'unreached' },
      })
    return { id: reservation.id, attempts, unreached, version }
  })
}

/** Takes it back (取消中长期预约). */
export const cancelReservation =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly reason: string }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const reservation = await loadReservation(tx, caller.hospitalId, asked.id)
      reservationMayFollow(reservation.status, 'cancelled')
      const version = await saveReservation(tx, reservation, {
        status: 'cancelled',
        closedAt: sqlInstant(house.clock.now()),
      })
      tell({
        action: 'appointment.reservation-ended',
        subject: { kind: 'reservation', id: reservation.id },
        version,
        patientId: reservation.patientId,
        unitId: reservation.unitId,
        facts: { unit: reservation.unitId, because: 'cancelled' },
        detail: { reason: asked.reason },
      })
      return changedOf(reservation, 'cancelled', version)
    })
