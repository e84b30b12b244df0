import { type KeyboardEvent, useRef, useState } from 'react'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
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
  const box = useRef<HTMLInputElement>(null)
  const found = usePatientSearch(text)
  const items = found.answer?.items ?? []
  const chosen = Math.min(at, items.length - 1)
  useShortcut('f', say('page.search'), () => box.current?.focus())
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(items.length - 1, chosen + step)))
    }
    const row = items[chosen]
    if (event.key === 'Enter' && row && !found.isReading) onPick(row.id)
  }
  return (
    <>
      <div className="d-ahead">
        <input
          ref={box}
          className="d-input"
          type="search"
          autoComplete="off"
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page was opened to type here
          autoFocus
          aria-label={say('page.search')}
          aria-keyshortcuts="F"
          placeholder={say('page.hint')}
          value={text}
          onChange={event => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
        <span className="d-ahead-suffix">
          <Keys keys="f" />
        </span>
      </div>
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
