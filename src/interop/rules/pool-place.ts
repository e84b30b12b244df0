import type { BookingChange } from '#interop/hl7v2/index.ts'
import { Problem } from '#kernel/problem.ts'

/** Which of the house's own resources a message means. */
export interface Meant {
  readonly doctorId: string | null
  readonly unitId: string | null
}

/** The first doctor and the first department among a message's codes that this house knows (资源对照). */
export const resourcesMeant = (
  booking: Pick<BookingChange, 'doctors' | 'departments'>,
  known: { readonly doctor: (code: string) => string | undefined; readonly unit: (code: string) => string | undefined },
): Meant => {
  const first = (codes: readonly string[], idOf: (code: string) => string | undefined): string | null =>
    codes.map(idOf).find(id => id !== undefined) ?? null
  return { doctorId: first(booking.doctors, known.doctor), unitId: first(booking.departments, known.unit) }
}

interface Candidate {
  readonly id: string
  readonly startsMs: number
  readonly endsMs: number
  readonly free: number
}

/** The slot in which a moment lies: one with a place before a full one, the one that begins then before one that has begun. */
export function slotMeant<C extends Candidate>(slots: readonly C[], atMs: number): C | null {
  const [first = null] = slots
    .filter(slot => slot.startsMs <= atMs && atMs < slot.endsMs)
    .toSorted((a, b) => Number(b.free > 0) - Number(a.free > 0) || b.startsMs - a.startsMs || (a.id < b.id ? -1 : 1))
  return first
}

/** What a refusal of the pool is to the sender of a message, and what of the message it is about. */
const SAID: Readonly<Record<string, readonly [code: string, location: string]>> = {
  'slot-unknown': ['hl7-slot-unknown', 'AIP^1^6'],
  'slot-full': ['hl7-slot-full', 'AIP^1^6'],
  'slot-past': ['hl7-slot-closed', 'AIP^1^6'],
  'slot-too-far': ['hl7-slot-closed', 'AIP^1^6'],
  'booked-already': ['hl7-booked-already', 'PID^1^3'],
  'patient-unknown': ['hl7-patient-unknown', 'PID^1^3'],
  'appointment-status': ['hl7-booking-state', 'SCH^1^2'],
  'no-show-ahead': ['hl7-booking-state', 'SCH^1^2'],
  'same-slot': ['hl7-booking-state', 'SCH^1^2'],
  'session-over': ['hl7-slot-closed', 'AIP^1^6'],
  'session-state': ['hl7-booking-state', 'SCH^1^2'],
  'session-clash': ['hl7-booking-state', 'SCH^1^2'],
}

/** The same refusal in the words of the interface; what is none of the pool's stays as it is. */
export function asAnswer(error: unknown): unknown {
  const said = error instanceof Problem ? SAID[error.code] : undefined
  return said === undefined ? error : new Problem(said[0], { location: said[1] })
}
