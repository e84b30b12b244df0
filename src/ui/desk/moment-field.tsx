import { type ReactNode, useState } from 'react'
import { dayAt, daysFrom, instantOf, tidyTime, timeAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { language, useWords } from '#ui/language.ts'
import { Field } from './field.tsx'
import { deskWords } from './words.ts'

interface MomentFieldProps {
  readonly label: ReactNode
  /** ISO 8601; null while nothing fit was typed. */
  readonly value: string | null
  readonly onMoment: (value: string | null) => void
  readonly refusal?: string | undefined
  readonly hint?: ReactNode
  readonly isOptional?: boolean
  /** How many days the list holds. */
  readonly days?: number
}

/** A day and a time of the hospital, typed in five keys: the day from a short list, the time as `1700`. */
export function MomentField({ label, value, onMoment, refusal, hint, isOptional, days = 15 }: MomentFieldProps) {
  const say = useWords(deskWords)
  const list = daysFrom(houseNow(), days)
  const [typed, setTyped] = useState<string | null>(null)
  const [chosenDay, setChosenDay] = useState<string | null>(null)
  const day = value ? dayAt(Date.parse(value)) : (chosenDay ?? list[0] ?? '')
  const time = typed ?? (value ? timeAt(Date.parse(value)) : '')

  const set = (nextDay: string, nextTime: string) => {
    setChosenDay(nextDay)
    const at = instantOf(nextDay, tidyTime(nextTime))
    onMoment(at === null ? null : new Date(at).toISOString())
  }
  const isWrong = typed !== null && typed !== '' && instantOf(day, tidyTime(typed)) === null
  return (
    <Field
      label={label}
      hint={hint}
      refusal={refusal ?? (isWrong ? say('moment.wrong') : undefined)}
      {...(isOptional ? { isOptional } : {})}
    >
      {control => (
        <span className="d-beside">
          <select
            className="d-input"
            aria-label={say('moment.day')}
            value={day}
            onChange={event => set(event.target.value, time)}
          >
            {(list.includes(day) ? list : [day, ...list]).map(one => (
              <option key={one} value={one}>
                {dayWords(one, list, say)}
              </option>
            ))}
          </select>
          <input
            {...control}
            className="d-input d-time figures"
            inputMode="numeric"
            autoComplete="off"
            placeholder={say('moment.time')}
            value={time}
            onChange={event => {
              setTyped(event.target.value)
              set(day, event.target.value)
            }}
            onBlur={() => setTyped(null)}
          />
        </span>
      )}
    </Field>
  )
}

function dayWords(
  day: string,
  list: readonly string[],
  say: (key: 'moment.today' | 'moment.tomorrow', facts: { day: string }) => string,
): string {
  const style = { month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' } as const
  const words = new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en-GB', style).format(Date.parse(day))
  if (day === list[0]) return say('moment.today', { day: words })
  return day === list[1] ? say('moment.tomorrow', { day: words }) : words
}
