import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/** What a list says of a booking beside its state (当日预约): late, the order on site, and who helped. */
export interface DayMarks {
  readonly late: boolean
  readonly order: number | null
  /** The guide who did it in the person's name. */
  readonly helper: string | null
}

/** The marks of these bookings, each by its id. */
export async function dayMarks(house: House, hospitalId: string, ids: readonly string[]) {
  const rows = await house.database.transact(tx =>
    run<{ id: string; late: boolean; order: number | null; helperId: string | null }>(
      tx,
      `select a.id, coalesce(v.is_late, false) as late, r.place_in_order as "order",
         coalesce(a.helper_id, case when v.way = 'assisted' then v.made_by end) as helper_id
       from appointment.appointment a
       left join appointment.arrival v on v.hospital_id = $1 and v.appointment_id = a.id
       left join appointment.registration r on r.hospital_id = $1 and r.appointment_id = a.id
       where a.hospital_id = $1 and a.id = any($2::uuid[])`,
      [hospitalId, ids],
    ),
  )
  const { people } = await organisation(house)
  const marks = new Map(
    rows.map(({ id, late, order, helperId }): [string, DayMarks] => [
      id,
      { late, order, helper: helperId === null ? null : (people.get(helperId)?.name ?? null) },
    ]),
  )
  return (id: string): DayMarks => marks.get(id) ?? { late: false, order: null, helper: null }
}
