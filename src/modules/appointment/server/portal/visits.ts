import { type Caller, mustActFor } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { type FeeLevel, type HalfDay, listDoctors, listUnits, sessionById } from '#modules/directory/index.ts'
import { knownPatients } from '#modules/patient/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { tellOpened } from '#platform/reading.ts'
import type { listVisits as endpoint, openVisit as one } from '../../contract.ts'
import type { BookingPolicy, Status } from '../../rules/appointment.ts'
import { bookingPolicy } from '../../settings.ts'
import type { AppointmentTable, WaitingTable } from '../tables.ts'

export type VisitView = Answer<typeof one>
type Visits = Answer<typeof endpoint>

interface Row
  extends Pick<
    AppointmentTable,
    | 'id'
    | 'number'
    | 'status'
    | 'sessionId'
    | 'unitId'
    | 'doctorId'
    | 'day'
    | 'startsAt'
    | 'endsAt'
    | 'patientId'
    | 'patientMasked'
    | 'holdUntil'
    | 'changes'
    | 'version'
  > {
  readonly halfDay: HalfDay
  readonly feeLevel: FeeLevel
}

const VISIT = `select a.id, a.number, a.status, a.session_id, a.unit_id, a.doctor_id, a.day, a.half_day, a.starts_at, a.ends_at, a.patient_id,
    a.patient_masked, a.hold_until, a.changes, a.version, s.fee_level
  from appointment.appointment a join appointment.slot s on s.hospital_id = a.hospital_id and s.id = a.slot_id
  where a.hospital_id = $1`
const PAST_SHOWN = 50
const COMING: readonly Status[] = ['held', 'booked', 'notified', 'checked_in', 'in_consultation', 'stopped']
const CANCELLABLE: readonly Status[] = ['booked', 'notified', 'stopped']

/** The booking of one of the caller's own people, or not found: what is not one's own is not there. */
export async function mine(house: House, caller: Caller, id: string): Promise<void> {
  const [row] = await house.database.statement<{ patientId: string }>(
    'select patient_id as "patientId" from appointment.appointment where hospital_id = $1 and id = $2',
    [caller.hospitalId, id],
  )
  if (row === undefined) throw new Problem('not-found')
  mustActFor(caller, row.patientId)
}

/** One booking of the own people (就诊详情); opening it is told to the journal. */
export const openVisit =
  (house: House) =>
  async (caller: Caller, asked: { readonly id: string }): Promise<VisitView> => {
    await mine(house, caller, asked.id)
    const view = await viewOf(house, asked.id)
    await tellOpened(house, caller, {
      action: 'appointment.opened',
      subject: { kind: 'appointment', id: view.id },
      patientId: view.patientId,
      facts: { from: 'portal' },
    })
    return view
  }

/** A booking as its patient sees it; whoever calls has made sure whose it is. */
export async function viewOf(house: House, id: string): Promise<VisitView> {
  return house.database.transact(async tx => {
    const rows = await run<Row>(tx, `${VISIT} and a.id = $2`, [house.hospital.id, id])
    const [view] = await viewsOf(house, tx, rows)
    if (view === undefined) throw new Problem('not-found')
    return view
  })
}

