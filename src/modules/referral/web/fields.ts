import type { z } from 'zod'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import type { Lack, LackField, ReferralFields } from '../contract.ts'
import type { Word } from './words.ts'

export type Fields = z.infer<typeof ReferralFields>
export type FieldName = z.infer<typeof LackField>
export type LackView = z.infer<typeof Lack>

export const EMPTY: Fields = {
  type: 'visit',
  unitId: null,
  urgency: null,
  consent: null,
  doctorName: null,
  doctorPhone: null,
  patientName: null,
  document: null,
  sex: null,
  birthDate: null,
  patientPhone: null,
  guardianName: null,
  guardianPhone: null,
  diagnosis: null,
  summary: null,
  request: null,
}

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
export type Kind = (typeof DOCUMENT_KINDS)[number]

/** Documents whose number tells the birthday. */
export const tellsBirthday = (kind: Kind): boolean =>
  kind === 'resident-id' || kind === 'residence-permit' || kind === 'foreign-permit'

const CHOSEN: ReadonlySet<FieldName> = new Set(['unit', 'urgency', 'consent'])

/** What stands at a field that lacks something. */
export const sentenceOf = (lack: LackView): Word =>
  lack.because !== 'missing'
    ? `because.${lack.because}`
    : lack.field === 'attachments'
      ? 'because.attach'
      : CHOSEN.has(lack.field)
        ? 'because.choose'
        : 'because.missing'

/** Whole years today by what is typed so far; null while nothing tells it. */
export function ageNow({ document, birthDate }: Fields): number | null {
  const digits = document !== null && tellsBirthday(document.kind) ? document.number.replaceAll(/\D/g, '') : ''
  const told = digits.length >= 17 ? digits.slice(6, 14) : digits.length === 15 ? `19${digits.slice(6, 12)}` : ''
  const born = told === '' ? (birthDate ?? '').replaceAll('-', '') : told
  if (!/^\d{8}$/.test(born)) return null
  const today = dayAt(houseNow()).replaceAll('-', '')
  return Math.floor((Number(today) - Number(born)) / 10_000)
}
