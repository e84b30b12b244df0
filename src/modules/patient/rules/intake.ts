import { readName } from './name.ts'
import type { IdDocument, Identifier, Person, Phone, Sex } from './person.ts'
import { phoneKey, readPhone } from './phone.ts'
import { readResidentId } from './resident-id.ts'
import type { Stated } from './said.ts'

/** What a system says of a person (患者信息变更): absent is no word, null is “delete”. */
export interface SaidPerson {
  readonly identifiers: readonly Identifier[]
  readonly name?: string | null
  readonly sex?: Sex | null
  /** ISO day as far as it is known. */
  readonly birthDate?: string | null
  readonly phones?: readonly { readonly number: string; readonly use?: 'mobile' | 'home' | 'work' }[] | null
  readonly address?: string | null
}

const LONGEST_NAME = 100
const LONGEST_ADDRESS = 200
const LONGEST_NUMBER = 40
/** Who has no name yet: 三无 patients are registered all the same. */
export const NAMELESS = '无名氏'

/** The fields that a system's word speaks of. What it cannot mean is left out, never refused: the message is from a program. */
export function statedPerson(said: SaidPerson, known: Person | null, today: string): Stated<Person> {
  const document = documentIn(said.identifiers, today)
  const name = said.name === undefined || said.name === null ? undefined : nameOf(said.name)
  return {
    ...(name !== undefined && { name }),
    ...(said.sex !== undefined && { sex: said.sex ?? 'unknown' }),
    ...(said.birthDate !== undefined && { birthDate: said.birthDate }),
    ...(said.phones !== undefined && { phones: phonesAfter(known?.phones ?? [], said.phones ?? []) }),
    ...(said.address !== undefined && { address: said.address?.slice(0, LONGEST_ADDRESS) ?? null }),
    ...(document !== null && { document }),
  }
}

/** A name that is none by our reading still is the hospital's word for this person. */
const nameOf = (name: string): string | undefined => (readName(name) ?? name.trim().slice(0, LONGEST_NAME)) || undefined

/** A resident ID number with a wrong check digit is no document; it stays a number that the row is found by. */
function documentIn(identifiers: readonly Identifier[], today: string): IdDocument | null {
  for (const { kind, value } of identifiers) {
    if (kind !== 'resident-id') continue
    const read = readResidentId(value, today)
    if (read.ok) return { kind: read.kind, number: read.number }
  }
  return null
}

/** The system's list replaces what the system said before; what a desk wrote down stays, and what is known of a number too. */
function phonesAfter(
  known: readonly Phone[],
  said: readonly { readonly number: string; readonly use?: string }[],
): Phone[] {
  const fresh = new Map<string, Phone>()
  for (const { number, use } of said) {
    const plain = readPhone(number)?.number ?? number.trim().slice(0, LONGEST_NUMBER)
    if (phoneKey(plain) === '') continue
    const before = known.find(phone => phoneKey(phone.number) === phoneKey(plain))
    fresh.set(
      phoneKey(plain),
      before ?? {
        number: plain,
        holder: use === 'work' ? 'work' : 'self',
        state: 'unconfirmed',
        source: 'hospital-system',
      },
    )
  }
  const own = known.filter(phone => phone.source === 'desk' && !fresh.has(phoneKey(phone.number)))
  return [...fresh.values(), ...own]
}

/** The numbers that name one row of one system; a resident ID names a person, whom several rows may mean. */
export const rowNumbers = (identifiers: readonly Identifier[]): Identifier[] =>
  identifiers.filter(
    ({ kind, value }) => (kind === 'patient-number' || kind === 'medical-record' || kind === 'card') && value !== '',
  )
