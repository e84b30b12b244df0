import { useId } from 'react'
import { useWords } from '#ui/language.ts'
import { touchWords } from './words.ts'
import './touch.css'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onText: (value: string) => void
  readonly hint?: string
  /** The refusal, in a sentence, at the field. */
  readonly refusal?: string | undefined
  readonly kind?: 'text' | 'tel' | 'number' | 'date' | 'time' | 'password' | 'long'
  readonly isOptional?: boolean
  readonly maxLength?: number
  readonly autoComplete?: string
}

/** A native input with its label, hint and refusal. */
export function Field({
  label,
  value,
  onText,
  hint,
  refusal,
  kind = 'text',
  isOptional,
  maxLength,
  autoComplete,
}: FieldProps) {
  const say = useWords(touchWords)
  const id = useId()
  const control = {
    id,
    className: 't-input',
    value,
    maxLength,
    autoComplete: autoComplete ?? 'off',
    required: !isOptional,
    'aria-invalid': refusal ? true : undefined,
    'aria-describedby': [hint && `${id}-hint`, refusal && `${id}-refusal`].filter(Boolean).join(' ') || undefined,
    onChange: (event: { currentTarget: { value: string } }) => onText(event.currentTarget.value),
  }
  return (
    <div className="t-field">
      <label className="t-label" htmlFor={id}>
        {label}
        {isOptional && say('field.optional')}
      </label>
      {hint && (
        <p className="t-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {kind === 'long' ? (
        <textarea {...control} rows={3} />
      ) : (
        <input
          {...control}
          type={kind === 'number' ? 'text' : kind}
          inputMode={kind === 'number' ? 'numeric' : undefined}
        />
      )}
      <Refusal id={`${id}-refusal`} text={refusal} />
    </div>
  )
}

/** The sentence under what was refused, said aloud when it comes. */
export function Refusal({ id, text }: { readonly id?: string; readonly text: string | undefined }) {
  return (
    <p className="t-refusal" id={id} role="alert" hidden={!text}>
      {text}
    </p>
  )
}
