import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { PersonPicker, UnitPicker } from '#modules/ticket/web/pickers.ts'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { MomentField } from '#ui/desk/moment-field.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { agreeStep, closeIssue, finishStep, listIssues, moveDue, raiseIssue } from '../contract.ts'
import type { Issue } from './issues.tsx'
import { meetingWords } from './words.ts'

/** An act on issues that asks something first. */
export type IssueAsking =
  | { readonly kind: 'raise' }
  | { readonly kind: 'step' | 'move' | 'close'; readonly issue: Issue }
  | { readonly kind: 'finish'; readonly issue: Issue; readonly step: Issue['steps'][number] }

interface IssueDialogsProps {
  readonly asking: IssueAsking
  readonly onClose: () => void
  readonly onRaised: (id: string) => void
}

/** The dialog of an act; all of them come in one file, when the first is opened. */
export function IssueDialogs({ asking, onClose, onRaised }: IssueDialogsProps) {
  const queries = useQueryClient()
  const done = () => {
    void queries.invalidateQueries({ queryKey: [listIssues.id] })
    onClose()
  }
  switch (asking.kind) {
    case 'raise':
      return (
        <RaiseDialog
          onClose={onClose}
          onDone={id => {
            done()
            onRaised(id)
          }}
        />
      )
    case 'step':
      return <StepDialog issue={asking.issue} onClose={onClose} onDone={done} />
    case 'finish':
      return <FinishDialog issue={asking.issue} step={asking.step} onClose={onClose} onDone={done} />
    case 'move':
      return <MoveDialog issue={asking.issue} onClose={onClose} onDone={done} />
    case 'close':
      return <CloseDialog issue={asking.issue} onClose={onClose} onDone={done} />
  }
}

interface DialogProps {
  readonly issue: Issue
  readonly onClose: () => void
  readonly onDone: () => void
}

function RaiseDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (id: string) => void }) {
  const say = useWords(meetingWords)
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const [units, setUnits] = useState<readonly string[]>([])
  const [dueAt, setDueAt] = useState<string | null>(null)
  const sender = useSend(raiseIssue, issue => onDone(issue.id))
  const isReady = title.trim() !== '' && description.trim() !== '' && units.length > 0
  const code = sender.problem?.code
  return (
    <StaffDialog
      title={say('raise.title')}
      sender={sender}
      sendLabel={say('raise.send')}
      width={560}
      onSend={() =>
        isReady && dueAt && void sender.send({ body: { title, description, units: [...units], dueAt, steps: [] } })
      }
      onClose={onClose}
    >
      <Field label={say('raise.name')} hint={say('raise.name-hint')} refusal={sender.problem?.at('title')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={120}
            value={title}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
            autoFocus
            onChange={event => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Words label={say('raise.description')} value={description} onText={setDescription} max={2000} rows={3} />
      <UnitPicker
        label={say('raise.units')}
        chosen={units}
        onChosen={setUnits}
        refusal={sender.problem?.at('units') ?? (code === 'issue-unit' ? sender.problem?.title : undefined)}
      />
      <MomentField
        label={say('raise.due')}
        value={dueAt}
        onMoment={setDueAt}
        days={60}
        refusal={sender.problem?.at('dueAt') ?? (code === 'issue-due-past' ? sender.problem?.title : undefined)}
      />
    </StaffDialog>
  )
}

function StepDialog({ issue, onClose, onDone }: DialogProps) {
  const say = useWords(meetingWords)
  const [text, setText] = useState('')
  const [personId, setPerson] = useState<string | null>(null)
  const [dueAt, setDueAt] = useState<string | null>(null)
  const sender = useSend(agreeStep, onDone)
  return (
    <StaffDialog
      title={`${say('step.title')} · ${issue.number}`}
      sender={sender}
      sendLabel={say('step.send')}
      onSend={() =>
        text.trim() !== '' &&
        personId &&
        dueAt &&
        void sender.send({ params: { id: issue.id }, body: { text, personId, dueAt } })
      }
      onClose={onClose}
    >
      <Words label={say('step.text')} value={text} onText={setText} max={300} rows={2} />
      <PersonPicker label={say('step.person')} chosen={personId} onChosen={setPerson} />
      <MomentField
        label={say('step.by')}
        value={dueAt}
        onMoment={setDueAt}
        days={60}
        refusal={sender.problem?.code === 'issue-due-past' ? sender.problem.title : undefined}
      />
    </StaffDialog>
  )
}

function FinishDialog({ issue, step, onClose, onDone }: DialogProps & { readonly step: Issue['steps'][number] }) {
  const say = useWords(meetingWords)
  const [note, setNote] = useState('')
  const sender = useSend(finishStep, onDone)
  return (
    <StaffDialog
      title={say('finish.title')}
      sender={sender}
      sendLabel={say('finish.send')}
      onSend={() =>
        void sender.send({ params: { id: issue.id, stepId: step.id }, body: { note: note.trim() || null } })
      }
      onClose={onClose}
    >
      <p>{step.text}</p>
      <Words label={say('finish.note')} value={note} onText={setNote} max={300} rows={2} isOptional />
    </StaffDialog>
  )
}

function MoveDialog({ issue, onClose, onDone }: DialogProps) {
  const say = useWords(meetingWords)
  const [dueAt, setDueAt] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const sender = useSend(moveDue, onDone)
  return (
    <StaffDialog
      title={`${say('move.title')} · ${issue.number}`}
      sender={sender}
      sendLabel={say('move.send')}
      onSend={() =>
        dueAt &&
        reason.trim() !== '' &&
        void sender.send({ params: { id: issue.id }, body: { dueAt, reason, version: issue.version } })
      }
      onClose={onClose}
    >
      <MomentField
        label={say('move.due')}
        hint={say('move.hint')}
        value={dueAt}
        onMoment={setDueAt}
        days={60}
        refusal={sender.problem?.code === 'issue-due-past' ? sender.problem.title : undefined}
      />
      <Words label={say('move.reason')} value={reason} onText={setReason} max={300} rows={2} />
    </StaffDialog>
  )
}

function CloseDialog({ issue, onClose, onDone }: DialogProps) {
  const say = useWords(meetingWords)
  const [status, setStatus] = useState<'done' | 'dropped'>('done')
  const [outcome, setOutcome] = useState('')
  const sender = useSend(closeIssue, onDone)
  return (
    <StaffDialog
      title={`${say('close.title')} · ${issue.number}`}
      sender={sender}
      sendLabel={say('close.send')}
      onSend={() =>
        outcome.trim() !== '' &&
        void sender.send({ params: { id: issue.id }, body: { status, outcome, version: issue.version } })
      }
      onClose={onClose}
    >
      <FieldGroup label={say('close.how')}>
        <div className="tk-choose">
          {(['done', 'dropped'] as const).map(one => (
            <label key={one} className="tk-chip">
              <input type="radio" name="status" checked={one === status} onChange={() => setStatus(one)} />
              {say(`close.${one}`)}
            </label>
          ))}
        </div>
      </FieldGroup>
      <Words label={say('close.outcome')} value={outcome} onText={setOutcome} max={1000} rows={3} />
    </StaffDialog>
  )
}

interface WordsProps {
  readonly label: string
  readonly value: string
  readonly onText: (text: string) => void
  readonly max: number
  readonly rows: number
  readonly hint?: string
  readonly isOptional?: boolean
}

/** A text of some lines. */
export const Words = ({ label, value, onText, max, rows, hint, isOptional = false }: WordsProps) => (
  <Field label={label} hint={hint} isOptional={isOptional}>
    {control => (
      <textarea
        {...control}
        className="d-input"
        rows={rows}
        maxLength={max}
        value={value}
        onChange={event => onText(event.target.value)}
      />
    )}
  </Field>
)
