import { useId } from 'react'
import { Refusal } from './field.tsx'
import './touch.css'

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint?: string
}
interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly options: readonly Option<Value>[]
  readonly hint?: string
  readonly refusal?: string | undefined
}
interface One<Value extends string> extends ChoiceProps<Value> {
  readonly value: Value | null
  readonly onChoose: (value: Value) => void
}
interface Many<Value extends string> extends ChoiceProps<Value> {
  readonly values: readonly Value[]
  readonly onChoose: (values: readonly Value[]) => void
}

/** One of a few, as large native radio buttons. */
export function Choice<Value extends string>({ value, onChoose, ...props }: One<Value>) {
  return <Options {...props} type="radio" has={one => one === value} onPress={onChoose} />
}

/** Any of a few, as large native check boxes. */
export function Choices<Value extends string>({ values, onChoose, ...props }: Many<Value>) {
  const press = (one: Value) =>
    onChoose(values.includes(one) ? values.filter(value => value !== one) : [...values, one])
  return <Options {...props} type="checkbox" has={one => values.includes(one)} onPress={press} />
}

interface OptionsProps<Value extends string> extends ChoiceProps<Value> {
  readonly type: 'radio' | 'checkbox'
  readonly has: (value: Value) => boolean
  readonly onPress: (value: Value) => void
}

function Options<Value extends string>({ label, options, hint, refusal, type, has, onPress }: OptionsProps<Value>) {
  const id = useId()
  return (
    <fieldset className="t-field" aria-describedby={refusal ? `${id}-refusal` : undefined}>
      <legend className="t-label">{label}</legend>
      {hint && <p className="t-hint">{hint}</p>}
      <div className="t-options">
        {options.map(option => (
          <label key={option.value} className="t-option">
            <input type={type} name={id} checked={has(option.value)} onChange={() => onPress(option.value)} />
            <span>{option.label}</span>
            {option.hint && <small>{option.hint}</small>}
          </label>
        ))}
      </div>
      <Refusal id={`${id}-refusal`} text={refusal} />
    </fieldset>
  )
}
