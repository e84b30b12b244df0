export const SEXES = ['male', 'female', 'other', 'unknown'] as const
/** Administrative sex (性别), as FHIR says it. */
export type Sex = (typeof SEXES)[number]

export const DOCUMENT_KINDS = [
  'resident-id',
  'residence-permit',
  'foreign-permit',
  'passport',
  'military-id',
  'household-register',
  'birth-certificate',
  'other',
] as const
/** What shows who a person is (证件): resident ID card, permits of HK, Macau, Taiwan or foreign residents, passport, and so on (rules.md §8.5). */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export interface IdDocument {
  readonly kind: DocumentKind
  readonly number: string
}

export const PHONE_HOLDERS = ['self', 'family', 'carer', 'work'] as const
export const PHONE_STATES = ['unconfirmed', 'confirmed', 'wrong', 'unused'] as const
export const PHONE_SOURCES = ['desk', 'hospital-system'] as const
/** One telephone number (联系电话): whose it is, whether somebody reached the person on it, and who told it. */
export interface Phone {
  readonly number: string
  readonly holder: (typeof PHONE_HOLDERS)[number]
  readonly state: (typeof PHONE_STATES)[number]
  readonly source: (typeof PHONE_SOURCES)[number]
}

export const RELATIONS = [
  'spouse',
  'child',
  'parent',
  'sibling',
  'grandchild',
  'guardian',
  'carer',
  'friend',
  'other',
] as const
/** Somebody who stands by the patient (联系人). */
export interface Relative {
  readonly relation: (typeof RELATIONS)[number]
  readonly name: string
  readonly phone: string | null
}

export const INSURANCE_KINDS = [
  'employee',
  'resident',
  'free',
  'commercial',
  'work-injury',
  'maternity',
  'self-paid',
  'other',
] as const
/** Who pays (医保类型), and the number at the insurer where there is one. */
export interface Insurance {
  readonly kind: (typeof INSURANCE_KINDS)[number]
  readonly number: string | null
}

/** Who a person is (患者主索引, PAT-01): everything that identifies, and therefore lies enciphered. */
export interface Person {
  readonly name: string
  readonly sex: Sex
  /** ISO day as far as it is known (`1980`, `1980-01`, `1980-01-01`), or null. */
  readonly birthDate: string | null
  readonly document: IdDocument | null
  /** Why there is no document: nobody is refused for lack of one. */
  readonly noDocumentReason: string | null
  readonly phones: readonly Phone[]
  readonly address: string | null
  readonly relatives: readonly Relative[]
  readonly insurance: Insurance | null
}

export const IDENTIFIER_KINDS = [
  'patient-number',
  'medical-record',
  'card',
  'insurance',
  'resident-id',
  'other',
] as const
/** A number that a system knows the person by (患者编号): patient number, medical record number, visit card. */
export interface Identifier {
  readonly system: string
  readonly kind: (typeof IDENTIFIER_KINDS)[number]
  readonly value: string
}

/** The fields of a person, in the order in which a screen shows them. */
export const PERSON_FIELDS = [
  'name',
  'sex',
  'birthDate',
  'document',
  'noDocumentReason',
  'phones',
  'address',
  'relatives',
  'insurance',
] as const satisfies readonly (keyof Person)[]
export type PersonField = (typeof PERSON_FIELDS)[number]

/** Somebody of whom nothing but the name is known. */
export const personNamed = (name: string): Person => ({
  name,
  sex: 'unknown',
  birthDate: null,
  document: null,
  noDocumentReason: null,
  phones: [],
  address: null,
  relatives: [],
  insurance: null,
})

/** Which fields differ, in the order of the screen. */
export const changedFields = (before: Person, after: Person): PersonField[] =>
  PERSON_FIELDS.filter(field => JSON.stringify(before[field]) !== JSON.stringify(after[field]))

/** Age in whole years on the day `today` (ISO); null when the birthday is unknown. */
export function ageOn(birthDate: string | null, today: string): number | null {
  if (birthDate === null) return null
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  // Of a birthday that is known in part, the beginning counts: 1980 is as good as 1980-01-01.
  const had = today.slice(5, 5 + birthDate.length - 5) >= birthDate.slice(5)
  return Math.max(0, had ? years : years - 1)
}

/** Under this age a guardian acts for a patient (监护人, rules.md §3.1; PIPL art. 31). */
const GUARDED_UNDER = 14

/** A child for whom a guardian acts; who was born nobody knows when is none. */
export function isChild(birthDate: string | null, today: string): boolean {
  const age = ageOn(birthDate, today)
  return age !== null && age < GUARDED_UNDER
}
