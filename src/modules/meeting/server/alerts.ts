import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { AlertKind } from '../rules/issue.ts'

interface Alert {
  readonly id: string
  readonly kind: AlertKind
  readonly issueId: string
  readonly number: string
  readonly title: string
  readonly at: Instant
}

/** What I have not seen: open issues that came to me or escalated, and broadcasts that I have not read. */
export const myAlerts = (house: House) => async (caller: Caller) => {
  const mine = [caller.hospitalId, personOf(caller)]
  const found = await house.database.transact(async tx => ({
    alerts: await run<Alert>(
      tx,
      `select a.id, a.kind, a.issue_id, i.number, i.title, a.at from meeting.alert a
       join meeting.issue i on i.hospital_id = a.hospital_id and i.id = a.issue_id
       where a.hospital_id = $1 and a.person_id = $2 and a.seen_at is null and i.status = 'open' order by a.at desc limit 50`,
      mine,
    ),
    broadcasts: await run<{ id: string; title: string; sentAt: Instant }>(
      tx,
      `select b.id, b.title, b.sent_at from meeting.receipt r
       join meeting.broadcast b on b.hospital_id = r.hospital_id and b.id = r.broadcast_id
       where r.hospital_id = $1 and r.person_id = $2 and r.read_at is null order by b.sent_at desc limit 50`,
      mine,
    ),
  }))
  return {
    alerts: found.alerts.map(one => ({ ...one, at: one.at.toString() })),
    broadcasts: found.broadcasts.map(one => ({ ...one, sentAt: one.sentAt.toString() })),
  }
}

/** I have seen an alert of mine. */
export const seeAlert = (house: House) => (caller: Caller, asked: { id: string }) =>
  transact(house, caller, async ({ tx }) => {
    const rows = await run(
      tx,
      'update meeting.alert set seen_at = coalesce(seen_at, $4) where hospital_id = $1 and id = $2 and person_id = $3 returning id',
      [caller.hospitalId, asked.id, personOf(caller), house.clock.now().toString()],
    )
    if (rows.length === 0) throw new Problem('not-found')
    return { id: asked.id }
  })
