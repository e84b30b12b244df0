import { systemCaller } from '#kernel/caller.ts'
import { isBefore } from '#kernel/time.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { signLink } from '#platform/links.ts'
import { rebookPolicy } from '../../settings.ts'
import type { AppointmentTable } from '../tables.ts'

/** A signed link to this booking only (改约链接), for the message that says that it was stopped or substituted; that it was made is in the journal. */
export async function rebookLink(house: House, tx: Tx, booking: AppointmentTable, isStopped: boolean): Promise<string> {
  const at = house.clock.now()
  const { linkHours } = (await house.settings.at(house.hospital.id, rebookPolicy, at)).value
  const latest = at.add({ hours: linkHours })
  // What takes place all the same is over when it begins.
  const endsAt = !isStopped && isBefore(booking.startsAt, latest) ? booking.startsAt : latest
  await house.journal.write(
    tx,
    systemCaller(house.hospital.id),
    [
      {
        action: 'appointment.link-made',
        subject: { kind: 'appointment', id: booking.id },
        patientId: booking.patientId,
        unitId: booking.unitId,
        facts: { until: endsAt.toString() },
      },
    ],
    at,
  )
  const token = signLink(house.cipher, {
    purpose: 'booking',
    hospitalId: house.hospital.id,
    subjectId: booking.id,
    personId: null,
    endsAt,
  })
  return `${house.publicUrl}/p#${token}`
}
