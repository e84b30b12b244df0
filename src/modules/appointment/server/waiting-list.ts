import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { wallClock } from '#kernel/time.ts'
import type { HalfDay } from '#modules/directory/index.ts'
import { endTasks } from '#modules/notification/index.ts'
import { patientLabel } from '#modules/patient/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import type { Channel } from '../rules/quota.ts'
import { waitingMayFollow, type WaitingStatus, type WaitingUrgency } from '../rules/waiting.ts'
import { bookedFacts } from './booked-facts.ts'
import { freePlace } from './free-place.ts'
import { mustBeFree } from './may-book.ts'
import { offerKept } from './offer-kept.ts'
import { load, save, sqlInstant } from './store.ts'
import type { WaitingTable } from './tables.ts'

export interface JoinWaiting {
  readonly unitId: string
  readonly doctorId: string | null
  readonly dayFrom: string
  readonly dayTo: string
  readonly halfDay: HalfDay | null
  readonly patientId: string
  readonly channel: Channel
  readonly contactWay: string
  readonly urgency: WaitingUrgency
}

const DAYS_AT_MOST = 60

/** Puts a patient on the waiting list of a department (候补登记, APT-14); once for the same wish. */
export const joinWaitingList =
  (house: House) => async (caller: Caller, asked: JoinWaiting & { readonly referralId?: string | null }) => {
    await mustBeFree(house, asked, house.clock.now())
    return transact(house, caller, async ({ tx, tell }) => {
      const at = house.clock.now()
      const today = wallClock(at, house.hospital.zone).day
      if (asked.dayTo < asked.dayFrom || asked.dayTo < today.toString()) throw new Problem('waiting-days')
      if (asked.dayTo > today.add({ days: DAYS_AT_MOST }).toString()) throw new Problem('waiting-days')
      const label = await patientLabel(house, tx, caller.hospitalId, asked.patientId)
      if (label === null) throw new Problem('patient-unknown')
      if (label.id !== asked.patientId) await mustBeFree(house, { ...asked, patientId: label.id }, at)
      const id = house.ids.next()
      const [made] = await run<{ id: string }>(
        tx,
        `insert into appointment.waiting (hospital_id, id, unit_id, doctor_id, day_from, day_to, half_day, patient_id, patient_masked, channel,
         contact_way, urgency, is_referred, referral_id, status, made_by, made_at, version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'waiting', $15, $16, 1) on conflict do nothing returning id`,
        [
          caller.hospitalId,
          id,
          asked.unitId,
          asked.doctorId,
          asked.dayFrom,
          asked.dayTo,
          asked.halfDay,
          label.id,
          label.nameMasked,
          asked.channel,
          asked.contactWay,
          asked.urgency,
          (asked.referralId ?? null) !== null,
          asked.referralId ?? null,
          caller.personId,
          at.toString(),
        ],
      )
      if (made === undefined) throw new Problem('waiting-already')
      tell({
        action: 'appointment.waiting-joined',
        subject: { kind: 'waiting', id },
        version: 1,
        patientId: label.id,
        unitId: asked.unitId,
        facts: { unit: asked.unitId, urgency: asked.urgency, referred: (asked.referralId ?? null) !== null },
      })
      if ((asked.referralId ?? null) === null) return { id, status: 'waiting' as WaitingStatus, version: 1 }
      return { id, ...(await offerKept(house, tx, { ...asked, id, hospitalId: caller.hospitalId }, tell)) }
    })
  }

async function loadWaiting(tx: Tx, hospitalId: string, id: string): Promise<WaitingTable> {
  const row = await tx
    .selectFrom('appointment.waiting')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Problem('not-found')
  return row
}

const saveWaiting = (tx: Tx, row: WaitingTable, changed: Partial<WaitingTable>) =>
  tx
    .updateTable('appointment.waiting')
    .set({ ...changed, version: row.version + 1 })
    .where('hospitalId', '=', row.hospitalId)
    .where('id', '=', row.id)
    .execute()

/**
 * Answers an offer (候补答复): accepted it is a booking; declined the place goes to the next in order, and the patient waits on
 * for another.
 */
