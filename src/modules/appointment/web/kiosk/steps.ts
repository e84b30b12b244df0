import type { Answer } from '#kernel/endpoint.ts'
import type { readKioskVisit } from '../../contract.ts'
import type { BookableTime } from '../touch/time-grid.tsx'

export type Bookings = Answer<typeof readKioskVisit>
export type KioskBooking = Bookings['bookings'][number]
export type KioskVisit = Bookings['visit']

/** What somebody came for. */
export type Errand = 'arrive' | 'onsite' | 'book'
export type Way = 'document' | 'card' | 'booking'

/** What was chosen of a department, as far as it is. */
export interface Chosen {
  readonly unitId: string
  readonly unit: string
  readonly place: string
  readonly doctorId: string
  readonly doctor: string
  readonly day: string
}
/** A visit as it is shown and printed at the end. */
export interface Outcome {
  readonly kind: 'arrived' | 'booked' | 'registered'
  readonly number: string
  readonly unit: string
  readonly doctor: string
  readonly place: string
  readonly day: string
  readonly startsAt: string
  readonly endsAt: string
  readonly isLate: boolean
  readonly order: number | null
  readonly checkInFrom: string | null
  readonly receipt: 'sms' | 'paper' | null
}

/**
 * Where the screen is. All of it lives in memory alone: no address, no history, no storage; leaving drops it whole.
 */
export type Step =
  | { readonly at: 'home' }
  | { readonly at: 'card'; readonly errand: Errand; readonly number: string }
  | { readonly at: 'who'; readonly errand: Errand; readonly way: Way }
  | { readonly at: 'unknown'; readonly errand: Errand; readonly number: string }
  | { readonly at: 'register'; readonly errand: Errand; readonly number: string }
  | { readonly at: 'you'; readonly errand: Errand; readonly visit: KioskVisit }
  | { readonly at: 'mine'; readonly visit: KioskVisit }
  | { readonly at: 'unit'; readonly errand: Errand; readonly visit: KioskVisit }
  | { readonly at: 'doctor'; readonly errand: Errand; readonly visit: KioskVisit; readonly chosen: Chosen }
  | { readonly at: 'time'; readonly errand: Errand; readonly visit: KioskVisit; readonly chosen: Chosen }
  | {
      readonly at: 'check'
      readonly errand: Errand
      readonly visit: KioskVisit
      readonly chosen: Chosen
      readonly time: BookableTime
      /** The place that is kept; null on site, where it is given at once. */
      readonly held: { readonly appointmentId: string; readonly holdUntil: string } | null
    }
  | { readonly at: 'done'; readonly visit: KioskVisit; readonly outcome: Outcome }

/** Why a visit ended. */
export type Because = 'finished' | 'left' | 'idle' | 'reload'

/** What every screen has. */
export interface StepTools {
  readonly kiosk: Kiosk
  readonly go: (step: Step) => void
  /** Ends the visit and clears the screen. */
  readonly leave: (because: Because) => void
  /** What a screen does with an answer that says that the visit is over. */
  readonly over: () => void
}
export interface StepProps<At extends Step['at']> extends StepTools {
  readonly step: Extract<Step, { at: At }>
}

/** The machine, as it says itself. */
export interface Kiosk {
  readonly hospital: { readonly name: string; readonly phone: string; readonly zone: string }
  readonly name: string
  readonly place: string
  readonly zone: string
  readonly idleSeconds: number
  readonly warnSeconds: number
}
