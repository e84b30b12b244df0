import type { Topic } from '#modules/knowledge/rules/content.ts'

/** One step as it is written here: what, how, and what of the rest is known. */
export type StepText = readonly [
  title: string,
  text: string,
  more?: {
    readonly who?: string
    /** Code of the department where it is done. */
    readonly at?: string
    readonly papers?: readonly string[]
    readonly minutes?: number
    readonly cost?: string
  },
]

/** A guide for one kind of reader. */
export interface GuideText {
  readonly title: string
  readonly summary: string
  readonly english: string
  readonly steps: readonly StepText[]
  readonly faq: readonly (readonly [question: string, answer: string])[]
}

/** One process (流程): what patients read, if they may, and what staff read. */
export interface ProcessText {
  readonly topic: Topic
  readonly patient: GuideText | null
  readonly staff: GuideText
}
