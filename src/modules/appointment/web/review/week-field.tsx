import { Field } from '#ui/desk/field.tsx'
import { useLanguage, useWords } from '#ui/language.ts'
import { sayDay } from '../days.ts'
import { daysAfter, weeksAhead } from './weeks.ts'
import { reviewWords } from './words.ts'

/** One week from this one on to half a year ahead (选择哪一周). */
export function WeekField({ week, onWeek }: { readonly week: string; readonly onWeek: (week: string) => void }) {
  const say = useWords(reviewWords)
  const language = useLanguage()
  return (
    <Field label={say('room.week')}>
      {control => (
        <select {...control} className="d-input" value={week} onChange={event => onWeek(event.target.value)}>
          {weeksAhead().map((monday, weeks) => (
            <option key={monday} value={monday}>
              {say(weeks === 0 ? 'room.this-week' : 'room.weeks', {
                weeks,
                from: sayDay(monday, language),
                to: sayDay(daysAfter(monday, 6), language),
              })}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
