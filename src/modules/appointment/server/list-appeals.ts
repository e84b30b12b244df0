import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { NOTED_BY } from './appeal.ts'
import { doctorsNamed } from './names.ts'

interface Row {
  readonly id: string
  readonly appointmentId: string
  readonly number: string
  readonly unitId: string
  readonly doctorId: string
  readonly startsAt: Instant
  readonly status: 'no_show' | 'cancelled_by_patient'
  readonly patientId: string
  readonly patientMasked: string
  readonly reason: Buffer
  readonly note: Buffer | null
  readonly madeBy: string | null
  readonly madeAt: Instant
  readonly decision: 'excused' | 'kept' | null
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  /** Another person decides. */
  readonly isOwn: boolean
}

const AT_MOST = 100

/** Appeals, those to be decided first, the oldest on top; then what was decided last (爽约申诉). Reading them is a row of the journal. */
export const listAppeals = (house: House) => async (caller: Caller) => {
  const rows = await transact(house, { ...caller, once: null }, async ({ tx, tell }) => {
    const found = await run<Row>(
      tx,
      `select p.id, p.appointment_id, a.number, a.unit_id, a.doctor_id, a.starts_at, a.status, a.patient_id, a.patient_masked, p.reason, p.note,
         p.made_by, p.made_at, p.decision, p.decided_by, p.decided_at,
         $2::uuid is not null and (p.made_by = $2 or ${NOTED_BY('$1', 'a.id', '$2')}) as is_own
       from appointment.appeal p join appointment.appointment a on a.hospital_id = p.hospital_id and a.id = p.appointment_id
       where p.hospital_id = $1
       order by p.decision is not null, case when p.decision is null then p.made_at end, p.decided_at desc, p.id limit ${AT_MOST}`,
      [caller.hospitalId, caller.personId],
    )
    tell({
      action: 'appointment.appeals-listed',
      kind: 'read',
      subject: { kind: 'hospital', id: caller.hospitalId },
      facts: { count: found.length },
    })
    return found
  })
  const { people } = await organisation(house)
  const named = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? null))
  return {
    items: rows.map(({ reason, note, madeBy, decidedBy, ...row }) => ({
      ...row,
      startsAt: row.startsAt.toString(),
      madeAt: row.madeAt.toString(),
      decidedAt: row.decidedAt?.toString() ?? null,
      reason: house.cipher.decipher(reason),
      note: note === null ? null : house.cipher.decipher(note),
      madeBy: named(madeBy),
      decidedBy: named(decidedBy),
    })),
    doctors: await doctorsNamed(
      house,
      rows.map(row => row.doctorId),
    ),
  }
}
