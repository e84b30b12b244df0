import { useState } from 'react'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { Field } from '#ui/desk/field.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { changePatient } from '../contract.ts'
import { PERSON_FIELDS, type PersonField } from '../rules/person.ts'
import { changeOf, draftOf } from './draft.ts'
import { type Patient, usePatientAct } from './patient.ts'
import { PersonFields } from './person-fields.tsx'
import { patientWords } from './words.ts'

/** Changes what is known of a person: what is left empty stays, what somebody else changed meanwhile is told. */
export function EditDialog({ patient, onClose }: { readonly patient: Patient; readonly onClose: () => void }) {
  const say = useWords(patientWords)
  const [draft, setDraft] = useState(() => draftOf(patient))
  const [despite, setDespite] = useState('')
  const sender = usePatientAct(changePatient, onClose)
  const changed =
    sender.problem?.code === 'stale-version' ? (sender.problem.facts['changed'] as readonly string[]) : null
  const send = () =>
    void sender.send({
      params: { id: patient.id },
      body: { version: patient.version, ...changeOf(draft, patient), despite: despite.trim() || null },
    })
  return (
    <StaffDialog
      title={say('edit.title')}
      sender={sender}
      sendLabel={say('edit.save')}
      width={620}
      onSend={send}
      onClose={onClose}
    >
      {changed && (
        <Notice tone="soon">
          {say('edit.stale', {
            fields: changed
              .filter(isField)
              .map(field => say(`field.${field}`))
              .join(say('comma')),
          })}
        </Notice>
      )}
      <PersonFields
        draft={draft}
        onChange={change => setDraft(before => ({ ...before, ...change }))}
        problem={sender.problem}
        known={patient}
      />
      {sender.problem?.code === 'patient-exists' && (
        <Field label={say('register.despite')} hint={say('register.despite-hint')}>
          {control => (
            <input
              {...control}
              className="d-input"
              maxLength={200}
              value={despite}
              onChange={event => setDespite(event.target.value)}
            />
          )}
        </Field>
      )}
    </StaffDialog>
  )
}

const isField = (field: string): field is PersonField => (PERSON_FIELDS as readonly string[]).includes(field)
