import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useWords } from '#ui/language.ts'
import { fitting } from '#ui/pinyin-initials.ts'
import { useDirectory } from '../units.ts'
import { actWords } from './words.ts'

interface PeoplePickerProps {
  readonly label: string
  readonly chosen: readonly string[]
  readonly onChosen: (ids: readonly string[]) => void
  readonly without?: readonly string[]
  readonly hint?: string
  readonly refusal?: string | undefined
}

const SHOWN = 12

/** Several colleagues by name or initials, those on duty first; each Enter adds one. */
export function PeoplePicker({ label, chosen, onChosen, without = [], hint, refusal }: PeoplePickerProps) {
  const say = useWords(actWords)
  const directory = useDirectory()
  const [text, setText] = useState('')
  const open = directory.colleagues.filter(one => !chosen.includes(one.id) && !without.includes(one.id))
  const found = fitting(
    text,
    open,
    one => one.name,
    one => one.unit,
  )
  return (
    <Field label={label} hint={hint} refusal={refusal} isOptional>
      {control => (
        <div className="tk-picked">
          {chosen.map(id => (
            <button
              key={id}
              type="button"
              className="tk-chip"
              onClick={() => onChosen(chosen.filter(one => one !== id))}
            >
              {directory.personName(id) ?? id}
              <span aria-hidden="true"> ×</span>
              <span className="said-only">{say('unit.remove', { name: directory.personName(id) ?? '' })}</span>
            </button>
          ))}
          <TypeAhead
            control={control}
            placeholder={say('person.pick')}
            text={text}
            onText={setText}
            groups={[{ choices: found.slice(0, SHOWN).map(one => ({ key: one.id, label: one.name, note: one.unit })) }]}
            empty={say('person.none')}
            onPick={id => {
              onChosen([...chosen, id])
              setText('')
            }}
          />
        </div>
      )}
    </Field>
  )
}
