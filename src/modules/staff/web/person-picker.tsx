import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { listPeople } from '../contract.ts'
import { staffWords } from './words.ts'

export interface Picked {
  readonly id: string
  readonly name: string
}

/** One member of staff by name, spelling, initials or staff number; those on duty say so. */
export function PersonPicker({
  picked,
  onPicked,
  refusal,
  label,
  autoFocus = true,
}: {
  readonly picked: Picked | null
  readonly onPicked: (person: Picked | null) => void
  readonly refusal?: string | undefined
  readonly label?: string
  /** The dialog is there to choose somebody. */
  readonly autoFocus?: boolean
}) {
  const say = useWords(staffWords)
  const [text, setText] = useState('')
  // Never the answer to the text before: Enter would take whom nobody meant.
  const { answer, isLoading } = useAnswer(listPeople, { query: { q: text.trim() } })
  const people = answer?.people ?? []
  return (
    <Field label={label ?? say('appoint.person')} refusal={refusal}>
      {control =>
        picked ? (
          <button type="button" className="st-chip" onClick={() => onPicked(null)}>
            {picked.name}
            <span aria-hidden="true"> ×</span>
            <span className="said-only">{say('picked.remove', { name: picked.name })}</span>
          </button>
        ) : (
          <TypeAhead
            control={control}
            placeholder={say('find.person')}
            text={text}
            onText={setText}
            isReading={isLoading}
            autoFocus={autoFocus}
            empty={say('appoint.none')}
            groups={[
              {
                choices: people.slice(0, 12).map(person => ({
                  key: person.id,
                  label: `${person.name} ${person.staffNumber}`,
                  note: [person.posts[0]?.unitName, say(person.onDuty ? 'on-duty' : 'off-duty')]
                    .filter(Boolean)
                    .join(' · '),
                })),
              },
            ]}
            onPick={id => {
              const person = people.find(one => one.id === id)
              if (person) onPicked({ id, name: person.name })
              setText('')
            }}
          />
        )
      }
    </Field>
  )
}
