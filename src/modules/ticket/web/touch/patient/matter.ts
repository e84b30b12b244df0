import type { Answer } from '#kernel/endpoint.ts'
import type { readMatter } from '../../../contract.ts'

/** One matter as its patient sees it (患者看到的事项). */
export type Matter = Answer<typeof readMatter>
export type MatterViewName = 'matter' | 'sign' | 'not-settled' | 'help' | 'add'

/** What every view of the matter is told. */
export interface OnMatter {
  readonly matter: Matter
  readonly back: () => void
  /** It is done: says so on the matter's page, which is read again. */
  readonly onDone: (sentence: string) => void
  /** The matter changed meanwhile: shows it anew. */
  readonly onChanged: () => void
}
