import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { IdDocument, Insurance, Person, Phone, Relative, Sex } from './person.ts'
import { phoneKey } from './phone.ts'

/** A row as a merge (合并) sees it. */
export interface Candidate {
  readonly id: string
  readonly person: Person
  readonly mergedInto: string | null
  /** Does the hospital's own system know it by a number? */
  readonly hasNumber: boolean
  readonly registeredAt: Instant
}

/** What the surviving row took over because it had none: kept in the merge log, for the undo. */
export interface Gained {
  readonly sex?: Sex
  readonly birthDate?: string
  readonly document?: IdDocument
  readonly address?: string
  readonly insurance?: Insurance
  readonly phones?: readonly Phone[]
  readonly relatives?: readonly Relative[]
}

/** Which of two rows should stay: the one that the hospital's system has a number for, then the older. */
export function survivorOf(one: Candidate, other: Candidate): Candidate {
  if (one.hasNumber !== other.hasNumber) return one.hasNumber ? one : other
  return one.registeredAt.epochMilliseconds <= other.registeredAt.epochMilliseconds ? one : other
}

/** Refuses a row that is merged with itself, or that already lies under another. */
export function mustBeMergeable(
  survivor: Pick<Candidate, 'id' | 'mergedInto'>,
  loser: Pick<Candidate, 'id' | 'mergedInto'>,
): void {
  if (survivor.id === loser.id) throw new Problem('merge-with-itself')
  if (survivor.mergedInto !== null || loser.mergedInto !== null) throw new Problem('merged-already')
}

/**
 * What the surviving row says after the merge: its own words stay, what it lacked it takes from the other. The other row is
 * not touched: it stays as an alias, with its numbers and its contacts.
 */
export function mergedPerson(survivor: Person, loser: Person): { person: Person; gained: Gained } {
  const gained: Gained = {
    ...(survivor.sex === 'unknown' && loser.sex !== 'unknown' ? { sex: loser.sex } : {}),
    ...(survivor.birthDate === null && loser.birthDate !== null ? { birthDate: loser.birthDate } : {}),
    ...(survivor.document === null && loser.document !== null ? { document: loser.document } : {}),
    ...(survivor.address === null && loser.address !== null ? { address: loser.address } : {}),
    ...(survivor.insurance === null && loser.insurance !== null ? { insurance: loser.insurance } : {}),
    ...some(
      'phones',
      newOnes(survivor.phones, loser.phones, phone => phoneKey(phone.number)),
    ),
    ...some(
      'relatives',
      newOnes(survivor.relatives, loser.relatives, one => `${one.name} ${one.phone}`),
    ),
  }
  return {
    person: {
      ...survivor,
      ...gained,
      phones: [...survivor.phones, ...(gained.phones ?? [])],
      relatives: [...survivor.relatives, ...(gained.relatives ?? [])],
    },
    gained,
  }
}

/** The surviving row after the undo (撤销合并): it gives back what it took over, except where somebody has changed it since. */
export function unmergedPerson(person: Person, gained: Gained): Person {
  const isStill = (field: 'sex' | 'birthDate' | 'document' | 'address' | 'insurance') =>
    gained[field] !== undefined && JSON.stringify(gained[field]) === JSON.stringify(person[field])
  return {
    ...person,
    sex: isStill('sex') ? 'unknown' : person.sex,
    birthDate: isStill('birthDate') ? null : person.birthDate,
    document: isStill('document') ? null : person.document,
    address: isStill('address') ? null : person.address,
    insurance: isStill('insurance') ? null : person.insurance,
    phones: without(person.phones, gained.phones ?? []),
    relatives: without(person.relatives, gained.relatives ?? []),
  }
}

/** Merges are undone from the newest back: neither row may have gone further meanwhile. */
export function mustBeUndoable(
  survivor: Pick<Candidate, 'id' | 'mergedInto'>,
  loser: Pick<Candidate, 'id' | 'mergedInto'>,
): void {
  if (survivor.mergedInto !== null || loser.mergedInto !== survivor.id) throw new Problem('merge-not-newest')
}

function newOnes<T>(own: readonly T[], others: readonly T[], key: (one: T) => string): T[] {
  const known = new Set(own.map(key))
  return others.filter(one => !known.has(key(one)))
}
const some = <K extends string, T>(name: K, list: readonly T[]): { [_ in K]?: readonly T[] } =>
  (list.length === 0 ? {} : { [name]: list }) as { [_ in K]?: readonly T[] }

/** Leaves out each of `gone` once, from the end, where it still stands exactly so. */
function without<T>(list: readonly T[], gone: readonly T[]): T[] {
  const left = gone.map(one => JSON.stringify(one))
  return list
    .toReversed()
    .filter(one => {
      const at = left.indexOf(JSON.stringify(one))
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    .toReversed()
}
