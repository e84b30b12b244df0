import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useWords } from '#ui/language.ts'
import { fitting } from '#ui/pinyin-initials.ts'
import { useDirectory } from '../units.ts'
import { actWords } from './words.ts'

interface UnitPickerProps {
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChosen: (ids: readonly string[]) => void
  /** Units that cannot be chosen: they take part already. */
  readonly without?: readonly string[]
  readonly isSingle?: boolean
  readonly isOptional?: boolean
  readonly hint?: string | undefined
  readonly refusal?: string | undefined
  readonly autoFocus?: boolean
}

const SHOWN = 12

/** Departments by name, initials of their pinyin or code; each Enter adds one, Backspace in the empty box takes the last away. */
export function UnitPicker(props: UnitPickerProps) {
  const { label, chosen, onChosen, without = [], isSingle, isOptional, hint, refusal, autoFocus } = props
  const say = useWords(actWords)
  const directory = useDirectory()
  const [text, setText] = useState('')
  const open = directory.departments.filter(unit => !chosen.includes(unit.id) && !without.includes(unit.id))
  const found = fitting(
    text,
    open,
    unit => unit.name,
    unit => unit.code,
  )
  const choices = found.slice(0, SHOWN).map(unit => ({ key: unit.id, label: unit.name, note: unit.place }))
  const remove = (id: string) => onChosen(chosen.filter(one => one !== id))
  return (
    <Field label={label} hint={hint} refusal={refusal} {...(isOptional ? { isOptional } : {})}>
      {control => (
        // The box hears Backspace; the chips before it have buttons of their own.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div
          className="tk-picked"
          onKeyDown={event => {
            const last = chosen.at(-1)
            if (event.key === 'Backspace' && text === '' && last) remove(last)
          }}
        >
          {chosen.map(id => (
            <button key={id} type="button" className="tk-chip" onClick={() => remove(id)}>
              {directory.unitName(id) ?? id}
              <span aria-hidden="true"> ×</span>
              <span className="said-only">{say('unit.remove', { name: directory.unitName(id) ?? '' })}</span>
            </button>
          ))}
          {!(isSingle && chosen.length > 0) && (
            <TypeAhead
              control={control}
              placeholder={say('unit.pick')}
              text={text}
              onText={setText}
              groups={[{ choices }]}
              empty={say('unit.none')}
              autoFocus={autoFocus ?? false}
              onPick={id => {
                onChosen(isSingle ? [id] : [...chosen, id])
                setText('')
              }}
            />
          )}
        </div>
      )}
    </Field>
  )
}
