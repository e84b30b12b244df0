import { Problem } from '#kernel/problem.ts'
import { type Instant, type PlainDate, Temporal } from '#kernel/time.ts'

/** What of the register (人员档案) decides whether somebody may serve. Days are ISO days. */
export interface Checks {
  /** What the eligibility check found; null before there was one. */
  readonly eligible: boolean | null
  readonly undertakingOn: string | null
  readonly inductionOn: string | null
}

const LACKS = {
  eligibility: '任职资格审查',
  undertaking: '保密承诺书',
} as const
export type Lack = keyof typeof LACKS

/** What stands between a person and a roster (ORG-06): a passed eligibility check and a signed confidentiality undertaking. */
export const lacksOf = (checks: Checks | null): readonly Lack[] => [
  ...(checks?.eligible === true ? [] : (['eligibility'] as const)),
  ...(checks?.undertakingOn == null ? (['undertaking'] as const) : []),
]

/** Refuses who may not be put on duty. */
export function mustBeCleared(name: string, checks: Checks | null): void {
  const lacks = lacksOf(checks)
  if (lacks.length > 0)
    throw new Problem('not-cleared', {
      name,
      lacks,
      zh: lacks.map(one => LACKS[one]).join('、'),
      en: lacks.join(', '),
    })
}

/** Refuses to seat who has not passed the induction course (岗前培训; ORG-03, TRN-05). */
export function mustBeInducted(name: string, checks: Checks | null): void {
  if (checks?.inductionOn == null) throw new Problem('no-induction', { name })
}

/** Whole years of clinical work on `today`; nobody knows them where no day is written. */
export function clinicalYears(since: string | null, today: string): number | null {
  if (since === null) return null
  const years = Temporal.PlainDate.from(since).until(Temporal.PlainDate.from(today), { largestUnit: 'years' }).years
  return Math.max(0, years)
}

/** A warning, never a block: refuses until somebody says that they accept it (ORG-06). */
export function mustAcceptFewYears(years: number | null, wanted: number, isAccepted: boolean): boolean {
  if (years !== null && years >= wanted) return false
  if (!isAccepted) throw new Problem('few-clinical-years', { years: years ?? 0, wanted, isKnown: years !== null })
  return true
}

/**
 * When the next reminder of an expiry is due (到期提醒): at the start of the day that lies `days` before it, for the first of them
 * that is yet to come, and on the day itself; null when all are past.
 */
export function nextReminder(
  expiresOn: string | null,
  days: readonly number[],
  after: Instant,
  zone: string,
): Instant | null {
  if (expiresOn === null) return null
  const expires = Temporal.PlainDate.from(expiresOn)
  const moments = [...days, 0].map(before => startOf(expires.subtract({ days: before }), zone))
  return moments.filter(one => Temporal.Instant.compare(one, after) > 0).toSorted(Temporal.Instant.compare)[0] ?? null
}

const startOf = (day: PlainDate, zone: string): Instant => day.toZonedDateTime({ timeZone: zone }).toInstant()
