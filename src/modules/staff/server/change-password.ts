import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { mustBeStrong } from '../rules/secret.ts'
import { accountByPerson, endSessions, type Known, saveAccount } from './account-store.ts'
import { hashSecret } from './argon2.ts'
import { forgetSessions } from './memory.ts'
import { personOf as personRow } from './store.ts'
import { trySecret } from './try-secret.ts'
import { type Me, meOf } from './who-am-i.ts'

/** Sets a new password (修改密码); whoever is signed in elsewhere as the same person is signed out. */
export const changePassword =
  (house: House) =>
  async (caller: Caller, asked: { readonly current: string; readonly next: string }): Promise<Me> => {
    const account = await provePassword(house, caller, asked.current)
    const { spelling } = await house.database.transact(tx => personRow(tx, house.hospital.id, account.personId))
    mustBeStrong(asked.next, { login: account.login, spelling })
    if (asked.next === asked.current) throw new Problem('same-password')
    const passwordHash = await hashSecret(asked.next)
    const at = house.clock.now()
    const ended = await transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
      await saveAccount(tx, house.hospital.id, account.personId, {
        passwordHash,
        mustChange: false,
        codeEndsAt: null,
        changedAt: at.toString(),
      })
      const others = await endSessions(tx, house.hospital.id, { personId: account.personId, but: caller.sessionId }, at)
      tell({ action: 'staff.password-changed', subject: { kind: 'staff', id: account.personId }, facts: {} })
      return others
    })
    forgetSessions(house, caller.sessionId === null ? ended : [...ended, caller.sessionId])
    return meOf(house, account.personId, caller.position)
  }

/** Asks the signed-in person for the password once more; failures count with those of signing in. */
export async function provePassword(house: House, caller: Caller, password: string): Promise<Known> {
  const known = await accountByPerson(house.database, house.hospital.id, personOf(caller))
  return trySecret(house, {
    caller,
    way: 'current-password',
    wrong: 'wrong-password',
    name: known?.login ?? '',
    known,
    secret: password,
    stored: known?.passwordHash ?? null,
  })
}
