import { z } from 'zod'
import { instant, text } from '#kernel/text.ts'

export const id = z.uuid()
export const params = { id }
export const version = z.int().min(1).max(1_000_000_000)
export const reason = text(200, 2)
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
