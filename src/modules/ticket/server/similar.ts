import type { Instant } from '#kernel/time.ts'
import { isoOf } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { laneOf } from '#platform/lane.ts'

/** An open matter of the same patient and kind from the last day: perhaps it is the same (疑似重复, TKT-01). */
export interface Similar {
  readonly id: string
  readonly number: string
}

interface Asked {
  readonly hospitalId: string
  readonly patientId: string
  readonly item: string
  readonly at: Instant
}

const DUPLICATE_HOURS = 24
const AT_MOST = 32
const SHOWN_AT_MOST = 5

/** In the order of the patient's index, so that an empty hospital's planner takes it too. */
const SIMILAR = `
select asked.place, s.id, s.number
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[]) with ordinality
  as asked (hospital_id, patient_id, item, since, place)
cross join lateral (
  select t.id, t.number from ticket.ticket t
  where t.hospital_id = asked.hospital_id and t.patient_id = asked.patient_id and t.opened_at >= asked.since
    and t.item_code = asked.item and t.closed_at is null
  order by t.opened_at desc limit ${SHOWN_AT_MOST}
) as s`

/** Looks for similar matters, for all who take a request at the same moment by one statement. */
export const similarLane = (house: House) =>
  laneOf<Asked, Similar[]>(
    async asked => {
      const rows = await house.database.statement<Similar & { place: number }>(SIMILAR, [
        asked.map(one => one.hospitalId),
        asked.map(one => one.patientId),
        asked.map(one => one.item),
        asked.map(one => isoOf(one.at.subtract({ hours: DUPLICATE_HOURS }))),
      ])
      return asked.map((_, place) =>
        rows.filter(row => row.place === place + 1).map(({ id, number }) => ({ id, number })),
      )
    },
    { atMost: AT_MOST },
  )
