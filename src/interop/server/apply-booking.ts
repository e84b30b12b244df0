import type { BookingChange, BookingEvent, SiuIntention } from '#interop/hl7v2/index.ts'
import { systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { earlier, type Instant, isBefore } from '#kernel/time.ts'
import {
  bookWithin,
  cancelAppointment,
  moveAppointment,
  noteNoShow,
  seekAppointments,
  seekSlots,
  type SoughtAppointment,
} from '#modules/appointment/index.ts'
import { listDoctors } from '#modules/directory/index.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import { asAnswer, resourcesMeant, slotMeant } from '../rules/pool-place.ts'
import { namesSomebody } from '../rules/waited-for.ts'
import { nameBooking } from '../fhir/server/booking-names.ts'
import { schedulingPolicy } from '../settings.ts'
import type { Occasion } from './apply-intention.ts'
import type { ToldBookingTable } from './tables.ts'
import { lockTold, saveTold } from './told-bookings.ts'

type Booking = Extract<SiuIntention, { kind: 'booking' }>

/**
 * Does what another system tells of a booking (对方预约): what its doctor or department gives out here takes a place of the pool or is
 * refused; what this house gives no places for is kept as it is told. The newest word counts, by the time in the message. Null when it
 * changes a booking that nobody told of yet.
 */
export async function applyBooking(
  house: House,
  { event, occurredAt, person, booking }: Booking,
  { source, receivedAt, insists }: Occasion,
): Promise<{ readonly patientId: string | null } | null> {
  const caller = systemCaller(house.hospital.id)
  const saidAt = occurredAt === null ? receivedAt : earlier(occurredAt, receivedAt)
  try {
    return await transact(house, caller, async work => {
      const told =
        (await lockTold(work.tx, house.hospital.id, booking)) ?? (await ownNamed(house, work, booking, source))
      if (told !== undefined && isBefore(saidAt, told.saidAt)) return { patientId: told.patientId }
      const isNew = event === 'booked' || event === 'changed'
      if (told === undefined && !isNew) {
        // Somebody insists on what cannot be done: there is nothing to cancel.
        if (insists) throw new Problem('hl7-field-missing', { location: 'SCH^1^2' })
        return null
      }
      const patientId = await personTold(house, person, told, { source, occurredAt: saidAt })
      const before = told ?? blank(house, booking, { patientId, source, at: saidAt })
      const now = isNew
        ? await place(house, work, { ...before, patientId }, booking)
        : await end(house, work, before, event, booking)
      await saveTold(work.tx, { ...now, saidAt, toldAt: house.clock.now() })
      work.tell({
        action: 'interop.booking-told',
        subject: { kind: 'interop', id: now.id },
        patientId,
        facts: { state: now.state, pool: now.appointmentId !== null, appointment: now.appointmentId },
      })
      return { patientId }
    })
  } catch (error) {
    throw asAnswer(error)
  }
}

/** The person as the message says; a message about a known booking need not name one. */
async function personTold(
  house: House,
  person: Booking['person'],
  told: ToldBookingTable | undefined,
  word: { readonly source: string; readonly occurredAt: Instant },
): Promise<string> {
  if (person === null || !namesSomebody(person.identifiers)) {
    if (told !== undefined) return told.patientId
    throw new Problem('hl7-field-missing', { location: 'PID^1^3' })
  }
  const taken = await upsertFromSystem(house)(systemCaller(house.hospital.id), { ...word, person })
  return taken.patientId
}

const blank = (
  house: House,
  { placer, filler }: BookingChange,
  { patientId, source, at }: { readonly patientId: string; readonly source: string; readonly at: Instant },
): ToldBookingTable => ({
  hospitalId: house.hospital.id,
  id: house.ids.next(),
  fillerSystem: filler?.system ?? null,
  filler: filler?.value ?? null,
  placerSystem: placer?.system ?? null,
  placer: placer?.value ?? null,
  appointmentId: null,
  patientId,
  state: 'booked',
  startsAt: null,
  resources: [],
  sender: source,
  saidAt: at,
  toldAt: at,
})

const OWN_NUMBER = /^YY-\d{6}-\d{4,}$/

/** A booking of this house by its own number: another system says what becomes of it. */
async function ownNamed(
  house: House,
  { tx }: Work,
  booking: BookingChange,
  source: string,
): Promise<ToldBookingTable | undefined> {
  const numbers = [booking.filler, booking.placer].flatMap(id =>
    id !== null && OWN_NUMBER.test(id.value) ? [id.value] : [],
  )
  if (numbers.length === 0) return undefined
  const [own] = await seekAppointments(tx, house.hospital.id, { numbers, unitIds: [], atMost: 1 })
  if (own === undefined) return undefined
  const words = { patientId: own.patientId, source, at: house.clock.now() }
  // Nothing was told of it yet, so that every word is newer.
  return { ...blank(house, booking, words), appointmentId: own.id, saidAt: EARLIEST(house) }
}
const EARLIEST = (house: House): Instant => house.clock.now().subtract({ hours: 24 * 3650 })

/** It stands at that time: it takes a place, moves to another one, or is kept where the pool has none of its kind. */
async function place(
  house: House,
  work: Work,
  told: ToldBookingTable,
  booking: BookingChange,
): Promise<ToldBookingTable> {
  const kept = {
    ...told,
    state: 'booked' as const,
    startsAt: booking.startsAt,
    resources: [...booking.doctors, ...booking.departments],
  }
  const own = await ownOf(house, work, told)
  // A change that says no time changes none.
  if (booking.startsAt === null)
    return own === undefined ? { ...kept, startsAt: told.startsAt } : { ...told, resources: kept.resources }
  const channel = (await house.settings.at(house.hospital.id, schedulingPolicy, house.clock.now())).value.channel
  const slot = await slotIn(house, booking, booking.startsAt, own?.channel ?? channel)
  if (slot === 'not-ours') {
    if (own === undefined) return kept
    throw new Problem('slot-unknown')
  }
  const caller = systemCaller(house.hospital.id)
  if (own !== undefined && isOpen(own)) {
    if (own.slotId !== slot.id)
      await moveAppointment(house)(caller, { id: own.id, slotId: slot.id, reason: booking.reason ?? told.sender })
    return { ...kept, appointmentId: own.id }
  }
  const made = await bookWithin(house, work, caller, { slotId: slot.id, patientId: told.patientId, channel })
  await nameBooking(house, caller, made.id, namesIn(booking))
  return { ...kept, appointmentId: made.id }
}

const namesIn = ({ placer, filler }: BookingChange) => [
  ...(placer === null ? [] : [{ ...placer, kind: 'placer' as const }]),
  ...(filler === null ? [] : [{ ...filler, kind: 'filler' as const }]),
]

async function ownOf(house: House, { tx }: Work, told: ToldBookingTable): Promise<SoughtAppointment | undefined> {
  if (told.appointmentId === null) return undefined
  const [own] = await seekAppointments(tx, house.hospital.id, { ids: [told.appointmentId], unitIds: [], atMost: 1 })
  return own
}

/** One that ended is not the same booking any more: told of again, it is a new one. */
const isOpen = ({ status }: SoughtAppointment): boolean =>
  status === 'booked' || status === 'notified' || status === 'stopped' || status === 'checked_in'

/** The slot of the pool that is meant; `not-ours` where this house gives out no places of such a doctor or department. */
async function slotIn(
  house: House,
  booking: BookingChange,
  at: Instant,
  channel: SoughtAppointment['channel'],
): Promise<{ readonly id: string } | 'not-ours'> {
  const [{ list }, { units }] = await Promise.all([listDoctors(house), organisation(house)])
  const doctors = new Map(list.map(one => [one.code, one.id]))
  const codes = new Map([...units.values()].map(unit => [unit.code.toUpperCase(), unit.id]))
  const meant = resourcesMeant(booking, {
    doctor: code => doctors.get(code),
    unit: code => codes.get(code.toUpperCase()),
  })
  if (meant.doctorId === null && meant.unitId === null) return 'not-ours'
  const who = meant.doctorId === null ? { unitId: meant.unitId ?? '' } : { doctorId: meant.doctorId }
  const slots = await seekSlots(house, {
    ...who,
    // Half a day around: whether a department gives out places at all is seen by its day.
    from: at.subtract({ hours: 12 }).toString(),
    before: at.add({ hours: 12 }).toString(),
    channel,
    atMost: 1000,
  })
  if (slots.length === 0 && meant.doctorId === null) return 'not-ours'
  const slot = slotMeant(
    slots.map(one => ({ ...one, startsMs: Date.parse(one.startsAt), endsMs: Date.parse(one.endsAt) })),
    at.epochMilliseconds,
  )
  if (slot === null) throw new Problem('slot-unknown')
  return slot
}

/** It is over: cancelled, or nobody came. What has ended here already stays as it is. */
async function end(
  house: House,
  work: Work,
  told: ToldBookingTable,
  event: Exclude<BookingEvent, 'booked' | 'changed'>,
  booking: BookingChange,
): Promise<ToldBookingTable> {
  const own = await ownOf(house, work, told)
  const caller = systemCaller(house.hospital.id)
  if (own !== undefined && isOpen(own)) {
    const reason = booking.reason ?? told.sender
    if (event === 'no-show') await noteNoShow(house)(caller, { id: own.id })
    else
      await cancelAppointment(house)(caller, {
        id: own.id,
        reason,
        by: event === 'discontinued' || own.status === 'checked_in' ? 'hospital' : 'patient',
      })
  }
  return { ...told, state: event === 'no-show' ? 'no-show' : 'cancelled' }
}