/** Bookings of the own people, the next first, and what they wait for (我的就诊). Each showing is told to the journal, a row a person. */
export const listVisits =
  (house: House) =>
  async (caller: Caller): Promise<Visits> => {
    const at = house.clock.now()
    const found = await house.database.transact(async tx => {
      const who = [caller.hospitalId, caller.patients]
      const coming = await run<Row>(
        tx,
        `${VISIT} and a.patient_id = any($2::uuid[]) and a.status = any($3) and a.ends_at > $4::timestamptz
           and not (a.status = 'held' and (a.hold_until <= $4::timestamptz or exists (select from appointment.waiting w
             where w.hospital_id = a.hospital_id and w.appointment_id = a.id and w.status = 'offered')))
         order by a.starts_at, a.id limit ${PAST_SHOWN}`,
        [...who, COMING, at.toString()],
      )
      const past = await run<Row>(
        tx,
        `${VISIT} and a.patient_id = any($2::uuid[]) and a.status not in ('held', 'lapsed')
           and not (a.status = any($3) and a.ends_at > $4::timestamptz)
         order by a.starts_at desc, a.id desc limit ${PAST_SHOWN}`,
        [...who, COMING, at.toString()],
      )
      const waiting = await run<WaitingTable>(
        tx,
        `select * from appointment.waiting where hospital_id = $1 and patient_id = any($2::uuid[]) and status in ('waiting', 'offered')
         order by made_at, id`,
        who,
      )
      const offers = await run<Row>(tx, `${VISIT} and a.id = any($2::uuid[])`, [
        caller.hospitalId,
        waiting.flatMap(one => one.appointmentId ?? []),
      ])
      return {
        coming: await viewsOf(house, tx, coming),
        past: await viewsOf(house, tx, past),
        waiting: await waitingOf(house, waiting, await viewsOf(house, tx, offers)),
      }
    })
    for (const patientId of caller.patients)
      await tellOpened(house, caller, {
        action: 'appointment.opened',
        subject: { kind: 'patient', id: patientId },
        patientId,
        facts: { from: 'portal' },
      })
    return found
  }

async function viewsOf(house: House, tx: Tx, rows: readonly Row[]): Promise<VisitView[]> {
  if (rows.length === 0) return []
  const at = house.clock.now()
  const policy = (await house.settings.at(house.hospital.id, bookingPolicy, at)).value
  const { units } = await listUnits(house)
  const { list } = await listDoctors(house)
  const people = new Map(
    (
      await knownPatients(
        house,
        tx,
        rows.map(row => row.patientId),
      )
    ).map(one => [one.id, one]),
  )
  const rooms = new Map<string, string | null>()
  for (const { sessionId } of rows)
    if (!rooms.has(sessionId)) rooms.set(sessionId, (await sessionById(tx, house.hospital.id, sessionId))?.room ?? null)
  return rows.map(row => {
    const { sessionId, changes: _changes, version: _version, ...seen } = row
    const unit = units.find(one => one.unitId === row.unitId)
    return {
      ...seen,
      ...limitsOf(row, policy, at),
      unit: unit?.name ?? '',
      doctor: list.find(one => one.id === row.doctorId)?.name ?? '',
      startsAt: row.startsAt.toString(),
      endsAt: row.endsAt.toString(),
      holdUntil: row.holdUntil?.toString() ?? null,
      building: unit?.building ?? null,
      floor: unit?.floor ?? null,
      room: rooms.get(sessionId) ?? unit?.room ?? null,
      visitingNotes: unit?.visitingNotes ?? null,
      isChild: people.get(row.patientId)?.isChild ?? false,
    }
  })
}

/** What the patient may still do with it, by the same rule that the acts ask. */
function limitsOf(row: Row, policy: BookingPolicy, at: Instant) {
  const changeUntil = row.startsAt.subtract({ minutes: policy.cancelBeforeMinutes })
  const changesLeft = Math.max(0, policy.changesAtMost - row.changes)
  // What the hospital stopped is answered by the patient whenever, and counts as no change.
  const isStopped = row.status === 'stopped'
  const mayCancel = CANCELLABLE.includes(row.status) && (isStopped || isBefore(at, changeUntil))
  const mayMove = mayCancel && (isStopped || changesLeft > 0)
  return { changeUntil: changeUntil.toString(), changesLeft, mayCancel, mayMove }
}

async function waitingOf(
  house: House,
  rows: readonly WaitingTable[],
  offers: readonly VisitView[],
): Promise<Visits['waiting']> {
  const { units } = await listUnits(house)
  const { list } = await listDoctors(house)
  return rows.map(row => ({
    id: row.id,
    unitId: row.unitId,
    unit: units.find(one => one.unitId === row.unitId)?.name ?? '',
    doctor: list.find(one => one.id === row.doctorId)?.name ?? null,
    dayFrom: row.dayFrom,
    dayTo: row.dayTo,
    halfDay: row.halfDay,
    patientId: row.patientId,
    patientMasked: row.patientMasked,
    status: row.status === 'offered' ? 'offered' : 'waiting',
    madeAt: row.madeAt.toString(),
    offer: offers.find(one => one.id === row.appointmentId) ?? null,
  }))
}
