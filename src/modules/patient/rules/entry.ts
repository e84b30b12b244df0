import { Problem } from '#kernel/problem.ts'
import { readName } from './name.ts'
import { type IdDocument, type Insurance, type Person, type Phone, personNamed, type Relative } from './person.ts'
import { phoneKey, readPhone } from './phone.ts'
import { type ResidentId, readResidentId } from './resident-id.ts'
import { numberKey } from './search-keys.ts'

/** What a desk typed of a person, before it is read. */
export interface PersonEntry {
  readonly name: string
  readonly sex: Person['sex']
  readonly birthDate: string | null
  readonly document: IdDocument | null
  readonly noDocumentReason: string | null
  readonly phones: readonly Omit<Phone, 'source'>[]
  readonly address: string | null
  readonly relatives: readonly Relative[]
  readonly insurance: Insurance | null
}

/** A telephone or relative that stays, by its place in the record. */
export interface KeptPhone extends Pick<Phone, 'holder' | 'state'> {
  readonly keep: number
}
export interface KeptRelative extends Pick<Relative, 'relation'> {
  readonly keep: number
}
/** What a desk sent of a person that is known: only what changes. */
export interface PersonChange extends Partial<Omit<PersonEntry, 'phones' | 'relatives'>> {
  readonly phones?: readonly (Omit<Phone, 'source'> | KeptPhone)[]
  readonly relatives?: readonly (Relative | KeptRelative)[]
}

/**
 * The person that an entry means (建档登记). A resident ID tells the birthday, and the sex where none was given.
 * @param today the hospital's day, ISO
 * @throws Problem `name-unreadable`, `phone-unreadable`, `document-invalid`, `birth-date-invalid`, each with the `pointer` of the field
 */
export const readEntry = (entry: PersonEntry, today: string): Person =>
  readChange(personNamed(entry.name), entry, today)

/** The person with the fields that were sent; the others stay, whoever wrote them. Throws as `readEntry` does. */
export function readChange(known: Person, sent: PersonChange, today: string): Person {
  const document = sent.document ? readDocument(sent.document, today) : sent.document
  const told = document && isResidentNumber(document) ? readResidentId(document.number, today) : null
  const sex = sent.sex ?? known.sex
  return {
    name: sent.name === undefined ? known.name : nameAt('/body/name', sent.name),
    sex: sex === 'unknown' && told?.ok ? told.sex : sex,
    birthDate: told?.ok
      ? told.birthDate
      : sent.birthDate === undefined
        ? known.birthDate
        : readBirthDate(sent.birthDate, today),
    document: document === undefined ? known.document : document,
    noDocumentReason: document ? null : (sent.noDocumentReason ?? known.noDocumentReason),
    phones: sent.phones === undefined ? known.phones : readPhones(known.phones, sent.phones),
    address: sent.address === undefined ? known.address : sent.address,
    relatives: sent.relatives === undefined ? known.relatives : readRelatives(known.relatives, sent.relatives),
    insurance: sent.insurance === undefined ? known.insurance : sent.insurance,
  }
}

function readRelatives(known: readonly Relative[], sent: NonNullable<PersonChange['relatives']>): Relative[] {
  return sent.flatMap((one, i) => {
    if ('keep' in one) {
      const kept = known[one.keep]
      return kept === undefined ? [] : [{ ...kept, relation: one.relation }]
    }
    const phone = one.phone === null ? null : phoneAt(`/body/relatives/${i}/phone`, one.phone)
    return [{ ...one, name: nameAt(`/body/relatives/${i}/name`, one.name), phone }]
  })
}

/** What is wrong with a resident ID number, for the person at the keyboard. */
export const WRONG_RESIDENT_ID: Readonly<
  Record<Extract<ResidentId, { ok: false }>['why'], { readonly zh: string; readonly en: string }>
> = {
  length: { zh: '应为 18 位（旧证 15 位），请数一数位数', en: 'it has 18 characters (15 on old cards)' },
  characters: { zh: '只能是数字，最后一位可以是 X', en: 'digits only, the last may be X' },
  date: { zh: '第 7–14 位不是存在的日期', en: 'characters 7 to 14 are no date' },
  future: { zh: '出生日期晚于今天', en: 'the birthday is yet to come' },
  'check-digit': { zh: '校验位不符，请逐位核对', en: 'the check digit does not fit; compare digit by digit' },
}

const RESIDENT: readonly string[] = ['resident-id', 'residence-permit', 'foreign-permit']
const isResidentNumber = (document: IdDocument): boolean => RESIDENT.includes(document.kind)

function readDocument(document: IdDocument, today: string): IdDocument {
  if (!isResidentNumber(document))
    return { kind: document.kind, number: numberKey(document.number) || document.number.trim() }
  const read = mustBeResidentId(document.number, today, '/body/document/number')
  return { kind: read.kind, number: read.number }
}

/** Refuses a number that cannot be one of a resident ID card, and says at its field what is wrong. */
export function mustBeResidentId(typed: string, today: string, pointer: string): Extract<ResidentId, { ok: true }> {
  const read = readResidentId(typed, today)
  if (!read.ok) throw new Problem('document-invalid', { pointer, why: read.why, ...WRONG_RESIDENT_ID[read.why] })
  return read
}

function nameAt(pointer: string, typed: string): string {
  const name = readName(typed)
  if (name === null) throw new Problem('name-unreadable', { pointer })
  return name
}

function phoneAt(pointer: string, typed: string): string {
  const phone = readPhone(typed)
  if (phone === null) throw new Problem('phone-unreadable', { pointer })
  return phone.number
}

/** Each number once; what is known of a number, who told it included, stays. */
function readPhones(known: readonly Phone[], sent: NonNullable<PersonChange['phones']>): Phone[] {
  const phones = sent.flatMap((one, i): Phone[] => {
    if ('keep' in one) {
      const kept = known[one.keep]
      return kept === undefined ? [] : [{ ...kept, holder: one.holder, state: one.state }]
    }
    const number = phoneAt(`/body/phones/${i}/number`, one.number)
    return [{ ...one, number, source: known.find(phone => phone.number === number)?.source ?? 'desk' }]
  })
  return phones.filter((phone, i) => phones.findIndex(one => phoneKey(one.number) === phoneKey(phone.number)) === i)
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

function readBirthDate(entered: string | null, today: string): string | null {
  if (entered === null) return null
  const [year = 0, month = 1, day = 1] = entered.split('-').map(Number)
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 && !isLeap ? 28 : (DAYS[month - 1] ?? 0)
  if (year < 1850 || day < 1 || day > days || entered > today)
    throw new Problem('birth-date-invalid', { pointer: '/body/birthDate' })
  return entered
}
