import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { matchDocument, patientLabel } from '#modules/patient/index.ts'
import type { House } from '#platform/house.ts'
import { mustBeAhead, mustBeComplete } from '../rules/appointment.ts'
import { type Channel, ownQuota } from '../rules/quota.ts'
import { bookingPolicy } from '../settings.ts'
import { bookedFacts } from './booked-facts.ts'
import { type PlaceWanted, placesOf } from './give-places.ts'
import { mustBeFree } from './may-book.ts'
import { nextFree } from './next-free.ts'
import { appointmentNumber } from './number.ts'
import { slotOf } from './slots.ts'
import { askFor, isSoldOut } from './sold-out.ts'

export interface BookAppointment {
  readonly slotId: string
  readonly patientId: string
  readonly channel: Channel
  readonly contactWay: string
  readonly readBack: boolean
  readonly consent: boolean
  /** Why the patient gets a second number of this half-day; null for the first. */
  readonly doubledBecause: string | null
  readonly referralId?: string | null
  /** The document that the caller said or showed, to be compared (证件核对); it is not kept. */
  readonly document?: string | null | undefined
}

export interface Booked {
  readonly id: string
  readonly number: string
  readonly slotId: string
  readonly status: 'booked' | 'held'
  readonly startsAt: string
  readonly holdUntil: string | null
  readonly version: number
}

const lanes = new WeakMap<House, ReturnType<typeof placesOf>>()
function laneOfPlaces(house: House): ReturnType<typeof placesOf> {
  const known = lanes.get(house) ?? placesOf(house)
  lanes.set(house, known)
  return known
}

/** Takes a place and books it in one step (预约, APT-02, APT-04): one place, one answer, whoever else asks at the same moment. */
export const bookAppointment = (house: House) => async (caller: Caller, asked: BookAppointment) => {
  await mustBeThePatient(house, asked)
  mustBeComplete({ ...asked, helperId: caller.personId })
  return take(house, caller, asked, null)
}

/** Keeps a place while the rest is entered and read back (占号); it lapses by the clock. */
export const holdPlace = (house: House) => async (caller: Caller, asked: BookAppointment) => {
  const at = house.clock.now()
  const { value } = await house.settings.at(caller.hospitalId, bookingPolicy, at)
  return take(house, caller, asked, at.add({ minutes: value.holdMinutes }))
}

/** Refuses a number with a wrong check digit, and one that is somebody else's (APT-04). Nothing is read where none was given. */
async function mustBeThePatient(house: House, { patientId, document }: BookAppointment): Promise<void> {
  if (document === undefined || document === null) return
  const found = await matchDocument(house, patientId, document, '/body/document')
  if (found === 'other') throw new Problem('document-other', { pointer: '/body/document' })
}

async function take(house: House, caller: Caller, asked: BookAppointment, holdUntil: Instant | null): Promise<Booked> {
  const at = house.clock.now()
  const [slot, policy] = await Promise.all([
    slotOf(house, asked.slotId),
    house.settings.at(caller.hospitalId, bookingPolicy, at),
    mustBeFree(house, asked, at),
  ])
  mustBeAhead(slot, policy.value, at)
  const own = ownQuota(asked.channel)
  const full = async () =>
    new Problem('slot-full', { next: await nextFree(house, caller.hospitalId, slot.id, asked.channel) })
  if (await isSoldOut(house, caller, slot.id, own)) throw await full()
  const number = await appointmentNumber(house, caller.hospitalId, at)
  const id = house.ids.next()
  const booked: Booked = {
    id,
    number,
    slotId: slot.id,
    status: holdUntil === null ? 'booked' : 'held',
    startsAt: slot.startsAtText,
    holdUntil: holdUntil?.toString() ?? null,
    version: 1,
  }
  const isFull = askFor(house, slot.id, own)
  const wanted = (patientId: string): PlaceWanted<Booked> => ({
    caller,
    at,
    slotId: slot.id,
    own,
    appointment: {
      id,
      number,
      channel: asked.channel,
      patientId,
      contactWay: asked.contactWay,
      readBack: asked.readBack,
      consent: asked.consent,
      helperId: asked.channel === 'assisted' ? personOf(caller) : null,
      holdUntil,
      doubledBecause: asked.doubledBecause === null ? null : house.cipher.encipher(asked.doubledBecause),
      referralId: asked.referralId ?? null,
    },
    entry: {
      action: holdUntil === null ? 'appointment.booked' : 'appointment.held',
      subject: { kind: 'appointment', id },
      version: 1,
      patientId,
      unitId: slot.unitId,
      facts: bookedFacts({ number, slotId: slot.id, channel: asked.channel, referralId: asked.referralId ?? null }),
    },
    answer: booked,
  })
  const want = laneOfPlaces(house)
  let given = await want(wanted(asked.patientId))
  if (given.outcome === 'stranger') {
    // Joined with another record: the booking is that one's, and so is the limit.
    const label = await patientLabel(house, null, caller.hospitalId, asked.patientId)
    if (label !== null) {
      await mustBeFree(house, { ...asked, patientId: label.id }, at)
      given = await want(wanted(label.id))
    }
  }
  switch (given.outcome) {
    case 'given':
      return given.answer
    case 'doubled':
      throw new Problem('booked-already')
    case 'full':
      isFull()
      throw await full()
    case 'stranger':
      throw new Problem('patient-unknown')
  }
}
