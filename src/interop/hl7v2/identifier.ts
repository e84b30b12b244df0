import type { Field } from './message.ts'
import { readRepetitions, readText, type Source } from './values.ts'

export type IdentifierKind = 'patient-number' | 'medical-record' | 'resident-id' | 'insurance' | 'other'

/** A number that a person is known by (患者标识), unique within its system and kind. */
export interface Identifier {
  /** Who gave it out: a hospital or one of its systems; `CN` for every resident id. */
  readonly system: string
  readonly kind: IdentifierKind
  readonly value: string
}

/** HL7 table 0203, as far as it names persons; 18-digit numbers are resident ids (身份证) whatever they are called. */
const KINDS: Readonly<Record<string, IdentifierKind>> = {
  PI: 'patient-number',
  PT: 'patient-number',
  PN: 'patient-number',
  EMPI: 'patient-number',
  MR: 'medical-record',
  MRT: 'medical-record',
  MRN: 'medical-record',
  NNCHN: 'resident-id',
  HC: 'insurance',
  NH: 'insurance',
  MA: 'insurance',
  MB: 'insurance',
  MC: 'insurance',
  SN: 'insurance',
}
/** Numbers of a visit or an account, which one person has many of. */
const NOT_OF_A_PERSON = new Set(['VN', 'AN', 'ANON', 'ANC', 'FI'])

/** 17 digits and a check character, the birth date in its place (GB 11643). */
const RESIDENT_ID = /^\d{6}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]$/

/**
 * The identifiers in a field of HL7 type CX, in their order and each once. `sender` gives the system where none is named.
 * Where nothing is the number of a patient or of a record, the first number of unknown kind is taken for one.
 */
export function readIdentifiers(source: Source, number: number, sender: string): readonly Identifier[] {
  const found = readRepetitions(source, number, source.segment.field(number))
    .map(field => readIdentifier(source, number, field, sender))
    .filter(identifier => identifier !== null)
  const known = found.some(({ kind }) => kind === 'patient-number' || kind === 'medical-record')
  const first = known ? -1 : found.findIndex(({ kind }) => kind === 'other')
  const named = found.map((identifier, at) =>
    at === first ? { ...identifier, kind: 'patient-number' as const } : identifier,
  )
  return [...new Map(named.map(identifier => [keyOf(identifier), identifier])).values()]
}

export const keyOf = ({ system, kind, value }: Identifier): string => JSON.stringify([system, kind, value])

function readIdentifier(source: Source, number: number, field: Field, sender: string): Identifier | null {
  const value = readText(source, number, field, 1)
  const type = readText(source, number, field, 5).toUpperCase()
  if (value === '' || value === '""' || NOT_OF_A_PERSON.has(type)) return null
  const resident = asResidentId(value)
  if (resident !== null && (type === '' || type === 'NNCHN' || KINDS[type] === undefined))
    return { system: 'CN', kind: 'resident-id', value: resident }
  const kind = type === '' ? 'patient-number' : (KINDS[type] ?? 'other')
  if (kind === 'resident-id') return { system: 'CN', kind, value: value.toUpperCase() }
  return { system: readText(source, number, field, 4) || sender, kind, value }
}

/** The value as a resident id when it has the shape of one; the check digit is the patient index's to judge. */
export function asResidentId(value: string): string | null {
  const written = value.toUpperCase()
  return RESIDENT_ID.test(written) ? written : null
}
