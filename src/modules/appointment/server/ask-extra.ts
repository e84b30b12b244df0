import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, wallClock } from '#kernel/time.ts'
import { isAvailable, sessionById } from '#modules/directory/index.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { onDuty, organisation, receiverOf } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { askedOf, mustBeWaiting } from '../rules/extra.ts'
import { type Channel, quotasOf } from '../rules/quota.ts'
import { extraPolicy } from '../settings.ts'
import { loadExtra, personOfDoctor, saveExtra, tellAsked } from './extra-store.ts'
import { hasNumber } from './insert-appointment.ts'
import { sqlInstant } from './store.ts'

export interface AskExtra {
  readonly sessionId: string
  readonly patientId: string
  readonly channel: Channel
  readonly contactWay: string
  /** The clinical reason. */
  readonly reason: string
}

/** Asks the doctor of a session for an extra number (紧急加号, APT-11): the clock of the answer begins, and the doctor is told. */
export const askExtra = (house: House) => async (caller: Caller, asked: AskExtra) => {
  const at = house.clock.now()
  const { hospitalId } = caller
  const [who, policy, number] = await Promise.all([
    organisation(house),
    house.settings.at(hospitalId, extraPolicy, at),
    extraNumberOf(house, hospitalId),
  ])
  return transact(house, caller, async ({ tx, tell }) => {
    const session = await sessionById(tx, hospitalId, asked.sessionId)
    if (session === undefined) throw new Problem('session-unknown')
    if (!isAvailable(session, at)) throw new Problem('extra-session-over')
    const label = await patientLabel(house, tx, hospitalId, asked.patientId)
    if (label === null) throw new Problem('patient-unknown')
    if (await hasNumber(tx, hospitalId, { ...session, patientId: label.id })) throw new Problem('booked-already')
    if (await hasFreePlace(tx, hospitalId, session.id, asked.channel, at)) throw new Problem('extra-not-needed')
    const id = house.ids.next()
    const dueAt = at.add({ minutes: policy.value.answerMinutes })
    const doctor = await personOfDoctor(house, session.seenBy)
    const people = askedOf(
      doctor === null ? null : { personId: doctor, isOnDuty: onDuty(who, doctor, at) },
      receiverOf(who, session.unitId, at).personId,
    )
    const made = await run(
      tx,
      `insert into appointment.extra_request (hospital_id, id, number, session_id, unit_id, doctor_id, day, half_day, ends_at, patient_id,
         patient_masked, channel, contact_way, reason, status, asked_by, asked_at, asked_of, due_at, policy_version, escalated_to,
         alternatives, version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'waiting', $15, $16, $17, $18, $19, '{}', '{}', 1)
       on conflict do nothing returning id`,
      [
        hospitalId,
        id,
        number,
        session.id,
        session.unitId,
        session.seenBy,
        session.day,
        session.halfDay,
        session.toAt.toString(),
        label.id,
        label.nameMasked,
        asked.channel,
        asked.contactWay,
        house.cipher.encipher(asked.reason),
        caller.personId,
        at.toString(),
        people,
        dueAt.toString(),
        policy.version,
      ],
    )
    if (made.length === 0) throw new Problem('extra-asked-already')
    const { unitId, day, halfDay } = session
    await tellAsked(house, tx, 'appointment.extra-asked', { id, number, unitId, day, halfDay, dueAt }, people)
    tell({
      action: 'appointment.extra-asked',
      subject: { kind: 'extra-request', id },
      version: 1,
      patientId: label.id,
      unitId,
      facts: { session: session.id, unit: unitId, until: dueAt.toString() },
      detail: { reason: asked.reason },
    })
    return { id, number, dueAt: dueAt.toString(), version: 1 }
  })
}

/** Takes a request back (撤回加号申请). */
export const withdrawExtra =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly reason: string }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const request = await loadExtra(tx, caller.hospitalId, asked.id)
      mustBeWaiting(request.status)
      const version = await saveExtra(tx, request, {
        status: 'withdrawn',
        decidedAt: sqlInstant(house.clock.now()),
      })
      tell({
        action: 'appointment.extra-ended',
        subject: { kind: 'extra-request', id: request.id },
        version,
        patientId: request.patientId,
        unitId: request.unitId,
        facts: { unit: request.unitId, because: 'withdrawn' },
        detail: { reason: asked.reason },
      })
      return { id: request.id, status: 'withdrawn' as const, extraNumber: null, version }
    })

/** Has the session a place that this channel may still take? */
async function hasFreePlace(
  tx: Tx,
  hospitalId: string,
  sessionId: string,
  channel: Channel,
  at: Instant,
): Promise<boolean> {
  const rows = await run(
    tx,
    `select s.id from appointment.slot s join appointment.quota q on q.hospital_id = s.hospital_id and q.slot_id = s.id
     where s.hospital_id = $1 and s.session_id = $2 and s.starts_at > $3 and q.quota = any($4) and not q.is_stopped
       and q.booked + q.held + q.stopped < q.capacity limit 1`,
    [hospitalId, sessionId, at.toString(), quotasOf(channel)],
  )
  return rows.length > 0
}

/** `JH-261129-0007`: counted by the day on which it was asked. */
async function extraNumberOf(house: House, hospitalId: string): Promise<string> {
  const { day } = wallClock(house.clock.now(), house.hospital.zone)
  const count = await house.numbers.next(hospitalId, 'extra-request', day)
  return `JH-${day.toString().slice(2).replaceAll('-', '')}-${String(count).padStart(4, '0')}`
}
