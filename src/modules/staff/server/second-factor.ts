import { Secret, TOTP } from 'otpauth'
import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { minutesBetween } from '#kernel/time.ts'
import { countFailure, countSuccess, lockedUntil, type Tried } from '#platform/attempts.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { signInPolicy } from '../settings.ts'
import { accountByPerson, type Known, saveAccount } from './account-store.ts'
import { provePassword } from './change-password.ts'

/** One step before and after counts too: clocks of phones differ. */
const WINDOW = 1
const PERIOD_S = 30

const authenticator = (house: House, login: string, secret: Secret) =>
  new TOTP({ issuer: house.hospital.name, label: login, secret, period: PERIOD_S, digits: 6 })

/** Begins a second factor (动态口令, SEC-01, RFC 6238): a new secret for the authenticator, in force once a code of it was typed. */
export const beginFactor = (house: House) => async (caller: Caller, asked: { readonly password: string }) => {
  const account = await provePassword(house, caller, asked.password)
  if (account.factorOn) throw new Problem('factor-on')
  const secret = new Secret({ size: 20 })
  await transact(house, { ...caller, once: null }, ({ tx }) =>
    saveAccount(tx, house.hospital.id, account.personId, {
      factor: house.cipher.encipher(secret.base32),
      factorOn: false,
      factorStep: null,
    }),
  )
  return { secret: secret.base32, uri: authenticator(house, account.login, secret).toString() }
}

/** Turns it on with a first code, or off with one: both prove that the phone is at hand. */
export const turnFactor =
  (house: House) =>
  async (caller: Caller, asked: { readonly on: boolean; readonly code: string }): Promise<Record<never, never>> => {
    const account = await accountByPerson(house.database, house.hospital.id, personOf(caller))
    if (account === null || account.factor === null) throw new Problem('factor-none')
    await proveCode(house, account, asked.code)
    await transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
      await saveAccount(
        tx,
        house.hospital.id,
        account.personId,
        asked.on ? { factorOn: true } : { factor: null, factorOn: false, factorStep: null },
      )
      tell({
        action: 'staff.factor-turned',
        subject: { kind: 'staff', id: account.personId },
        facts: { on: asked.on },
      })
    })
    return {}
  }

/** What tries at codes are counted by: apart from the password's, which a right password clears. */
const triedCode = (house: House, login: string): Tried => ({
  hospitalId: house.hospital.id,
  kind: 'code',
  subject: house.cipher.tokens('attempt-code', login)[0]?.toString('base64url') ?? '',
})

/** Refuses a code that is not of this half-minute or was used; after five wrong ones the sixth is locked. Two at once: one is used. */
export async function proveCode(house: House, account: Known, code: string): Promise<void> {
  const at = house.clock.now()
  const policy = (await house.settings.at(house.hospital.id, signInPolicy, at)).value
  const tried = triedCode(house, account.login)
  const locked = (minutes: number) =>
    new Problem('locked-out', { failures: policy.failures, minutes: Math.max(1, minutes) })
  const until = await lockedUntil(house.database, tried, at)
  if (until !== null) throw locked(minutesBetween(at, until))
  const secret = Secret.fromBase32(account.factor === null ? '' : house.cipher.decipher(account.factor))
  const timestamp = at.epochMilliseconds
  const delta = authenticator(house, account.login, secret).validate({ token: code, timestamp, window: WINDOW })
  if (delta !== null && (await use(house, account.personId, Math.floor(timestamp / 1000 / PERIOD_S) + delta))) {
    // Wrong ones at the same moment may have locked it: then the right one counts no more than they.
    if (await countSuccess(house.database, tried, at)) return
    throw locked(policy.lockMinutes)
  }
  const { count } = await countFailure(house.database, tried, policy, at)
  if (count > policy.failures) throw locked(policy.lockMinutes)
  throw new Problem('wrong-code', { left: policy.failures - count })
}

const use = (house: House, personId: string, step: number): Promise<boolean> =>
  house.database.transact(async tx => {
    const used = await run(
      tx,
      `update staff.account set factor_step = $3 where hospital_id = $1 and person_id = $2 and (factor_step is null or factor_step < $3)
       returning person_id`,
      [house.hospital.id, personId, step],
    )
    return used.length > 0
  })
