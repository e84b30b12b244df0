import { Button } from 'antd'
import type { ReactNode } from 'react'
import { findUnits } from '#modules/directory/contract.ts'
import { Field } from '#ui/desk/field.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { contentWords } from './words.ts'

interface TextProps {
  readonly label: string
  readonly value: string
  readonly onText: (value: string) => void
  readonly rows?: number
  readonly hint?: string
  readonly isOptional?: boolean
  readonly maxLength?: number
  readonly refusal?: string | undefined
}

/** A line of text, or several. */
export function TextField({ label, value, onText, rows, hint, isOptional, maxLength, refusal }: TextProps) {
  return (
    <Field label={label} hint={hint} refusal={refusal} {...(isOptional ? { isOptional } : {})}>
      {control => {
        const shared = { ...control, className: 'd-input', value, maxLength }
        return rows === undefined ? (
          <input {...shared} onChange={event => onText(event.target.value)} />
        ) : (
          <textarea {...shared} rows={rows} onChange={event => onText(event.target.value)} />
        )
      }}
    </Field>
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly choices: readonly (readonly [value: T, label: string])[]
  readonly onChoice: (value: T) => void
  readonly refusal?: string | undefined
}

/** One of a few. */
export function ChoiceField<T extends string>({ label, value, choices, onChoice, refusal }: ChoiceProps<T>) {
  return (
    <Field label={label} refusal={refusal}>
      {control => (
        <select {...control} className="d-input" value={value} onChange={event => onChoice(event.target.value as T)}>
          {choices.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface UnitProps {
  readonly label: string
  readonly value: string | null
  readonly none: string
  readonly onUnit: (unitId: string | null) => void
  readonly refusal?: string | undefined
}

/** A department, or none. */
export function UnitField({ label, value, none, onUnit, refusal }: UnitProps) {
  const { answer } = useAnswer(findUnits, { query: {} })
  const units = (answer?.items ?? []).map(unit => [unit.unitId, unit.name] as const)
  return (
    <ChoiceField
      label={label}
      value={value ?? ''}
      choices={[['', none], ...units]}
      onChoice={chosen => onUnit(chosen === '' ? null : chosen)}
      refusal={refusal}
    />
  )
}

interface RowProps {
  readonly title: string
  readonly onUp: (() => void) | null
  readonly onRemove: (() => void) | null
  readonly children: ReactNode
}

/** One row of a list that is written: a step, a question, a number. */
export function RowBox({ title, onUp, onRemove, children }: RowProps) {
  const say = useWords(contentWords)
  return (
    <fieldset className="kn-box">
      <legend>{title}</legend>
      {children}
      <div className="kn-acts">
        {onUp && (
          <Button size="small" onClick={onUp}>
            {say('up')}
          </Button>
        )}
        {onRemove && (
          <Button size="small" danger onClick={onRemove}>
            {say('remove')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
