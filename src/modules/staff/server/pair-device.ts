import type { FastifyRequest } from 'fastify'
import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { minutesBetween } from '#kernel/time.ts'
import { type House, transact } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import type { readKiosk as reading } from '../contract.ts'
import { OF_A_KIOSK } from '../rules/device.ts'
import { devicePolicy } from '../settings.ts'
import { type DeviceRow, deviceOf, pairByCode, pairedDevice, touchDevice } from './device-store.ts'
import { codeTokens } from './devices.ts'
import { DEVICE_COOKIE, digestOf, newToken } from './token.ts'

/** A machine brings its code (自助机配对) and is known by a token from then on; the code is used up. */
export const pairDevice = (house: House) => async (caller: Caller, asked: { readonly code: string }) => {
  const token = newToken()
  const paired = await transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const at = house.clock.now()
    const row = await pairByCode(tx, caller.hospitalId, codeTokens(house, asked.code), digestOf(token), at)
    if (row === undefined) throw new Problem('device-code-wrong')
    tell({
      action: 'staff.device-paired',
      subject: { kind: 'device', id: row.id },
      version: row.version,
      facts: { name: row.name },
    })
    return { name: row.name }
  })
  return { token, paired }
}

/** Which paths a machine's token opens; elsewhere it is nobody's. */
const ITS_PATHS = '/api/kiosk'
export const isForKiosks = (request: FastifyRequest): boolean =>
  request.routeOptions.url?.startsWith(ITS_PATHS) === true

const TOKEN = /^[\w-]{43}$/

/** The machine that asks, or null: not paired, paired anew, or out of service. Its sign of life is written once a minute. */
export async function deviceCaller(house: House, nobody: Caller, request: FastifyRequest): Promise<Caller | null> {
  const token = request.cookies[DEVICE_COOKIE] ?? ''
  if (!TOKEN.test(token)) return null
  const device = await pairedDevice(house.database, house.hospital.id, digestOf(token))
  if (device === null) return null
  const now = house.clock.now()
  if (minutesBetween(device.seenAt, now) >= 1)
    touchDevice(house.database, house.hospital.id, device.id, now).catch((error: unknown) =>
      house.log.warn(errorFacts(error), 'the last sign of a machine was not written'),
    )
  return {
    ...nobody,
    kind: 'device',
    // The journal names the machine where it names a session of a person.
    sessionId: device.id,
    permissions: OF_A_KIOSK,
    only: { kind: 'device', id: device.id },
  }
}

/** The machine of a request, for those who write down where something was done. */
export function deviceIdOf(caller: Caller): string {
  if (caller.kind !== 'device' || caller.only === null) throw new Problem('not-found')
  return caller.only.id
}

export const readDevice = (house: House, caller: Caller): Promise<DeviceRow> =>
  house.database.transact(tx => deviceOf(tx, caller.hospitalId, deviceIdOf(caller)))

/** A machine that is in service, or null. */
export const deviceInUse = async (house: House, id: string): Promise<DeviceRow | null> => {
  const row = await house.database.transact(tx =>
    tx
      .selectFrom('staff.device')
      .selectAll()
      .where('hospitalId', '=', house.hospital.id)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  return row === undefined || row.revokedAt !== null || row.pairedAt === null ? null : row
}

/** What a kiosk shows of itself and how long it waits (自助机首页). */
export const readKiosk =
  (house: House) =>
  async (caller: Caller): Promise<Answer<typeof reading>> => {
    const at = house.clock.now()
    const device = await readDevice(house, caller)
    const { idleSeconds, warnSeconds } = (await house.settings.at(caller.hospitalId, devicePolicy, at)).value
    const { name, phone, zone } = house.hospital
    return {
      hospital: { name, phone, zone },
      name: device.name,
      place: device.place,
      zone: device.zone,
      idleSeconds,
      warnSeconds,
      at: at.toString(),
    }
  }
