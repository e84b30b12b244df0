import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useState } from 'react'
import { useWords } from '#ui/language.ts'
import { uiWords } from '#ui/words.ts'
import type { Control } from './field.tsx'

export interface Choice {
  readonly key: string
  readonly label: ReactNode
  /** A second, quieter line. */
  readonly note?: ReactNode
}
export interface ChoiceGroup {
  readonly label?: string
  readonly choices: readonly Choice[]
}
interface TypeAheadProps {
  /** What it asks for, in words, where no field around it says so. */
  readonly label?: string
  readonly control?: Control
  readonly placeholder?: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly groups: readonly ChoiceGroup[]
  readonly onPick: (key: string) => void
  /** The sentence when nothing was found; nothing is shown without it. */
  readonly empty?: ReactNode
  readonly isReading?: boolean
  readonly autoFocus?: boolean
  readonly ref?: Ref<HTMLInputElement>
  readonly keys?: string
  readonly suffix?: ReactNode
}

/**
 * A box in which one types and picks (联想输入): arrows move, Enter takes, Escape closes; the first choice is ready, so that Enter
 * alone takes what fits best. An input method may compose undisturbed.
 */
export function TypeAhead(props: TypeAheadProps) {
  const { label, control, placeholder, text, onText, groups, onPick, empty, isReading, autoFocus, ref, keys, suffix } =
    props
  const say = useWords(uiWords)
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const choices = groups.flatMap(group => group.choices)
  const chosen = Math.min(at, choices.length - 1)
  const isShown = isOpen && (choices.length > 0 || Boolean(isReading) || (Boolean(empty) && text.trim() !== ''))

  useEffect(() => {
    if (isShown) document.querySelector(`#${CSS.escape(`${id}-${chosen}`)}`)?.scrollIntoView({ block: 'nearest' })
  }, [isShown, chosen, id])

  const pick = (key: string) => {
    setOpen(false)
    setAt(0)
    onPick(key)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen) return setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (choices.length > 0) setAt((chosen + step + choices.length) % choices.length)
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      const choice = choices[chosen]
      if (isShown && choice && !isReading) {
        event.preventDefault()
        pick(choice.key)
      }
    } else if (event.key === 'Escape' && isShown) {
      event.stopPropagation()
      event.preventDefault()
      setOpen(false)
    }
  }
  return (
    <div className="d-ahead">
      <input
        {...control}
        ref={ref}
        className="d-input"
        role="combobox"
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-activedescendant={isShown && chosen >= 0 ? `${id}-${chosen}` : undefined}
        aria-keyshortcuts={keys}
        placeholder={placeholder}
        value={text}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the drawer or dialog was opened to type here
        autoFocus={autoFocus}
        onChange={event => {
          onText(event.target.value)
          setAt(0)
          setOpen(true)
        }}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
      />
      {suffix && <span className="d-ahead-suffix">{suffix}</span>}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label ?? placeholder}
        className="d-choices"
        hidden={!isShown}
        onMouseDown={event => event.preventDefault()}
      >
        {isShown && <Groups id={id} groups={groups} chosen={chosen} onPick={pick} onPoint={setAt} />}
        {isShown && choices.length === 0 && <p className="d-choice-none">{isReading ? say('state.loading') : empty}</p>}
      </div>
    </div>
  )
}

interface GroupsProps {
  readonly id: string
  readonly groups: readonly ChoiceGroup[]
  readonly chosen: number
  readonly onPick: (key: string) => void
  readonly onPoint: (at: number) => void
}

function Groups({ id, groups, chosen, onPick, onPoint }: GroupsProps) {
  let count = 0
  return groups
    .filter(group => group.choices.length > 0)
    .map((group, index) => (
      <div key={group.label ?? index} role="group" aria-label={group.label}>
        {group.label && <p className="d-choice-group">{group.label}</p>}
        {group.choices.map(choice => {
          const at = count++
          return (
            // The box keeps the focus and hears the keys; a pointer presses here, and the list stays while it does.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={choice.key}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === chosen}
              className="d-choice"
              onPointerMove={() => at !== chosen && onPoint(at)}
              onClick={() => onPick(choice.key)}
            >
              <span>{choice.label}</span>
              {choice.note && <span className="d-hint">{choice.note}</span>}
            </div>
          )
        })}
      </div>
    ))
}
