import { systemCaller } from '#kernel/caller.ts'
import type { Events } from '#kernel/event.ts'
import { run } from '#platform/database.ts'
import type { Listener } from '#platform/listeners.ts'

interface Row {
  readonly id: string
  readonly unitId: string | null
  readonly version: number
}

/** A merged patient's referrals follow the record that stays (PAT-01); undone, they go back where they were. */
const follow = (event: 'patient.merged' | 'patient.unmerged'): Listener => ({
  name: `referral: ${event}`,
  hears: [event],
  async hear(house, tx, { facts }) {
    const { loserId, survivorId } = facts as Events['patient.merged']
    const [from, into] = event === 'patient.merged' ? [loserId, survivorId] : [survivorId, loserId]
    const cameFrom =
      event === 'patient.merged'
        ? ''
        : `and exists (select from platform.journal j where j.hospital_id = r.hospital_id and j.subject_id = r.id and j.patient_id = $3)`
    const rows = await run<Row>(
      tx,
      `update referral.referral r set patient_id = $3, version = r.version + 1 where r.hospital_id = $1 and r.patient_id = $2 ${cameFrom}
       returning r.id, r.unit_id, r.version`,
      [house.hospital.id, from, into],
    )
    await house.journal.write(
      tx,
      systemCaller(house.hospital.id),
      rows.map(row => ({
        action: 'referral.identified' as const,
        subject: { kind: 'referral', id: row.id },
        version: row.version,
        patientId: into,
        unitId: row.unitId,
        facts: { how: event === 'patient.merged' ? ('merged' as const) : ('parted' as const) },
      })),
      house.clock.now(),
    )
  },
})
export const followMerges: readonly Listener[] = [follow('patient.merged'), follow('patient.unmerged')]
