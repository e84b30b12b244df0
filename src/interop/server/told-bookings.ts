import type { BookingChange } from '#interop/hl7v2/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { ToldBookingTable } from './tables.ts'

/** The booking that these numbers name, locked: by the filler's, else by the placer's where the message gives no filler. */
export async function lockTold(
  tx: Tx,
  hospitalId: string,
  { placer, filler }: Pick<BookingChange, 'placer' | 'filler'>,
): Promise<ToldBookingTable | undefined> {
  const [told] =
    filler !== null
      ? await run<ToldBookingTable>(
          tx,
          'select * from interop.told_booking where hospital_id = $1 and filler_system = $2 and filler = $3 for update',
          [hospitalId, filler.system, filler.value],
        )
      : await run<ToldBookingTable>(
          tx,
          `select * from interop.told_booking where hospital_id = $1 and placer_system = $2 and placer = $3
           order by said_at desc, id desc limit 1 for update`,
          [hospitalId, placer?.system, placer?.value],
        )
  return told
}

/** Writes what was told, new or over what was told before. */
export async function saveTold(tx: Tx, told: ToldBookingTable): Promise<void> {
  await run(
    tx,
    `insert into interop.told_booking (hospital_id, id, filler_system, filler, placer_system, placer, appointment_id, patient_id, state,
       starts_at, resources, sender, said_at, told_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (hospital_id, id) do update set appointment_id = excluded.appointment_id, patient_id = excluded.patient_id,
       state = excluded.state, starts_at = excluded.starts_at, resources = excluded.resources, said_at = excluded.said_at,
       told_at = excluded.told_at`,
    [
      told.hospitalId,
      told.id,
      told.fillerSystem,
      told.filler,
      told.placerSystem,
      told.placer,
      told.appointmentId,
      told.patientId,
      told.state,
      told.startsAt?.toString() ?? null,
      told.resources,
      told.sender,
      told.saidAt.toString(),
      told.toldAt.toString(),
    ],
  )
}
