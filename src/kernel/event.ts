import type { Instant } from '#kernel/time.ts'

/**
 * What can happen in the house, by name: each module adds its own in `events.ts` by declaration merging, past tense, with the
 * small facts that a listener needs. Facts are never patient data.
 */
export interface Events {}
export type Action = keyof Events & string

/** One row of the journal as a listener hears it. */
export interface Event<A extends Action = Action> {
  readonly id: string
  readonly hospitalId: string
  readonly at: Instant
  readonly action: A
  readonly subjectId: string
  readonly patientId: string | null
  readonly facts: Events[A]
}
