import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useWords } from '#ui/language.ts'
import { fitting } from '#ui/pinyin-initials.ts'
import { useDirectory } from '../units.ts'
import { actWords } from './words.ts'

interface PersonPickerProps {
  readonly label: string
  readonly chosen: string | null
  readonly onChosen: (id: string | null) => void
  readonly without?: readonly string[]
  /** Only those of one unit. */
  readonly unitId?: string | null
  readonly refusal?: string | undefined
  readonly autoFocus?: boolean
}

const SHOWN = 12

/** One colleague by name or initials, those on duty first. */
export function PersonPicker({ label, chosen, onChosen, without = [], unitId, refusal, autoFocus }: PersonPickerProps) {
  const say = useWords(actWords)
  const directory = useDirectory()
  const [text, setText] = useState('')
  const open = directory.colleagues.filter(
    one => !without.includes(one.id) && (!unitId || one.unitIds.includes(unitId)),
  )
  const found = fitting(
    text,
    open,
    one => one.name,
    one => one.unit,
  )
  const choices = found.slice(0, SHOWN).map(one => ({
    key: one.id,
    label: one.name,
    note: one.onDuty ? one.unit : `${one.unit} · ${say('person.off')}`,
  }))
  const name = chosen && directory.personName(chosen)
  return (
    <Field label={label} refusal={refusal}>
      {control =>
        name ? (
          <div className="tk-picked">
            <button type="button" className="tk-chip" onClick={() => onChosen(null)}>
              {name}
              <span aria-hidden="true"> ×</span>
              <span className="said-only">{say('unit.remove', { name })}</span>
            </button>
          </div>
        ) : (
          <TypeAhead
            control={control}
            placeholder={say('person.pick')}
            text={text}
            onText={setText}
            groups={[{ choices }]}
            empty={say('person.none')}
            autoFocus={autoFocus ?? false}
            onPick={id => {
              onChosen(id)
              setText('')
            }}
          />
        )
      }
    </Field>
  )
}
