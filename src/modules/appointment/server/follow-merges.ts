import { systemCaller } from '#kernel/caller.ts'
import type { Events } from '#kernel/event.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Entry } from '#platform/journal.ts'
import type { Listener } from '#platform/listeners.ts'

interface Pair {
  readonly from: string
  readonly into: string
}
interface Followed {
  readonly id: string
  readonly unitId: string | null
  readonly version: number | null
}

/** What lists show beside the patient's id, by table: the name of its subject, its department, and its version where it has one. */
const KEPT = {
  appointment: { subject: 'appointment', unit: 't.unit_id', version: true },
  waiting: { subject: 'waiting', unit: 't.unit_id', version: true },
  reservation: { subject: 'reservation', unit: 't.unit_id', version: true },
  extra_request: { subject: 'extra-request', unit: 't.unit_id', version: true },
  series: { subject: 'series', unit: 'null::uuid', version: false },
} as const
type Kept = keyof typeof KEPT
const TABLES = Object.keys(KEPT) as Kept[]

/**
 * What a merged patient booked, waits for, reserved and asked for follows the record that stays (PAT-01); undone, it goes back where it
 * was. Two numbers of one half-day both stay: it is a person who asks the patient which one is wanted.
 */
const follow = (event: 'patient.merged' | 'patient.unmerged'): Listener => ({
  name: `appointment: ${event}`,
  hears: [event],
  async hear(house, tx, { facts }) {
    const { loserId, survivorId } = facts as Events['patient.merged']
    const told: Entry[] = []
    if (event === 'patient.merged') {
      await endTwice(house, tx, { from: loserId, into: survivorId }, told)
      for (const table of TABLES) await repoint(house, tx, table, { from: loserId, into: survivorId }, '', told)
    } else
      for (const table of TABLES)
        await repoint(house, tx, table, { from: survivorId, into: loserId }, `and ${CAME_FROM}`, told)
    if (told.length > 0) await house.journal.write(tx, systemCaller(house.hospital.id), told, house.clock.now())
  },
})
export const followMerges: readonly Listener[] = [follow('patient.merged'), follow('patient.unmerged')]

/** Which rows came from `$3` stands in the journal. */
const CAME_FROM = `exists (select 1 from platform.journal j where j.hospital_id = t.hospital_id and j.subject_id = t.id and j.patient_id = $3)`
const HAS_NUMBER = `('held', 'booked', 'notified', 'checked_in', 'in_consultation')`
/** Of two numbers of one half-day the one that comes over is the second. */
const DOUBLED = `, is_doubled = t.is_doubled or (t.status in ${HAS_NUMBER} and exists (select from appointment.appointment o
  where o.hospital_id = t.hospital_id and o.patient_id = $3 and o.day = t.day and o.half_day = t.half_day and o.unit_id = t.unit_id
    and o.status in ${HAS_NUMBER} and not o.is_doubled))`

async function repoint(
  house: House,
  tx: Tx,
  table: Kept,
  { from, into }: Pair,
  which: string,
  told: Entry[],
): Promise<void> {
  const { subject, unit, version } = KEPT[table]
  const label = await patientLabel(house, tx, house.hospital.id, into)
  const rows = await run<Followed>(
    tx,
    `update appointment.${table} t set patient_id = $3, patient_masked = coalesce($4, t.patient_masked)
       ${version ? ', version = t.version + 1' : ''} ${table === 'appointment' ? DOUBLED : ''}
     where t.hospital_id = $1 and t.patient_id = $2 ${which}
     returning t.id, ${unit} as unit_id, ${version ? 't.version' : 'null::int as version'}`,
    [house.hospital.id, from, into, label?.nameMasked ?? null],
  )
  const ids = rows.map(row => row.id)
  if (table === 'series') await repointTreatments(house, tx, ids, into)
  if (table === 'appointment') await repointAppeals(house, tx, ids, into)
  for (const row of rows)
    told.push({
      action: 'appointment.patient-relabelled',
      subject: { kind: subject, id: row.id },
      ...(row.version !== null && { version: row.version }),
      patientId: into,
      unitId: row.unitId,
      facts: {},
      detail: { before: from },
    })
}

