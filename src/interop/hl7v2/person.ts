import { asResidentId, type Identifier, readIdentifiers } from './identifier.ts'
import type { Field } from './message.ts'
import type { PartialDay } from './timestamp.ts'
import {
  type Change,
  change,
  dayChange,
  readRepetitions,
  readText,
  type Source,
  type Stated,
  stated,
} from './values.ts'

export type Sex = 'male' | 'female' | 'other' | 'unknown'

export interface Phone {
  /** `13800138000`, `0592-7120120`; another country's with `+`. */
  readonly number: string
  readonly use: 'mobile' | 'home' | 'work'
}

/** What a message says of a person (患者基本信息): a missing member is no change, `null` is a deletion. */
export interface PersonChange
  extends Stated<{
    name: Change<string>
    sex: Change<Sex>
    birthDate: Change<PartialDay>
    phones: Change<readonly Phone[]>
    address: Change<string>
  }> {
  readonly identifiers: readonly Identifier[]
}

/** Reads PID. `identifiers` may be empty: whether that is refused is for the event to say. */
export function readPerson(pid: Source, sender: string): PersonChange {
  return {
    identifiers: readPersonIdentifiers(pid, sender),
    ...stated({
      name: change(pid, 5, field => readName(pid, field)),
      sex: change(pid, 8, field => readSex(readText(pid, 8, field, 1))),
      birthDate: dayChange(pid, 7),
      phones: readPhones(pid),
      address: change(pid, 11, field => readAddress(pid, field)),
    }),
  }
}

/** PID-3; in messages of old versions PID-2 or PID-4 instead; a resident id may stand in PID-19. */
function readPersonIdentifiers(pid: Source, sender: string): readonly Identifier[] {
  const listed = [3, 2, 4].map(number => readIdentifiers(pid, number, sender)).find(list => list.length > 0) ?? []
  const resident = asResidentId(readText(pid, 19, pid.segment.field(19), 1))
  if (resident === null || listed.some(({ kind }) => kind === 'resident-id')) return listed
  return [...listed, { system: 'CN', kind: 'resident-id', value: resident }]
}

const HAN = /\p{Script=Han}/u
/** Alias, nickname, stage name, unspecified (HL7 table 0200): taken only when nothing better is there. */
const BY_NAMES = new Set(['A', 'N', 'S', 'U', 'P'])

function readName(pid: Source, field: Field): Change<string> {
  const all = readRepetitions(pid, 5, field)
  const proper = all.filter(name => !BY_NAMES.has(readText(pid, 5, name, 7)))
  const candidates = (proper.length > 0 ? proper : all).map(name => fullName(pid, name)).filter(name => name !== '')
  return candidates.find(name => HAN.test(name)) ?? candidates[0]
}

/** 张^三 → 张三; EVERYMAN^ADAM^A^III → ADAM A EVERYMAN III. */
function fullName(pid: Source, name: Field): string {
  const [family = '', given = '', middle = '', suffix = ''] = [1, 2, 3, 4]
    .map(component => readText(pid, 5, name, component))
    .map(part => (part === '""' ? '' : part))
  if (HAN.test(family + given))
    return [family, given, middle].join('').replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
  return [given, middle, family, suffix].filter(part => part !== '').join(' ')
}

/** HL7 table 0001, GB/T 2261.1 and the words themselves. */
const SEXES: Readonly<Record<string, Sex>> = {
  M: 'male',
  F: 'female',
  O: 'other',
  A: 'other',
  N: 'other',
  X: 'other',
  '1': 'male',
  '2': 'female',
  男: 'male',
  女: 'female',
  男性: 'male',
  女性: 'female',
}
const readSex = (code: string): Sex => SEXES[code.toUpperCase()] ?? 'unknown'

/** PID-13 and PID-14 together, each number once; a deletion counts when the other holds none. */
function readPhones(pid: Source): Change<readonly Phone[]> {
  const home = change(pid, 13, field => phonesIn(pid, 13, field, 'home'))
  const work = change(pid, 14, field => phonesIn(pid, 14, field, 'work'))
  const all = [...(home ?? []), ...(work ?? [])]
  if (all.length === 0) return home === null ? null : undefined
  return all.filter(({ number }, at) => all.findIndex(phone => phone.number === number) === at)
}

const phonesIn = (pid: Source, number: number, field: Field, use: 'home' | 'work'): readonly Phone[] =>
  readRepetitions(pid, number, field)
    .map(phone => readPhone(pid, number, phone, use))
    .filter(phone => phone !== null)

/** Fax, modem, pager and mail (HL7 table 0202). */
const NOT_SPOKEN_TO = new Set(['FX', 'MD', 'BP', 'Internet', 'X.400'])
const MOBILE = /^(?:(?:\+|00)?86)?(1[3-9]\d{9})$/

/** The parts of HL7 type XTN where they are given, else the number as one text: first component or, since 2.7, the twelfth. */
function readPhone(pid: Source, number: number, field: Field, use: 'home' | 'work'): Phone | null {
  const [whole = '', useCode = '', equipment = '', country = '', area = '', local = '', unformatted = ''] = [
    1, 2, 3, 5, 6, 7, 12,
  ].map(component => readText(pid, number, field, component))
  if (NOT_SPOKEN_TO.has(equipment) || useCode === 'NET') return null
  const written = local === '' ? wholeNumber(whole || unformatted) : [area, local].map(digits).filter(Boolean).join('-')
  if (digits(written) === '') return null
  const abroad = country !== '' && digits(country) !== '86'
  const mobile = abroad ? undefined : MOBILE.exec(written.replaceAll('-', ''))?.[1]
  if (mobile !== undefined) return { number: mobile, use: 'mobile' }
  const kind = equipment === 'CP' || useCode === 'PRS' ? 'mobile' : useCode === 'WPN' ? 'work' : use
  return { number: abroad ? `+${digits(country)}-${written}` : written.replace(/^(?:\+|00)86-?0?/, '0'), use: kind }
}

const digits = (text: string): string => text.replaceAll(/\D/g, '')

/** `(0592) 7120120转12` → 0592-7120120: the area in brackets before, an extension, a remark or a second number behind. */
const wholeNumber = (text: string): string =>
  text
    .replace(/(?<=\d)\s*(?:[XBC转分]|ext).*$/i, '')
    .replace(/[,;/、，；].*$/, '')
    .replaceAll(/\)\s*/g, '-')
    .replaceAll(/[^\d+-]/g, '')
    .replaceAll(/^-+|-+$/g, '')

/** The home address where one is marked so, else the first. */
function readAddress(pid: Source, field: Field): Change<string> {
  const all = readRepetitions(pid, 11, field)
  const home = all.find(address => readText(pid, 11, address, 7) === 'H') ?? all[0]
  return (home && addressText(pid, home)) || undefined
}

/** Chinese from the province down, without what the street already says; others from the street up. */
function addressText(pid: Source, address: Field): string {
  const part = (component: number, subcomponent = 1): string => {
    const text = readText(pid, 11, address, component, subcomponent)
    return text === '""' ? '' : text
  }
  const street = [part(1), part(1, 2), part(1, 3)].filter(text => text !== '').join(' ')
  const [other, city, province, postcode, country] = [part(2), part(3), part(4), part(5), part(6)]
  if (!HAN.test(street + other + city + province))
    return [street, other, city, `${province} ${postcode}`.trim(), country].filter(text => text !== '').join(', ')
  const place = street + other
  return [province, city].filter(text => text !== '' && !place.includes(text)).join('') + place
}
