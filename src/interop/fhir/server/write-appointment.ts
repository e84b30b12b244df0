import { createHash } from 'node:crypto'
import type { Appointment } from 'fhir/r4.js'
import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import {
  bookAppointment,
  cancelAppointment,
  checkIn,
  confirmHold,
  holdPlace,
  moveAppointment,
  seekAppointments,
  seekSlots,
  type SoughtAppointment,
} from '#modules/appointment/index.ts'
import { earlierAnswer, type House } from '#platform/house.ts'
import { BookingName, changeOf, readAppointment, type SentAppointment } from '../rules/booking.ts'
import { patched } from '../rules/patch.ts'
import { tokenIn } from '../rules/search.ts'
import { fhirStatus, sideOf } from '../rules/status.ts'
import { bookingsNamed, nameBooking } from './booking-names.ts'
import { type Call, needs, sees, tellWhomRead } from './call.ts'
import { searchAppointments } from './search-appointments.ts'
import { personsNumbered } from './search-people.ts'

interface Creating {
  /** The header If-None-Exist, where it was sent. */
  readonly ifNoneExist: string | null
  readonly key: Caller['once']
}

/**
 * Books a place on another system's word (预约). The same key, or the same identifier with the same content, is booked once; where
 * If-None-Exist names a booking, that one is the answer.
 */
export async function createAppointment(
  house: House,
  call: Call,
  body: unknown,
  { ifNoneExist, key }: Creating,
): Promise<{ readonly resource: Appointment; readonly isNew: boolean }> {
  await needs(house, call, 'book', 'Appointment')
  const sent = readAppointment(body)
  if (sent.status !== 'booked' && sent.status !== 'pending')
    throw new Problem('fhir-resource-invalid', { place: 'Appointment.status' })
  const condition = ifNoneExist === null ? null : conditionOf(ifNoneExist)
  const known = condition === null ? null : await bookingNamed(house, call, [condition])
  if (known !== null) return { resource: await readBack(house, call, known.id), isNew: false }
  const names = condition === null ? sent.names : withName(sent.names, condition)
  const caller = { ...call.caller, once: key ?? onceByName(names, body) }
  const taken = await bookingNamed(house, call, names)
  const id = taken === null ? await book(house, call, caller, sent) : await answeredBefore(house, caller)
  await nameBooking(
    house,
    caller,
    id,
    names.map(name => ({ ...name, kind: 'identifier' as const })),
  )
  return { resource: await readBack(house, call, id), isNew: true }
}

/** `identifier=system|value` is the one condition that is understood. */
function conditionOf(header: string): { readonly system: string; readonly value: string } {
  const query = new URLSearchParams(header.replace(/^[^?]*\?/, ''))
  const name = BookingName.safeParse(tokenIn(query.get('identifier') ?? ''))
  if (query.size !== 1 || !name.success) throw new Problem('fhir-parameter-invalid', { name: 'If-None-Exist' })
  return name.data
}

type Name = SentAppointment['names'][number]

const withName = (names: readonly Name[], name: Name): readonly Name[] =>
  names.some(one => one.system === name.system && one.value === name.value) ? names : [...names, name]

/** What a system calls its booking is as good as a key: two requests at once for one name are one booking. */
function onceByName(names: readonly Name[], body: unknown): Caller['once'] {
  const [first] = names
  if (first === undefined) return null
  const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
  return { key: digest(JSON.stringify(first)), endpoint: 'fhir.Appointment', digest: digest(JSON.stringify(body)) }
}

async function bookingNamed(house: House, call: Call, names: readonly Name[]): Promise<SoughtAppointment | null> {
  if (names.length === 0) return null
  const found = await house.database.transact(async tx => {
    const ids = (await bookingsNamed(tx, house.hospital.id, names)).map(one => one.appointmentId)
    return ids.length === 0 ? [] : seekAppointments(tx, house.hospital.id, { ids, unitIds: [], atMost: 2 })
  })
  if (found.length > 1) throw new Problem('fhir-several-match')
  const [booking = null] = found
  // Somebody else's booking is not told of, but its name is taken.
  if (booking !== null && !sees(call, booking)) throw new Problem('fhir-identifier-taken')
  return booking
}

/** The booking that this very request made before; another request with a known name is refused. */
async function answeredBefore(house: House, caller: Caller): Promise<string> {
  try {
    return (await earlierAnswer<{ id: string }>(house, caller)).id
  } catch (error) {
    if (error instanceof Problem) throw new Problem('fhir-identifier-taken')
    throw error
  }
}

