import { type ReactNode, useId } from 'react'
import { FieldGroup } from '#ui/desk/field.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'

interface ChooseProps<K extends string> {
  readonly label: ReactNode
  readonly options: readonly { readonly key: K; readonly label: string }[]
  readonly chosen: K | null
  readonly onChoose: (key: K) => void
  /** The digits 1, 2, 3… choose while nobody types. */
  readonly hasDigits?: boolean
  readonly hint?: ReactNode
  readonly refusal?: string | undefined
}

/** One of a few, all in sight. */
export function Choose<K extends string>({
  label,
  options,
  chosen,
  onChoose,
  hasDigits,
  hint,
  refusal,
}: ChooseProps<K>) {
  const name = useId()
  return (
    <FieldGroup label={label} hint={hint} refusal={refusal}>
      <div className="tk-choose">
        {options.map((option, index) => (
          <label key={option.key} className="tk-chip">
            <input type="radio" name={name} checked={option.key === chosen} onChange={() => onChoose(option.key)} />
            {hasDigits && <Digit digit={index + 1} label={option.label} run={() => onChoose(option.key)} />}
            {option.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

interface TicksProps<K extends string> {
  readonly label: ReactNode
  readonly options: readonly { readonly key: K; readonly label: string }[]
  readonly ticked: readonly K[]
  readonly onTick: (ticked: readonly K[]) => void
  readonly hasDigits?: boolean
  readonly hint?: ReactNode
  readonly refusal?: string | undefined
  readonly isOptional?: boolean
}

/** Any of a few, all in sight. */
export function Ticks<K extends string>({
  label,
  options,
  ticked,
  onTick,
  hasDigits,
  hint,
  refusal,
  isOptional,
}: TicksProps<K>) {
  const turn = (key: K) => onTick(ticked.includes(key) ? ticked.filter(one => one !== key) : [...ticked, key])
  return (
    <FieldGroup label={label} hint={hint} refusal={refusal} {...(isOptional ? { isOptional } : {})}>
      <div className="tk-choose">
        {options.map((option, index) => (
          <label key={option.key} className="tk-chip">
            <input type="checkbox" checked={ticked.includes(option.key)} onChange={() => turn(option.key)} />
            {hasDigits && <Digit digit={index + 1} label={option.label} run={() => turn(option.key)} />}
            {option.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}

/** A digit that does something while nobody types, and shows it. */
export function Digit({
  digit,
  label,
  run,
}: {
  readonly digit: number
  readonly label: string
  readonly run: () => void
}) {
  useShortcut(String(digit), label, run)
  return (
    <kbd className="tk-digit" aria-hidden="true">
      {digit}
    </kbd>
  )
}
