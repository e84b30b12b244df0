import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { Match } from './duplicates.ts'
import { Profile } from './profile.ts'
import { Visit } from './visits.ts'
import {
  DocumentKind,
  id,
  InsuranceKind,
  MatchedBy,
  params,
  PatientRow,
  PersonField,
  PhoneHolder,
  PhoneState,
  reason,
  Relation,
  Sex,
  version,
} from './words.ts'

const birthDate = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
const number = text(40, 3).regex(/[\p{L}\p{N}]/u)

/** What a desk writes down of a person: everything but the name may be unknown. */
const personFields = {
  name: text(100),
  sex: Sex,
  birthDate: birthDate.nullable(),
  document: z.strictObject({ kind: DocumentKind, number }).nullable(),
  noDocumentReason: text(100).nullable(),
  phones: z.array(z.strictObject({ number, holder: PhoneHolder, state: PhoneState.default('unconfirmed') })).max(8),
  address: text(200).nullable(),
  relatives: z.array(z.strictObject({ relation: Relation, name: text(100), phone: number.nullable() })).max(8),
  insurance: z.strictObject({ kind: InsuranceKind, number: number.nullable() }).nullable(),
}

export const PersonEntry = z
  .strictObject({
    name: personFields.name,
    sex: Sex.default('unknown'),
    birthDate: personFields.birthDate.default(null),
    document: personFields.document.default(null),
    noDocumentReason: personFields.noDocumentReason.default(null),
    phones: personFields.phones.default([]),
    address: personFields.address.default(null),
    relatives: personFields.relatives.default([]),
    insurance: personFields.insurance.default(null),
    /** A visit card that was shown. */
    card: number.nullable().default(null),
  })
  .meta({ id: 'PersonEntry', description: '患者登记' })

export const Patient = z
  .strictObject({
    id,
    version,
    nameMasked: z.string(),
    sex: Sex,
    age: z.int().nullable(),
    birthYear: z.int().nullable(),
    document: z.strictObject({ kind: DocumentKind, masked: z.string() }).nullable(),
    noDocumentReason: z.string().nullable(),
    phones: z.array(
      z.strictObject({
        masked: z.string(),
        holder: PhoneHolder,
        state: PhoneState,
        checkedAt: instant.nullable(),
        /** Ask the patient whether it is still right. */
        due: z.boolean(),
      }),
    ),
    /** Wrong numbers that are still to be put right. */
    openCorrections: z.int(),
    addressMasked: z.string().nullable(),
    relatives: z.array(
      z.strictObject({ relation: Relation, nameMasked: z.string(), phoneMasked: z.string().nullable() }),
    ),
    insurance: z.strictObject({ kind: InsuranceKind, masked: z.string().nullable() }).nullable(),
    /** Numbers by which systems know the person; insurers' numbers are masked. */
    numbers: z.array(z.strictObject({ system: z.string(), kind: z.string(), value: z.string() })),
    source: z.string(),
    registeredAt: instant,
    seenAt: instant,
    profile: Profile,
    visits: z.array(Visit),
    /** Rows that were merged into this one. */
    aliases: z.array(z.strictObject({ mergeId: id, id, nameMasked: z.string(), mergedAt: instant })),
    openDuplicates: z.int(),
    now: instant,
  })
  .meta({ id: 'Patient', description: '患者（脱敏）' })

export const searchPatients = post('/api/patients/search', {
  id: 'patient.search',
  summary:
    'Find people by name, pinyin, initials, phone, last four, ID number or card (患者检索); nothing of it stands in the address',
  access: 'patient:read',
  body: z.strictObject({ q: text(60) }),
  returns: z.strictObject({ items: z.array(PatientRow.extend({ matchedBy: MatchedBy })), more: z.boolean() }),
})

export const openPatient = get('/api/patients/:id', {
  id: 'patient.open',
  summary: 'One person, masked: profile, visits, aliases; an alias opens the person it was merged into',
  access: 'patient:read',
  params,
  returns: Patient,
})

export const checkPerson = post('/api/patients/check', {
  id: 'patient.check',
  summary: 'Would this be somebody who is already here? (查重)',
  access: 'patient:write',
  body: PersonEntry,
  returns: z.strictObject({ matches: z.array(Match) }),
  problems: ['name-unreadable', 'phone-unreadable', 'document-invalid', 'birth-date-invalid'],
})

export const registerPatient = post('/api/patients', {
  id: 'patient.register',
  summary: 'Register a person; one with the same ID number is refused unless a reason is given (患者建档)',
  access: 'patient:write',
  body: PersonEntry.extend({ despite: reason.nullable().default(null) }).meta({ id: 'RegisterPatient' }),
  returns: z
    .strictObject({ id, version, nameMasked: z.string(), likely: z.array(Match) })
    .meta({ id: 'PatientRegistered' }),
  status: 201,
  problems: [
    'patient-exists',
    'card-taken',
    'name-unreadable',
    'phone-unreadable',
    'document-invalid',
    'birth-date-invalid',
  ],
})

/** A telephone as it stands, by its place in the record: a screen that shows it masked cannot send it back. */
const keptPhone = z.strictObject({ keep: z.int().min(0).max(20), holder: PhoneHolder, state: PhoneState })

const keptRelative = z.strictObject({ keep: z.int().min(0).max(20), relation: Relation })

const changedFields = z
  .object({
    ...personFields,
    phones: z.array(z.union([personFields.phones.element, keptPhone])).max(8),
    relatives: z.array(z.union([personFields.relatives.element, keptRelative])).max(8),
  })
  .partial().shape

export const changePatient = put('/api/patients/:id', {
  id: 'patient.change',
  summary: 'Change what is known of a person; a field that is not sent stays as it is',
  access: 'patient:write',
  params,
  body: z
    .strictObject({
      version,
      ...changedFields,
      card: number.optional(),
      despite: reason.nullable().default(null),
    })
    .meta({ id: 'ChangePatient' }),
  returns: z
    .strictObject({ id, version, changed: z.array(PersonField), likely: z.array(Match) })
    .meta({ id: 'PatientChanged' }),
  problems: [
    'stale-version',
    'patient-exists',
    'card-taken',
    'name-unreadable',
    'phone-unreadable',
    'document-invalid',
    'birth-date-invalid',
  ],
})

export const UnmaskField = z.enum([
  'name',
  'birthDate',
  'document',
  'phone',
  'address',
  'relative-name',
  'relative-phone',
  'insurance',
])

export const unmaskPatient = post('/api/patients/:id/unmask', {
  id: 'patient.unmask',
  summary: 'One field of a person, whole, with the reason why it is needed (查看明文)',
  access: 'patient:unmask',
  params,
  body: z.strictObject({ field: UnmaskField, index: z.int().min(0).max(20).default(0), reason }),
  returns: z.strictObject({ field: UnmaskField, value: z.string() }),
})
