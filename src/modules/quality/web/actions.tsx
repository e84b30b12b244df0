import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { Field } from '#ui/desk/field.tsx'
import { useMay, useSession } from '#ui/desk/session.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { finishAction, type listReviews } from '../contract.ts'
import { qualityWords } from './words.ts'

export type Action = Answer<typeof listReviews>['open'][number]

interface ActionsProps {
  readonly actions: readonly Action[]
  readonly none: string
  readonly onDone: () => void
}

/** Improvement actions (改进措施): who does what until when, and what came of it. */
export function Actions({ actions, none, onDone }: ActionsProps) {
  const say = useWords(qualityWords)
  const { person } = useSession()
  const mayAll = useMay('review:write')
  const [finishing, setFinishing] = useState<Action | null>(null)
  if (actions.length === 0) return <p className="d-hint">{none}</p>
  return (
    <ul className="qy-plain-list">
      {actions.map(action => (
        <li key={action.id}>
          <div className="d-beside">
            <strong className="figures">{action.number}</strong>
            <span>{action.decision}</span>
            {action.doneAt !== null && (
              <span className="d-tag" data-tone="done">
                {say('action.done')}
              </span>
            )}
            {action.late && (
              <span className="d-tag" data-tone="late">
                {say('action.late')}
              </span>
            )}
            {action.doneAt === null && (mayAll || action.owner.id === person.id) && (
              <Button size="small" onClick={() => setFinishing(action)}>
                {say('action.finish')}
              </Button>
            )}
          </div>
          <span className="d-hint">
            {[action.unit?.name, action.owner.name, say('action.due', { day: action.dueOn }), action.result]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
      {finishing && <FinishDialog action={finishing} onDone={onDone} onClose={() => setFinishing(null)} />}
    </ul>
  )
}

interface FinishProps {
  readonly action: Action
  readonly onDone: () => void
  readonly onClose: () => void
}

function FinishDialog({ action, onDone, onClose }: FinishProps) {
  const say = useWords(qualityWords)
  const [result, setResult] = useState('')
  const [isAsked, setAsked] = useState(false)
  const sender = useSend(finishAction, () => {
    onDone()
    onClose()
  })
  const send = () => {
    setAsked(true)
    if (result.trim() !== '') void sender.send({ params: { id: action.id }, body: { result: result.trim() } })
  }
  return (
    <StaffDialog
      title={say('action.finish-title', { number: action.number })}
      sender={sender}
      sendLabel={say('action.finish')}
      onSend={send}
      onClose={onClose}
    >
      <Field
        label={say('action.result')}
        refusal={isAsked && result.trim() === '' ? say('required') : sender.problem?.at('result')}
      >
        {control => (
          <textarea
            {...control}
            className="d-input"
            rows={3}
            maxLength={1000}
            value={result}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
            autoFocus
            onChange={event => setResult(event.target.value)}
          />
        )}
      </Field>
    </StaffDialog>
  )
}