async function book(house: House, call: Call, caller: Caller, sent: SentAppointment): Promise<string> {
  if (sent.slotId === null) throw new Problem('fhir-resource-invalid', { place: 'Appointment.slot' })
  const asked = {
    slotId: sent.slotId,
    patientId: await patientMeant(house, call, sent),
    channel: call.client.channel,
    contactWay: 'sms',
    readBack: true,
    consent: true,
    doubledBecause: null,
  }
  const booked = await (sent.status === 'pending' ? holdPlace : bookAppointment)(house)(caller, asked)
  return booked.id
}

async function patientMeant(house: House, call: Call, { patient }: SentAppointment): Promise<string> {
  if (patient === null) throw new Problem('fhir-resource-invalid', { place: 'Appointment.participant' })
  if ('id' in patient) return patient.id
  const persons = await house.database.transact(tx => personsNumbered(house, tx, patient, call.base))
  const [one, other] = persons
  if (one === undefined || other !== undefined) throw new Problem('patient-unknown')
  await tellWhomRead(house, call, 'Patient', [one.id])
  return one.id
}

const readBack = async (house: House, call: Call, id: string): Promise<Appointment> => {
  const { resources } = await searchAppointments(house, call, new Map([['_id', [id]]]))
  const [resource] = resources
  if (resource === undefined) throw new Problem('not-found')
  return resource
}

/** Changes a booking to what was sent (改约、取消): `seen` is the version that the caller knows, where it said so. */
export async function updateAppointment(
  house: House,
  call: Call,
  { id, body, seen }: { readonly id: string; readonly body: unknown; readonly seen: number | null },
): Promise<Appointment> {
  await needs(house, call, 'book', 'Appointment')
  return change(house, call, await visible(house, call, id), readAppointment(body), seen)
}

/** The same by a JSON patch, which holds for the version that it was applied to. */
export async function patchAppointment(
  house: House,
  call: Call,
  { id, body, seen }: { readonly id: string; readonly body: unknown; readonly seen: number | null },
): Promise<Appointment> {
  await needs(house, call, 'book', 'Appointment')
  const booking = await visible(house, call, id)
  const sent = readAppointment(patched(await readBack(house, call, id), body))
  return change(house, call, booking, sent, seen ?? booking.version)
}

async function visible(house: House, call: Call, id: string): Promise<SoughtAppointment> {
  const [booking] = await house.database.transact(tx =>
    seekAppointments(tx, house.hospital.id, { ids: [id], unitIds: [], atMost: 1 }),
  )
  if (booking === undefined || !sees(call, booking)) throw new Problem('not-found')
  return booking
}

async function change(
  house: House,
  call: Call,
  booking: SoughtAppointment,
  sent: SentAppointment,
  seen: number | null,
): Promise<Appointment> {
  const { id } = booking
  if (seen !== null && seen !== booking.version) throw new Problem('fhir-version-changed')
  const wanted = changeOf(
    { status: fhirStatus(booking.status).status, slotId: booking.slotId, startMs: Date.parse(booking.startsAt) },
    sent,
  )
  const asked = {
    id,
    reason: sent.cancellation.text ?? sent.comment ?? call.client.name,
    ...(seen === null ? {} : { version: seen }),
  }
  try {
    if (wanted.kind === 'cancel') await cancelAppointment(house)(call.caller, { ...asked, by: sideOf(wanted.side) })
    if (wanted.kind === 'check-in') await checkIn(house)(call.caller, { ...asked, place: call.client.name })
    if (wanted.kind === 'confirm') await confirmHold(house)(call.caller, { ...asked, readBack: true, consent: true })
    if (wanted.kind === 'move') {
      const slotId = 'slotId' in wanted.to ? wanted.to.slotId : await slotAt(house, call, booking, wanted.to.start)
      await moveAppointment(house)(call.caller, { ...asked, slotId })
    }
  } catch (error) {
    if (error instanceof Problem && error.code === 'stale-version') throw new Problem('fhir-version-changed')
    throw error
  }
  await nameBooking(
    house,
    call.caller,
    id,
    sent.names
      .filter(name => !name.system.startsWith(call.base))
      .map(name => ({ ...name, kind: 'identifier' as const })),
  )
  return readBack(house, call, id)
}

/** The same doctor's slot that begins at that moment. */
async function slotAt(house: House, call: Call, booking: SoughtAppointment, start: string): Promise<string> {
  const at = Temporal.Instant.from(start)
  const [slot] = await seekSlots(house, {
    doctorId: booking.doctorId,
    unitId: booking.unitId,
    from: at.toString(),
    before: at.add({ seconds: 1 }).toString(),
    channel: call.client.channel,
    atMost: 1,
  })
  if (slot === undefined) throw new Problem('slot-unknown')
  return slot.id
}
