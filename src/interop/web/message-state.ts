import type { z } from 'zod'
import type { MessageState as State } from '../contract.ts'

export type MessageState = z.output<typeof State>

/** In the order in which a person looks at them: what needs somebody first. */
export const STATES: readonly MessageState[] = ['refused', 'parked', 'received', 'repeated', 'applied']

/** The tone of a state: colour beside the word, never instead of it. */
export const TONES: Readonly<Record<MessageState, 'late' | 'soon' | 'plain' | 'done'>> = {
  refused: 'late',
  parked: 'soon',
  received: 'plain',
  repeated: 'plain',
  applied: 'done',
}
