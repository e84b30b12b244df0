import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { patientWords } from './words.ts'

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly choices: readonly (readonly [value: T, words: string])[]
  readonly onChoice: (value: T) => void
}

/** One of a few. */
export function Choice<T extends string>({ label, value, choices, onChoice }: ChoiceProps<T>) {
  return (
    <Field label={label}>
      {control => (
        <select {...control} className="d-input" value={value} onChange={event => onChoice(event.target.value as T)}>
          {choices.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface TextOrClearProps {
  readonly label: string
  readonly hint?: ReactNode
  /** What stands in the record, masked; null when nothing does. */
  readonly now: string | null
  /** Null when it is to be cleared. */
  readonly value: string | null
  readonly isOff?: boolean
  readonly refusal?: string | undefined
  readonly onText: (value: string | null) => void
}

/** A text that stays when it is left empty, and is cleared only by saying so. */
export function TextOrClear({ label, hint, now, value, isOff = false, refusal, onText }: TextOrClearProps) {
  const say = useWords(patientWords)
  const keeps = now === null ? hint : say('form.keeps', { value: now })
  return (
    <Field label={label} hint={value === null ? say('form.cleared') : keeps} refusal={refusal} isOptional>
      {control => (
        <span className="pt-clearable">
          <input
            {...control}
            className="d-input"
            maxLength={200}
            autoComplete="off"
            disabled={isOff || value === null}
            value={value ?? ''}
            onChange={event => onText(event.target.value)}
          />
          {now !== null && !isOff && (
            <Button type="link" size="small" onClick={() => onText(value === null ? '' : null)}>
              {say(value === null ? 'form.keep' : 'form.clear')}
            </Button>
          )}
        </span>
      )}
    </Field>
  )
}
