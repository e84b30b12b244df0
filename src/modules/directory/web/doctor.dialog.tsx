import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { Field } from '#ui/desk/field.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { findDoctors, openDoctor, substituteSession, upsertDoctor } from '../contract.ts'
import { directoryWords } from './words.ts'

type Entry = Answer<typeof openDoctor>
export type Session = Entry['sessions'][number]
const TITLES = ['chief', 'associate-chief', 'attending', 'resident'] as const
export const LEVELS = ['ordinary', 'associate', 'expert', 'special'] as const

interface DoctorDialogProps {
  readonly doctor: Entry
  readonly onClose: () => void
}

/** After a change the doctor and the lists are read anew, and the dialog goes. */
export function useDoctorDone(onClose: () => void): () => void {
  const queries = useQueryClient()
  return () => {
    for (const { id } of [findDoctors, openDoctor]) void queries.invalidateQueries({ queryKey: [id] })
    onClose()
  }
}

const lines = (typed: string): string[] =>
  typed
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

/** A department writes about its doctor: title, fee level, strengths, languages. */
export function DoctorDialog({ doctor, onClose }: DoctorDialogProps) {
  const say = useWords(directoryWords)
  const [title, setTitle] = useState(doctor.title)
  const [feeLevel, setLevel] = useState(doctor.feeLevel)
  const [strengths, setStrengths] = useState(doctor.strengths.join('\n'))
  const [languages, setLanguages] = useState(doctor.languages.join('\n'))
  const [isPublic, setPublic] = useState(doctor.isPublic)
  const sender = useSend(upsertDoctor, useDoctorDone(onClose))
  const send = () =>
    void sender.send({
      body: {
        code: doctor.code,
        personId: doctor.personId,
        isVisiting: doctor.isVisiting,
        name: doctor.name,
        title,
        feeLevel,
        strengths: lines(strengths),
        languages: lines(languages),
        unitIds: doctor.units.map(unit => unit.id),
        isPublic,
        version: doctor.version,
      },
    })
  return (
    <StaffDialog
      title={say('edit.title', { name: doctor.name })}
      sender={sender}
      sendLabel={say('edit.save')}
      width={560}
      onSend={send}
      onClose={onClose}
    >
      <div className="di-two">
        <Choose
          label={say('doctor.title')}
          value={title}
          of={TITLES.map(one => [one, say(`doctor.${one}`)])}
          onChoose={setTitle}
        />
        <Choose
          label={say('doctor.fee')}
          value={feeLevel}
          of={LEVELS.map(one => [one, say(`fee.${one}`)])}
          onChoose={setLevel}
        />
      </div>
      <Lines
        label={say('doctor.strengths')}
        value={strengths}
        onText={setStrengths}
        refusal={sender.problem?.at('strengths')}
      />
      <Lines
        label={say('doctor.languages')}
        value={languages}
        onText={setLanguages}
        refusal={sender.problem?.at('languages')}
      />
      <label className="d-switch">
        <input type="checkbox" checked={isPublic} onChange={event => setPublic(event.target.checked)} />{' '}
        {say('edit.public')}
      </label>
    </StaffDialog>
  )
}

interface ChooseProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly of: readonly (readonly [value: T, label: string])[]
  readonly onChoose: (value: T) => void
  readonly refusal?: string | undefined
}

/** One of a few. */
export function Choose<T extends string>({ label, value, of, onChoose, refusal }: ChooseProps<T>) {
  return (
    <Field label={label} refusal={refusal}>
      {control => (
        <select {...control} className="d-input" value={value} onChange={event => onChoose(event.target.value as T)}>
          {of.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface LinesProps {
  readonly label: string
  readonly value: string
  readonly onText: (value: string) => void
  readonly refusal?: string | undefined
}

function Lines({ label, value, onText, refusal }: LinesProps) {
  const say = useWords(directoryWords)
  return (
    <Field label={label} hint={say('edit.lines')} refusal={refusal}>
      {control => (
        <textarea
          {...control}
          className="d-input"
          rows={3}
          value={value}
          onChange={event => onText(event.target.value)}
        />
      )}
    </Field>
  )
}

/** Another doctor of the department sees the patients of a session (替诊), or the own one again. */
export function SubstituteDialog({ session, onClose }: { readonly session: Session; readonly onClose: () => void }) {
  const say = useWords(directoryWords)
  const { answer } = useAnswer(findDoctors, { query: { unitId: session.unit.id } })
  const [doctorId, setDoctor] = useState('')
  const [reason, setReason] = useState('')
  const sender = useSend(substituteSession, useDoctorDone(onClose))
  const others = (answer?.items ?? []).filter(one => one.doctorId !== session.seenBy.id)
  return (
    <StaffDialog
      title={say('substitute.title')}
      sender={sender}
      sendLabel={say('substitute.send')}
      onSend={() =>
        void sender.send({ params: { sessionId: session.id }, body: { version: session.version, doctorId, reason } })
      }
      onClose={onClose}
    >
      <Notice>
        {say('substitute.of', { name: session.doctor.name, day: session.day, half: say(`half.${session.halfDay}`) })}
      </Notice>
      <Choose
        label={say('substitute.by')}
        value={doctorId}
        of={[['', say('substitute.choose')], ...others.map(one => [one.doctorId, one.name] as const)]}
        onChoose={setDoctor}
        refusal={sender.problem?.at('doctorId')}
      />
      <Field label={say('substitute.reason')} refusal={sender.problem?.at('reason')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={200}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        )}
      </Field>
    </StaffDialog>
  )
}
