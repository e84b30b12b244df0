import { type KeyboardEvent, useRef } from 'react'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { useWords } from '#ui/language.ts'
import type { Find } from './find-list.tsx'
import { knowledgeWords } from './words.ts'

interface FindFieldProps {
  readonly text: string
  readonly rows: readonly Find[]
  readonly at: string | undefined
  readonly onText: (text: string) => void
  readonly onOpen: (row: Find) => void
}

/** The one box: typing finds, arrows move, Enter opens the first. */
export function FindField({ text, rows, at, onText, onOpen }: FindFieldProps) {
  const say = useWords(knowledgeWords)
  const box = useRef<HTMLInputElement>(null)
  const place = rows.findIndex(row => row.id === at)
  const move = (step: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, place + step))]
    if (next) onOpen(next)
  }
  useShortcut('f', say('find'), () => box.current?.focus())
  useShortcut('j', say('next'), () => move(1))
  useShortcut('k', say('previous'), () => move(-1))
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      move(step)
    }
    const [first] = rows
    if (event.key === 'Enter' && first) onOpen(first)
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
        aria-label={say('find')}
        aria-keyshortcuts="F"
        placeholder={say('hint')}
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
