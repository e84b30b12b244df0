import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { mustBePin } from '../rules/secret.ts'
import { saveAccount } from './account-store.ts'
import { hashSecret } from './argon2.ts'
import { provePassword } from './change-password.ts'
import { plainBadge } from './quick-switch.ts'

/** Registers the own badge and its PIN (胸牌与 PIN), for the quick change of person at a desk. */
export const setPin =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly password: string; readonly badge: string; readonly pin: string },
  ): Promise<Record<never, never>> => {
    const account = await provePassword(house, caller, asked.password)
    if (account.mustChange) throw new Problem('must-change-password')
    mustBePin(asked.pin)
    const pinHash = await hashSecret(asked.pin)
    const badgeToken = house.cipher.tokens('badge', plainBadge(asked.badge))[0] ?? null
    await transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
      await saveAccount(tx, house.hospital.id, account.personId, { pinHash, badgeToken })
      tell({ action: 'staff.pin-set', subject: { kind: 'staff', id: account.personId }, facts: {} })
    })
    return {}
  }
