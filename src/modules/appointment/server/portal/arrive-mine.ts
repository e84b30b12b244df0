import { type Caller, mustActFor } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { deviceInUse } from '#modules/staff/index.ts'
import { type House, transact } from '#platform/house.ts'
import { arrive } from '../arrive.ts'
import { load } from '../store.ts'
import { readZone } from '../zone-code.ts'

/** One of the own people is here (手机报到, APT-08): said on the phone, with the code that the machine of the zone shows just now. */
export const arriveMine =
  (house: House) => async (caller: Caller, asked: { readonly id: string; readonly code: string }) => {
    const deviceId = readZone(house.cipher, asked.code, house.clock.now())
    const device = deviceId === null ? null : await deviceInUse(house, deviceId)
    if (device === null) throw new Problem('zone-code-over')
    return transact(house, caller, async work => {
      const booking = await load(work.tx, caller.hospitalId, asked.id)
      mustActFor(caller, booking.patientId)
      const arrived = await arrive(house, caller, work, booking, {
        way: 'phone',
        place: device.place,
        zone: device.zone,
        deviceId: device.id,
        unitIds: device.unitIds,
      })
      return { id: booking.id, number: booking.number, late: arrived.isLate, order: arrived.order }
    })
  }
