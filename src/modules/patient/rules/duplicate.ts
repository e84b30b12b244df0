import { isHan, nameKey } from './name.ts'
import type { DocumentKind, Person } from './person.ts'
import { phoneKey } from './phone.ts'
import { numberKey, personKey } from './search-keys.ts'

/** Why two rows may be one person (疑似重复), most telling first. `other-name` speaks against it and is shown beside the others. */
export type DuplicateReason = 'same-document' | 'same-name-birth-sex' | 'same-phone-similar-name' | 'other-name'
export interface Likeness {
  readonly certainty: 'certain' | 'likely'
  readonly reasons: readonly DuplicateReason[]
}
/** A person and the ways to spell the name, so that 张三 and ZHANG SAN can meet. */
export interface Spelled {
  readonly person: Person
  readonly spellings: readonly string[]
}

/** A household register has one number for all who live there, and nobody knows what an `other` document counts. */
const SHARED: ReadonlySet<DocumentKind> = new Set(['household-register', 'other'])

/** Are these two rows one person (PAT-01)? The same ID number is certain; the same name, birthday and sex, or the same phone and a similar name, is likely. */
export function likeness(one: Spelled, other: Spelled): Likeness | null {
  const reasons: DuplicateReason[] = []
  const similar = similarNames(one, other)
  const certain = sameDocument(one.person, other.person)
  if (certain) reasons.push('same-document')
  const key = personKey(one.person)
  if (key !== null && key === personKey(other.person)) reasons.push('same-name-birth-sex')
  if (similar && samePhone(one.person, other.person) && !contradict(one.person, other.person))
    reasons.push('same-phone-similar-name')
  if (reasons.length === 0) return null
  if (!similar) reasons.push('other-name')
  return { certainty: certain ? 'certain' : 'likely', reasons }
}

function sameDocument(one: Person, other: Person): boolean {
  const { document: a } = one
  const { document: b } = other
  if (a === null || b === null || SHARED.has(a.kind) || SHARED.has(b.kind)) return false
  return numberKey(a.number) === numberKey(b.number)
}

function samePhone(one: Person, other: Person): boolean {
  const numbers = new Set(one.phones.map(phone => phoneKey(phone.number)))
  return other.phones.some(phone => numbers.has(phoneKey(phone.number)))
}

/** Sisters share a telephone and most of a name; a different birthday or sex tells them apart. */
const contradict = (one: Person, other: Person): boolean =>
  (one.birthDate !== null && other.birthDate !== null && one.birthDate !== other.birthDate) ||
  (one.sex !== other.sex && ![one.sex, other.sex].some(sex => sex === 'unknown' || sex === 'other'))

/** The same name, the same sound, one of three characters mistyped, or one written in Latin letters. */
export function similarNames(one: Spelled, other: Spelled): boolean {
  const a = nameKey(one.person.name)
  const b = nameKey(other.person.name)
  if (a === b) return true
  const sounds = new Set(soundsOf(one))
  if (soundsOf(other).some(sound => sounds.has(sound))) return true
  const [left, right] = [[...a], [...b]]
  if (!isHan(a) || !isHan(b) || left.length < 3 || left.length !== right.length) return false
  return left.filter((letter, i) => letter !== right[i]).length === 1
}

const soundsOf = ({ person, spellings }: Spelled): string[] =>
  isHan(person.name)
    ? spellings.map(spelling => spelling.toUpperCase())
    : [
        nameKey(person.name),
        person.name
          .split(/[\s-]+/)
          .toReversed()
          .join('')
          .toUpperCase(),
      ]
