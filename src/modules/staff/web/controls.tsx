import type { ReactNode } from 'react'
import { Field } from '#ui/desk/field.tsx'

interface ControlProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly refusal?: string | undefined
  readonly isOptional?: boolean
}

/** A day, as the browser's own picker gives it; null where it may be empty and is. */
export function DayField({
  value,
  onDay,
  ...field
}: ControlProps & { readonly value: string | null; readonly onDay: (day: string | null) => void }) {
  return (
    <Field {...field}>
      {control => (
        <input
          {...control}
          className="d-input st-date"
          type="date"
          value={value ?? ''}
          onChange={event => onDay(event.target.value || null)}
        />
      )}
    </Field>
  )
}

/** One of a few words. */
export function ChoiceField<T extends string>({
  value,
  options,
  sayOption,
  onChoice,
  ...field
}: ControlProps & {
  readonly value: T
  readonly options: readonly T[]
  readonly sayOption: (option: T) => string
  readonly onChoice: (option: T) => void
}) {
  return (
    <Field {...field}>
      {control => (
        <select {...control} className="d-input" value={value} onChange={event => onChoice(event.target.value as T)}>
          {options.map(option => (
            <option key={option} value={option}>
              {sayOption(option)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** A line of words. */
export function WordsField({
  value,
  onWords,
  most,
  type = 'text',
  ...field
}: ControlProps & {
  readonly value: string
  readonly onWords: (words: string) => void
  readonly most: number
  readonly type?: 'text' | 'time' | 'number'
}) {
  return (
    <Field {...field}>
      {control => (
        <input
          {...control}
          className="d-input"
          type={type}
          maxLength={most}
          value={value}
          onChange={event => onWords(event.target.value)}
        />
      )}
    </Field>
  )
}
