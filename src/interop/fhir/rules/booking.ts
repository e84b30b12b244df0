import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { instant, text } from '#kernel/text.ts'
import { APPOINTMENT_STATUSES, type AppointmentStatus } from './status.ts'
import { idOf } from './search.ts'

/** What of an Appointment is read here; what else a system says of it is passed over, as FHIR has it. */
const identifier = z.object({ system: text(300).optional(), value: text(120) })
/** What a system calls a booking, whole, wherever it says so. */
export const BookingName = z.object({ system: text(300), value: text(120) })
const reference = z.object({ reference: text(300).optional(), identifier: identifier.optional() })
const Sent = z.object({
  resourceType: z.literal('Appointment'),
  id: text(64).optional(),
  identifier: z.array(identifier).max(10).optional(),
  status: z.enum(APPOINTMENT_STATUSES),
  cancelationReason: z
    .object({
      coding: z
        .array(z.object({ code: text(40).optional() }))
        .max(10)
        .optional(),
      text: text(200).optional(),
    })
    .optional(),
  start: instant.optional(),
  slot: z.array(reference).max(1).optional(),
  comment: text(500).optional(),
  participant: z
    .array(z.object({ actor: reference.optional() }))
    .min(1)
    .max(10),
})

/** An Appointment as another system wants it (预约请求), read but not judged. */
export interface SentAppointment {
  readonly status: AppointmentStatus
  readonly slotId: string | null
  readonly start: string | null
  /** The patient by id, or by a number. */
  readonly patient: { readonly id: string } | { readonly system: string | null; readonly value: string } | null
  readonly names: readonly { readonly system: string; readonly value: string }[]
  readonly cancellation: { readonly code: string | null; readonly text: string | null }
  readonly comment: string | null
}

/** @throws Problem `fhir-resource-invalid` with the place */
export function readAppointment(body: unknown): SentAppointment {
  const read = Sent.safeParse(body)
  if (!read.success) {
    const path = read.error.issues[0]?.path.filter(part => part !== '') ?? []
    throw invalid(path)
  }
  const sent = read.data
  const slot = sent.slot?.[0]?.reference
  const slotId = slot === undefined ? null : idOf(slot, 'Slot')
  if (slot !== undefined && slotId === null) throw invalid(['slot', 0, 'reference'])
  return {
    status: sent.status,
    slotId,
    start: sent.start ?? null,
    patient: patientIn(sent.participant),
    names: (sent.identifier ?? []).flatMap(({ system, value }) => (system === undefined ? [] : [{ system, value }])),
    cancellation: {
      code: sent.cancelationReason?.coding?.find(one => one.code !== undefined)?.code ?? null,
      text: sent.cancelationReason?.text ?? null,
    },
    comment: sent.comment ?? null,
  }
}

type Participants = z.output<typeof Sent>['participant']

function patientIn(participants: Participants): SentAppointment['patient'] {
  for (const { actor } of participants) {
    const id = actor?.reference === undefined ? null : idOf(actor.reference, 'Patient')
    if (id !== null && actor?.reference?.includes('Patient/') === true) return { id }
    if (actor?.reference === undefined && actor?.identifier !== undefined)
      return { system: actor.identifier.system ?? null, value: actor.identifier.value }
  }
  return null
}

const invalid = (path: readonly PropertyKey[]): Problem =>
  new Problem('fhir-resource-invalid', {
    place: ['Appointment', ...path].reduce<string>(
      (before, part) =>
        typeof part === 'number' ? `${before}[${part}]` : before === '' ? String(part) : `${before}.${String(part)}`,
      '',
    ),
  })

/** What is to become of a booking (变更意图). */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'cancel'; readonly side: string | null }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'check-in' }
  | { readonly kind: 'move'; readonly to: { readonly slotId: string } | { readonly start: string } }

/**
 * What a changed Appointment asks for, beside what it is now: another status, another slot, or another time, one of them.
 * @throws Problem `fhir-change-unsupported` for what a booking cannot become by another's word
 */
export function changeOf(
  now: { readonly status: AppointmentStatus; readonly slotId: string; readonly startMs: number },
  sent: SentAppointment,
): Change {
  if (sent.status !== now.status) {
    if (sent.status === 'cancelled') return { kind: 'cancel', side: sent.cancellation.code }
    if (sent.status === 'checked-in' || sent.status === 'arrived') return { kind: 'check-in' }
    const isHeld = now.status === 'pending'
    // A booking without a place may get another time.
    if (sent.status !== 'booked' || (!isHeld && now.status !== 'cancelled'))
      throw new Problem('fhir-change-unsupported', { place: 'Appointment.status' })
    if (isHeld) return { kind: 'confirm' }
  }
  if (sent.slotId !== null && sent.slotId !== now.slotId) return { kind: 'move', to: { slotId: sent.slotId } }
  if (sent.start !== null && Date.parse(sent.start) !== now.startMs) return { kind: 'move', to: { start: sent.start } }
  if (sent.status !== now.status) throw new Problem('fhir-change-unsupported', { place: 'Appointment.status' })
  return { kind: 'none' }
}
