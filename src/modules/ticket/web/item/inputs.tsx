import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import type { Item } from '../ticket.ts'
import { useDirectory } from '../units.ts'
import { itemWords } from './words.ts'

interface TextInputProps {
  readonly label: string
  readonly value: string
  readonly onText: (text: string) => void
  readonly max: number
  readonly hint?: string
  readonly refusal?: string | undefined
  readonly isOptional?: boolean
}

export const TextInput = ({ label, value, onText, max, hint, refusal, isOptional }: TextInputProps) => (
  <Field label={label} hint={hint} refusal={refusal} {...(isOptional ? { isOptional } : {})}>
    {control => (
      <input
        {...control}
        className="d-input"
        maxLength={max}
        autoComplete="off"
        value={value}
        onChange={event => onText(event.target.value)}
      />
    )}
  </Field>
)

interface NumberInputProps {
  readonly label: string
  readonly value: number | null
  readonly onNumber: (value: number | null) => void
  readonly isOptional?: boolean
}

export const NumberInput = ({ label, value, onNumber, isOptional }: NumberInputProps) => (
  <Field label={label} {...(isOptional ? { isOptional } : {})}>
    {control => (
      <input
        {...control}
        className="d-input d-number figures"
        inputMode="numeric"
        autoComplete="off"
        value={value ?? ''}
        onChange={event => {
          const typed = event.target.value.replaceAll(/\D/g, '').slice(0, 5)
          onNumber(typed === '' ? null : Number(typed))
        }}
      />
    )}
  </Field>
)

interface SelectProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onValue: (value: Value) => void
  readonly refusal?: string | undefined
}

export function Select<Value extends string>({ label, value, options, onValue, refusal }: SelectProps<Value>) {
  return (
    <Field label={label} refusal={refusal}>
      {control => (
        <select
          {...control}
          className="d-input"
          value={value}
          onChange={event => {
            const chosen = options.find(one => one.value === event.target.value)
            if (chosen) onValue(chosen.value)
          }}
        >
          {options.map(one => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface TickProps {
  readonly label: string
  readonly isOn: boolean
  readonly onTick: (isOn: boolean) => void
}

export const Tick = ({ label, isOn, onTick }: TickProps) => (
  <label className="tk-tick">
    <input type="checkbox" checked={isOn} onChange={event => onTick(event.target.checked)} /> {label}
  </label>
)

/** Departments by code, for a rule that names one. */
export function useUnitOptions(): readonly { readonly value: string; readonly label: string }[] {
  const { departments } = useDirectory()
  return departments.map(unit => ({ value: unit.code, label: unit.name }))
}

const LIMITS = ['class', 'minutes', 'working-days'] as const

interface DueInputProps {
  readonly due: Item['due']
  readonly onDue: (due: Item['due']) => void
}

/** The limit: that of the class, so many minutes, or so many working days (0: the same day). */
export function DueInput({ due, onDue }: DueInputProps) {
  const say = useWords(itemWords)
  const kind = due?.kind ?? 'class'
  const words = {
    class: say('due.class'),
    minutes: say('due.minutes', { minutes: '…' }),
    'working-days': say('due.days', { days: '…' }),
  }
  return (
    <div className="d-beside">
      <Select
        label={say('due')}
        value={kind}
        options={LIMITS.map(value => ({ value, label: words[value] }))}
        onValue={next =>
          onDue(next === 'class' ? null : next === 'minutes' ? { kind: next, minutes: 30 } : { kind: next, days: 0 })
        }
      />
      {due && (
        <NumberInput
          label={words[due.kind]}
          value={due.kind === 'minutes' ? due.minutes : due.days}
          onNumber={value =>
            onDue(
              due.kind === 'minutes'
                ? { kind: 'minutes', minutes: Math.max(1, value ?? 1) }
                : { kind: 'working-days', days: value ?? 0 },
            )
          }
        />
      )}
    </div>
  )
}
