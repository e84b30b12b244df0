import { Button } from 'antd'
import { useState } from 'react'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { Field } from '#ui/desk/field.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { checkPerson, registerPatient } from '../contract.ts'
import { EMPTY, entryOf, isWorthChecking, type PersonDraft } from './draft.ts'
import { type Match, useDescribed, usePatientAct } from './patient.ts'
import { PersonFields } from './person-fields.tsx'
import { useSettled } from './use-settled.ts'
import { patientWords } from './words.ts'

interface RegisterDialogProps {
  /** Opens the record, new or found. */
  readonly onDone: (id: string) => void
  readonly onClose: () => void
}

const PAUSE = 400

/** Somebody new (建档): who may be here already is shown while one types. */
export function RegisterDialog({ onDone, onClose }: RegisterDialogProps) {
  const say = useWords(patientWords)
  const [draft, setDraft] = useState(EMPTY)
  const [despite, setDespite] = useState('')
  const [isTried, setTried] = useState(false)
  const sender = usePatientAct(registerPatient, answer => onDone(answer.id))
  const matches = useMatches(draft)
  const exists = sender.problem?.code === 'patient-exists' || matches.some(match => match.certainty === 'certain')
  const send = () => {
    setTried(true)
    if (draft.name.trim() !== '') void sender.send({ body: { ...entryOf(draft), despite: despite.trim() || null } })
  }
  return (
    <StaffDialog
      title={say('register.title')}
      sender={sender}
      sendLabel={say('register.save')}
      width={620}
      onSend={send}
      onClose={onClose}
    >
      <PersonFields
        draft={draft}
        onChange={change => setDraft(before => ({ ...before, ...change }))}
        problem={sender.problem}
        known={null}
        nameRefusal={isTried && draft.name.trim() === '' ? say('form.name-missing') : undefined}
      />
      <Matches matches={matches} onUse={onDone} />
      {exists && (
        <Field
          label={say('register.despite')}
          hint={say('register.despite-hint')}
          refusal={sender.problem?.at('despite')}
        >
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

/** Who may be the same person, asked when there is enough to ask by. A refusal of the check is left to the saving. */
function useMatches(draft: PersonDraft): readonly Match[] {
  const written = isWorthChecking(draft, dayAt(houseNow())) ? JSON.stringify(entryOf(draft)) : ''
  const asked = useSettled(written, PAUSE)
  const body = asked === '' ? entryOf(EMPTY) : (JSON.parse(asked) as ReturnType<typeof entryOf>)
  const { answer } = useAnswer(checkPerson, { body }, { isOff: asked === '' || asked !== written, keepsPrevious: true })
  return written === '' ? [] : (answer?.matches ?? [])
}

function Matches({ matches, onUse }: { readonly matches: readonly Match[]; readonly onUse: (id: string) => void }) {
  const say = useWords(patientWords)
  const describe = useDescribed()
  if (matches.length === 0) return null
  return (
    <Notice tone="soon">
      <p>
        <strong>{say('register.matches')}</strong>
      </p>
      <ul className="pt-matches">
        {matches.map(({ patient, reasons }) => (
          <li key={patient.id}>
            <span>
              <strong>{patient.nameMasked}</strong> {describe(patient)}
              <br />
              <span className="d-hint">{reasons.map(reason => say(`reason.${reason}`)).join(' · ')}</span>
            </span>
            <Button size="small" onClick={() => onUse(patient.id)}>
              {say('register.use')}
            </Button>
          </li>
        ))}
      </ul>
      {matches.some(match => match.certainty === 'certain') && <p>{say('register.exists')}</p>}
    </Notice>
  )
}
