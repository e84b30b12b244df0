import { type CountedRecord, type CountedSet, countedColumns } from '#platform/counted.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { ExtraRequestTable } from './extra-tables.ts'

/** A request is decided when it is answered in time, or when its time has run out; an expired one when its session was over. */
const DECIDED = 'least(coalesce(r.decided_at, r.due_at), r.due_at)'
const within = (at: string) => `${at} >= $2 and ${at} < $3`

/**
 * What is counted of requests for extra numbers (加号的计数口径): those whose answer was due or given in the period; `hit` is that it came
 * in time (KPI-24), `mark` that the patient was admitted. One that was taken back in time counts nowhere, nor one whose session was stopped.
 */
export const extraSets = {
  'extra-decided': {
    name: 'extra-decided',
    record: 'extra-request',
    isState: false,
    sql: `select ${countedColumns({
      key: 'r.id',
      record_id: 'r.id',
      at: DECIDED,
      item: `'SVC-08'`,
      owner_group: `'in'`,
      unit_id: 'r.unit_id',
      hit: 'r.decided_by is not null and r.decided_at <= r.due_at',
      mark: `r.status = 'approved'`,
      minutes: 'floor(extract(epoch from coalesce(r.decided_at, $4) - r.asked_at) / 60)::integer',
    })} from appointment.extra_request r where r.hospital_id = $1 and ${within(DECIDED)} and (r.decided_at is not null or r.due_at <= $4)
      and not (r.status = 'withdrawn' and r.decided_at <= r.due_at)
      and not (r.status = 'expired' and r.decided_at < least(r.due_at, r.ends_at))`,
  },
} as const satisfies Readonly<Record<string, CountedSet>>

/** Requests as the list behind a number shows them. */
export async function countedExtras(
  house: House,
  ids: readonly string[],
  { language }: { readonly language: 'zh' | 'en' },
): Promise<ReadonlyMap<string, CountedRecord>> {
  const rows = await house.database.transact(tx =>
    run<Pick<ExtraRequestTable, 'id' | 'number' | 'day' | 'patientMasked' | 'extraNumber'>>(
      tx,
      'select id, number, day, patient_masked, extra_number from appointment.extra_request where hospital_id = $1 and id = any($2)',
      [house.hospital.id, ids],
    ),
  )
  const titleOf = (day: string, extra: number | null) => {
    const asked = language === 'zh' ? `加号申请 ${day.slice(5)}` : `Extra number asked for ${day.slice(5)}`
    return extra === null ? asked : `${asked} · ${language === 'zh' ? '加' : 'extra'} ${extra}`
  }
  return new Map(
    rows.map(one => [
      one.id,
      {
        number: one.number,
        title: titleOf(one.day, one.extraNumber),
        person: one.patientMasked || null,
        opensAt: `/extra-numbers?request=${one.id}`,
      },
    ]),
  )
}
