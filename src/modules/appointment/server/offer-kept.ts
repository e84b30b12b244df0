import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import { offerNext } from './free-place.ts'
import type { WaitingTable } from './tables.ts'

type Wish = Pick<WaitingTable, 'hospitalId' | 'id' | 'unitId' | 'doctorId' | 'dayFrom' | 'dayTo' | 'halfDay'>

/** How many times are tried: whoever waits before is asked first. */
const TRIED = 5

/**
 * A referral that begins to wait is offered a place of the primary-care share that is free already (社区号源): it is kept for nobody else
 * until its release. Says how the wish stands then.
 */
export async function offerKept(
  house: House,
  tx: Tx,
  wish: Wish,
  tell: (entry: Entry) => void,
): Promise<Pick<WaitingTable, 'status' | 'version'>> {
  const at = house.clock.now().toString()
  const free = await run<{ slotId: string }>(
    tx,
    `select s.id as slot_id from appointment.slot s join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id
     where s.hospital_id = $1 and s.unit_id = $2 and s.day between $3::date and $4::date and s.starts_at > $7
       and ($5::uuid is null or s.doctor_id = $5) and ($6::text is null or s.half_day = $6) and q.quota = 'primary-care'
       and q.release_at > $7 and not q.is_stopped and q.capacity > q.booked + q.held + q.stopped
     order by s.starts_at, s.id limit ${TRIED}`,
    [wish.hospitalId, wish.unitId, wish.dayFrom, wish.dayTo, wish.doctorId, wish.halfDay, at],
  )
  for (const { slotId } of free) {
    const isOffered = await offerNext(house, tx, { hospitalId: wish.hospitalId, slotId, quota: 'primary-care' }, tell)
    const standing = isOffered ? await standingOf(tx, wish) : null
    if (standing?.status === 'offered') return standing
  }
  return standingOf(tx, wish)
}

const standingOf = (tx: Tx, { hospitalId, id }: Wish): Promise<Pick<WaitingTable, 'status' | 'version'>> =>
  tx
    .selectFrom('appointment.waiting')
    .select(['status', 'version'])
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
