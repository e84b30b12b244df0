import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { addReceiver, changeReceiver } from '../../contract.ts'
import { OutwardDialog } from './outward-dialog.tsx'
import type { Receiver } from './receivers.page.tsx'
import { outwardWords } from './words.ts'

interface ReceiverDialogProps {
  /** Null adds one. */
  readonly receiver: Receiver | null
  readonly onDone: () => void
  readonly onClose: () => void
}

const HOST = /^[A-Za-z0-9._:-]+$/
const PORTS = 65_535
const BLANK = {
  name: '',
  host: '',
  port: '',
  application: 'HIS',
  facility: '',
  charset: 'utf-8',
  active: true,
} as const
type Draft = Omit<Receiver, 'id' | 'version' | 'waiting' | 'lastAnswerAt' | 'port'> & { readonly port: string }

/** Where and how a receiver is told. */
export function ReceiverDialog({ receiver, onDone, onClose }: ReceiverDialogProps) {
  const say = useWords(outwardWords)
  const [draft, setDraft] = useState<Draft>(receiver === null ? BLANK : { ...receiver, port: String(receiver.port) })
  const [isAsked, setAsked] = useState(false)
  const adding = useSend(addReceiver, onDone)
  const changing = useSend(changeReceiver, onDone)
  const sender = receiver === null ? adding : changing
  const port = Number(draft.port)
  const wrong = {
    name: draft.name.trim() === '' ? say('required') : undefined,
    host: HOST.test(draft.host.trim()) ? undefined : say('receivers.host-wrong'),
    port: Number.isInteger(port) && port >= 1 && port <= PORTS ? undefined : say('receivers.port-wrong'),
    application: draft.application.trim() === '' ? say('required') : undefined,
    facility: draft.facility.trim() === '' ? say('required') : undefined,
  }
  const save = () => {
    setAsked(true)
    if (Object.values(wrong).some(Boolean)) return
    const body = {
      name: draft.name.trim(),
      host: draft.host.trim(),
      port,
      application: draft.application.trim(),
      facility: draft.facility.trim(),
      charset: draft.charset,
      active: draft.active,
    }
    if (receiver === null) void adding.send({ body })
    else void changing.send({ params: { id: receiver.id }, body: { ...body, version: receiver.version } })
  }
  const line = (field: keyof typeof wrong, most: number, hint?: string) => (
    <Field
      label={say(`receivers.${field}`)}
      {...(hint === undefined ? {} : { hint })}
      refusal={(isAsked ? wrong[field] : undefined) ?? sender.problem?.at(field)}
    >
      {control => (
        <input
          {...control}
          className="d-input"
          value={draft[field]}
          maxLength={most}
          inputMode={field === 'port' ? 'numeric' : 'text'}
          autoComplete="off"
          spellCheck={false}
          onChange={event => setDraft({ ...draft, [field]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <OutwardDialog
      title={receiver === null ? say('receivers.add-title') : say('receivers.change-title', { name: receiver.name })}
      act={say('receivers.save')}
      sender={sender}
      onAct={save}
      onClose={onClose}
    >
      {line('name', 60)}
      {line('host', 200, say('receivers.host-hint'))}
      {line('port', 5)}
      {line('application', 20, say('receivers.application-hint'))}
      {line('facility', 20)}
      <Field label={say('receivers.charset')}>
        {control => (
          <select
            {...control}
            className="d-input"
            value={draft.charset}
            onChange={event => setDraft({ ...draft, charset: event.target.value as Draft['charset'] })}
          >
            <option value="utf-8">UTF-8</option>
            <option value="gb18030">GB 18030</option>
          </select>
        )}
      </Field>
      <label className="d-switch">
        <input
          type="checkbox"
          checked={draft.active}
          onChange={event => setDraft({ ...draft, active: event.target.checked })}
        />{' '}
        <span>
          {say('receivers.active')}
          <br />
          <span className="d-hint">{say('receivers.active-hint')}</span>
        </span>
      </label>
    </OutwardDialog>
  )
}
