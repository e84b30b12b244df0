import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import { sees } from '../rules/access.ts'
import type { Open } from './open.ts'
import type { Stored } from './store.ts'

/** Refuses a matter that the caller neither answers for, nor works on, nor was invited or mentioned to. */
export async function mustSee(tx: Tx, caller: Caller, { ticket, parts }: Stored): Promise<void> {
  if (sees(caller, { ...ticket, parts })) return
  if (caller.kind === 'staff' && (await isGuest(tx, caller, ticket.id))) return
  throw new Problem('not-found')
}

async function isGuest(tx: Tx, caller: Caller, ticketId: string): Promise<boolean> {
  const works = caller.permissions.get('ticket:work') ?? []
  const rows = await run(
    tx,
    'select 1 from ticket.guest where hospital_id = $1 and ticket_id = $2 and guest_id = any($3)',
    [caller.hospitalId, ticketId, [personOf(caller), ...(works === 'hospital' ? [] : works)]],
  )
  return rows.length > 0
}

/** From now on these see the matter: who was invited to its meeting, or mentioned in a note. */
export async function invite(open: Open, kind: 'person' | 'unit', ids: readonly string[]): Promise<void> {
  await run(
    open.tx,
    `insert into ticket.guest (hospital_id, ticket_id, guest_id, kind, since)
     select $1, $2, guest, $3, $4 from unnest($5::uuid[]) as guest on conflict do nothing`,
    [open.ticket.hospitalId, open.ticket.id, kind, open.at.toString(), [...new Set(ids)]],
  )
}
