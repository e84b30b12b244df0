import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { writeSetting } from '#platform/settings.ts'
import type { BookingLimit } from '../rules/booking-limit.ts'
import { bookingLimits } from '../settings.ts'

/** The limits as they hold now (爽约限制), with their version. */
export const readLimits = (house: House) => async (caller: Caller) => {
  const { version, value } = await house.settings.at(caller.hospitalId, bookingLimits, house.clock.now())
  return { version, limits: value.map(limit => ({ ...limit, scope: [...limit.scope] })) }
}

/** Writes the next version of the limits; nothing that was decided before changes. */
export const setLimits =
  (house: House) =>
  async (caller: Caller, asked: { readonly version: number; readonly limits: readonly BookingLimit[] }) => {
    const at = house.clock.now()
    house.settings.forget()
    const { version } = await house.settings.at(caller.hospitalId, bookingLimits, at)
    if (version !== asked.version) throw new Problem('stale-version', { id: caller.hospitalId, version })
    await transact(house, caller, async ({ tx, tell }) => {
      const written = await writeSetting(tx, caller.hospitalId, bookingLimits, asked.limits, {
        personId: personOf(caller),
        effectiveFrom: at,
        at,
      })
      tell({
        action: 'appointment.limits-set',
        subject: { kind: 'hospital', id: caller.hospitalId },
        facts: { version: written, on: asked.limits.filter(limit => limit.isOn).length },
      })
      return {}
    })
    house.settings.forget()
    return readLimits(house)(caller)
  }
