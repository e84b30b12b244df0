import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useShortcut } from './shortcuts.tsx'
import './log.css'

/** A day of a log, of those that have come. */
interface LogDayProps {
  readonly label: string
  readonly day: string
  readonly today: string
  /** Nothing for today, so that the address of today stays as it is. */
  readonly onDay: (day: string | undefined) => void
  readonly children?: ReactNode
}

export const LogDay = ({ label, day, today, onDay, children }: LogDayProps) => (
  <label className="d-beside">
    <span className="d-label">{label}</span>
    <input
      type="date"
      className="d-input d-log-day"
      value={day}
      max={today}
      onChange={event => onDay(['', today].includes(event.target.value) ? undefined : event.target.value)}
    />
    {children}
  </label>
)

interface ChoiceProps {
  readonly label: string
  /** How many rows it opens, where they are counted: null while they are not known. */
  readonly count?: number | null
  readonly tone?: 'late' | undefined
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** One of several ways to look at a list. */
export const Choice = ({ label, count, tone, isChosen, onChoose }: ChoiceProps) => (
  <button
    type="button"
    className="d-log-choice"
    aria-current={isChosen ? 'true' : undefined}
    data-tone={count ? tone : undefined}
    onClick={onChoose}
  >
    {label}
    {count !== undefined && (
      <>
        {' '}
        <span className="figures">{count ?? '–'}</span>
      </>
    )}
  </button>
)

interface LogRowProps {
  readonly isChosen: boolean
  readonly onChoose: () => void
  /** Its state and what else marks it, with the time at the end. */
  readonly top: ReactNode
  readonly title: ReactNode
  readonly foot: ReactNode
  readonly children?: ReactNode
}

/** A row of a log, opened by a press anywhere; it comes into sight when it is chosen. */
export function LogRow({ isChosen, onChoose, top, title, foot, children }: LogRowProps) {
  const place = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <li ref={place} className="d-row" aria-current={isChosen ? 'true' : undefined}>
      <div className="d-log-top">{top}</div>
      <button type="button" className="d-log-open" onClick={onChoose}>
        {title}
      </button>
      {children}
      <div className="d-hint d-log-foot">{foot}</div>
    </li>
  )
}

/** The time of a row, at its end. */
export const RowTime = ({ at, children }: { readonly at: string; readonly children: ReactNode }) => (
  <time className="figures d-hint" dateTime={at}>
    {children}
  </time>
)

interface LogPagesProps<Search> {
  readonly search: Search & { readonly after?: string | undefined }
  readonly next: string | null
  readonly words: { readonly newest: string; readonly older: string }
  readonly onSearch: (search: Search & { readonly after?: string }) => void
}

/** Older rows, and back to the newest. */
export function LogPages<Search extends object>({ search, next, words, onSearch }: LogPagesProps<Search>) {
  const { after, ...here } = search
  return (
    <div className="d-beside">
      {after !== undefined && <Button onClick={() => onSearch(here as unknown as Search)}>{words.newest}</Button>}
      {next !== null && <Button onClick={() => onSearch({ ...search, after: next })}>{words.older}</Button>}
    </div>
  )
}

interface FactsProps {
  readonly className?: string
  /** A fact that is not known is left out. */
  readonly facts: readonly (readonly [name: string, value: ReactNode])[]
}

/** What is known of one row, a line each. */
export const LogFacts = ({ className = '', facts }: FactsProps) => (
  <dl className={`d-log-facts ${className}`.trim()}>
    {facts.map(
      ([name, value]) =>
        value && (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ),
    )}
  </dl>
)

/** `J` and `K` go down and up the rows; from none they go to the first. */
export function useSteps(
  rows: readonly { readonly id: string }[],
  chosen: string | null | undefined,
  words: { readonly next: string; readonly previous: string },
  onStep: (id: string) => void,
): void {
  const step = (by: 1 | -1) => {
    const at = rows.findIndex(row => row.id === chosen)
    const next = rows[at === -1 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]
    if (next) onStep(next.id)
  }
  useShortcut('j', words.next, () => step(1))
  useShortcut('k', words.previous, () => step(-1))
}
