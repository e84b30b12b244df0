import { Problem } from '#kernel/problem.ts'

/** Where a permission holds: in the whole hospital, or in the named units only. */
export type Scope = 'hospital' | readonly string[]

/** Who asks, as rules and use cases see it. Plain data; made anew for each request. */
export interface Caller {
  readonly hospitalId: string
  readonly kind:
    | 'staff'
    | 'partner'
    | 'liaison-link'
    | 'patient-link'
    | 'patient'
    | 'device'
    | 'client'
    | 'system'
    | 'public'
  /**
   * The person, for staff, partners (people of another institution) and liaison links; the machine account of a client; the account
   * of a patient who is signed in.
   */
  readonly personId: string | null
  readonly sessionId: string | null
  readonly permissions: ReadonlyMap<string, Scope>
  /** A signed link opens this one matter and nothing else. */
  readonly only: { readonly kind: string; readonly id: string } | null
  /** Whom a patient who is signed in may act for (本人、家人), under every id that they have; nobody else acts for anybody. */
  readonly patients: readonly string[]
  /** The service position (工位) where the session was opened. */
  readonly position: string | null
  /** The request's idempotency key: the same key gets the same answer, and the work is done once. */
  readonly once: { readonly key: string; readonly endpoint: string; readonly digest: string } | null
}

export const can = (caller: Caller, permission: string): boolean => caller.permissions.has(permission)

/** Does `permission` hold for `unitId`? */
export function canIn(caller: Caller, permission: string, unitId: string | null): boolean {
  const scope = caller.permissions.get(permission)
  if (scope === undefined) return false
  return scope === 'hospital' || (unitId !== null && scope.includes(unitId))
}

/** Refuses unless the caller has the permission somewhere. */
export function mustBeAble(caller: Caller, permission: string): void {
  if (!can(caller, permission)) throw new Problem('forbidden', { needs: permission })
}

/** Refuses a patient whom the one who is signed in may not act for: as what is not there. */
export function mustActFor(caller: Caller, patientId: string): void {
  if (caller.kind !== 'patient' || !caller.patients.includes(patientId)) throw new Problem('not-found')
}

/** The person who asks; refuses where nobody is signed in. */
export function personOf(caller: Caller): string {
  if (caller.personId === null) throw new Problem('not-signed-in')
  return caller.personId
}

/** The house itself, for what it does by the clock or on another system's word. */
export const systemCaller = (hospitalId: string): Caller => ({
  hospitalId,
  kind: 'system',
  personId: null,
  sessionId: null,
  permissions: new Map(),
  only: null,
  patients: [],
  position: null,
  once: null,
})
