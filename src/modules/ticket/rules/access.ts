import { type Caller, can, canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'

interface Seen {
  readonly id: string
  readonly ownerId: string
  readonly parts: readonly { readonly unitId: string; readonly assigneeId: string }[]
}

/** Owner, receivers, and those who oversee see a matter (rights table, Tickets). */
export function sees(caller: Caller, ticket: Seen): boolean {
  if (caller.only !== null) return caller.only.kind === 'ticket' && caller.only.id === ticket.id
  return (
    caller.permissions.get('ticket:read') === 'hospital' ||
    caller.personId === ticket.ownerId ||
    ticket.parts.some(part => part.assigneeId === caller.personId || canIn(caller, 'ticket:read', part.unitId))
  )
}

/** For everybody who does not see it, a matter does not exist. */
export function maySee(caller: Caller, ticket: Seen): void {
  if (!sees(caller, ticket)) throw new Problem('not-found')
}

/** A share is worked on by its receiver and by those who work for its unit. */
export function mayWork(caller: Caller, part: Share): void {
  if (!worksOn(caller, part)) throw new Problem('not-your-part')
}

interface Share {
  readonly unitId: string
  readonly assigneeId: string
}

export const worksOn = (caller: Caller, part: Share): boolean =>
  (caller.personId !== null && caller.personId === part.assigneeId) ||
  // A link works in one person's name and on that person's share only.
  (caller.kind === 'staff' && canIn(caller, 'ticket:work', part.unitId))

/** The desk acts for the patient: replies, promises, results, signatures. A link of a liaison does not. */
export function mayOwn(caller: Caller, ticket: { readonly ownerId: string }): void {
  if (caller.kind !== 'staff') throw new Problem('forbidden', { needs: 'ticket:own' })
  if (caller.personId !== ticket.ownerId && !can(caller, 'ticket:own') && !can(caller, 'ticket:manage'))
    throw new Problem('forbidden', { needs: 'ticket:own' })
}

/** A share is handed on by its department, or by the desk and the manager who answer for the matter (转派, TKT-10). */
export function mayPassOn(
  caller: Caller,
  ticket: { readonly ownerId: string },
  part: { readonly unitId: string; readonly assigneeId: string },
): void {
  const answers = caller.personId === ticket.ownerId || can(caller, 'ticket:own') || can(caller, 'ticket:manage')
  if (caller.kind !== 'staff' || !answers) mayWork(caller, part)
}
