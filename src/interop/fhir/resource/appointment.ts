import type { Appointment, Identifier } from 'fhir/r4.js'
import type { SoughtAppointment } from '#modules/appointment/index.ts'
import { fhirStatus } from '../rules/status.ts'
import { type Base, coded, extension, type NamedUnit, refer } from './common.ts'

export const CANCELLATION = 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason'

/** The number that a booking has here, as an identifier. */
export const numberSystem = (base: Base): string => `${base}/sid/appointment-number`

/** What another system calls a booking. */
export interface OtherName {
  readonly system: string
  readonly value: string
}

/** A booking (预约). The patient is shown masked; who is entitled follows the reference. */
export function appointmentResource(
  booking: SoughtAppointment,
  about: { readonly unit: NamedUnit; readonly doctor: string; readonly names: readonly OtherName[] },
  base: Base,
): Appointment {
  const { status, reason } = fhirStatus(booking.status)
  const identifier: Identifier[] = [
    { use: 'official', system: numberSystem(base), value: booking.number },
    ...about.names.map(({ system, value }) => ({ use: 'secondary' as const, system, value })),
  ]
  const isOver = status === 'cancelled' || status === 'noshow'
  return {
    resourceType: 'Appointment',
    id: booking.id,
    meta: { versionId: String(booking.version) },
    extension: [
      extension(base, 'booking-state', { valueCode: booking.status.replaceAll('_', '-') }),
      extension(base, 'booking-channel', { valueCode: booking.channel }),
    ],
    identifier,
    status,
    ...(reason === null ? {} : { cancelationReason: { coding: [{ system: CANCELLATION, code: reason }] } }),
    serviceType: [coded(base, 'unit', about.unit.code, about.unit.name)],
    start: booking.startsAt,
    end: booking.endsAt,
    slot: [refer('Slot', booking.slotId)],
    ...(booking.referralId === null ? {} : { basedOn: [refer('ServiceRequest', booking.referralId)] }),
    created: booking.madeAt,
    participant: [
      { actor: refer('Patient', booking.patientId, booking.patientMasked), status: isOver ? 'declined' : 'accepted' },
      { actor: refer('Practitioner', booking.doctorId, about.doctor), status: 'accepted' },
    ],
  }
}
