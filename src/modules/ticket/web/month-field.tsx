import { Field } from '#ui/desk/field.tsx'
import { dayAt, daysFrom } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'

const MONTHS = 13
const MONTH_MS = 28 * 24 * 3600_000

/** The months up to this one, the newest first: `2026-11`. */
function months(): readonly string[] {
  const found = new Set<string>()
  for (let at = houseNow(); found.size < MONTHS; at -= MONTH_MS / 4) found.add(dayAt(at).slice(0, 7))
  return [...found]
}

interface MonthFieldProps {
  readonly label: string
  readonly value: string
  readonly onMonth: (month: string) => void
}

/** One of the last months. */
export function MonthField({ label, value, onMonth }: MonthFieldProps) {
  const list = months()
  return (
    <Field label={label}>
      {control => (
        <select {...control} className="d-input" value={value} onChange={event => onMonth(event.target.value)}>
          {(list.includes(value) ? list : [value, ...list]).map(month => (
            <option key={month} value={month}>
              {month}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** This month of the hospital. */
export const thisMonth = (): string => daysFrom(houseNow(), 1)[0]?.slice(0, 7) ?? ''
