import type { Status } from '#modules/appointment/index.ts'

/** The ten codes of FHIR's Appointment.status. */
export const APPOINTMENT_STATUSES = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
  'checked-in',
  'waitlist',
] as const
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number]

/** Why a booking was cancelled, by `appointment-cancellation-reason`: on the patient's side, the hospital's, or neither's. */
export type CancellationReason = 'pat' | 'prov' | 'other'

export interface Said {
  readonly status: AppointmentStatus
  /** Only beside cancelled (app-4). */
  readonly reason: CancellationReason | null
}

const cancelled = (reason: CancellationReason): Said => ({ status: 'cancelled', reason })
const plain = (status: AppointmentStatus): Said => ({ status, reason: null })

/**
 * How each state of a booking (预约状态) is said in FHIR (rules.md §9.3). A stopped one has no place any more: to others it is
 * cancelled by the hospital until it has another time.
 */
const SAID: Readonly<Record<Status, Said>> = {
  held: plain('pending'),
  booked: plain('booked'),
  notified: plain('booked'),
  checked_in: plain('checked-in'),
  in_consultation: plain('arrived'),
  completed: plain('fulfilled'),
  lapsed: cancelled('other'),
  cancelled_by_patient: cancelled('pat'),
  cancelled_by_hospital: cancelled('prov'),
  stopped: cancelled('prov'),
  left: cancelled('pat'),
  no_show: plain('noshow'),
}

export const fhirStatus = (status: Status): Said => SAID[status]

/** The states that a code of FHIR means; none for a code that is not used here. */
export const statesMeant = (code: AppointmentStatus): readonly Status[] =>
  (Object.keys(SAID) as Status[]).filter(status => SAID[status].status === code)

/** On whose side a cancellation is, by the code that another system gives: `prov…`, `maint`, `meds-inc` are the hospital's. */
export const sideOf = (code: string | null): 'patient' | 'hospital' =>
  code !== null && /^(prov|maint|meds-inc|oth-err)/.test(code) ? 'hospital' : 'patient'
