import { systemCaller } from '#kernel/caller.ts'
import { sessionById } from '#modules/directory/index.ts'
import { run } from '#platform/database.ts'
import type { Listener } from '#platform/listeners.ts'

/**
 * Another doctor sees the patients of a session, or the own one again (替诊, APT-13): the bookings stay, slots and bookings name who is
 * there, and every patient is told.
 */
export const hearSubstitution: Listener = {
  name: 'appointment: substitution',
  hears: ['directory.session-substituted'],
  async hear(house, tx, event) {
    const hospitalId = house.hospital.id
    const session = await sessionById(tx, hospitalId, event.subjectId)
    if (session === undefined) return
    await run(
      tx,
      'update appointment.slot set doctor_id = $3 where hospital_id = $1 and session_id = $2 and doctor_id <> $3',
      [hospitalId, session.id, session.seenBy],
    )
    const rows = await run<{ id: string; slotId: string; patientId: string; version: number; isBooked: boolean }>(
      tx,
      `update appointment.appointment set doctor_id = $5, version = version + 1
       where hospital_id = $1 and unit_id = $2 and day = $3::date and session_id = $4 and doctor_id <> $5
         and status in ('held', 'booked', 'notified', 'checked_in')
       returning id, slot_id, patient_id, version, status <> 'held' as is_booked`,
      [hospitalId, session.unitId, session.day, session.id, session.seenBy],
    )
    await house.journal.write(
      tx,
      systemCaller(hospitalId),
      rows
        .filter(one => one.isBooked)
        .map(one => ({
          action: 'appointment.substituted' as const,
          subject: { kind: 'appointment', id: one.id },
          version: one.version,
          patientId: one.patientId,
          unitId: session.unitId,
          facts: { slot: one.slotId },
        })),
      house.clock.now(),
    )
  },
}
