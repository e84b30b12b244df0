import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import { accountByLogin, type Known } from './account-store.ts'
import { type Opened, openSession } from './open-session.ts'
import { proveCode } from './second-factor.ts'
import { trySecret } from './try-secret.ts'

/** A login as it is stored and compared: people type capitals and full-width letters. */
export const plainLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()

/** Signs a person in with login and password (登录, SEC-01). */
export const signIn =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly login: string; readonly password: string; readonly code?: string | undefined },
  ): Promise<Opened> => {
    const login = plainLogin(asked.login)
    const found = await accountByLogin(house.database, house.hospital.id, login)
    const known = found === null ? null : { ...found, isClosed: found.isClosed || isSpent(house, found) }
    const account = await trySecret(house, {
      caller,
      way: 'password',
      wrong: 'wrong-credentials',
      name: login,
      known,
      secret: asked.password,
      stored: known?.passwordHash ?? null,
    })
    if (account.factorOn) {
      if (asked.code === undefined) throw new Problem('code-needed')
      await proveCode(house, account, asked.code)
    }
    return openSession(house, caller, { personId: account.personId, way: 'password', position: null })
  }

/** A one-time code that was not used in time opens nothing. */
const isSpent = (house: House, account: Known): boolean =>
  account.codeEndsAt !== null && Temporal.Instant.compare(account.codeEndsAt, house.clock.now()) <= 0
