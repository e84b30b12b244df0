import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { randomBytesOf } from '#platform/random.ts'
import type { Device as shape, listDevices as listing } from '../contract.ts'
import type { z } from 'zod'
import { deviceState } from '../rules/device.ts'
import { devicePolicy } from '../settings.ts'
import { type DeviceRow, deviceOf, insertDevice, saveDevice } from './device-store.ts'
import { organisation } from './organisation.ts'
import { mustBeNewest } from './stale.ts'

type Device = z.output<typeof shape>

interface Described {
  readonly name: string
  readonly place: string
  readonly zone: string
  readonly unitIds: readonly string[]
}

/** Digits and letters that nobody confuses, and that the kiosk's own keys have. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const CODE_LENGTH = 8
const CODE_USE = 'staff device code'

/** Eight letters in two groups; spaces, dashes and small letters make no difference when it is typed. */
function newCode(): string {
  const letters: string[] = []
  while (letters.length < CODE_LENGTH) {
    const byte = randomBytesOf(1)[0] ?? 0
    if (byte < ALPHABET.length * 8) letters.push(ALPHABET[byte % ALPHABET.length] ?? '')
  }
  return letters.join('').replace(/(.{4})(.{4})/, '$1-$2')
}

/** What is kept of a code: nobody reads it back. One for each key version, the current first. */
export const codeTokens = (house: House, typed: string): Buffer[] =>
  house.cipher.tokens(CODE_USE, typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))

const policyNow = async (house: House) =>
  (await house.settings.at(house.hospital.id, devicePolicy, house.clock.now())).value

async function viewOf(house: House, row: DeviceRow): Promise<Device> {
  const { silentMinutes } = await policyNow(house)
  return {
    id: row.id,
    name: row.name,
    place: row.place,
    zone: row.zone,
    unitIds: [...row.unitIds],
    state: deviceState(row, silentMinutes, house.clock.now()),
    codeUntil: row.codeUntil?.toString() ?? null,
    pairedAt: row.pairedAt?.toString() ?? null,
    seenAt: row.seenAt?.toString() ?? null,
    revokedAt: row.revokedAt?.toString() ?? null,
    version: row.version,
  }
}

/** The machines, those in service first, by their names (自助设备). */
export const listDevices = (house: House) => async (): Promise<Answer<typeof listing>> => {
  const { silentMinutes } = await policyNow(house)
  const rows = await house.database.transact(tx =>
    tx
      .selectFrom('staff.device')
      .selectAll()
      .where('hospitalId', '=', house.hospital.id)
      .orderBy(eb => eb('revokedAt', 'is not', null))
      .orderBy('name')
      .limit(500)
      .execute(),
  )
  return { devices: await Promise.all(rows.map(row => viewOf(house, row))), silentMinutes }
}

async function mustKnowUnits(house: House, unitIds: readonly string[]): Promise<void> {
  const { units } = await organisation(house)
  if (!unitIds.every(id => units.has(id))) throw new Problem('unknown-unit')
}

async function freshCode(house: House) {
  const code = newCode()
  const [codeToken] = codeTokens(house, code)
  if (codeToken === undefined) throw new Error('there is no key')
  const { codeMinutes } = await policyNow(house)
  const until = house.clock.now().add({ minutes: codeMinutes }).toString()
  return { code, until, kept: { codeToken, codeUntil: until } }
}

/** Adds a machine (登记自助机). The answer is the one time that its code is shown, so no key repeats it. */
export const addDevice = (house: House) => async (caller: Caller, asked: Described) => {
  await mustKnowUnits(house, asked.unitIds)
  const { code, until, kept } = await freshCode(house)
  return transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const id = house.ids.next()
    await insertDevice(tx, {
      hospitalId: caller.hospitalId,
      id,
      ...described(asked),
      ...kept,
      tokenDigest: null,
      addedAt: house.clock.now().toString(),
      addedBy: caller.personId,
      pairedAt: null,
      seenAt: null,
      revokedAt: null,
      version: 1,
    })
    tell({
      action: 'staff.device-added',
      subject: { kind: 'device', id },
      version: 1,
      facts: { name: asked.name, zone: asked.zone },
    })
    return { id, name: asked.name, code, until }
  })
}

/** It stands elsewhere, or is for other departments (变更自助机). */
export const changeDevice =
  (house: House) => async (caller: Caller, asked: Described & { readonly id: string; readonly version: number }) => {
    await mustKnowUnits(house, asked.unitIds)
    const saved = await transact(house, caller, async ({ tx, tell }) => {
      const before = await deviceOf(tx, caller.hospitalId, asked.id)
      if (before.revokedAt !== null) throw new Problem('not-found')
      mustBeNewest(before, asked.version, { name: asked.name, place: asked.place, zone: asked.zone })
      const row = await saveDevice(tx, before, described(asked))
      tell({
        action: 'staff.device-changed',
        subject: { kind: 'device', id: row.id },
        version: row.version,
        facts: { name: row.name, zone: row.zone },
      })
      return viewOf(house, row)
    })
    return saved
  }

/** A new code (重新配对): whatever was paired before can do nothing from this moment. */
export const renewDeviceCode = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const { code, until, kept } = await freshCode(house)
  return transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const before = await deviceOf(tx, caller.hospitalId, asked.id)
    const row = await saveDevice(tx, before, {
      ...kept,
      tokenDigest: null,
      pairedAt: null,
      seenAt: null,
      revokedAt: null,
    })
    tell({
      action: 'staff.device-code-renewed',
      subject: { kind: 'device', id: row.id },
      version: row.version,
      facts: { name: row.name },
    })
    return { id: row.id, name: row.name, code, until }
  })
}

/** Takes a machine out of service (停用自助机): its token and code end with it. */
export const revokeDevice =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly reason: string }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const before = await deviceOf(tx, caller.hospitalId, asked.id)
      if (before.revokedAt !== null) return viewOf(house, before)
      const row = await saveDevice(tx, before, {
        codeToken: null,
        codeUntil: null,
        tokenDigest: null,
        revokedAt: house.clock.now().toString(),
      })
      tell({
        action: 'staff.device-revoked',
        subject: { kind: 'device', id: row.id },
        version: row.version,
        facts: { name: row.name },
        detail: { reason: asked.reason },
      })
      return viewOf(house, row)
    })

const described = ({ name, place, zone, unitIds }: Described) => ({ name, place, zone, unitIds: [...new Set(unitIds)] })
