import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'

const id = z.uuid()
const params = { id }
const version = z.int().min(1).max(1_000_000_000)
const reason = text(200, 2)

export const Sex = z.enum(['male', 'female', 'other', 'unknown']).meta({ id: 'Sex', description: '性别' })
export const DocumentKind = z
  .enum([
    'resident-id',
    'residence-permit',
    'foreign-permit',
    'passport',
    'military-id',
    'household-register',
    'birth-certificate',
    'other',
  ])
  .meta({ id: 'DocumentKind', description: '证件类型' })
export const PhoneHolder = z.enum(['self', 'family', 'carer', 'work'])
export const PhoneState = z.enum(['unconfirmed', 'confirmed', 'wrong', 'unused'])
export const Relation = z.enum([
  'spouse',
  'child',
  'parent',
  'sibling',
  'grandchild',
  'guardian',
  'carer',
  'friend',
  'other',
])
export const InsuranceKind = z.enum([
  'employee',
  'resident',
  'free',
  'commercial',
  'work-injury',
  'maternity',
  'self-paid',
  'other',
])
export const MatchedBy = z.enum(['name', 'pinyin', 'phone', 'phone-tail', 'document', 'document-tail', 'card'])
export const PersonField = z.enum([
  'name',
  'sex',
  'birthDate',
  'document',
  'noDocumentReason',
  'phones',
  'address',
  'relatives',
  'insurance',
])

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

/** A person as a list shows one: masked. */
export const PatientRow = z
  .strictObject({
    id,
    nameMasked: z.string(),
    sex: Sex,
    age: z.int().nullable(),
    phoneMasked: z.string().nullable(),
    seenAt: instant,
  })
  .meta({ id: 'PatientRow', description: '患者（脱敏）' })

export const NeedKind = z.enum([
  'communication-way',
  'allergy',
  'hearing',
  'sight',
  'speech',
  'language',
  'mobility',
  'companion',
  'preferred-time',
  'preferred-contact',
  'do-not-call',
])
export const NeedSource = z.enum(['patient', 'family', 'staff', 'hospital-system'])

export const BannerLine = z
  .strictObject({ kind: NeedKind, weight: z.enum(['alert', 'care', 'note']), zh: z.string(), en: z.string() })
  .meta({ id: 'BannerLine', description: '患者服务提示' })
export const ContactAdvice = z
  .strictObject({ way: z.enum(['call', 'text', 'in-person']), mayCall: z.boolean(), because: NeedKind.nullable() })
  .meta({ id: 'ContactAdvice', description: '联系方式建议' })
export const Need = z
  .strictObject({
    id,
    version,
    kind: NeedKind,
    value: z.string(),
    note: z.string().nullable(),
    since: day,
    validTo: day.nullable(),
    source: NeedSource,
    /** Does it hold today? */
    holds: z.boolean(),
  })
  .meta({ id: 'Need', description: '个性化需求' })
export const Profile = z
  .strictObject({ needs: z.array(Need), banner: z.array(BannerLine), contact: ContactAdvice })
  .meta({ id: 'ServiceProfile', description: '患者服务档案' })

export const Visit = z
  .strictObject({
    id,
    system: z.string(),
    number: z.string().nullable(),
    class: z.enum(['outpatient', 'inpatient', 'emergency', 'other']),
    departmentCode: z.string().nullable(),
    /** Our own name of the department, where its code is one of ours. */
    department: z.string().nullable(),
    room: z.string().nullable(),
    bed: z.string().nullable(),
    state: z.enum(['open', 'ended', 'cancelled']),
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'Visit', description: '就诊' })

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

export const DuplicateReason = z.enum(['same-document', 'same-name-birth-sex', 'same-phone-similar-name', 'other-name'])
export const Match = z
  .strictObject({ patient: PatientRow, certainty: z.enum(['certain', 'likely']), reasons: z.array(DuplicateReason) })
  .meta({ id: 'PatientMatch', description: '疑似同一患者' })

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

export const setNeed = post('/api/patients/:id/needs', {
  id: 'patient.set-need',
  summary: 'Write a need into the service profile; of a kind that can be only one, the one before ends (服务档案)',
  access: 'patient:write',
  params,
  body: z.strictObject({
    kind: NeedKind,
    value: text(40),
    note: text(100).nullable().default(null),
    since: day.optional(),
    validTo: day.nullable().default(null),
    source: NeedSource,
  }),
  returns: Profile,
  problems: ['need-unknown', 'need-wants-words', 'need-ends-before-it-begins'],
})
export const endNeed = post('/api/patients/:id/needs/:needId/end', {
  id: 'patient.end-need',
  summary: 'A need holds no longer',
  access: 'patient:write',
  params: { id, needId: id },
  body: z.strictObject({ version }),
  returns: Profile,
  problems: ['stale-version'],
})

export const listVisits = get('/api/patients/:id/visits', {
  id: 'patient.visits',
  summary: 'Visits of a person, the newest first',
  access: 'patient:read',
  params,
  query: z.strictObject({ after: text(80).optional() }),
  returns: z.strictObject({ items: z.array(Visit), next: z.string().nullable() }),
})

