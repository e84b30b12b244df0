import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { type SettingKind, writeSetting } from '#platform/settings.ts'
import type * as contract from '../contract.ts'
import { type Channels, messageChannels, messagePolicy, type Policy } from '../settings.ts'
import { listSecrets, setSecret } from './secrets.ts'

type Shown = Answer<typeof contract.readSettings>

/** Channels, rules, and which keys are set (渠道与规则). */
export async function readSettings(house: House): Promise<Shown> {
  const now = house.clock.now()
  const policy = await house.settings.at(house.hospital.id, messagePolicy, now)
  const channels = await house.settings.at(house.hospital.id, messageChannels, now)
  return {
    policy: structuredClone(policy),
    channels: structuredClone(channels),
    secrets: await listSecrets(house),
    receiptsUrl: `${house.publicUrl}/api/providers/sms/receipts?key=`,
  }
}

/** Writes the next version of one of them, over the version that was looked at; it holds at once. */
async function write<T>(
  house: House,
  caller: Caller,
  kind: SettingKind<T>,
  action: 'message.policy-set' | 'message.channels-set',
  asked: { readonly version: number; readonly value: T },
): Promise<Shown> {
  await transact(house, caller, async ({ tx, tell }) => {
    const now = house.clock.now()
    house.settings.forget()
    const before = await house.settings.at(caller.hospitalId, kind, now)
    if (before.version !== asked.version) throw new Problem('stale-version', { version: before.version })
    const version = await writeSetting(tx, caller.hospitalId, kind, asked.value, {
      personId: caller.personId,
      effectiveFrom: now,
      at: now,
    })
    if (version !== asked.version + 1) throw new Problem('stale-version', { version })
    tell({
      action,
      subject: { kind: 'setting', id: caller.hospitalId },
      version,
      facts: { version },
      detail: { before: before.value, after: asked.value },
    })
  })
  house.settings.forget()
  return await readSettings(house)
}

export const setPolicy = (house: House) => (caller: Caller, asked: { version: number; value: Policy }) =>
  write(house, caller, messagePolicy, 'message.policy-set', asked)

export const setChannels = (house: House) => (caller: Caller, asked: { version: number; value: Channels }) =>
  write(house, caller, messageChannels, 'message.channels-set', asked)

export const setKey = (house: House) => async (caller: Caller, asked: { name: string; value: string }) => {
  await setSecret(house)(caller, asked)
  return await readSettings(house)
}
