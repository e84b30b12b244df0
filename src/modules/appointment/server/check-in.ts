import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { arrive, type ArrivalPlace } from './arrive.ts'
import { load } from './store.ts'

/** A guide or a desk: everybody's patients. */
export const byHand = (caller: Caller, place: string, isAssisted: boolean): ArrivalPlace => ({
  way: isAssisted ? 'assisted' : caller.kind === 'client' ? 'other-system' : 'desk',
  place,
  zone: null,
  deviceId: null,
  unitIds: [],
})

interface CheckIn {
  readonly id: string
  readonly place: string
  readonly version?: number
  /** A guide does it on the handheld for somebody who cannot: only with the patient's consent (APT-16). */
  readonly assisted?: { readonly consent: boolean } | null | undefined
}

/** The patient is here (报到, APT-08), said at a desk, by a guide, or by another system. */
export const checkIn = (house: House) => (caller: Caller, asked: CheckIn) =>
  transact(house, caller, async work => {
    const assisted = asked.assisted ?? null
    if (assisted !== null && !assisted.consent) throw new Problem('assistance-incomplete')
    const booking = await load(work.tx, caller.hospitalId, asked.id, asked.version)
    const arrived = await arrive(house, caller, work, booking, byHand(caller, asked.place, assisted !== null))
    return {
      id: booking.id,
      number: booking.number,
      status: 'checked_in' as const,
      version: arrived.version,
      late: arrived.isLate,
    }
  })
