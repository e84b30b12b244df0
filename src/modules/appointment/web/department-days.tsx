import { useState } from 'react'
import { readUnits } from '#modules/staff/contract.ts'
import { Field } from '#ui/desk/field.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { fitting } from '#ui/pinyin-initials.ts'
import { bookableDays, sayDay, type SlotView } from './pool.ts'
import { appointmentWords } from './words.ts'

interface DepartmentDaysProps {
  readonly unit: string | null
  readonly day: string
  readonly slots: readonly SlotView[]
  readonly onUnit: (unit: string | null) => void
  readonly onDay: (day: string) => void
}

const SHOWN = 12
/** Where patients are seen. */
const SEEING: readonly string[] = ['clinical', 'technical']

/** The department, and what each of its next days still has. */
export function DepartmentDays({ unit, day, slots, onUnit, onDay }: DepartmentDaysProps) {
  const say = useWords(appointmentWords)
  const language = useLanguage()
  const units = useUnits()
  const [text, setText] = useState('')
  const name = units.find(one => one.id === unit)?.name
  const found = fitting(
    text,
    units,
    one => one.name,
    one => one.code,
  ).slice(0, SHOWN)
  return (
    <div className="d-form">
      <Field label={say('unit')}>
        {control =>
          name === undefined ? (
            <TypeAhead
              control={control}
              placeholder={say('unit.pick')}
              text={text}
              onText={setText}
              groups={[{ choices: found.map(one => ({ key: one.id, label: one.name, note: one.place })) }]}
              empty={say('unit.none')}
              autoFocus
              onPick={id => {
                setText('')
                onUnit(id)
              }}
            />
          ) : (
            <button type="button" id={control.id} className="ap-unit" onClick={() => onUnit(null)}>
              {name} <span aria-hidden="true">×</span>
            </button>
          )
        }
      </Field>
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

function useUnits() {
  const { answer } = useAnswer(readUnits, {})
  const units = answer?.units ?? []
  const seeing = units.filter(unit => SEEING.includes(unit.kind))
  return seeing.length > 0 ? seeing : units
}
