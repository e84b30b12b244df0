import { type Ref, useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useWords } from '#ui/language.ts'
import { ticketWords } from '../words.ts'
import type { Draft, PatientRow } from './draft.ts'
import { isEnough, usePersonSearch } from './use-person-search.ts'
import { intakeWords } from './words.ts'

interface PatientFieldProps {
  readonly draft: Draft
  readonly onPatient: (patient: Draft['patient'], isWithout: boolean) => void
  /** Somebody was registered just now. */
  readonly onRegistered: (id: string) => void
  readonly refusal: string | undefined
  readonly ref: Ref<HTMLInputElement>
}

const WITHOUT = 'without'
const REGISTER = 'register'
const loadRegister = () => import('#modules/patient/web/register.dialog.tsx')

/** Whom it is for: found by the one search, or nobody yet. */
export function PatientField({ draft, onPatient, onRegistered, refusal, ref }: PatientFieldProps) {
  const say = useWords(intakeWords)
  const mayRegister = useMay('patient:write')
  const [isRegistering, setRegistering] = useState(false)
  const [text, setText] = useState('')
  const { found, isReading, problem } = usePersonSearch(text, draft.patient !== null)
  const describe = useDescribed()
  const without = {
    choices: [
      { key: WITHOUT, label: say('patient.without'), note: say('patient.without-note') },
      ...(mayRegister ? [{ key: REGISTER, label: say('patient.register') }] : []),
    ],
  }
  // One letter is no search yet: Enter must not go on without the patient who is just being typed.
  const groups = [
    { choices: found.map(row => ({ key: row.id, label: row.nameMasked, note: describe(row) })) },
    ...(text.trim() === '' || (isEnough(text) && !isReading) ? [without] : []),
  ]
  const pick = (key: string) => {
    setText('')
    if (key === REGISTER) return setRegistering(true)
    const row = found.find(one => one.id === key)
    onPatient(row ?? null, row === undefined)
  }
  const isChosen = draft.patient !== null || draft.isWithoutPatient
  return (
    <Field label={say('patient')} refusal={refusal}>
      {control =>
        isChosen ? (
          <div className="tk-picked">
            {draft.patient ? (
              <>
                <strong>{draft.patient.nameMasked}</strong> <span className="d-hint">{describe(draft.patient)}</span>
              </>
            ) : (
              say('patient.without')
            )}
            <button type="button" className="tk-link" onClick={() => onPatient(null, false)}>
              {say('patient.change')}
            </button>
          </div>
        ) : (
          <>
            <TypeAhead
              ref={ref}
              control={control}
              placeholder={say('patient.pick')}
              text={text}
              onText={setText}
              groups={groups}
              isReading={isReading}
              onPick={pick}
            />
            <Refused problem={problem} />
            {isRegistering && (
              <Later load={loadRegister}>
                {({ RegisterDialog }) => (
                  <RegisterDialog
                    onDone={id => {
                      setRegistering(false)
                      onRegistered(id)
                    }}
                    onClose={() => setRegistering(false)}
                  />
                )}
              </Later>
            )}
          </>
        )
      }
    </Field>
  )
}

/** 女 · 78 岁 · 138****8000: enough to tell two people apart, and no more. */
export function useDescribed(): (row: Pick<PatientRow, 'sex' | 'age' | 'phoneMasked'>) => string {
  const say = useWords(ticketWords)
  return row =>
    [
      row.sex === 'male' || row.sex === 'female' ? say(`search.${row.sex}`) : null,
      row.age === null ? null : say('search.age', { age: row.age }),
      row.phoneMasked,
    ]
      .filter(Boolean)
      .join(' · ')
}
