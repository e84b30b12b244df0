import type { ReferralType } from './referral.ts'

/** What a referral is made of, as far as a hospital may ask for it (转诊要素). */
export const FIELDS = [
  'unit',
  'urgency',
  'doctorName',
  'doctorPhone',
  'patientName',
  'document',
  'birthDate',
  'patientPhone',
  'guardianName',
  'guardianPhone',
  'diagnosis',
  'summary',
  'request',
  'consent',
  'attachments',
] as const
export type Field = (typeof FIELDS)[number]

/** What each type must have (完整性要求), and below which age a guardian is asked for (rules.md §3.1). */
export interface Completeness {
  readonly required: Readonly<Record<ReferralType, readonly Field[]>>
  readonly guardianBelowAge: number
}

const ALWAYS: readonly Field[] = [
  'unit',
  'urgency',
  'doctorName',
  'doctorPhone',
  'patientName',
  'document',
  'birthDate',
  'patientPhone',
  'diagnosis',
  'summary',
  'consent',
]
export const DEFAULT_COMPLETENESS: Completeness = {
  required: { visit: ALWAYS, exam: [...ALWAYS, 'request'], admission: [...ALWAYS, 'request', 'attachments'] },
  guardianBelowAge: 14,
}

/** What was stated: which fields have something, and what of it cannot be so. */
export interface Stated {
  readonly given: ReadonlySet<Field>
  readonly wrong: ReadonlyMap<Field, Wrong>
  /** In whole years; null where no birthday is known. */
  readonly age: number | null
}

export const WRONGS = [
  'missing',
  'length',
  'characters',
  'date',
  'future',
  'check-digit',
  'unreadable',
  'unfit',
] as const
export type Wrong = (typeof WRONGS)[number]

/** What stands in the way, by field (缺项): missing, or why it cannot be so. */
export interface Lack {
  readonly field: Field
  readonly because: Wrong
}

/**
 * What a referral of this type lacks (完整性审核, REF-01), in the order of the form. A child's guardian is asked for besides what
 * the type asks for; what was given and cannot be so is named also where nothing is asked for.
 */
export function lacksOf(type: ReferralType, stated: Stated, policy: Completeness): readonly Lack[] {
  const isChild = stated.age !== null && stated.age < policy.guardianBelowAge
  const required = new Set<Field>([
    ...policy.required[type],
    ...(isChild ? (['guardianName', 'guardianPhone'] as const) : []),
  ])
  return FIELDS.flatMap((field): Lack[] => {
    const wrong = stated.wrong.get(field)
    if (wrong !== undefined) return [{ field, because: wrong }]
    return required.has(field) && !stated.given.has(field) ? [{ field, because: 'missing' }] : []
  })
}

/** What a person must look at before it counts (存疑): the document is known under another name; somebody is referred twice for the same. */
export const DOUBTS = ['identity', 'repeated'] as const
export type Doubt = (typeof DOUBTS)[number]

/** As they stand in a column: `document:check-digit`. */
export const packLacks = (lacks: readonly Lack[]): string[] => lacks.map(one => `${one.field}:${one.because}`)
export const unpackLacks = (packed: readonly string[]): Lack[] =>
  packed.map(one => {
    const [field, because] = one.split(':')
    return { field: field as Field, because: because as Wrong }
  })
