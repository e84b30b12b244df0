import { useQueryClient } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useState } from 'react'
import { listSessions } from '#modules/directory/contract.ts'
import { type FoundPatient, PatientPicker } from '#modules/patient/web/patient-picker.tsx'
import { ActDialog } from '#ui/desk/act-dialog.tsx'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { askExtra, listExtras } from '../../contract.ts'
import { bookableDays, sayDay } from '../days.ts'
import { UnitField } from '../unit-field.tsx'
import { WayField, type Way } from './way-field.tsx'
import { extraWords } from './words.ts'

const DAYS = 3
const SHORTEST = 4

interface AskDialogProps {
  readonly onAsked: (id: string) => void
  readonly onClose: () => void
}

/** Asks the doctor of a session for one more patient, with the clinical reason (申请加号, APT-11). */
export function AskDialog({ onAsked, onClose }: AskDialogProps) {
  const say = useWords(extraWords)
  const queries = useQueryClient()
  const [patient, setPatient] = useState<FoundPatient | null>(null)
  const [unit, setUnit] = useState<string | null>(null)
  const [session, setSession] = useState<string | null>(null)
  const [way, setWay] = useState<Way>('sms')
  const [reason, setReason] = useState('')
  const sender = useSend(askExtra, asked => {
    void queries.invalidateQueries({ queryKey: [listExtras.id] })
    onAsked(asked.id)
  })
  const isReady = patient !== null && session !== null && reason.trim().length >= SHORTEST && !sender.isSending
  const send = () => {
    if (!isReady || patient === null || session === null) return
    void sender.send({
      body: { sessionId: session, patientId: patient.id, channel: 'desk', contactWay: way, reason: reason.trim() },
    })
  }
  return (
    <ActDialog
      title={say('ask.title')}
      act={say('ask.go')}
      cancel={say('ask.cancel')}
      width={560}
      isReady={isReady}
      sender={sender}
      onAct={send}
      onClose={onClose}
    >
      <PatientPicker chosen={patient} onChosen={setPatient} />
      <UnitField
        unit={unit}
        onUnit={next => {
          setUnit(next)
          setSession(null)
        }}
      />
      <Sessions unit={unit} chosen={session} onChosen={setSession} />
      <Field label={say('ask.reason')} hint={say('ask.reason-hint')} refusal={sender.problem?.at('reason')}>
        {control => (
          <textarea
            {...control}
            className="d-input"
            rows={3}
            maxLength={500}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        )}
      </Field>
      <WayField label={say('ask.way')} way={way} onWay={setWay} />
    </ActDialog>
  )
}

interface SessionsProps {
  readonly unit: string | null
  readonly chosen: string | null
  readonly onChosen: (session: string) => void
}

/** The sessions of a department of today and the next two days that a patient can still come to. */
function Sessions({ unit, chosen, onChosen }: SessionsProps) {
  const say = useWords(extraWords)
  const language = useLanguage()
  const { answer } = useAnswer(
    listSessions,
    { query: { from: bookableDays()[0] ?? '', days: DAYS, ...(unit === null ? {} : { unitId: unit }) } },
    { isOff: unit === null },
  )
  const open = answer?.items.filter(one => one.isAvailable) ?? []
  const empty = unit === null ? say('ask.first') : answer && open.length === 0 ? say('ask.none') : null
  return (
    <FieldGroup label={say('ask.session')}>
      {empty ? (
        <p className="d-hint">{empty}</p>
      ) : (
        <Radio.Group
          className="ap-choices"
          value={chosen}
          onChange={event => onChosen(event.target.value as string)}
          options={open.map(one => ({
            value: one.id,
            label: `${sayDay(one.day, language)} ${say(`half.${one.halfDay}`)} · ${one.seenBy.name}`,
          }))}
        />
      )}
    </FieldGroup>
  )
}
