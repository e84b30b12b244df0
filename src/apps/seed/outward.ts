import { systemCaller } from '#kernel/caller.ts'
import { addReceiver } from '#interop/server/receivers.ts'
import { makeClient } from '#interop/server/clients.ts'
import { setPlatform } from '#modules/appointment/server/platform/settings-of-platform.ts'
import { publicCaller } from '#modules/staff/index.ts'
import { addDevice, listDevices, renewDeviceCode } from '#modules/staff/server/devices.ts'
import { pairDevice } from '#modules/staff/server/pair-device.ts'
import type { House } from '#platform/house.ts'
import type { Stage } from './one-transaction.ts'

/** Self-service machines of the demo (示范自助机): one stands in the hall and was paired, one waits for whoever tries the demo. */
const MACHINES = [
  { name: '1 号自助机', place: '门诊一楼大厅东侧', zone: '门诊一楼' },
  { name: '2 号自助机', place: '门诊一楼大厅西侧', zone: '门诊一楼' },
] as const
/** The key and the place of the platform that ships: `scripts/booking-platform.ts` says the same. */
const PLATFORM = { name: '市预约挂号平台（模拟）', endpoint: 'http://localhost:8090', key: 'demo-platform-key' }
/** Where `scripts/hl7-receiver.ts` listens. */
const RECEIVER = {
  name: '电子病历系统（模拟）',
  host: '127.0.0.1',
  port: 2576,
  application: 'EMR',
  facility: 'HOSPITAL',
}
const CLIENT = '互联网医院'

/**
 * What the demo has around it (示范外部系统): kiosks, a machine account, a receiver and a booking platform. The last two are set up and
 * off, because nothing answers there before the simulators that ship are started. Returns what is said this once.
 */
export async function setUpOutward({ house }: Stage): Promise<readonly string[]> {
  const admin = systemCaller(house.hospital.id)
  const [first] = await Promise.all(MACHINES.map(one => addDevice(house)(admin, { ...one, unitIds: [] })))
  // Its token is nobody's: the machine in the hall is one that has not been heard of since.
  if (first !== undefined) await pairDevice(house)(publicCaller(house), { code: first.code })
  await addReceiver(house)(admin, { ...RECEIVER, charset: 'utf-8', active: false })
  await setPlatform(house)(admin, { ...PLATFORM, on: false })
  const { client, secret } = await makeClient(house)(admin, { name: CLIENT, channel: 'web', scopes: ['read', 'book'] })
  return [`    接口账号 FHIR account（只显示这一次 said this once）: ${CLIENT}  id ${client.id}  secret ${secret}`]
}

/** The code of the machine that nobody has paired yet (配对码); a new one at each start, because none can be read back. */
export async function kioskNote(house: House): Promise<readonly string[]> {
  const { devices } = await listDevices(house)()
  const waiting = devices.find(
    one => one.name === MACHINES[1].name && (one.state === 'waiting' || one.state === 'code-over'),
  )
  if (waiting === undefined) return []
  const { code, until } = await renewDeviceCode(house)(systemCaller(house.hospital.id), { id: waiting.id })
  const minutes = Math.round((Date.parse(until) - house.clock.now().epochMilliseconds) / 60_000)
  return [
    `    自助机 kiosk: ${house.publicUrl}/k  配对码 code: ${code}（${minutes} 分钟内有效 good for ${minutes} minutes）`,
  ]
}
