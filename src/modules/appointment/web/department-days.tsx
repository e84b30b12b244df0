import { useLanguage, useWords } from '#ui/language.ts'
import { bookableDays, sayDay, type SlotView } from './pool.ts'
import { UnitField } from './unit-field.tsx'
import { appointmentWords } from './words.ts'

interface DepartmentDaysProps {
  readonly unit: string | null
  readonly day: string
  readonly slots: readonly SlotView[]
  readonly onUnit: (unit: string | null) => void
  readonly onDay: (day: string) => void
}

/** The department, and what each of its next days still has. */
export function DepartmentDays({ unit, day, slots, onUnit, onDay }: DepartmentDaysProps) {
  const say = useWords(appointmentWords)
  const language = useLanguage()
  return (
    <div className="d-form">
      <UnitField unit={unit} onUnit={onUnit} autoFocus />
      {unit !== null && (
        <ul className="ap-days" aria-label={say('day.label')}>
          {bookableDays().map(one => {
            const own = slots.filter(slot => slot.day === one)
            const free = own.reduce((sum, slot) => sum + slot.free, 0)
            return (
              <li key={one}>
                <button type="button" aria-current={one === day} data-full={free === 0} onClick={() => onDay(one)}>
                  <span>{sayDay(one, language)}</span>
                  <span className="figures">
                    {own.length === 0
                      ? say('day.none')
                      : free === 0
                        ? say('day.full')
                        : say('day.free', { count: free })}
                  </span>
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
