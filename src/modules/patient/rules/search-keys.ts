import { isHan, nameKey } from './name.ts'
import type { Identifier, Person, Sex } from './person.ts'
import { phoneKey, readPhone } from './phone.ts'
import { readResidentId } from './resident-id.ts'

/** What a search key (检索词) stands for. `person` is not searched for: it finds the same name, birthday and sex. */
export type KeyUse = 'name' | 'letters' | 'phone' | 'phone-tail' | 'document' | 'document-tail' | 'card' | 'person'
export interface SearchKey {
  readonly use: KeyUse
  readonly text: string
}
/** One way to say a name: its syllables, toneless. A name with a character of two readings has several. */
export type Reading = readonly string[]

const LONGEST_NAME = 12
const LONGEST_LETTERS = 24
const SHORTEST_LETTERS = 2
const TAIL = 4

/**
 * Everything that finds a person in the one search box: each prefix of the name, each prefix of its initials and of its full
 * pinyin in every reading, whole and last four of phones and documents, card and patient numbers whole.
 */
export function searchKeys(
  person: Person,
  identifiers: readonly Identifier[],
  readings: readonly Reading[],
): SearchKey[] {
  const found = new Map<string, SearchKey>()
  const add = (use: KeyUse, text: string) => void found.set(`${use} ${text}`, { use, text })
  const letters = (word: string) => {
    for (const prefix of prefixesOf(word.slice(0, LONGEST_LETTERS), SHORTEST_LETTERS)) add('letters', prefix)
  }
  if (isHan(person.name)) for (const prefix of prefixesOf(namePart(person.name), 1)) add('name', prefix)
  for (const reading of isHan(person.name) ? readings.flatMap(spelled) : turnsOf(latinWords(person.name))) {
    letters(reading.join(''))
    letters(reading.map(part => part.slice(0, 1)).join(''))
  }
  for (const phone of [...person.phones.map(one => one.number), ...person.relatives.map(one => one.phone)])
    if (phone !== null)
      for (const key of phoneKeys(phone)) {
        add('phone', key)
        add('phone-tail', key.slice(-TAIL))
      }
  if (person.document !== null) {
    const key = numberKey(person.document.number)
    add('document', key)
    add('document-tail', key.slice(-TAIL))
  }
  for (const { value } of identifiers) add('card', numberKey(value))
  if (person.insurance?.number) add('card', numberKey(person.insurance.number))
  const same = personKey(person)
  if (same !== null) add('person', same)
  return [...found.values()]
}

/** What somebody may have meant by `typed`: from 1 Chinese character, 2 letters or 4 digits on; nothing for less. */
export function queryKeys(typed: string): SearchKey[] {
  const plain = typed.normalize('NFKC').trim()
  if (isHan(plain)) return [{ use: 'name', text: namePart(plain) }]
  if (!/\d/.test(plain)) {
    const word = latinWords(plain).join('').slice(0, LONGEST_LETTERS)
    return word.length < SHORTEST_LETTERS ? [] : [{ use: 'letters', text: word }]
  }
  const number = numberKey(plain)
  if (number.length < TAIL) return []
  const keys: SearchKey[] = []
  if (/^\d{3}[\dX]$/.test(number))
    keys.push({ use: 'phone-tail', text: number }, { use: 'document-tail', text: number })
  const phone = readPhone(plain)
  if (phone !== null) keys.push({ use: 'phone', text: phoneKey(phone.number) })
  if (number.length > TAIL) keys.push({ use: 'document', text: number })
  keys.push({ use: 'card', text: number })
  return keys
}

/** A number without spaces and dashes, in capitals; 15 digits of an old resident ID as 18. */
export function numberKey(number: string): string {
  const plain = number
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
  if (!/^\d{15}$/.test(plain)) return plain
  const resident = readResidentId(plain, '9999-12-31')
  return resident.ok ? resident.number : plain
}

/** What two rows of one person share when no number does; null unless the whole birthday and the sex are known. */
export function personKey(person: {
  readonly name: string
  readonly birthDate: string | null
  readonly sex: Sex
}): string | null {
  if (person.birthDate?.length !== 'yyyy-mm-dd'.length || (person.sex !== 'male' && person.sex !== 'female'))
    return null
  return `${nameKey(person.name)}|${person.birthDate}|${person.sex}`
}

const namePart = (name: string): string => [...nameKey(name)].slice(0, LONGEST_NAME).join('')

function prefixesOf(word: string, shortest: number): string[] {
  const letters = [...word]
  return letters.slice(shortest - 1).map((_, i) => letters.slice(0, i + shortest).join(''))
}

/** A landline is also known by its number without the area. */
function phoneKeys(number: string): string[] {
  const local = /^0\d{2,3}-(\d{7,8})/.exec(number)?.[1]
  return local === undefined ? [phoneKey(number)] : [phoneKey(number), local]
}

/** 吕 is typed lv, written LYU in a passport, and often sent as LU. */
function spelled(reading: Reading): Reading[] {
  const plain = reading.map(part => part.toLowerCase()).filter(part => /^[a-zü]+$/.test(part))
  return plain.some(part => part.includes('ü'))
    ? ['v', 'yu', 'u'].map(u => plain.map(part => part.replace('ü', u)))
    : [plain]
}

const latinWords = (name: string): string[] =>
  name
    .toLowerCase()
    .replaceAll('ü', 'v')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}'’]+/u)
    .map(word => word.replaceAll(/['’]/g, ''))
    .filter(word => word.length > 0)

/** John Smith is also looked for as Smith John. */
const turnsOf = (words: readonly string[]): Reading[] => words.map((_, i) => [...words.slice(i), ...words.slice(0, i)])
