import { Problem } from '#kernel/problem.ts'
import { type Instant, Temporal } from '#kernel/time.ts'

/**
 * What a joint meeting may decide (TKT-07): one of the departments that take part is responsible, by a time to come; beyond the
 * limit of the matter only with the manager's approval. Returns whether it is beyond the limit.
 */
export function mayDecide(decision: {
  readonly deadline: Instant
  readonly at: Instant
  readonly limit: Instant
  readonly responsible: string
  readonly units: readonly string[]
  readonly approved: boolean
}): boolean {
  if (!decision.units.includes(decision.responsible)) throw new Problem('not-invited')
  if (decision.approved) {
    mustBeToCome(decision.deadline, decision.at)
    return Temporal.Instant.compare(decision.deadline, decision.limit) > 0
  }
  mustBeWithin(decision.deadline, decision.at, decision.limit)
  return false
}

/** A deadline lies in the time to come and within the limit of the matter. */
export function mustBeWithin(deadline: Instant, at: Instant, limit: Instant): void {
  mustBeToCome(deadline, at)
  if (Temporal.Instant.compare(deadline, limit) > 0)
    throw new Problem('deadline-beyond-limit', { limit: limit.toString() })
}

function mustBeToCome(deadline: Instant, at: Instant): void {
  if (Temporal.Instant.compare(deadline, at) <= 0) throw new Problem('deadline-past')
}
