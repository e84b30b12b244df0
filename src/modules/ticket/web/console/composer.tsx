import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSession } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { writeEntry } from '../../contract.ts'
import { PeoplePicker } from '../act/people-picker.tsx'
import { useAct } from '../act/use-act.ts'
import { keepDraft, readDraft } from '../drafts.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { type Held, holdBack, takeBack, useHeld } from './held-back.ts'

type Kind = 'progress' | 'reply' | 'note' | 'question'
interface Draft {
  readonly kind: Kind
  readonly text: string
  readonly tellPatient: boolean
}
const LONGEST = 2000

/** The kinds that this person may write, the usual one first. */
function kindsOf(ticket: Ticket, personId: string): readonly Kind[] {
  const kinds: Kind[] = []
  if (ticket.may.includes('progress')) kinds.push('progress')
  if (ticket.may.includes('reply')) kinds.push('reply')
  if (ticket.may.includes('note')) kinds.push('note')
  if (ticket.may.includes('note') && ticket.owner.id !== personId) kinds.push('question')
  return kinds
}

/** Where one writes: progress, a reply to the patient, an internal note. What goes to the patient can be taken back for ten seconds. */
export function Composer({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  const { person } = useSession()
  const kinds = kindsOf(ticket, person.id)
  const draftName = `line.${ticket.id}`
  const [draft, setDraft] = useState<Draft>(
    () =>
      (readDraft(draftName, person.id) as Draft | null) ?? { kind: kinds[0] ?? 'note', text: '', tellPatient: false },
  )
  const [mentions, setMentions] = useState<readonly string[]>([])
  const area = useRef<HTMLTextAreaElement>(null)
  const kind = kinds.includes(draft.kind) ? draft.kind : (kinds[0] ?? 'note')

  const write = (change: Partial<Draft>) => {
    setDraft(before => {
      const next = { ...before, ...change }
      keepDraft(draftName, person.id, next.text.trim() === '' ? null : next)
      return next
    })
  }
  const sender = useAct(writeEntry, ticket.id, () => {
    write({ text: '' })
    setMentions([])
  })
  const isInside = kind === 'note' || kind === 'question'
  const goesToPatient = kind === 'reply' || (kind === 'progress' && draft.tellPatient)
  const send = () => {
    const text = draft.text.trim()
    if (text === '' || sender.isSending) return
    const body = { kind, text, tellPatient: goesToPatient }
    if (goesToPatient) {
      holdBack({ ticketId: ticket.id, number: ticket.number, body })
      write({ text: '' })
    } else
      void sender.send({ params: { id: ticket.id }, body: { ...body, ...(isInside && { mentions: [...mentions] }) } })
  }
  const takeHeld = (held: Held) => {
    if (!takeBack(held.key)) return
    write({ ...held.body, text: [held.body.text, draft.text].filter(Boolean).join('\n') })
    area.current?.focus()
  }
  const last = useHeld().findLast(one => one.ticketId === ticket.id && one.state !== 'sending')
  useShortcut('z', say('keys.undo'), () => last && takeHeld(last), !last)
  useShortcut('r', say('keys.write'), () => area.current?.focus(), kinds.length === 0)
  useEffect(() => registerEditor(ticket.id, takeHeld))

  if (kinds.length === 0) return <p className="d-hint">{say('compose.closed')}</p>
  return (
    <div className="tk-compose">
      <div className="tk-compose-top" role="group" aria-label={say('compose.label')}>
        {kinds.map(one => (
          <label key={one} className="tk-chip">
            <input type="radio" name="kind" checked={one === kind} onChange={() => write({ kind: one })} />
            {say(`compose.${one}`)}
          </label>
        ))}
        {kind === 'progress' && ticket.may.includes('reply') && (
          <label className="tk-tick">
            <input
              type="checkbox"
              checked={draft.tellPatient}
              onChange={event => write({ tellPatient: event.target.checked })}
            />{' '}
            {say('compose.tell')}
          </label>
        )}
      </div>
      <textarea
        ref={area}
        className="d-input"
        rows={2}
        maxLength={LONGEST}
        aria-label={say(`compose.${kind}`)}
        placeholder={say(`compose.${kind}-hint`)}
        value={draft.text}
        data-tone={goesToPatient ? 'patient' : undefined}
        onChange={event => write({ text: event.target.value })}
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      {isInside && (
        <PeoplePicker label={say('compose.mention')} chosen={mentions} onChosen={setMentions} without={[person.id]} />
      )}
      <div className="tk-compose-foot">
        <span className="d-hint">{goesToPatient && say('compose.held')}</span>
        <Button onClick={send} disabled={draft.text.trim() === ''} loading={sender.isSending}>
          {say('compose.send')} <Keys keys="mod+enter" />
        </Button>
      </div>
      <Refused problem={sender.problem} />
    </div>
  )
}

/** The strip of what is held back asks the composer on the page to take the words in again. */
const editors = new Map<string, (held: Held) => void>()
function registerEditor(ticketId: string, take: (held: Held) => void): () => void {
  editors.set(ticketId, take)
  return () => void editors.delete(ticketId)
}

/** Takes words back into the composer of their matter, or keeps them as its draft where that matter is not open. */
export function undoHeld(held: Held, personId: string): void {
  const take = editors.get(held.ticketId)
  if (take) take(held)
  else if (takeBack(held.key)) keepDraft(`line.${held.ticketId}`, personId, held.body)
}
