import type { z } from 'zod'
import type { OutgoingRow as Row } from '../../contract.ts'

export type OutgoingRow = z.output<typeof Row>

/** In the order in which a person looks at them: what needs somebody first. */
export const OUT_STATES = ['refused', 'given-up', 'waiting', 'sending', 'taken'] as const

/** The tone of a state: colour beside the word, never instead of it. */
export const OUT_TONES: Readonly<Record<OutgoingRow['state'], 'late' | 'soon' | 'plain' | 'done'>> = {
  refused: 'late',
  'given-up': 'late',
  waiting: 'soon',
  sending: 'plain',
  taken: 'done',
}

/** The words for what went wrong at the last try, or nothing. */
export function faultKey(row: OutgoingRow) {
  if (row.state === 'taken') return null
  if (row.fault !== null) return `out.fault.${row.fault}` as const
  if (row.answerCode === null) return null
  return row.state === 'refused' ? 'out.code.refused' : 'out.code.error'
}