export const answerOffer =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly accept: boolean }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const at = house.clock.now()
      const waiting = await loadWaiting(tx, caller.hospitalId, asked.id)
      if (waiting.status !== 'offered' || waiting.appointmentId === null) throw new Problem('offer-over')
      const held = await load(tx, caller.hospitalId, waiting.appointmentId)
      const over = held.status !== 'held' || (held.holdUntil?.epochMilliseconds ?? 0) <= at.epochMilliseconds
      if (over) throw new Problem('offer-over')
      const subject = { kind: 'appointment', id: held.id }
      await endTasks(house)(tx, subject)
      const about = { patientId: held.patientId, unitId: held.unitId }
      if (asked.accept) {
        await run(
          tx,
          'update appointment.quota set held = held - 1, booked = booked + 1 where hospital_id = $1 and slot_id = $2 and quota = $3',
          [caller.hospitalId, held.slotId, held.quota],
        )
        const version = await save(tx, held, { status: 'booked', holdUntil: null })
        await saveWaiting(tx, waiting, { status: 'booked', closedAt: sqlInstant(at) })
        tell({
          action: 'appointment.booked',
          subject,
          version,
          ...about,
          facts: bookedFacts(held),
        })
        return { id: waiting.id, status: 'booked' as WaitingStatus, version: waiting.version + 1 }
      }
      const version = await save(tx, held, {
        status: 'cancelled_by_patient',
        closedAt: sqlInstant(at),
      })
      await saveWaiting(tx, waiting, { status: 'waiting', appointmentId: null, offerUntil: null })
      tell({
        action: 'appointment.offer-ended',
        subject,
        version,
        ...about,
        facts: { slot: held.slotId, because: 'declined' },
      })
      await freePlace(house, tx, held, 'held', tell)
      return { id: waiting.id, status: 'waiting' as WaitingStatus, version: waiting.version + 1 }
    })

/** Takes somebody off the list (取消候补), also while a place is offered: that goes to the next. */
export const leaveWaitingList =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly reason: string }) =>
    transact(house, caller, async work => {
      const waiting = await loadWaiting(work.tx, caller.hospitalId, asked.id)
      waitingMayFollow(waiting.status, 'cancelled')
      await leave(house, work, waiting, asked.reason)
      return { id: waiting.id, status: 'cancelled' as WaitingStatus, version: waiting.version + 1 }
    })

/** The same inside a transaction that is open, where somebody still waits; says how it stood. */
export async function leaveIfWaiting(
  house: House,
  work: Work,
  asked: { readonly id: string; readonly reason: string },
): Promise<WaitingStatus> {
  const waiting = await loadWaiting(work.tx, house.hospital.id, asked.id)
  if (waiting.status === 'waiting' || waiting.status === 'offered') await leave(house, work, waiting, asked.reason)
  return waiting.status
}

async function leave(house: House, { tx, tell }: Work, waiting: WaitingTable, reason: string): Promise<void> {
  const closedAt = sqlInstant(house.clock.now())
  await saveWaiting(tx, waiting, { status: 'cancelled', closedAt })
  tell({
    action: 'appointment.waiting-ended',
    subject: { kind: 'waiting', id: waiting.id },
    version: waiting.version + 1,
    patientId: waiting.patientId,
    unitId: waiting.unitId,
    facts: { unit: waiting.unitId, because: 'cancelled' },
    detail: { reason },
  })
  if (waiting.status !== 'offered' || waiting.appointmentId === null) return
  const held = await load(tx, waiting.hospitalId, waiting.appointmentId)
  await endTasks(house)(tx, { kind: 'appointment', id: held.id })
  if (held.status !== 'held') return
  const version = await save(tx, held, { status: 'cancelled_by_patient', closedAt })
  tell({
    action: 'appointment.offer-ended',
    subject: { kind: 'appointment', id: held.id },
    version,
    patientId: held.patientId,
    unitId: held.unitId,
    facts: { slot: held.slotId, because: 'declined' },
  })
  await freePlace(house, tx, held, 'held', tell)
}
