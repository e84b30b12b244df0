import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { isBefore } from '#kernel/time.ts'
import { acknowledge } from '#modules/notification/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { isAsked, mustBeWaiting } from '../rules/extra.ts'
import { loadExtra, saveExtra } from './extra-store.ts'
import type { Channel } from '../rules/quota.ts'
import { insertAppointment } from './insert-appointment.ts'
import { nextFree } from './next-free.ts'
import { appointmentNumber } from './number.ts'
import { sqlInstant } from './store.ts'
import type { ExtraRequestTable } from './extra-tables.ts'

/** The request, locked, for one who was asked; for anybody else it is not there. */
async function askedRequest(tx: Tx, caller: Caller, id: string): Promise<ExtraRequestTable> {
  const request = await loadExtra(tx, caller.hospitalId, id)
  const isOther = caller.only !== null && (caller.only.kind !== 'extra-request' || caller.only.id !== id)
  if (isOther || !isAsked(request, caller.personId)) throw new Problem('not-found')
  mustBeWaiting(request.status)
  return request
}

/**
 * Admits the patient (同意加号, APT-11): the session gets one more place, outside the pool and counted by itself, with the next number of
 * its extra ones, and the booking of it, in one transaction.
 */
export const approveExtra = (house: House) => async (caller: Caller, asked: { readonly id: string }) => {
  const { hospitalId } = caller
  const at = house.clock.now()
  const number = await appointmentNumber(house, hospitalId, at)
  return transact(house, caller, async ({ tx, tell }) => {
    const request = await askedRequest(tx, caller, asked.id)
    const slotId = await addExtraPlace(tx, hospitalId, request.sessionId)
    if (slotId === null || !isBefore(at, request.endsAt)) throw new Problem('extra-session-over')
    const appointmentId = house.ids.next()
    const given = await insertAppointment(tx, hospitalId, {
      id: appointmentId,
      number,
      slotId,
      quota: 'extra',
      channel: request.channel,
      patientId: request.patientId,
      patientMasked: request.patientMasked,
      contactWay: request.contactWay,
      madeBy: request.askedBy,
      madeAt: at,
    })
    if (!given) throw new Problem('booked-already')
    // The place's row is locked: nobody else counts meanwhile.
    const [before] = await run<{ last: number }>(
      tx,
      'select coalesce(max(extra_number), 0) as last from appointment.extra_request where hospital_id = $1 and session_id = $2',
      [hospitalId, request.sessionId],
    )
    const extraNumber = (before?.last ?? 0) + 1
    const version = await saveExtra(tx, request, {
      status: 'approved',
      decidedAt: sqlInstant(at),
      decidedBy: personOf(caller),
      appointmentId,
      extraNumber,
    })
    await acknowledge(house)(tx, { about: { kind: 'extra-request', id: request.id } })
    const about = { patientId: request.patientId, unitId: request.unitId }
    tell(
      {
        action: 'appointment.extra-approved',
        subject: { kind: 'extra-request', id: request.id },
        version,
        ...about,
        facts: {
          session: request.sessionId,
          unit: request.unitId,
          extra: extraNumber,
          late: isBefore(request.dueAt, at),
        },
      },
      {
        action: 'appointment.booked',
        subject: { kind: 'appointment', id: appointmentId },
        version: 1,
        ...about,
        facts: { number, slot: slotId, channel: request.channel },
      },
    )
    return { id: request.id, status: 'approved' as const, extraNumber, version }
  })
}

/** One more place at the last time of the session, in the share of extra ones; null where the session is stopped. */
async function addExtraPlace(tx: Tx, hospitalId: string, sessionId: string): Promise<string | null> {
  const [row] = await run<{ slotId: string }>(
    tx,
    `insert into appointment.quota as q (hospital_id, slot_id, quota, capacity, booked, held, stopped, is_stopped)
     select s.hospital_id, s.id, 'extra', 1, 1, 0, 0, false from appointment.slot s
     where s.hospital_id = $1 and s.session_id = $2 and s.stopped_at is null order by s.starts_at desc limit 1
     on conflict (hospital_id, slot_id, quota) do update set capacity = q.capacity + 1, booked = q.booked + 1 where not q.is_stopped
     returning q.slot_id`,
    [hospitalId, sessionId],
  )
  return row?.slotId ?? null
}

interface RefuseExtra {
  readonly id: string
  readonly reason: string
  /** Slots with places that the patient may take instead. */
  readonly alternatives: readonly string[]
}

/** Refuses, with the reason and the times that are offered instead (不同意加号); without a time only where there is none at all. */
export const refuseExtra = (house: House) => async (caller: Caller, asked: RefuseExtra) => {
  const at = house.clock.now()
  const shown = new Set((await alternativesTo(house, caller.hospitalId, asked.id)).map(one => one.slotId))
  return transact(house, caller, async ({ tx, tell }) => {
    const request = await askedRequest(tx, caller, asked.id)
    const chosen = asked.alternatives.filter(id => shown.has(id))
    if (chosen.length === 0 && shown.size > 0)
      throw new Problem('extra-wants-alternative', { pointer: '/body/alternatives' })
    const version = await saveExtra(tx, request, {
      status: 'refused',
      decidedAt: sqlInstant(at),
      decidedBy: personOf(caller),
      refusal: house.cipher.encipher(asked.reason),
      alternatives: chosen,
    })
    await acknowledge(house)(tx, { about: { kind: 'extra-request', id: request.id } })
    tell({
      action: 'appointment.extra-refused',
      subject: { kind: 'extra-request', id: request.id },
      version,
      patientId: request.patientId,
      unitId: request.unitId,
      facts: {
        session: request.sessionId,
        unit: request.unitId,
        alternatives: chosen.length,
        late: isBefore(request.dueAt, at),
      },
      detail: { reason: asked.reason },
    })
    return { id: request.id, status: 'refused' as const, extraNumber: null, version }
  })
}

/** The next times with places after the session that was asked for: the same doctor's first. */
export async function alternativesTo(house: House, hospitalId: string, requestId: string) {
  const [first] = await house.database.statement<{ id: string; channel: Channel }>(
    `select s.id, r.channel from appointment.extra_request r
     join appointment.slot s on s.hospital_id = r.hospital_id and s.session_id = r.session_id
     where r.hospital_id = $1 and r.id = $2 order by s.starts_at limit 1`,
    [hospitalId, requestId],
  )
  return first === undefined ? [] : nextFree(house, hospitalId, first.id, first.channel)
}
