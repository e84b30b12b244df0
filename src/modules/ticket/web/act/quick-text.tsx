import type { ReactNode } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { Digit } from './choose.tsx'

interface QuickTextProps {
  readonly label: ReactNode
  readonly value: string
  readonly onText: (value: string) => void
  /** Sentences that cost one key. */
  readonly quick?: readonly string[]
  readonly hasDigits?: boolean
  readonly hint?: ReactNode
  readonly refusal?: string | undefined
  readonly isOptional?: boolean
  readonly rows?: number
  readonly maxLength?: number
  readonly autoFocus?: boolean
}

/** A text with ready sentences above it: a digit fills one in, and it can still be changed. */
export function QuickText(props: QuickTextProps) {
  const {
    label,
    value,
    onText,
    quick = [],
    hasDigits,
    hint,
    refusal,
    isOptional,
    rows = 2,
    maxLength = 500,
    autoFocus,
  } = props
  const fill = (text: string) => onText(value.trim() === '' || quick.includes(value) ? text : `${value}；${text}`)
  return (
    <Field label={label} hint={hint} refusal={refusal} {...(isOptional ? { isOptional } : {})}>
      {control => (
        <>
          {quick.length > 0 && (
            <div className="tk-choose">
              {quick.map((text, index) => (
                <button
                  key={text}
                  type="button"
                  className="tk-chip"
                  // oxlint-disable-next-line jsx-a11y/no-autofocus -- a digit works at once in the dialog that was opened
                  autoFocus={Boolean(autoFocus) && index === 0}
                  onClick={() => fill(text)}
                >
                  {hasDigits && <Digit digit={index + 1} label={text} run={() => fill(text)} />}
                  {text}
                </button>
              ))}
            </div>
          )}
          <textarea
            {...control}
            className="d-input"
            rows={rows}
            maxLength={maxLength}
            value={value}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
            autoFocus={Boolean(autoFocus) && quick.length === 0}
            onChange={event => onText(event.target.value)}
          />
        </>
      )}
    </Field>
  )
}
