import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { staffWords } from '#modules/staff/web/words.ts'
import { UnitPicker } from '#modules/ticket/web/pickers.ts'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { broadcastReceipts, listBroadcasts, sendBroadcast } from '../contract.ts'
import type { Broadcast } from './broadcasts.tsx'
import { Words } from './issue.dialogs.tsx'
import { meetingWords } from './words.ts'

const TO = ['all', 'unit', 'post'] as const
/** Posts that are told something as one. */
const TOLD = ['liaison', 'deputy-liaison', 'head', 'desk-agent', 'group-lead', 'group-member', 'duty-officer'] as const

/** Staff are told something: all of them, a unit, a post. */
export function SendDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(meetingWords)
  const sayStaff = useWords(staffWords)
  const queries = useQueryClient()
  const [audience, setAudience] = useState<(typeof TO)[number]>('all')
  const [units, setUnits] = useState<readonly string[]>([])
  const [post, setPost] = useState<string>('liaison')
  const [title, setTitle] = useState('')
  const [body, setBody] = useState('')
  const sender = useSend(sendBroadcast, () => {
    void queries.invalidateQueries({ queryKey: [listBroadcasts.id] })
    onClose()
  })
  const to = () => {
    if (audience === 'unit') return units[0] ? { audience, unitId: units[0] } : null
    return audience === 'post' ? { audience, post } : { audience }
  }
  const send = () => {
    const wanted = to()
    if (wanted && title.trim() !== '' && body.trim() !== '') void sender.send({ body: { title, body, to: wanted } })
  }
  return (
    <StaffDialog
      title={say('send.title')}
      sender={sender}
      sendLabel={say('send.send')}
      width={560}
      onSend={send}
      onClose={onClose}
    >
      <FieldGroup label={say('send.to')}>
        <div className="tk-choose">
          {TO.map(one => (
            <label key={one} className="tk-chip">
              <input type="radio" name="audience" checked={one === audience} onChange={() => setAudience(one)} />
              {say(`send.${one}`)}
            </label>
          ))}
        </div>
      </FieldGroup>
      {audience === 'unit' && <UnitPicker label={say('send.which-unit')} isSingle chosen={units} onChosen={setUnits} />}
      {audience === 'post' && (
        <Field label={say('send.which-post')}>
          {control => (
            <select {...control} className="d-input" value={post} onChange={event => setPost(event.target.value)}>
              {TOLD.map(one => (
                <option key={one} value={one}>
                  {sayStaff(`post.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label={say('send.name')} refusal={sender.problem?.at('title')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={120}
            value={title}
            onChange={event => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Words label={say('send.body')} value={body} onText={setBody} max={4000} rows={4} hint={say('send.body-hint')} />
    </StaffDialog>
  )
}

/** Who has not read it stands first, by name (阅读回执). */
export function ReceiptsDialog({
  broadcast,
  onClose,
}: {
  readonly broadcast: Broadcast
  readonly onClose: () => void
}) {
  const say = useWords(meetingWords)
  const { answer, problem, again } = useAnswer(
    broadcastReceipts,
    { params: { id: broadcast.id } },
    { live: { subject: 'broadcast', id: broadcast.id } },
  )
  return (
    <Modal
      open
      destroyOnHidden
      title={`${say('receipts.title')} · ${broadcast.title}`}
      width={520}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{say('receipts.close')}</Button>}
    >
      {problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading rows={3} />}
      {answer && (
        <div className="d-form">
          {answer.unread.length === 0 ? (
            <Notice tone="done">{say('receipts.all')}</Notice>
          ) : (
            <>
              <h3>{say('receipts.unread', { count: answer.unread.length })}</h3>
              <ul className="me-list">
                {answer.unread.map(one => (
                  <li key={one.person.id}>
                    {one.person.name} <span className="d-hint">{one.unit}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {answer.read.length > 0 && (
            <>
              <h3>{say('receipts.read', { count: answer.read.length })}</h3>
              <ul className="me-list">
                {answer.read.map(one => (
                  <li key={one.person.id}>
                    {one.person.name}{' '}
                    <span className="d-hint">
                      {one.unit} · {sayTime(one.at, 'both')}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </Modal>
  )
}
