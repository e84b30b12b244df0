import { systemCaller } from '#kernel/caller.ts'
import { publicCaller } from '#modules/staff/index.ts'
import { addDevice } from '#modules/staff/server/devices.ts'
import { pairDevice } from '#modules/staff/server/pair-device.ts'
import type { House } from '#platform/house.ts'

let machines = 0

/** The cookie of a kiosk that an administrator paired; it is for these departments, or for all. */
export async function pairedKiosk(house: House, unitIds: readonly string[] = []): Promise<string> {
  machines += 1
  const { code } = await addDevice(house)(systemCaller(house.hospital.id), {
    name: `${machines} 号自助机`,
    place: '门诊一楼大厅东侧',
    zone: '门诊一楼',
    unitIds,
  })
  const { token } = await pairDevice(house)(publicCaller(house), { code })
  return `yiguanjia-device=${token}`
}
