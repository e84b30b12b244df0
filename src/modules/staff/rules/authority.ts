import { type Caller, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { ofPerson } from './look-up.ts'
import type { Organisation, Post } from './organisation.ts'
import { GUARDED_POSTS } from './permission.ts'
import { holdsAt } from './post.ts'

/** May the caller change this unit and what is in it? The house itself may. */
export function mustManageUnit(caller: Caller, unitId: string | null): void {
  if (caller.kind !== 'system' && !canIn(caller, 'staff:write', unitId))
    throw new Problem('forbidden', { needs: 'staff:write' })
}

/** May the caller see or change this person: everywhere, or as somebody of an own unit? */
export function mustReachPerson(
  org: Organisation,
  caller: Caller,
  permission: 'staff:read' | 'staff:write',
  personId: string,
  at: Instant,
): void {
  if (caller.kind === 'system' || canIn(caller, permission, null)) return
  if (!ofPerson(org, personId).some(held => holdsAt(held, at) && canIn(caller, permission, held.unitId)))
    throw new Problem('not-found')
}

/** Posts that decide over everybody's rights are given and taken by an administrator; nobody appoints themselves. */
export function mustGivePost(caller: Caller, personId: string, post: Post): void {
  if (caller.kind === 'system') return
  if (caller.personId === personId) throw new Problem('own-appointment')
  mustTakePost(caller, post)
}

export function mustTakePost(caller: Caller, post: Post): void {
  if (caller.kind !== 'system' && GUARDED_POSTS.has(post) && !caller.permissions.has('account:write'))
    throw new Problem('guarded-post')
}
