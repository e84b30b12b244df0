import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { findTickets, mergeTicket } from '../../contract.ts'
import type { Row } from '../ticket.ts'
import { useNumberSearch } from '../search-box.tsx'
import { ticketWords } from '../words.ts'
import { ActDialog } from './act-dialog.tsx'
import type { DialogProps } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { useAct, useSeen } from './use-act.ts'
import { actWords } from './words.ts'

const AT_TARGET: readonly string[] = ['merge-self', 'merge-closed', 'merge-other-patient']

/** The matter goes into another of the same patient (合并, TKT-10), found by its number or among the patient's own. */
export function MergeDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const seen = useSeen(ticket)
  const [into, setInto] = useState<Row | null>(null)
  const [reason, setReason] = useState('')
  const sender = useAct(mergeTicket, ticket.id, onClose)
  const code = sender.problem?.code ?? ''
  return (
    <ActDialog
      title={say('merge.title')}
      ticket={ticket}
      sender={sender}
      seen={seen}
      sendLabel={say('merge.send')}
      isReady={into !== null && reason.trim() !== ''}
      isGrave
      onSend={() =>
        into && void sender.send({ params: { id: ticket.id }, body: { into: into.id, reason, version: seen.version } })
      }
      onClose={onClose}
    >
      <TargetField
        ticket={ticket}
        into={into}
        onInto={setInto}
        refusal={AT_TARGET.includes(code) ? sender.problem?.title : undefined}
      />
      {into && <p className="d-hint">{say('merge.hint', { goes: ticket.number, stays: into.number })}</p>}
      <QuickText
        label={say('reason')}
        value={reason}
        onText={setReason}
        quick={[say('merge.1'), say('merge.2')]}
        refusal={sender.problem?.at('reason')}
      />
    </ActDialog>
  )
}

interface TargetProps extends Pick<DialogProps, 'ticket'> {
  readonly into: Row | null
  readonly onInto: (row: Row | null) => void
  readonly refusal: string | undefined
}

function TargetField({ ticket, into, onInto, refusal }: TargetProps) {
  const say = useWords(actWords)
  const sayTicket = useWords(ticketWords)
  const [text, setText] = useState('')
  const { answer } = useAnswer(findTickets, { query: ticket.patient.id ? { patient: ticket.patient.id } : { q: '—' } })
  const found = useNumberSearch(text)
  const others = (rows: readonly Row[]) => rows.filter(row => row.id !== ticket.id && row.status !== 'merged')
  const own = others(answer?.items ?? []).filter(row => row.nextClock !== null)
  const typed = others(found)
  const shown = text.trim() === '' ? own : typed
  const choice = (row: Row) => ({
    key: row.id,
    label: `${row.number} ${row.item.name}`,
    note: `${row.patient.nameMasked} · ${sayTicket(`status.${row.status}`)} · ${sayTime(row.openedAt, 'both')}`,
  })
  return (
    <Field label={say('merge.into')} refusal={refusal} hint={say('merge.find')}>
      {control => (
        <div className="tk-picked">
          {into ? (
            <button type="button" className="tk-chip" onClick={() => onInto(null)}>
              {into.number} {into.item.name}
              <span aria-hidden="true"> ×</span>
              <span className="said-only">{say('unit.remove', { name: into.number })}</span>
            </button>
          ) : (
            <TypeAhead
              control={control}
              text={text}
              onText={setText}
              groups={[{ choices: shown.map(choice) }]}
              empty={say('merge.none')}
              autoFocus
              onPick={id => onInto(shown.find(row => row.id === id) ?? null)}
            />
          )}
        </div>
      )}
    </Field>
  )
}
