import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { Quota } from '../rules/quota.ts'
import { offerNext } from './free-place.ts'

/** What is free of a session that is there now goes first to those who wait for it and may have it (候补优先). */
export async function offerWhatIsFree(
  house: House,
  tx: Tx,
  sessionId: string,
  tell: (entry: Entry) => void,
): Promise<void> {
  const hospitalId = house.hospital.id
  const free = await run<{ slotId: string; quota: Quota }>(
    tx,
    `select q.slot_id, q.quota from appointment.quota q
     join appointment.slot s on s.hospital_id = q.hospital_id and s.id = q.slot_id
     where q.hospital_id = $1 and s.session_id = $2 and q.capacity > q.booked + q.held + q.stopped and not q.is_stopped
       and exists (select from appointment.waiting w where w.hospital_id = s.hospital_id and w.unit_id = s.unit_id and w.status = 'waiting'
         and s.day between w.day_from and w.day_to)
     order by s.starts_at, q.quota`,
    [hospitalId, sessionId],
  )
  for (const { slotId, quota } of free) while (await offerNext(house, tx, { hospitalId, slotId, quota }, tell));
}
