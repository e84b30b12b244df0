import { type KeyboardEvent, useRef } from 'react'
import { Keys, useShortcut } from './shortcuts.tsx'

interface FindBoxProps {
  readonly label: string
  readonly hint: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly onMove: (step: 1 | -1) => void
  readonly onEnter: () => void
}

/** The box of a page for finding: F comes here, arrows move among what was found, Enter takes it. */
export function FindBox({ label, hint, text, onText, onMove, onEnter }: FindBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  useShortcut('f', label, () => box.current?.focus())
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      onMove(step)
    }
    if (event.key === 'Enter') onEnter()
  }
  return (
    <div className="d-ahead">
      <input
        ref={box}
        className="d-input"
        type="search"
        autoComplete="off"
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page was opened to type here
        autoFocus
        aria-label={label}
        aria-keyshortcuts="F"
        placeholder={hint}
        value={text}
        onChange={event => onText(event.target.value)}
        onKeyDown={press}
      />
      <span className="d-ahead-suffix">
        <Keys keys="f" />
      </span>
    </div>
  )
}

interface FindFieldProps<Row> extends Pick<FindBoxProps, 'label' | 'hint' | 'text' | 'onText'> {
  readonly next: string
  readonly previous: string
  readonly rows: readonly Row[]
  /** Which row stands open beside; -1 for none. */
  readonly at: number
  readonly onOpen: (row: Row) => void
}

/** The box above rows that open beside it: arrows, J and K open the next and the previous, Enter the first. */
export function FindField<Row>({ next, previous, rows, at, onOpen, ...box }: FindFieldProps<Row>) {
  const openAt = (place: number) => {
    const row = rows[place]
    if (row !== undefined) onOpen(row)
  }
  const move = (step: 1 | -1) => openAt(Math.max(0, Math.min(rows.length - 1, at + step)))
  useShortcut('j', next, () => move(1))
  useShortcut('k', previous, () => move(-1))
  return <FindBox {...box} onMove={move} onEnter={() => openAt(0)} />
}
