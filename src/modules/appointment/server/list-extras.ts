import type { Caller } from '#kernel/caller.ts'
import { canIn } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { organisation } from '#modules/staff/index.ts'
import { type House, tellRead } from '#platform/house.ts'
import { type ExtraStatus, isAsked } from '../rules/extra.ts'
import { alternativesTo } from './answer-extra.ts'
import { doctorsNamed } from './names.ts'
import type { ExtraRequestTable } from './extra-tables.ts'

interface Row {
  readonly id: string
  readonly number: string
  readonly sessionId: string
  readonly unitId: string
  readonly doctorId: string
  readonly day: string
  readonly halfDay: HalfDay
  readonly patientId: string
  readonly patientMasked: string
  readonly status: ExtraStatus
  readonly askedAt: string
  readonly dueAt: string
  readonly escalatedAt: string | null
  readonly decidedAt: string | null
  readonly extraNumber: number | null
  readonly appointmentNumber: string | null
  readonly version: number
}

const UTC = (column: string) => `to_char(r.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
const ROWS = `select r.id, r.number, r.session_id as "sessionId", r.unit_id as "unitId", r.doctor_id as "doctorId", r.day::text as day,
    r.half_day as "halfDay", r.patient_id as "patientId", r.patient_masked as "patientMasked", r.status, ${UTC('asked_at')} as "askedAt",
    ${UTC('due_at')} as "dueAt", ${UTC('escalated_at')} as "escalatedAt", ${UTC('decided_at')} as "decidedAt",
    r.extra_number as "extraNumber", a.number as "appointmentNumber", r.version
  from appointment.extra_request r
  left join appointment.appointment a on a.hospital_id = r.hospital_id and a.id = r.appointment_id
  where r.hospital_id = $1`
const AT_ONCE = 100

const withDoctors = async (house: House, items: readonly Row[]) => ({
  items: [...items],
  doctors: await doctorsNamed(
    house,
    items.map(one => one.doctorId),
  ),
})

/** Requests for extra numbers: those that wait, the next clock first, then the newest (加号申请看板). */
export const listExtras = (house: House) => async (caller: Caller) => {
  const rows = await house.database.statement<Row>(
    `(${ROWS} and r.status = 'waiting' order by r.due_at, r.id limit ${AT_ONCE})
     union all (${ROWS} and r.status <> 'waiting' order by r.asked_at desc, r.id desc limit ${AT_ONCE})`,
    [caller.hospitalId],
  )
  return withDoctors(
    house,
    rows.filter(row => canIn(caller, 'appointment:read', row.unitId)),
  )
}

/** What waits for me (等我答复的加号). */
export const listAskedExtras = (house: House) => async (caller: Caller) => {
  const rows = await house.database.statement<Row>(
    `${ROWS} and r.status = 'waiting' and ($2 = any(r.asked_of) or $2 = any(r.escalated_to))
       and ($3::uuid is null or r.id = $3) order by r.due_at, r.id limit ${AT_ONCE}`,
    [caller.hospitalId, caller.personId, caller.only?.id ?? null],
  )
  return withDoctors(house, rows)
}

const rowOf = async (house: House, caller: Caller, id: string) => {
  const [rows, [whole]] = await Promise.all([
    house.database.statement<Row>(`${ROWS} and r.id = $2`, [caller.hospitalId, id]),
    house.database.transact(tx =>
      tx
        .selectFrom('appointment.extra_request')
        .selectAll()
        .where('hospitalId', '=', caller.hospitalId)
        .where('id', '=', id)
        .execute(),
    ),
  ])
  const [row] = rows
  if (row === undefined || whole === undefined) throw new Problem('not-found')
  return { row, whole }
}

async function openedOf(house: House, row: Row, whole: ExtraRequestTable) {
  const next = await alternativesTo(house, whole.hospitalId, whole.id)
  // Of a refused one the times that were offered; one that was taken meanwhile is shown with nothing free.
  const alternatives =
    whole.status === 'refused' ? await offered(house, whole.hospitalId, whole.alternatives) : [...next]
  return {
    ...row,
    reason: house.cipher.decipher(whole.reason),
    refusal: whole.refusal === null ? null : house.cipher.decipher(whole.refusal),
    alternatives: [...alternatives],
    doctors: await doctorsNamed(house, [row.doctorId, ...alternatives.map(one => one.doctorId)]),
  }
}

const offered = (house: House, hospitalId: string, ids: readonly string[]) =>
  house.database.statement<{ slotId: string; doctorId: string; startsAt: string; free: number }>(
    `select s.id as "slotId", s.doctor_id as "doctorId", to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startsAt",
       coalesce(sum(q.capacity - q.booked - q.held - q.stopped) filter (where q.quota in ('open', 'onsite')), 0)::int as free
     from appointment.slot s join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id
     where s.hospital_id = $1 and s.id = any($2) group by s.hospital_id, s.id order by s.starts_at`,
    [hospitalId, ids],
  )

const told = (house: House, caller: Caller, whole: ExtraRequestTable) =>
  tellRead(house, caller, {
    action: 'appointment.opened',
    subject: { kind: 'extra-request', id: whole.id },
    patientId: whole.patientId,
    unitId: whole.unitId,
    facts: { from: 'extra-request' },
  })

/** One request with its clinical reason, for the desk; reading it stands in the journal. */
export const openExtra = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const { row, whole } = await rowOf(house, caller, asked.id)
  if (!canIn(caller, 'appointment:read', whole.unitId)) throw new Problem('not-found')
  await told(house, caller, whole)
  return openedOf(house, row, whole)
}

/** The same for one who was asked, with how full the session is. */
export const openAskedExtra = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const { row, whole } = await rowOf(house, caller, asked.id)
  if ((caller.only !== null && caller.only.id !== asked.id) || !isAsked(whole, caller.personId))
    throw new Problem('not-found')
  await told(house, caller, whole)
  const [who, label, [full]] = await Promise.all([
    organisation(house),
    patientLabel(house, null, caller.hospitalId, whole.patientId),
    house.database.statement<{ booked: number; capacity: number; extras: number }>(
      `select coalesce(sum(q.booked) filter (where q.quota <> 'extra'), 0)::int as booked,
         coalesce(sum(q.capacity) filter (where q.quota <> 'extra'), 0)::int as capacity,
         coalesce(sum(q.booked) filter (where q.quota = 'extra'), 0)::int as extras
       from appointment.slot s join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id
       where s.hospital_id = $1 and s.session_id = $2`,
      [caller.hospitalId, whole.sessionId],
    ),
  ])
  return {
    ...(await openedOf(house, row, whole)),
    unit: who.units.get(whole.unitId)?.name ?? '',
    sex: label?.sex ?? 'unknown',
    birthYear: label?.birthYear ?? null,
    booked: full?.booked ?? 0,
    capacity: full?.capacity ?? 0,
    extras: full?.extras ?? 0,
  }
}
