import { type ReactNode, useId } from 'react'
import { useWords } from '#ui/language.ts'
import { deskWords } from './words.ts'

/** What a control takes from its field, to be told together by a screen reader. */
export interface Control {
  readonly id: string
  readonly 'aria-invalid'?: true
  readonly 'aria-describedby'?: string
}
interface FieldProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** The refusal, in a sentence; it stands at the field. */
  readonly refusal?: string | undefined
  readonly isOptional?: boolean
  readonly children: (control: Control) => ReactNode
}

/** A control with its label, hint and refusal. */
export function Field({ label, hint, refusal, isOptional, children }: FieldProps) {
  const say = useWords(deskWords)
  const id = useId()
  const described = [hint && `${id}-hint`, refusal && `${id}-refusal`].filter(Boolean).join(' ')
  return (
    <div className="d-field">
      <label className="d-label" htmlFor={id}>
        {label}
        {isOptional && <span className="d-hint"> {say('field.optional')}</span>}
      </label>
      {children({
        id,
        ...(refusal ? { 'aria-invalid': true } : {}),
        ...(described ? { 'aria-describedby': described } : {}),
      })}
      {hint && (
        <p className="d-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldRefusal id={`${id}-refusal`} text={refusal} />
    </div>
  )
}

/** Several controls under one question: ticks, choices. */
export function FieldGroup({
  label,
  hint,
  refusal,
  isOptional,
  children,
}: Omit<FieldProps, 'children'> & { readonly children: ReactNode }) {
  const say = useWords(deskWords)
  const id = useId()
  return (
    <fieldset className="d-field" aria-describedby={refusal ? `${id}-refusal` : undefined}>
      <legend className="d-label">
        {label}
        {isOptional && <span className="d-hint"> {say('field.optional')}</span>}
      </legend>
      {children}
      {hint && <p className="d-hint">{hint}</p>}
      <FieldRefusal id={`${id}-refusal`} text={refusal} />
    </fieldset>
  )
}

const FieldRefusal = ({ id, text }: { readonly id: string; readonly text: string | undefined }) => (
  <p className="d-refusal" id={id} role="alert" hidden={!text}>
    {text}
  </p>
)
