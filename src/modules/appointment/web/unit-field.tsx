import { useState } from 'react'
import { readUnits } from '#modules/staff/contract.ts'
import { Field } from '#ui/desk/field.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { fitting } from '#ui/pinyin-initials.ts'
import { appointmentWords } from './words.ts'

interface UnitFieldProps {
  readonly unit: string | null
  readonly onUnit: (unit: string | null) => void
  readonly autoFocus?: boolean
}

const SHOWN = 12
/** Where patients are seen. */
export const SEEING: readonly string[] = ['clinical', 'technical']

/** One department where patients are seen, by name, initials or code (选择科室). */
export function UnitField({ unit, onUnit, autoFocus = false }: UnitFieldProps) {
  const say = useWords(appointmentWords)
  const units = useSeeingUnits()
  const [text, setText] = useState('')
  const name = units.find(one => one.id === unit)?.name
  const found = fitting(
    text,
    units,
    one => one.name,
    one => one.code,
  ).slice(0, SHOWN)
  return (
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
            autoFocus={autoFocus}
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
  )
}

/** The departments where patients are seen. */
export function useSeeingUnits() {
  const { answer } = useAnswer(readUnits, {})
  const units = answer?.units ?? []
  const seeing = units.filter(unit => SEEING.includes(unit.kind))
  return seeing.length > 0 ? seeing : units
}
