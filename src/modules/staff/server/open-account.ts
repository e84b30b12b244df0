import { randomInt } from 'node:crypto'
import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { forgetFailures } from '#platform/attempts.ts'
import { type House, transact } from '#platform/house.ts'
import { ofPerson } from '../rules/look-up.ts'
import { mustEnd } from '../rules/tree.ts'
import { accountOf, endSessions, insertAccount, saveAccount } from './account-store.ts'
import { hashSecret } from './argon2.ts'
import { forgetSessions } from './memory.ts'
import { changeOrganisation } from './organisation.ts'
import { plainLogin } from './sign-in.ts'
import { presentPerson } from './store.ts'
import { triedAs } from './try-secret.ts'

/** Without the letters that people confuse. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 12
const CODE_HOURS = 72

/** A one-time code (一次性口令): 70 bits, in three groups. */
export function newCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
  return letters.join('').replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3')
}

export const codeEnds = (at: Instant): Instant => at.add({ hours: CODE_HOURS })

export interface OneTime {
  readonly login: string
  readonly code: string
  readonly endsAt: string
}

/** Opens a personal account (开通账号); the code that it answers must be replaced by a password at the first sign-in. */
export const openAccount =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string; readonly login: string }): Promise<OneTime> => {
    const code = newCode()
    const passwordHash = await hashSecret(code)
    return transact(house, caller, async ({ tx, tell }) => {
      const at = house.clock.now()
      const person = await presentPerson(tx, house.hospital.id, asked.id)
      if ((await accountOf(tx, house.hospital.id, asked.id)) !== undefined)
        throw new Problem('account-exists', { name: person.name })
      const login = plainLogin(asked.login)
      const endsAt = codeEnds(at).toString()
      await insertAccount(tx, {
        hospitalId: house.hospital.id,
        personId: asked.id,
        login,
        passwordHash,
        mustChange: true,
        codeEndsAt: endsAt,
        pinHash: null,
        badgeToken: null,
        changedAt: at.toString(),
        disabledAt: null,
        version: 1,
      })
      tell({ action: 'staff.account-opened', subject: { kind: 'staff', id: asked.id }, facts: { login } })
      return { login, code, endsAt }
    })
  }

/** A new one-time code for somebody who forgot the password (重置口令); it unlocks, enables, and ends the sessions. */
export const renewCode =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string; readonly reason: string }): Promise<OneTime> => {
    const code = newCode()
    const passwordHash = await hashSecret(code)
    let ended: readonly string[] = []
    const renewed = await transact(house, caller, async ({ tx, tell }) => {
      const at = house.clock.now()
      await presentPerson(tx, house.hospital.id, asked.id)
      const account = await accountOf(tx, house.hospital.id, asked.id)
      if (account === undefined) throw new Problem('not-found')
      const endsAt = codeEnds(at).toString()
      await saveAccount(tx, house.hospital.id, asked.id, {
        passwordHash,
        mustChange: true,
        codeEndsAt: endsAt,
        changedAt: at.toString(),
        disabledAt: null,
      })
      ended = await endSessions(tx, house.hospital.id, { personId: asked.id }, at)
      tell({
        action: 'staff.code-renewed',
        subject: { kind: 'staff', id: asked.id },
        facts: {},
        detail: { reason: asked.reason },
      })
      return { login: account.login, code, endsAt }
    })
    forgetSessions(house, ended)
    await forgetFailures(house.database, triedAs(house, 'password', renewed.login))
    return renewed
  }

/** Closes an account (停用账号); its sessions end. The last administrator who can sign in stays. */
export const disableAccount =
  (house: House) =>
  (caller: Caller, asked: { readonly id: string; readonly reason: string }): Promise<Record<never, never>> =>
    changeOrganisation(house, caller, async ({ tx, tell, org, at }) => {
      if ((await accountOf(tx, house.hospital.id, asked.id)) === undefined) throw new Problem('not-found')
      mustEnd(org, ofPerson(org, asked.id), at)
      await saveAccount(tx, house.hospital.id, asked.id, { disabledAt: at.toString() })
      await endSessions(tx, house.hospital.id, { personId: asked.id }, at)
      tell({
        action: 'staff.account-disabled',
        subject: { kind: 'staff', id: asked.id },
        facts: {},
        detail: { reason: asked.reason },
      })
      return {}
    })
