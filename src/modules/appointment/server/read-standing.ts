import type { Caller } from '#kernel/caller.ts'
import { isBefore } from '#kernel/time.ts'
import { type House, tellRead } from '#platform/house.ts'
import { standingOf } from '../rules/booking-limit.ts'
import { bookingLimits, noShowPolicy } from '../settings.ts'
import { countedOf, missedBy } from './missed.ts'
import { doctorsNamed } from './names.ts'

/**
 * How reliably a patient came (爽约提示与限制, APT-15): the hint from so many on, where each limit stands, and every booking that it comes
 * from. A hint forbids nothing. Opening it is a row of the journal.
 */
export const readStanding = (house: House) => async (caller: Caller, asked: { readonly patientId: string }) => {
  const at = house.clock.now()
  const [missed, hint, limits] = await Promise.all([
    missedBy(house, asked.patientId),
    house.settings.at(caller.hospitalId, noShowPolicy, at),
    house.settings.at(caller.hospitalId, bookingLimits, at),
  ])
  await tellRead(house, caller, {
    action: 'appointment.opened',
    subject: { kind: 'patient', id: asked.patientId },
    patientId: asked.patientId,
    facts: { from: 'standing' },
  })
  const counted = countedOf(missed)
  const { hintFrom, withinDays } = hint.value
  const since = at.subtract({ hours: 24 * withinDays })
  const count = counted.filter(one => one.kind === 'noShow' && isBefore(since, one.at)).length
  return {
    hint: { count, withinDays, isShown: count >= hintFrom },
    limits: limits.value
      .filter(limit => limit.isOn)
      .map(limit => {
        const standing = standingOf(counted, limit, at)
        return { ...limit, scope: [...limit.scope], count: standing.count, until: standing.until?.toString() ?? null }
      }),
    missed: missed.map(({ at: _at, ...one }) => ({ ...one, startsAt: one.startsAt.toString() })),
    doctors: await doctorsNamed(
      house,
      missed.map(one => one.doctorId),
    ),
  }
}
