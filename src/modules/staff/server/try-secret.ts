import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { minutesBetween } from '#kernel/time.ts'
import { countFailure, countSuccess, lockedUntil, type Tried } from '#platform/attempts.ts'
import { type House, tellRefusal } from '#platform/house.ts'
import { type SignInPolicy, signInPolicy } from '../settings.ts'
import { isSecret } from './argon2.ts'

/** A person, as far as a secret is tried. */
interface Guarded {
  readonly personId: string
  readonly isClosed: boolean
}

/** One try at a secret: whose it is, how it is counted, and what a wrong one is answered with. */
interface Try<K extends Guarded> {
  readonly caller: Caller
  readonly way: 'password' | 'badge' | 'current-password'
  readonly wrong: 'wrong-credentials' | 'wrong-pin' | 'wrong-password'
  /** What tries are counted by; a digest of it is kept. */
  readonly name: string
  readonly known: K | null
  readonly secret: string
  readonly stored: string | null
}

/** Failures of the same name count together, whatever was typed; two kinds, since a badge is not a login. */
export const triedAs = (house: House, way: 'password' | 'badge' | 'current-password', name: string): Tried => ({
  hospitalId: house.hospital.id,
  kind: way === 'badge' ? 'pin' : 'password',
  subject: house.cipher.tokens('attempt', name)[0]?.toString('base64url') ?? '',
})

/**
 * Tries a secret (SEC-01): after five failures the sixth is locked for a quarter of an hour, also the right one. An unknown name is
 * answered the same, after the same time. Every refusal is kept.
 */
export async function trySecret<K extends Guarded>(house: House, asked: Try<K>): Promise<K> {
  const at = house.clock.now()
  const policy = (await house.settings.at(house.hospital.id, signInPolicy, at)).value
  const tried = triedAs(house, asked.way, asked.name)
  const until = await lockedUntil(house.database, tried, at)
  if (until !== null) {
    await refuse(house, asked, true)
    throw locked(policy, minutesBetween(at, until))
  }
  const stored = asked.known === null || asked.known.isClosed ? null : asked.stored
  const isRight = await isSecret(asked.secret, stored)
  if (isRight && asked.known !== null) {
    if (await countSuccess(house.database, tried, at)) return asked.known
    await refuse(house, asked, true)
    throw locked(policy, policy.lockMinutes)
  }
  const { count } = await countFailure(house.database, tried, policy, at)
  await refuse(house, asked, count > policy.failures)
  if (count > policy.failures) throw locked(policy, policy.lockMinutes)
  throw new Problem(asked.wrong, { left: policy.failures - count })
}

const locked = (policy: SignInPolicy, minutes: number) =>
  new Problem('locked-out', { failures: policy.failures, minutes: Math.max(1, minutes) })

const refuse = (house: House, { caller, way, known }: Try<Guarded>, isLocked: boolean): Promise<void> =>
  tellRefusal(house, caller, {
    action: 'staff.sign-in-refused',
    subject: { kind: 'staff', id: known?.personId ?? house.hospital.id },
    facts: { way, locked: isLocked },
  })
