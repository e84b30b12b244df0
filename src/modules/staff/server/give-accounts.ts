import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { insertAccount } from './account-store.ts'
import { hashSecret } from './argon2.ts'
import { plainBadge } from './quick-switch.ts'
import { plainLogin } from './sign-in.ts'

/** Accounts with one known password and PIN (演示账号): for a demo hospital and for tests. Only the house itself may. */
export const giveAccounts =
  (house: House) =>
  async (
    caller: Caller,
    asked: {
      readonly password: string
      readonly pin: string | null
      readonly people: readonly { readonly personId: string; readonly login: string; readonly badge: string | null }[]
    },
  ): Promise<void> => {
    if (caller.kind !== 'system') throw new Problem('forbidden', { needs: 'account:write' })
    const passwordHash = await hashSecret(asked.password)
    const pinHash = asked.pin === null ? null : await hashSecret(asked.pin)
    await transact(house, caller, async ({ tx, tell }) => {
      const at = house.clock.now().toString()
      for (const { personId, login, badge } of asked.people) {
        await insertAccount(tx, {
          hospitalId: house.hospital.id,
          personId,
          login: plainLogin(login),
          passwordHash,
          mustChange: false,
          codeEndsAt: null,
          pinHash: badge === null ? null : pinHash,
          badgeToken: badge === null ? null : (house.cipher.tokens('badge', plainBadge(badge))[0] ?? null),
          changedAt: at,
          disabledAt: null,
          version: 1,
        })
        tell({
          action: 'staff.account-opened',
          subject: { kind: 'staff', id: personId },
          facts: { login: plainLogin(login) },
        })
      }
    })
  }
