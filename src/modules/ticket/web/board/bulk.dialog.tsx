import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Answer, Sending } from '#kernel/endpoint.ts'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { PersonPicker } from '../act/person-picker.tsx'
import { QuickText } from '../act/quick-text.tsx'
import { UnitPicker } from '../act/unit-picker.tsx'
import { actWords } from '../act/words.ts'
import { bulkTickets, countTickets, listTickets } from '../../contract.ts'
import type { Row } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import type { BulkAct } from './bulk-bar.tsx'

interface BulkDialogProps {
  readonly act: BulkAct
  readonly matters: readonly Row[]
  readonly onClose: () => void
  /** What was done is chosen no more. */
  readonly onDone: (ids: readonly string[]) => void
}
type Ask = Sending<typeof bulkTickets>['body']['ask']
type Done = Answer<typeof bulkTickets>['rows']

/** One act for many matters, then the list of what came of each: done, or why not. */
export function BulkDialog({ act, matters, onClose, onDone }: BulkDialogProps) {
  const say = useWords(ticketWords)
  const sayAct = useWords(actWords)
  const queries = useQueryClient()
  const [draft, setDraft] = useState<Draft>({ words: '', units: [], personId: null })
  const [rows, setRows] = useState<Done | null>(null)
  const [asked] = useState(matters)
  const sender = useSend(bulkTickets, answer => {
    setRows(answer.rows)
    onDone(answer.rows.filter(row => row.done).map(row => row.id))
    for (const { id } of [listTickets, countTickets]) void queries.invalidateQueries({ queryKey: [id] })
  })
  const ask = askOf(act, draft)
  const send = () =>
    ask && void sender.send({ body: { matters: asked.map(({ id, version }) => ({ id, version })), ask } })
  return (
    <Modal
      open
      destroyOnHidden
      title={say('bulk.title', { act: say(`bulk.${act}`), count: asked.length })}
      width={560}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        rows ? (
          <Button type="primary" onClick={onClose}>
            {say('bulk.close')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{sayAct('cancel')}</Button>
            <Button
              type="primary"
              danger={act === 'cancel'}
              disabled={ask === null}
              loading={sender.isSending}
              onClick={send}
            >
              {say(`bulk.${act}`)} <Keys keys="mod+enter" />
            </Button>
          </>
        )
      }
    >
      <ShortcutLayer>
        <SendKey label={say(`bulk.${act}`)} onSend={rows ? onClose : send} />
        <div className="d-form">
          {rows ? <Results rows={rows} /> : <Fields act={act} draft={draft} onDraft={setDraft} />}
          <Refused problem={sender.problem} />
        </div>
      </ShortcutLayer>
    </Modal>
  )
}

interface Draft {
  readonly words: string
  readonly units: readonly string[]
  readonly personId: string | null
}

/** What is asked of each matter; null while something is missing. */
function askOf(act: BulkAct, { words, units, personId }: Draft): Ask | null {
  const said = words.trim()
  if (act === 'hand-over') return personId ? { act, personId, note: said || null } : null
  if (said === '') return null
  if (act === 'urge') return { act, text: said }
  if (act === 'cancel') return { act, reason: said }
  if (act === 'dispatch') return units.length > 0 ? { act, units: [...units], reason: said } : null
  return personId ? { act, personId, reason: said } : null
}

interface FieldsProps {
  readonly act: BulkAct
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
}

function Fields({ act, draft, onDraft }: FieldsProps) {
  const say = useWords(actWords)
  const set = (change: Partial<Draft>) => onDraft({ ...draft, ...change })
  return (
    <>
      {act === 'dispatch' && (
        <UnitPicker
          label={say('departments.units')}
          chosen={draft.units}
          onChosen={units => set({ units })}
          autoFocus
        />
      )}
      {(act === 'hand-over' || act === 'force-hand-over') && (
        <PersonPicker
          label={say('over.to')}
          chosen={draft.personId}
          onChosen={personId => set({ personId })}
          autoFocus
        />
      )}
      <QuickText
        label={say(act === 'urge' ? 'urge.text' : act === 'hand-over' ? 'over.note' : 'reason')}
        value={draft.words}
        onText={words => set({ words })}
        quick={act === 'urge' ? [say('urge.1'), say('urge.2')] : []}
        isOptional={act === 'hand-over'}
        autoFocus={act === 'urge' || act === 'cancel'}
      />
    </>
  )
}

/** A row for each matter, those that were not done first. */
function Results({ rows }: { readonly rows: Done }) {
  const say = useWords(ticketWords)
  const failed = rows.filter(row => !row.done)
  const shown = [...failed, ...rows.filter(row => row.done)]
  return (
    <>
      <Notice tone={failed.length === 0 ? 'done' : 'soon'}>
        {failed.length === 0
          ? say('bulk.all-done', { count: rows.length })
          : say('bulk.some-done', { done: rows.length - failed.length, failed: failed.length })}
      </Notice>
      <ul className="tk-bulk-rows">
        {shown.map(row => (
          <li key={row.id}>
            <strong className="figures">{row.number ?? say('bulk.unseen')}</strong>
            <span className="d-tag" data-tone={row.done ? 'done' : 'late'}>
              {say(row.done ? 'bulk.done' : 'bulk.not-done')}
            </span>
            {row.problem && <span>{row.problem.title}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

function SendKey({ label, onSend }: { readonly label: string; readonly onSend: () => void }) {
  useShortcut('mod+enter', label, onSend)
  return null
}
