import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Identified, identifyByPhone, identifyPatient, registerPatient } from '#modules/patient/index.ts'
import { deviceIdOf } from '#modules/staff/index.ts'
import { countFailure, countSuccess, lockedUntil, type Tried } from '#platform/attempts.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { kioskPolicy } from '../settings.ts'
import { beginVisit } from './kiosk-visit.ts'

type Said =
  | { readonly way: 'document' | 'card'; readonly number: string }
  | { readonly way: 'booking'; readonly number: string; readonly phoneTail: string }

/**
 * Somebody says who they are (本人核对) and begins at this machine. Numbers are in a row, and whoever stands at a machine, or took its token,
 * can try one after the other: too many that nobody has, and it takes none for a while.
 */
export const beginKioskVisit = (house: House) => async (caller: Caller, asked: Said) => {
  const guessed: Tried = { hospitalId: caller.hospitalId, kind: 'kiosk unknown', subject: deviceIdOf(caller) }
  await mustBeOpen(house, guessed)
  const person =
    asked.way === 'booking' ? await byBooking(house, caller, asked) : await identifyPatient(house, caller, asked)
  if (person === null) {
    const { unknownAtMachine: failures, lockMinutes } = await policyOf(house)
    await countFailure(house.database, guessed, { failures, lockMinutes }, house.clock.now())
    throw new Problem(asked.way === 'booking' ? 'kiosk-booking-unknown' : 'kiosk-person-unknown')
  }
  // Of many at the same moment a right one comes too late as well.
  await mustBeOpen(house, guessed)
  return beginVisit(house, caller, person, asked.way)
}

const policyOf = async (house: House) =>
  (await house.settings.at(house.hospital.id, kioskPolicy, house.clock.now())).value

async function mustBeOpen(house: House, tried: Tried): Promise<void> {
  const at = house.clock.now()
  const until = await lockedUntil(house.database, tried, at)
  if (until !== null)
    throw new Problem('too-many-requests', {
      seconds: Math.ceil((until.epochMilliseconds - at.epochMilliseconds) / 1000),
    })
}

/** `YY-261116-0007` as it stands in the message, or its digits alone, as a keypad has them. */
export function bookingNumber(typed: string): string | null {
  const digits = typed.normalize('NFKC').replaceAll(/\D/g, '')
  return digits.length < 7 || digits.length > 14 ? null : `YY-${digits.slice(0, 6)}-${digits.slice(6).padStart(4, '0')}`
}

/** The telephone's tail is a small secret: after some wrong ones the booking's number is refused unseen for a while. */
async function byBooking(
  house: House,
  caller: Caller,
  asked: { readonly number: string; readonly phoneTail: string },
): Promise<Identified | null> {
  const at = house.clock.now()
  const number = bookingNumber(asked.number)
  if (number === null) return null
  const tried: Tried = { hospitalId: caller.hospitalId, kind: 'kiosk booking', subject: number }
  await mustBeOpen(house, tried)
  const [booking] = await house.database.transact(tx =>
    run<{ patientId: string }>(
      tx,
      `select patient_id from appointment.appointment where hospital_id = $1 and number = $2`,
      [caller.hospitalId, number],
    ),
  )
  const person =
    booking === undefined
      ? null
      : await identifyByPhone(house, caller, { patientId: booking.patientId, phoneTail: asked.phoneTail })
  if (person === null) {
    const { tries, lockMinutes } = (await house.settings.at(caller.hospitalId, kioskPolicy, at)).value
    await countFailure(house.database, tried, { failures: tries, lockMinutes }, at)
    throw new Problem('kiosk-booking-unknown')
  }
  if (!(await countSuccess(house.database, tried, at))) throw new Problem('kiosk-booking-unknown')
  return person
}

const FIELDS: Readonly<Record<string, string>> = {
  '/body/document/number': '/body/number',
  '/body/phones/0/number': '/body/phone',
}

/** Registers somebody whom the house does not know (自助建档), or finds who has this ID number already, and begins. */
export const registerAtKiosk =
  (house: House) =>
  async (caller: Caller, asked: { readonly number: string; readonly name: string; readonly phone: string }) => {
    const known = await identifyPatient(house, caller, { way: 'document', number: asked.number })
    if (known !== null) return beginVisit(house, caller, known, 'document')
    try {
      await registerPatient(
        house,
        { ...caller, once: null },
        {
          name: asked.name,
          sex: 'unknown',
          birthDate: null,
          document: { kind: 'resident-id', number: asked.number },
          noDocumentReason: null,
          phones: [{ number: asked.phone, holder: 'self', state: 'unconfirmed' }],
          address: null,
          relatives: [],
          insurance: null,
          card: null,
          despite: null,
        },
      )
    } catch (error) {
      // Two at the same moment: the second finds the first.
      if (!(error instanceof Problem)) throw error
      if (error.code !== 'patient-exists') throw atItsField(error)
    }
    const person = await identifyPatient(house, caller, { way: 'document', number: asked.number })
    if (person === null) throw new Problem('kiosk-person-unknown')
    return beginVisit(house, caller, person, 'registered')
  }

/** The refusal stands at the field of this screen. */
const atItsField = (problem: Problem): Problem =>
  new Problem(problem.code, {
    ...problem.facts,
    pointer: FIELDS[String(problem.facts['pointer'])] ?? problem.facts['pointer'],
  })