const Side = PatientRow.extend({
  version,
  numbers: z.array(z.strictObject({ system: z.string(), kind: z.string(), value: z.string() })),
  registeredAt: instant,
  visits: z.int(),
})
export const Duplicate = z
  .strictObject({
    one: Side,
    other: Side,
    certainty: z.enum(['certain', 'likely']),
    reasons: z.array(DuplicateReason),
    /** Field by field, masked, with whether the whole values are the same. */
    fields: z.array(
      z.strictObject({
        field: PersonField,
        one: z.string().nullable(),
        other: z.string().nullable(),
        same: z.boolean(),
      }),
    ),
    foundAt: instant,
    /** Which row should stay. */
    survivorId: id,
  })
  .meta({ id: 'Duplicate', description: '疑似重复' })

export const listDuplicates = get('/api/patient-duplicates', {
  id: 'patient.duplicates',
  summary: 'Pairs of rows that may be one person, certain ones first',
  access: 'patient:merge',
  query: z.strictObject({ after: text(120).optional(), patient: id.optional() }),
  returns: z.strictObject({ items: z.array(Duplicate), next: z.string().nullable() }),
})
export const dismissDuplicate = post('/api/patient-duplicates/dismiss', {
  id: 'patient.dismiss-duplicate',
  summary: 'These two are not one person; the pair is not proposed again',
  access: 'patient:merge',
  body: z.strictObject({ oneId: id, otherId: id, reason }),
  returns: z.strictObject({ oneId: id, otherId: id }),
})

export const mergePatients = post('/api/patients/:id/merge', {
  id: 'patient.merge',
  summary: 'Merge another row into this one; it stays as an alias, and the merge can be undone (合并)',
  access: 'patient:merge',
  params,
  body: z.strictObject({ loserId: id, version, loserVersion: version, reason }),
  returns: z.strictObject({ mergeId: id, id, version }),
  problems: ['stale-version', 'merge-with-itself', 'merged-already'],
})
export const undoMerge = post('/api/patient-merges/:id/undo', {
  id: 'patient.undo-merge',
  summary: 'Undo a merge: both rows stand as before, with all that is theirs (撤销合并)',
  access: 'patient:merge',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({ survivorId: id, loserId: id }),
  problems: ['merge-not-newest', 'merge-undone'],
})
export const Merge = z
  .strictObject({
    id,
    survivor: z.strictObject({ id, nameMasked: z.string() }),
    loser: z.strictObject({ id, nameMasked: z.string() }),
    reason: z.string(),
    source: z.string(),
    mergedAt: instant,
    undoneAt: instant.nullable(),
  })
  .meta({ id: 'PatientMerge', description: '合并记录' })
export const listMerges = get('/api/patient-merges', {
  id: 'patient.merges',
  summary: 'Merges, the newest first',
  access: 'patient:merge',
  query: z.strictObject({ after: text(120).optional() }),
  returns: z.strictObject({ items: z.array(Merge), next: z.string().nullable() }),
})

const source = z.enum(['desk', 'call', 'message'])
export const checkPhone = post('/api/patients/:id/phones/check', {
  id: 'patient.check-phone',
  summary:
    'Say of a number that it is right, wrong or out of use; a wrong one is dialled no more and is to be put right (号码核对)',
  access: 'patient:write',
  params,
  body: z.strictObject({
    version,
    index: z.int().min(0).max(20),
    state: z.enum(['confirmed', 'wrong', 'unused']),
    source,
  }),
  returns: z.strictObject({ id, version }),
  problems: ['stale-version'],
})
export const readPhoneChecks = get('/api/patients/:id/phones/checks', {
  id: 'patient.phone-checks',
  summary: 'What was found out about the numbers of a person, masked, the newest first',
  access: 'patient:read',
  params,
  returns: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        masked: z.string(),
        state: PhoneState,
        source: z.enum(['desk', 'call', 'message', 'record']),
        at: instant,
        by: z.string().nullable(),
      }),
    ),
  }),
})
export const listCorrections = get('/api/phone-corrections', {
  id: 'patient.corrections',
  summary: 'Wrong numbers that are to be put right, the oldest first (号码补正)',
  access: 'patient:write',
  query: z.strictObject({ after: text(120).optional() }),
  returns: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        patient: z.strictObject({ id, nameMasked: z.string() }),
        masked: z.string(),
        source: z.string(),
        openedAt: instant,
        openedBy: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
    count: z.int(),
  }),
})
export const giveUpCorrection = post('/api/phone-corrections/:id/give-up', {
  id: 'patient.give-up-correction',
  summary: 'No other number could be found; the wrong one stays wrong',
  access: 'patient:write',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({}),
})

export const ContactLine = z
  .strictObject({
    id,
    at: instant,
    kind: z.string(),
    zh: z.string(),
    en: z.string(),
    by: z.string().nullable(),
    /** The address of what it tells of, where there is a screen for it. */
    to: z.string().nullable(),
  })
  .meta({ id: 'ContactLine', description: '服务轨迹' })
export const listContacts = get('/api/patients/:id/contacts', {
  id: 'patient.contacts',
  summary: 'Every contact with a person, of all modules, the newest first (服务轨迹)',
  access: 'patient:read',
  params,
  query: z.strictObject({ after: text(120).optional() }),
  returns: z.strictObject({ items: z.array(ContactLine), next: z.string().nullable() }),
})
