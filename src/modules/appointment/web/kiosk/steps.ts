import type { Answer } from '#kernel/endpoint.ts'
import type { readKioskVisit } from '../../contract.ts'
import type { Outcome } from '../slip/slip.tsx'
import type { Chosen } from '../touch/choose.tsx'
import type { BookableTime } from '../touch/time-grid.tsx'

export type Bookings = Answer<typeof readKioskVisit>
export type KioskBooking = Bookings['bookings'][number]
export type KioskVisit = Bookings['visit']

/** What somebody came for. */
export type Errand = 'arrive' | 'onsite' | 'book'
export type Way = 'document' | 'card' | 'booking'

/** How it ended, with what the screen shows beside the slip. */
export interface Ended extends Outcome {
  readonly endsAt: string
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
  | { readonly at: 'done'; readonly visit: KioskVisit; readonly outcome: Ended }

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
