import type { Instant } from '#kernel/time.ts'
import { listDoctors } from '#modules/directory/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { OtherSlot } from '../rules/replacement.ts'
import { bookingPolicy } from '../settings.ts'

interface Asked {
  readonly unitId: string
  readonly day: string
  /** One session only, or all of the department. */
  readonly sessionId?: string
}

const AT_MOST = 400
const DAYS = 14

/** Slots of a department that have places open to all, from a day on, as far ahead as may be booked (可改约时段): what a stopped session is replaced by. */
export async function otherSlots(house: House, tx: Tx, asked: Asked): Promise<readonly OtherSlot[]> {
  const at = house.clock.now()
  const { lateMinutes, horizonDays } = (await house.settings.at(house.hospital.id, bookingPolicy, at)).value
  const [{ list }, rows] = await Promise.all([
    listDoctors(house),
    run<Omit<OtherSlot, 'title'> & { startsAt: Instant }>(
      tx,
      `select s.id as slot_id, s.session_id, s.doctor_id, s.day::text as day, s.half_day, s.starts_at, s.fee_level,
         (q.capacity - q.booked - q.held - q.stopped)::int as free
       from appointment.slot s join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id and q.quota = 'open'
       where s.hospital_id = $1 and s.unit_id = $2 and s.day between $3::date and $3::date + ${DAYS} and s.starts_at > $4 and s.starts_at <= $6
         and ($5::uuid is null or s.session_id = $5) and not q.is_stopped and q.capacity > q.booked + q.held + q.stopped
       order by s.starts_at, s.id limit ${AT_MOST}`,
      [
        house.hospital.id,
        asked.unitId,
        asked.day,
        at.subtract({ minutes: lateMinutes }).toString(),
        asked.sessionId ?? null,
        at.add({ hours: 24 * horizonDays }).toString(),
      ],
    ),
  ])
  const titles = new Map(list.map(doctor => [doctor.id, doctor.title as string]))
  return rows.map(row => ({ ...row, title: titles.get(row.doctorId) ?? '' }))
}
