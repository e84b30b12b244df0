import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { ReferralStatus, ReferralType } from '../rules/referral.ts'

/** What another system looks for among the referrals that were taken on; a missing member asks for nothing. */
export interface ReferralsSought {
  readonly ids?: readonly string[]
  readonly numbers?: readonly string[]
  /** All ids that a person is known under. */
  readonly patientIds?: readonly string[]
  readonly statuses?: readonly ReferralStatus[]
  /** The last referral of the page before. */
  readonly afterId?: string
  readonly atMost: number
}

export interface SoughtReferral {
  readonly id: string
  readonly version: number
  readonly number: string
  readonly institutionId: string
  readonly type: ReferralType
  readonly status: ReferralStatus
  readonly unitId: string | null
  readonly urgency: number | null
  /** Null until the person stands in the patient index: with the first place, at the latest. */
  readonly patientId: string | null
  readonly patientMasked: string
  readonly acceptedAt: Instant | null
  readonly plannedAt: Instant | null
}

/**
 * Referrals by id, number or person, in the order in which they were made (转诊查询), without what is said of the illness: that is the
 * department's. Whoever asks writes to the journal whom it read. One that is not taken on yet is its institution's own.
 */
export function seekReferrals(tx: Tx, hospitalId: string, asked: ReferralsSought): Promise<SoughtReferral[]> {
  const values: unknown[] = [hospitalId]
  const put = (value: unknown): string => `$${values.push(value)}`
  const where = ['hospital_id = $1', 'number is not null']
  if (asked.ids !== undefined) where.push(`id = any(${put(asked.ids)}::uuid[])`)
  if (asked.numbers !== undefined) where.push(`number = any(${put(asked.numbers)})`)
  if (asked.patientIds !== undefined) where.push(`patient_id = any(${put(asked.patientIds)}::uuid[])`)
  if (asked.statuses !== undefined) where.push(`status = any(${put(asked.statuses)})`)
  if (asked.afterId !== undefined) where.push(`id > ${put(asked.afterId)}`)
  return run(
    tx,
    `select id, version, number, institution_id, type, status, unit_id, urgency, patient_id, patient_masked, accepted_at, planned_at
     from referral.referral where ${where.join(' and ')} order by id limit ${asked.atMost}`,
    values,
  )
}
