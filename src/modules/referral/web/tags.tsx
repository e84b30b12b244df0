import type { z } from 'zod'
import { useWords } from '#ui/language.ts'
import type { ReferralRow } from '../contract.ts'
import { referralWords } from './words.ts'

export type Row = z.infer<typeof ReferralRow>

const TONES: Readonly<Partial<Record<Row['status'], 'done' | 'soon' | 'late'>>> = {
  submitted: 'soon',
  returned: 'soon',
  missed: 'late',
  declined: 'late',
  seen: 'done',
  examined: 'done',
  admitted: 'done',
  slip_returned: 'done',
}

/** How a referral stands, in words. */
export function StateTags({ row }: { readonly row: Pick<Row, 'status' | 'waits' | 'stopped' | 'lacks' | 'doubts'> }) {
  const say = useWords(referralWords)
  return (
    <span className="rf-line">
      <span className="d-tag" data-tone={TONES[row.status]}>
        {say(`status.${row.status}`)}
      </span>
      {row.lacks.length > 0 && (
        <span className="d-tag" data-tone="soon">
          {say('lacks.count', { count: row.lacks.length })}
        </span>
      )}
      {row.waits && <span className="d-tag">{say('waits')}</span>}
      {row.stopped && (
        <span className="d-tag" data-tone="late">
          {say('stopped')}
        </span>
      )}
      {row.doubts.map(doubt => (
        <span key={doubt} className="d-tag" data-tone="soon">
          {say(`doubt.${doubt}`)}
        </span>
      ))}
    </span>
  )
}

/** Its urgency, with its numeral and word. */
export function UrgencyTag({ urgency }: { readonly urgency: number | null }) {
  const say = useWords(referralWords)
  if (urgency !== 1 && urgency !== 2 && urgency !== 3) return '—'
  return (
    <span className="d-tag" data-tone={({ 1: 'late', 2: 'soon', 3: undefined } as const)[urgency]}>
      <span className="figures">{urgency}</span> {say(`urgency.${urgency}`)}
    </span>
  )
}
