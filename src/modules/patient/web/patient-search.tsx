import { useState } from 'react'
import { FindBox } from '#ui/desk/find-field.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { useDescribed } from './patient.ts'
import { usePatientSearch } from './use-patient-search.ts'
import { patientWords } from './words.ts'

/** The search for people (患者检索): 20 rows, the newest contact first; arrows move, Enter opens. */
export function PatientSearch({ onPick }: { readonly onPick: (id: string) => void }) {
  const say = useWords(patientWords)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = usePatientSearch(text)
  const items = found.answer?.items ?? []
  const chosen = Math.min(at, items.length - 1)
  const pick = () => {
    const row = items[chosen]
    if (row && !found.isReading) onPick(row.id)
  }
  return (
    <>
      <FindBox
        label={say('page.search')}
        hint={say('page.hint')}
        text={text}
        onText={next => {
          setText(next)
          setAt(0)
        }}
        onMove={step => setAt(Math.max(0, Math.min(items.length - 1, chosen + step)))}
        onEnter={pick}
      />
      <Results found={found} chosen={chosen} onPick={onPick} onPoint={setAt} />
    </>
  )
}

interface ResultsProps {
  readonly found: ReturnType<typeof usePatientSearch>
  readonly chosen: number
  readonly onPick: (id: string) => void
  readonly onPoint: (at: number) => void
}

function Results({ found, chosen, onPick, onPoint }: ResultsProps) {
  const say = useWords(patientWords)
  const describe = useDescribed()
  const { answer, problem, isReading, again } = found
  if (!answer && problem) return <Failure problem={problem} onRetry={again} />
  if (!answer) return isReading ? <RowsLoading rows={4} /> : <Empty>{say('page.empty')}</Empty>
  if (answer.items.length === 0) return isReading ? <RowsLoading rows={4} /> : <Empty>{say('page.none')}</Empty>
  return (
    <>
      <ul className="pt-results" aria-busy={isReading}>
        {answer.items.map((row, index) => (
          <li key={row.id}>
            <button
              type="button"
              className="pt-result"
              aria-current={index === chosen}
              onFocus={() => onPoint(index)}
              onClick={() => onPick(row.id)}
            >
              <strong>{row.nameMasked}</strong>
              <span>{describe(row)}</span>
              <span className="d-hint">{say(`matched.${row.matchedBy}`)}</span>
              <span className="d-hint">
                {say('field.seen')} {sayTime(row.seenAt, 'both')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {answer.more && <p className="d-hint">{say('page.more')}</p>}
    </>
  )
}
