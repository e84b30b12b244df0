import { maskName } from '#kernel/masking.ts'
import { wallClock } from '#kernel/time.ts'
import { ageOn, type DocumentKind, readName, readPhone, readResidentId, type Sex } from '#modules/patient/index.ts'
import { organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import type { Field, Stated, Wrong } from '../rules/completeness.ts'
import type { ReferralType, Urgency } from '../rules/referral.ts'
import type { ReferralTable } from './tables.ts'

/** What identifies people and what is said of the illness (转诊内容): lies enciphered. */
export interface Content {
  readonly doctorName: string | null
  readonly doctorPhone: string | null
  readonly patientName: string | null
  readonly document: { readonly kind: DocumentKind; readonly number: string } | null
  readonly sex: Sex | null
  readonly birthDate: string | null
  readonly patientPhone: string | null
  readonly guardianName: string | null
  readonly guardianPhone: string | null
  readonly diagnosis: string | null
  readonly summary: string | null
  /** Which exam, or from when on and to which ward. */
  readonly request: string | null
}

/** Everything that a form sends. */
export interface ReferralFields extends Content {
  readonly type: ReferralType
  readonly unitId: string | null
  readonly urgency: Urgency | null
  readonly consent: boolean | null
}

const RESIDENT: ReadonlySet<DocumentKind> = new Set(['resident-id', 'residence-permit', 'foreign-permit'])
const TOKEN = 'referral person'

/** The person as far as the document or the form tells it: a resident ID of 15 digits is read as 18. */
export function personIn(content: Content, today: string) {
  const { document } = content
  const read = document !== null && RESIDENT.has(document.kind) ? readResidentId(document.number, today) : null
  return {
    wrongDocument: read !== null && !read.ok ? read.why : null,
    document: read?.ok ? { kind: read.kind, number: read.number } : document,
    birthDate: read?.ok ? read.birthDate : content.birthDate,
    sex: content.sex ?? (read?.ok ? read.sex : ('unknown' as const)),
  }
}

/** The hospital's day. */
export const todayOf = (house: House): string => wallClock(house.clock.now(), house.hospital.zone).day.toString()

/** The birthday that the document or the form tells. */
export const birthDateIn = (house: House, content: Content): string | null =>
  personIn(content, todayOf(house)).birthDate

/** What was stated, for the rule: which fields have something, and what of it cannot be so. */
export async function statedOf(house: House, fields: ReferralFields, attachments: number): Promise<Stated> {
  const today = todayOf(house)
  const person = personIn(fields, today)
  const wrong = new Map<Field, Wrong>()
  const given = new Set<Field>()
  const take = (field: Field, value: unknown) => value !== null && value !== '' && given.add(field)
  for (const field of ['doctorName', 'diagnosis', 'summary', 'request', 'urgency', 'consent', 'document'] as const)
    take(field, fields[field])
  take('birthDate', person.birthDate)
  if (attachments > 0) given.add('attachments')
  if (person.wrongDocument !== null) wrong.set('document', person.wrongDocument)
  if (person.birthDate !== null && person.birthDate > today) wrong.set('birthDate', 'future')
  for (const [field, value, read] of [
    ['patientName', fields.patientName, readName],
    ['guardianName', fields.guardianName, readName],
    ['doctorPhone', fields.doctorPhone, readPhone],
    ['patientPhone', fields.patientPhone, readPhone],
    ['guardianPhone', fields.guardianPhone, readPhone],
  ] as const)
    if (value !== null) {
      take(field, value)
      if (read(value) === null) wrong.set(field, 'unreadable')
    }
  if (fields.unitId !== null) {
    given.add('unit')
    if (!(await takesReferrals(house, fields.unitId))) wrong.set('unit', 'unfit')
  }
  return { given, wrong, age: ageOn(person.birthDate, today) }
}

/** Departments to which patients can be referred. */
export async function takesReferrals(house: House, unitId: string): Promise<boolean> {
  const unit = (await organisation(house)).units.get(unitId)
  return unit?.kind === 'clinical' || unit?.kind === 'technical'
}

/** The columns that a form fills. */
export function columnsOf(house: House, fields: ReferralFields) {
  const { type, unitId, urgency, consent, ...content } = fields
  const { document } = personIn(content, todayOf(house))
  return {
    type,
    unitId,
    urgency,
    consent,
    patientMasked: content.patientName === null ? '' : maskName(content.patientName),
    personToken: document === null ? null : (house.cipher.tokens(TOKEN, document.number.toUpperCase())[0] ?? null),
    content: house.cipher.encipherJson(content satisfies Content),
  }
}

/** The same document under any key. */
export const personTokens = (house: House, content: Content): readonly Buffer[] => {
  const { document } = personIn(content, todayOf(house))
  return document === null ? [] : house.cipher.tokens(TOKEN, document.number.toUpperCase())
}

export const contentOf = (house: House, row: Pick<ReferralTable, 'content'>): Content =>
  house.cipher.decipherJson<Content>(row.content)

export const fieldsOf = (house: House, row: ReferralTable): ReferralFields => ({
  ...contentOf(house, row),
  type: row.type,
  unitId: row.unitId,
  urgency: row.urgency as Urgency | null,
  consent: row.consent,
})

/** The person as a desk would register one. */
export function entryOf(house: House, content: Content) {
  const today = todayOf(house)
  const person = personIn(content, today)
  return {
    name: content.patientName ?? '',
    sex: person.sex,
    birthDate: person.birthDate,
    document: person.document,
    noDocumentReason: null,
    phones:
      content.patientPhone === null
        ? []
        : [{ number: content.patientPhone, holder: 'self' as const, state: 'unconfirmed' as const }],
    address: null,
    relatives:
      content.guardianName === null
        ? []
        : [{ relation: 'guardian' as const, name: content.guardianName, phone: content.guardianPhone }],
    insurance: null,
    card: null,
  }
}
