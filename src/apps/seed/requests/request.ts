import type { Difficulty } from '#modules/ticket/rules/ticket.ts'

/** One kind of thing that people come with (诉求模板): what they say, what is done, and how it ends. `{clinic}` and the like are filled. */
export interface Request {
  readonly item: string
  /** Departments that the clerk chooses, by code; none leaves it to the rule of the item. */
  readonly units?: readonly string[]
  readonly difficulty?: readonly Difficulty[]
  readonly urgent?: true
  /** The typed case of the item. */
  readonly kind?: 'unsynchronised'
  readonly says: readonly string[]
  readonly progress: readonly string[]
  readonly result: readonly string[]
  readonly evidence: string
  readonly waits?: { readonly reason: string; readonly evidence: string; readonly answer: string }
  readonly promise?: string
  /** Minutes of a joint meeting over it. */
  readonly meeting?: string
}