/** Treatments of a series go with it, but for one at whose time the patient is in another chair already: a person moves that one. */
const repointTreatments = (house: House, tx: Tx, series: readonly string[], into: string): Promise<unknown> =>
  run(
    tx,
    `update appointment.treatment t set patient_id = $3 where t.hospital_id = $1 and t.series_id = any($2::uuid[])
       and not (t.status = 'booked' and exists (select from appointment.treatment o where o.hospital_id = t.hospital_id
         and o.patient_id = $3 and o.starts_at = t.starts_at and o.status = 'booked'))`,
    [house.hospital.id, series, into],
  )

const repointAppeals = (house: House, tx: Tx, bookings: readonly string[], into: string): Promise<unknown> =>
  run(
    tx,
    'update appointment.appeal set patient_id = $3 where hospital_id = $1 and appointment_id = any($2::uuid[]) and patient_id <> $3',
    [house.hospital.id, bookings, into],
  )

/**
 * One person stands on a list once: of two wishes for the same, the one behind ends, but never one that is offered a place while the
 * other only waits. Where both are offered one, the kept place of the ended wish lapses by its own time.
 */
async function endTwice(house: House, tx: Tx, { from, into }: Pair, told: Entry[]): Promise<void> {
  const at = house.clock.now().toString()
  const about = (row: Followed, patientId: string) => ({
    version: row.version as number,
    patientId,
    unitId: row.unitId,
  })
  const waits = await run<Followed & { patientId: string }>(
    tx,
    `update appointment.waiting w set status = 'cancelled', closed_at = $4, version = w.version + 1
     from (select case when l.status = 'offered' and s.status = 'waiting' then s.id
             when s.status = 'offered' or (s.urgency, not s.is_referred, s.made_at, s.id) < (l.urgency, not l.is_referred, l.made_at, l.id) then l.id
             else s.id end as id
           from appointment.waiting l join appointment.waiting s on s.hospital_id = l.hospital_id and s.patient_id = $3
             and s.unit_id = l.unit_id and s.day_from = l.day_from and s.day_to = l.day_to and s.status in ('waiting', 'offered')
           where l.hospital_id = $1 and l.patient_id = $2 and l.status in ('waiting', 'offered')) twice
     where w.hospital_id = $1 and w.id = twice.id returning w.id, w.unit_id, w.version, w.patient_id`,
    [house.hospital.id, from, into, at],
  )
  for (const row of waits)
    told.push({
      action: 'appointment.waiting-ended',
      subject: { kind: 'waiting', id: row.id },
      ...about(row, row.patientId),
      facts: { unit: row.unitId ?? '', because: 'merged' },
    })
  const reserved = await run<Followed>(
    tx,
    `update appointment.reservation r set status = 'cancelled', closed_at = $4, version = r.version + 1
     where r.hospital_id = $1 and r.patient_id = $2 and r.status in ('reserved', 'to_call') and exists (select from appointment.reservation s
       where s.hospital_id = r.hospital_id and s.patient_id = $3 and s.unit_id = r.unit_id and s.week = r.week and s.status in ('reserved', 'to_call'))
     returning r.id, r.unit_id, r.version`,
    [house.hospital.id, from, into, at],
  )
  for (const row of reserved)
    told.push({
      action: 'appointment.reservation-ended',
      subject: { kind: 'reservation', id: row.id },
      ...about(row, from),
      facts: { unit: row.unitId ?? '', because: 'merged' },
    })
  const asked = await run<Followed>(
    tx,
    `update appointment.extra_request r set status = 'withdrawn', decided_at = $4, version = r.version + 1
     where r.hospital_id = $1 and r.patient_id = $2 and r.status = 'waiting' and exists (select from appointment.extra_request s
       where s.hospital_id = r.hospital_id and s.patient_id = $3 and s.session_id = r.session_id and s.status = 'waiting')
     returning r.id, r.unit_id, r.version`,
    [house.hospital.id, from, into, at],
  )
  for (const row of asked)
    told.push({
      action: 'appointment.extra-ended',
      subject: { kind: 'extra-request', id: row.id },
      ...about(row, from),
      facts: { unit: row.unitId ?? '', because: 'merged' },
    })
}
