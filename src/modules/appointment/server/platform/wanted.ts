import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'

/** Notes that the platform must be told of some slots: those that have places for it, or were told it before. */
export const wantTransfer = (tx: Tx, hospitalId: string, slotIds: readonly string[], at: Instant): Promise<unknown> =>
  run(
    tx,
    `insert into appointment.platform_slot as p (hospital_id, slot_id, day, wanted, state, attempts, due_at)
     select s.hospital_id, s.id, s.day, 1, 'waiting', 0, $3::timestamptz from appointment.slot s
     where s.hospital_id = $1 and s.id = any($2) and s.starts_at > $3::timestamptz and (
       exists (select 1 from appointment.quota q where q.hospital_id = s.hospital_id and q.slot_id = s.id and q.quota = 'platform' and q.capacity > 0)
       or exists (select 1 from appointment.platform_slot o where o.hospital_id = s.hospital_id and o.slot_id = s.id)
     ) order by s.id
     on conflict (hospital_id, slot_id) do update set wanted = p.wanted + 1, attempts = 0, due_at = excluded.due_at,
       state = case when p.state = 'failed' then 'failed' else 'waiting' end`,
    [hospitalId, slotIds, at.toString()],
  )

/** The slots of a session. */
export const slotsOfSession = async (tx: Tx, hospitalId: string, sessionId: string): Promise<readonly string[]> =>
  (
    await run<{ id: string }>(tx, 'select id from appointment.slot where hospital_id = $1 and session_id = $2', [
      hospitalId,
      sessionId,
    ])
  ).map(row => row.id)

/** Every slot from a day on that has places for the platform: when it is turned on. */
export const slotsForPlatform = async (tx: Tx, hospitalId: string, from: string): Promise<readonly string[]> =>
  (
    await run<{ id: string }>(
      tx,
      `select s.id from appointment.quota q join appointment.slot s on s.hospital_id = q.hospital_id and s.id = q.slot_id
       where q.hospital_id = $1 and q.quota = 'platform' and s.day >= $2::date`,
      [hospitalId, from],
    )
  ).map(row => row.id)
