import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { holdersOf } from './coverage.ts'
import type { Organisation } from './organisation.ts'

/** What of the director's work can be given away (授权事项): all of it, or by matter. */
export const DELEGATION_SCOPES = [
  'everything',
  'plan',
  'complaint',
  'emergency',
  'personnel',
  'training',
  'appraisal',
  'coordination',
] as const
export type DelegationScope = (typeof DELEGATION_SCOPES)[number]

/** The deputy acts for the director (主任授权) of a unit, from a moment to a moment, until it is taken back. */
export interface Delegation {
  readonly unitId: string
  readonly directorId: string
  readonly deputyId: string
  readonly scope: readonly DelegationScope[]
  readonly from: Instant
  readonly to: Instant
  readonly revokedAt: Instant | null
}

const LONGEST_DAYS = 186

/** Does it hold at `at`, and for this matter? Without a matter only one for everything does. */
export function delegates(one: Delegation, at: Instant, scope: DelegationScope): boolean {
  if (isBefore(at, one.from) || !isBefore(at, one.to)) return false
  if (one.revokedAt !== null && !isBefore(at, one.revokedAt)) return false
  return one.scope.includes('everything') || one.scope.includes(scope)
}

/** May the person decide what is the director's at `at` (ORG-09)? The director, or the deputy under a delegation of that director. */
export function mayActForDirector(
  org: Organisation,
  delegations: readonly Delegation[],
  personId: string,
  at: Instant,
  scope: DelegationScope,
): boolean {
  for (const unit of org.units.values()) {
    if (unit.kind !== 'service-department') continue
    const directors = holdersOf(org, unit.id, 'director', at)
    if (directors.includes(personId)) return true
    if (!holdersOf(org, unit.id, 'deputy-director', at).includes(personId)) continue
    const given = delegations.some(
      one =>
        one.unitId === unit.id &&
        one.deputyId === personId &&
        directors.includes(one.directorId) &&
        delegates(one, at, scope),
    )
    if (given) return true
  }
  return false
}

/** May this be given: forward in time, half a year at most, to the deputy of the own unit? Answers whose it is and to whom. */
export function mustDelegate(
  org: Organisation,
  directorId: string,
  asked: { readonly from: Instant; readonly to: Instant },
  at: Instant,
): { unitId: string; deputyId: string } {
  const unit = [...org.units.values()].find(one => holdersOf(org, one.id, 'director', at).includes(directorId))
  if (unit === undefined) throw new Problem('not-director')
  const [deputyId] = holdersOf(org, unit.id, 'deputy-director', at)
  if (deputyId === undefined) throw new Problem('no-deputy', { unit: unit.name })
  if (!isBefore(asked.from, asked.to) || isBefore(asked.from.add({ hours: LONGEST_DAYS * 24 }), asked.to))
    throw new Problem('delegation-order')
  if (!isBefore(at, asked.to)) throw new Problem('delegation-order')
  return { unitId: unit.id, deputyId }
}
