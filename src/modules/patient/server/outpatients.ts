import { onCountOutpatients } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'

/** How many outpatients came in an hour, as the hospital's system told of them: from it the desk's positions are proposed (ORG-03). */
export const proposePositionsFromVisits = (): void =>
  onCountOutpatients('patient', async (house, tx, windows) => {
    const rows = await run<{ n: number; count: number }>(
      tx,
      `select w.n, count(v.id) from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as w (from_at, to_at, n)
       left join patient.visit v on v.hospital_id = $1 and v.class = 'outpatient' and v.state <> 'cancelled'
         and v.started_at >= w.from_at and v.started_at < w.to_at
       group by w.n order by w.n`,
      [house.hospital.id, windows.map(one => one.from.toString()), windows.map(one => one.to.toString())],
    )
    return rows.map(row => row.count)
  })
