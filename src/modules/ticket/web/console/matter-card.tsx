import { useRef, useEffect } from 'react'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { Glow } from '#ui/desk/glow.tsx'
import { useWords } from '#ui/language.ts'
import { useChangesElsewhere } from '../act/own-changes.ts'
import { type Row, rowClocks, unitsOf } from '../ticket.ts'
import { ticketWords } from '../words.ts'

interface MatterCardProps {
  readonly row: Row
  readonly isChosen: boolean
  readonly onChoose: (id: string) => void
}

/** One matter in the list: its next clock, who, what, with whom. */
export function MatterCard({ row, isChosen, onChoose }: MatterCardProps) {
  const say = useWords(ticketWords)
  const changes = useChangesElsewhere(row.id, row.version)
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isChosen) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  const units = unitsOf(row, say)
  return (
    <li ref={card} className="d-row tk-card" aria-current={isChosen ? 'true' : undefined}>
      <Glow version={changes}>
        <div className="tk-card-top">
          <ClockChip clocks={rowClocks(row, say)} />
          {row.urgency !== 'routine' && (
            <span className="d-tag" data-tone="late">
              {say(`urgency.${row.urgency}`)}
            </span>
          )}
          {row.round > 1 && <span className="d-tag">{say('list.round', { round: row.round })}</span>}
        </div>
        <button type="button" className="tk-card-open" onClick={() => onChoose(row.id)}>
          <strong>{row.patient.nameMasked || say('list.no-patient')}</strong> {row.item.name}
        </button>
        <div className="tk-card-foot">
          <span className="tk-card-units" title={units}>
            {units}
          </span>
          <span>{say(`status.${row.status}`)}</span>
        </div>
      </Glow>
    </li>
  )
}
