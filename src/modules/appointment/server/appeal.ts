import { type Caller, canIn, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { load, sqlInstant } from './store.ts'

/** Says why a missed booking should not count (爽约申诉): once for each, by the patient or by whoever hears it. */
export const appealMissed =
  (house: House) => (caller: Caller, asked: { readonly id: string; readonly reason: string }) =>
    transact(house, caller, async ({ tx, tell }) => {
      const booking = await load(tx, caller.hospitalId, asked.id)
      const isMissed = booking.status === 'no_show' || booking.status === 'cancelled_by_patient'
      if (!isMissed || booking.holdUntil !== null) throw new Problem('appeal-nothing')
      const id = house.ids.next()
      const made = await run(
        tx,
        `insert into appointment.appeal (hospital_id, id, appointment_id, patient_id, unit_id, reason, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
        [
          caller.hospitalId,
          id,
          booking.id,
          booking.patientId,
          booking.unitId,
          house.cipher.encipher(asked.reason),
          caller.personId,
          house.clock.now().toString(),
        ],
      )
      if (made.length === 0) throw new Problem('appealed-already')
      tell({
        action: 'appointment.appealed',
        subject: { kind: 'appointment', id: booking.id },
        patientId: booking.patientId,
        unitId: booking.unitId,
        facts: { appeal: id },
        detail: { reason: asked.reason },
      })
      return { id }
    })

/** SQL: was it this person who said that the patient did not come, or who cancelled? `booking` is its id. */
export const NOTED_BY = (hospital: string, booking: string, person: string): string =>
  `exists (select from platform.journal j where j.hospital_id = ${hospital} and j.subject_id = ${booking}
     and j.action in ('appointment.no-show', 'appointment.cancelled') and j.actor_id = ${person})`

const hasNoted = async (tx: Tx, hospitalId: string, appointmentId: string, personId: string): Promise<boolean> =>
  (
    await run<{ is: boolean }>(tx, `select ${NOTED_BY('$1', '$2', '$3')} as is`, [hospitalId, appointmentId, personId])
  )[0]?.is === true

interface Decide {
  readonly id: string
  readonly excused: boolean
  readonly note: string
}

/** Another person than who wrote it, and than who noted what it is about, decides an appeal (复核, 个保法第 24 条): excused, the booking never counts again; the patient is told. */
export const decideAppeal = (house: House) => (caller: Caller, asked: Decide) =>
  transact(house, caller, async ({ tx, tell }) => {
    const appeal = await tx
      .selectFrom('appointment.appeal')
      .selectAll()
      .where('hospitalId', '=', caller.hospitalId)
      .where('id', '=', asked.id)
      .forUpdate()
      .executeTakeFirst()
    if (appeal === undefined || !canIn(caller, 'appointment:manage', appeal.unitId)) throw new Problem('not-found')
    if (appeal.decision !== null) throw new Problem('appeal-decided')
    const by = personOf(caller)
    if (appeal.madeBy === by || (await hasNoted(tx, caller.hospitalId, appeal.appointmentId, by)))
      throw new Problem('appeal-own')
    const decision = asked.excused ? ('excused' as const) : ('kept' as const)
    await tx
      .updateTable('appointment.appeal')
      .set({
        decision,
        note: house.cipher.encipher(asked.note),
        decidedBy: by,
        decidedAt: sqlInstant(house.clock.now()),
      })
      .where('hospitalId', '=', caller.hospitalId)
      .where('id', '=', appeal.id)
      .execute()
    tell({
      action: asked.excused ? 'appointment.excused' : 'appointment.not-excused',
      subject: { kind: 'appointment', id: appeal.appointmentId },
      patientId: appeal.patientId,
      unitId: appeal.unitId,
      facts: { appeal: appeal.id },
      detail: { note: asked.note },
    })
    return { id: appeal.id, decision }
  })
