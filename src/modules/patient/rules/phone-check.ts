import type { Instant } from '#kernel/time.ts'
import type { Phone } from './person.ts'
import { phoneKey } from './phone.ts'

/** What was found out about a number, and when (号码核对). */
export interface PhoneCheck {
  readonly number: string
  readonly state: Phone['state']
  readonly at: Instant
}

/** May this number be dialled or written to? One that is known to be wrong, or out of use, may not (PAT-05). */
export const isDialable = ({ state }: Pick<Phone, 'state'>): boolean => state !== 'wrong' && state !== 'unused'

/** The newest word about each number, by its key. */
export function newestChecks(checks: readonly PhoneCheck[]): ReadonlyMap<string, PhoneCheck> {
  const newest = new Map<string, PhoneCheck>()
  for (const check of checks) {
    const key = phoneKey(check.number)
    const known = newest.get(key)
    if (known === undefined || known.at.epochMilliseconds <= check.at.epochMilliseconds) newest.set(key, check)
  }
  return newest
}

/** Is the patient to be asked whether the number is still right: never checked, or longer ago than `days`? */
export function isDue(phone: Phone, checkedAt: Instant | null, at: Instant, days: number): boolean {
  if (!isDialable(phone)) return false
  if (phone.state === 'unconfirmed' || checkedAt === null) return true
  return at.epochMilliseconds - checkedAt.epochMilliseconds >= days * 86_400_000
}

/** A number that comes again from the hospital's system stays what was found out about it. */
export const remembering = (phones: readonly Phone[], checks: ReadonlyMap<string, PhoneCheck>): Phone[] =>
  phones.map(phone => {
    const known = checks.get(phoneKey(phone.number))
    return known === undefined || phone.state !== 'unconfirmed' || isDialable(known)
      ? phone
      : { ...phone, state: known.state }
  })

/** Which numbers are in another state than before, or new and already judged. */
export function judged(before: readonly Phone[], after: readonly Phone[]): readonly Phone[] {
  const known = new Map(before.map(phone => [phoneKey(phone.number), phone.state]))
  return after.filter(phone => (known.get(phoneKey(phone.number)) ?? 'unconfirmed') !== phone.state)
}

/** How a wrong number was mended, by the numbers that stand now; null while it is still wrong. */
export function mendedBy(number: string, phones: readonly Phone[]): 'verified' | 'replaced' | null {
  const now = phones.find(phone => phoneKey(phone.number) === phoneKey(number))
  if (now === undefined || now.state === 'unused') return 'replaced'
  return now.state === 'wrong' ? null : 'verified'
}
