import type { Outcome } from '../slip/slip.tsx'
import type { Chosen } from '../touch/choose.tsx'
import type { BookableTime } from '../touch/time-grid.tsx'

/** Whom a guide helps: masked, and whether a message can reach them. */
export interface Helped {
  readonly id: string
  readonly nameMasked: string
  readonly hasPhone: boolean
}
export type Errand = 'onsite' | 'book'

/** Where the guide is; all of it in memory. After `consent` every act carries it. */
export type Step =
  | { readonly at: 'find' }
  | { readonly at: 'new' }
  | { readonly at: 'consent'; readonly helped: Helped }
  | { readonly at: 'acts'; readonly helped: Helped }
  | { readonly at: 'unit'; readonly helped: Helped; readonly errand: Errand }
  | { readonly at: 'doctor'; readonly helped: Helped; readonly errand: Errand; readonly chosen: Chosen }
  | { readonly at: 'time'; readonly helped: Helped; readonly errand: Errand; readonly chosen: Chosen }
  | {
      readonly at: 'check'
      readonly helped: Helped
      readonly errand: Errand
      readonly chosen: Chosen
      readonly time: BookableTime
    }
  | { readonly at: 'done'; readonly helped: Helped; readonly outcome: Outcome; readonly endsAt: string }

export interface StepProps<At extends Step['at']> {
  readonly step: Extract<Step, { at: At }>
  readonly go: (step: Step) => void
}
