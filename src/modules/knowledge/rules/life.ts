import { Problem } from '#kernel/problem.ts'
import { type PlainDate, Temporal } from '#kernel/time.ts'

/**
 * The life of one version (内容状态): `draft` is written, `review` waits for a second person, `published` is what everybody sees,
 * `replaced` by a newer one, `expired` by its own last day, `withdrawn` by a person.
 */
export const STATES = ['draft', 'review', 'published', 'replaced', 'expired', 'withdrawn'] as const
export type State = (typeof STATES)[number]

const MAY_FOLLOW: Readonly<Record<State, readonly State[]>> = {
  draft: ['review'],
  review: ['published', 'draft'],
  published: ['replaced', 'expired', 'withdrawn'],
  replaced: [],
  expired: [],
  withdrawn: [],
}

/** Refuses a step that the life of a version lacks. */
export function mustFollow(from: State, to: State): void {
  if (!MAY_FOLLOW[from].includes(to)) throw new Problem('content-state', { from, to })
}

/** A second person approves: nobody who wrote in this version (DIR-09). */
export function mustBeSecond(authors: readonly string[], reviewerId: string): void {
  if (authors.includes(reviewerId)) throw new Problem('content-own-draft')
}

/** The day on which somebody must look whether it still holds. */
export const nextReview = (day: PlainDate, months: number): string => day.add({ months }).toString()

export const isDue = (nextReviewOn: string | null, day: PlainDate): boolean =>
  nextReviewOn !== null && Temporal.PlainDate.compare(Temporal.PlainDate.from(nextReviewOn), day) <= 0
