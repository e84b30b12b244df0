import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Field } from '#ui/desk/field.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useWords } from '#ui/language.ts'
import type { searchPatients } from '../contract.ts'
import { useDescribed } from './patient.ts'
import { usePatientSearch } from './use-patient-search.ts'
import { patientWords } from './words.ts'

/** A person as the search shows one. */
export type FoundPatient = Answer<typeof searchPatients>['items'][number]

interface PatientPickerProps {
  readonly chosen: FoundPatient | null
  readonly onChosen: (patient: FoundPatient | null) => void
  readonly refusal?: string | undefined
}

/** One patient by name, pinyin, telephone or number (选择患者); masked, told apart by sex, age and the end of the telephone. */
export function PatientPicker({ chosen, onChosen, refusal }: PatientPickerProps) {
  const say = useWords(patientWords)
  const describe = useDescribed()
  const [text, setText] = useState('')
  const { answer, problem, isReading } = usePatientSearch(text)
  const found = answer?.items ?? []
  return (
    <Field label={say('picker.label')} refusal={refusal}>
      {control =>
        chosen ? (
          <div className="d-beside">
            <strong>{chosen.nameMasked}</strong> <span className="d-hint">{describe(chosen)}</span>
            <Button type="link" size="small" onClick={() => onChosen(null)}>
              {say('picker.change')}
            </Button>
          </div>
        ) : (
          <>
            <TypeAhead
              control={control}
              placeholder={say('page.hint')}
              text={text}
              onText={setText}
              groups={[{ choices: found.map(row => ({ key: row.id, label: row.nameMasked, note: describe(row) })) }]}
              isReading={text.trim() !== '' && isReading}
              empty={say('picker.none')}
              onPick={id => {
                setText('')
                onChosen(found.find(row => row.id === id) ?? null)
              }}
            />
            <Refused problem={problem} />
          </>
        )
      }
    </Field>
  )
}
