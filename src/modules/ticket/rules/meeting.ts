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
  if (Temporal.Instant.compare(decision.deadline, decision.at) <= 0) throw new Problem('deadline-past')
  const beyond = Temporal.Instant.compare(decision.deadline, decision.limit) > 0
  if (beyond && !decision.approved) throw new Problem('deadline-beyond-limit', { limit: decision.limit.toString() })
  return beyond
}
