import type { Instant } from '#kernel/time.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { standing, type Waiter, type WaitingUrgency } from '../rules/waiting.ts'

/** Who wants a place: in which department, on which days, how urgently, and since when; `id` is its entry of the waiting list, where it has one. */
export interface PlaceWish {
  readonly id: string
  readonly unitId: string
  readonly doctorId: string | null
  readonly dayFrom: string
  readonly dayTo: string
  readonly halfDay: HalfDay | null
  readonly urgency: WaitingUrgency
  readonly since: Instant
}

/** How a referred wish stands among the others (优先次序): its position without and by the rule, and those who compete with it. */
export interface Competition {
  readonly before: number
  readonly after: number
  /** Of equal urgency and not referred, wanting the same at some time since. */
  readonly competing: number
  /** Was none of those offered a place that this wish was not offered before? */
  readonly isFirst: boolean
}

const AT_MOST = 500

interface Row extends Waiter {
  readonly stillWaits: boolean
  readonly wasBefore: boolean
}

/** Looks at everybody on the waiting list whose wish meets this one, as it was at `until` (REF-02, KPI-22). */
export async function competitionFor(
  tx: Tx,
  hospitalId: string,
  wish: PlaceWish,
  until: Instant,
): Promise<Competition> {
  const [own] = await run<{ dayFrom: string; dayTo: string; madeAt: Instant }>(
    tx,
    `select day_from::text as day_from, day_to::text as day_to, made_at from appointment.waiting where hospital_id = $1 and id = $2`,
    [hospitalId, wish.id],
  )
  const since = own?.madeAt ?? wish.since
  const rows = await run<Row>(
    tx,
    `select w.id, w.urgency, w.is_referred, w.made_at, w.closed_at is null or w.closed_at > $9 as still_waits,
       exists (select 1 from appointment.offer o join appointment.slot s on s.hospital_id = o.hospital_id and s.id = o.slot_id
         where o.hospital_id = w.hospital_id and o.waiting_id = w.id and o.offered_at >= $8 and o.offered_at < $9
           and s.day between $10::date and $11::date
           and not exists (select 1 from appointment.offer mine where mine.hospital_id = o.hospital_id and mine.waiting_id = $3
             and mine.slot_id = o.slot_id and mine.offered_at <= o.offered_at)) as was_before
     from appointment.waiting w
     where w.hospital_id = $1 and w.unit_id = $2 and w.id <> $3 and w.day_from <= $5::date and w.day_to >= $4::date
       and (w.doctor_id is null or $6::uuid is null or w.doctor_id = $6) and (w.half_day is null or $7::text is null or w.half_day = $7)
       and w.made_at <= $9 and (w.closed_at is null or w.closed_at >= $8)
     order by w.urgency, w.made_at limit ${AT_MOST}`,
    [
      hospitalId,
      wish.unitId,
      wish.id,
      wish.dayFrom,
      wish.dayTo,
      wish.doctorId,
      wish.halfDay,
      since.toString(),
      until.toString(),
      own?.dayFrom ?? wish.dayFrom,
      own?.dayTo ?? wish.dayTo,
    ],
  )
  const competing = rows.filter(row => !row.isReferred && row.urgency === wish.urgency)
  const still = rows.filter(row => row.stillWaits)
  return {
    ...standing({ id: wish.id, urgency: wish.urgency, isReferred: true, madeAt: since }, still),
    competing: competing.length,
    isFirst: !competing.some(row => row.wasBefore),
  }
}
