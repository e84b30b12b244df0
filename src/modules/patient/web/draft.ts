import type { Sending } from '#kernel/endpoint.ts'
import type { changePatient, checkPerson } from '../contract.ts'
import { readName } from '../rules/name.ts'
import {
  type DOCUMENT_KINDS,
  type INSURANCE_KINDS,
  type PHONE_HOLDERS,
  type PHONE_STATES,
  type RELATIONS,
  type SEXES,
} from '../rules/person.ts'
import { readPhone } from '../rules/phone.ts'
import { type ResidentId, readResidentId } from '../rules/resident-id.ts'
import type { Patient } from './patient.ts'

/** One line of a list that is being written: what stays is known by its place, because the screen has it only masked. */
interface Kept {
  readonly keep: number | null
  readonly masked: string
}
export interface PhoneDraft extends Kept {
  readonly number: string
  readonly holder: (typeof PHONE_HOLDERS)[number]
  readonly state: (typeof PHONE_STATES)[number]
}
export interface RelativeDraft extends Kept {
  readonly relation: (typeof RELATIONS)[number]
  readonly name: string
  readonly phone: string
}
/** What is being written of a person (草稿). Of a person who is known, an empty text stays as it is and `null` clears. */
export interface PersonDraft {
  readonly name: string
  readonly sex: (typeof SEXES)[number]
  readonly birthDate: string | null
  readonly documentKind: (typeof DOCUMENT_KINDS)[number] | 'none'
  readonly documentNumber: string
  readonly noDocumentReason: string
  readonly phones: readonly PhoneDraft[]
  readonly address: string | null
  readonly relatives: readonly RelativeDraft[]
  readonly insuranceKind: (typeof INSURANCE_KINDS)[number] | 'none'
  readonly insuranceNumber: string
  readonly card: string
}

export const NEW_PHONE: PhoneDraft = { keep: null, masked: '', number: '', holder: 'self', state: 'unconfirmed' }
export const NEW_RELATIVE: RelativeDraft = { keep: null, masked: '', relation: 'child', name: '', phone: '' }

export const EMPTY: PersonDraft = {
  name: '',
  sex: 'unknown',
  birthDate: '',
  documentKind: 'resident-id',
  documentNumber: '',
  noDocumentReason: '',
  phones: [NEW_PHONE],
  address: '',
  relatives: [],
  insuranceKind: 'none',
  insuranceNumber: '',
  card: '',
}

/** The draft of a change, before anything is written. */
export const draftOf = (patient: Patient): PersonDraft => ({
  ...EMPTY,
  sex: patient.sex,
  documentKind: patient.document?.kind ?? 'none',
  noDocumentReason: patient.noDocumentReason ?? '',
  phones: patient.phones.map((phone, keep) => ({ ...NEW_PHONE, ...phone, keep })),
  relatives: patient.relatives.map((one, keep) => ({
    ...NEW_RELATIVE,
    keep,
    relation: one.relation,
    masked: [one.nameMasked, one.phoneMasked].filter(Boolean).join(' '),
  })),
  insuranceKind: patient.insurance?.kind ?? 'none',
})

const RESIDENT: readonly string[] = ['resident-id', 'residence-permit', 'foreign-permit']

/** What a typed resident ID number tells, while it is being typed; null for other documents and for nothing typed. */
export const residentIdIn = (draft: PersonDraft, today: string): ResidentId | null =>
  RESIDENT.includes(draft.documentKind) && draft.documentNumber.trim() !== ''
    ? readResidentId(draft.documentNumber, today)
    : null

/** Could somebody be known by this already? Nothing is asked before that. */
export function isWorthChecking(draft: PersonDraft, today: string): boolean {
  if (readName(draft.name) === null) return false
  const resident = residentIdIn(draft, today)
  if (resident !== null) return resident.ok
  return draft.phones.some(phone => readPhone(phone.number) !== null) || /^\d{4}-\d\d-\d\d$/.test(draft.birthDate ?? '')
}

const told = (typed: string | null): string | null => typed?.trim() || null

/** What is sent to register or to check: lines that were left empty are left out. */
export function entryOf(draft: PersonDraft): Sending<typeof checkPerson>['body'] {
  return {
    name: draft.name.trim(),
    sex: draft.sex,
    birthDate: told(draft.birthDate),
    document: documentIn(draft),
    noDocumentReason: draft.documentKind === 'none' ? told(draft.noDocumentReason) : null,
    phones: draft.phones
      .filter(phone => phone.number.trim() !== '')
      .map(({ number, holder, state }) => ({ number: number.trim(), holder, state })),
    address: told(draft.address),
    relatives: draft.relatives.filter(one => one.name.trim() !== '').map(one => relativeIn(one)),
    insurance: insuranceIn(draft),
    card: told(draft.card),
  }
}

const documentIn = ({ documentKind, documentNumber }: PersonDraft) =>
  documentKind === 'none' || documentNumber.trim() === '' ? null : { kind: documentKind, number: documentNumber.trim() }
const insuranceIn = ({ insuranceKind, insuranceNumber }: PersonDraft) =>
  insuranceKind === 'none' ? null : { kind: insuranceKind, number: insuranceNumber.trim() || null }
const relativeIn = ({ relation, name, phone }: RelativeDraft) => ({
  relation,
  name: name.trim(),
  phone: phone.trim() || null,
})

type Change = Omit<Sending<typeof changePatient>['body'], 'version' | 'despite'>

/** What differs from the record: only that is sent. */
export function changeOf(draft: PersonDraft, patient: Patient): Change {
  const before = draftOf(patient)
  const isOther = (field: keyof PersonDraft) => JSON.stringify(draft[field]) !== JSON.stringify(before[field])
  const document = documentIn(draft)
  const text = (field: 'birthDate' | 'address') => (draft[field] === null ? null : draft[field].trim() || undefined)
  const [birthDate, address] = [text('birthDate'), text('address')]
  return {
    ...(draft.name.trim() !== '' && { name: draft.name.trim() }),
    ...(isOther('sex') && { sex: draft.sex }),
    ...(birthDate !== undefined && { birthDate }),
    ...(address !== undefined && { address }),
    ...(document !== null && { document }),
    ...(draft.documentKind === 'none' && patient.document !== null && { document: null }),
    ...(draft.documentKind === 'none' &&
      isOther('noDocumentReason') && { noDocumentReason: draft.noDocumentReason.trim() || null }),
    ...(isOther('phones') && { phones: draft.phones.flatMap(sentPhone) }),
    ...(isOther('relatives') && { relatives: draft.relatives.flatMap(sentRelative) }),
    ...((isOther('insuranceKind') || isOther('insuranceNumber')) && { insurance: insuranceIn(draft) }),
    ...(draft.card.trim() !== '' && { card: draft.card.trim() }),
  }
}

const sentPhone = ({ keep, number, holder, state }: PhoneDraft): NonNullable<Change['phones']> => {
  if (keep !== null && number.trim() === '') return [{ keep, holder, state }]
  return number.trim() === '' ? [] : [{ number: number.trim(), holder, state }]
}
const sentRelative = (one: RelativeDraft): NonNullable<Change['relatives']> => {
  if (one.keep !== null && one.name.trim() === '') return [{ keep: one.keep, relation: one.relation }]
  return one.name.trim() === '' ? [] : [relativeIn(one)]
}
