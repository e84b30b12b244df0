import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Picked, PersonPicker } from '#modules/staff/web/person-picker.tsx'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { Field } from '#ui/desk/field.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import {
  approveContent,
  changeContentOwner,
  listContent,
  openContent,
  returnContent,
  withdrawContent,
} from '../../contract.ts'
import type { Item } from './content-item.tsx'
import { Differences } from './versions.tsx'
import { contentWords } from './words.ts'

interface DialogProps {
  readonly item: Item
  readonly onClose: () => void
}

/** After a step the item and the lists are read anew, and the dialog goes. */
export function useDone(onClose: () => void): () => void {
  const queries = useQueryClient()
  return () => {
    for (const { id } of [listContent, openContent]) void queries.invalidateQueries({ queryKey: [id] })
    onClose()
  }
}

/** The second person sees what differs before the new version is let out (审核发布). */
export function ApproveDialog({ item, onClose }: DialogProps) {
  const say = useWords(contentWords)
  const sender = useSend(approveContent, useDone(onClose))
  const live = item.versions.find(one => one.state === 'published')
  return (
    <StaffDialog
      title={say('approve.title')}
      sender={sender}
      sendLabel={say('act.approve')}
      width={640}
      onSend={() => void sender.send({ params: { id: item.id }, body: { version: item.version } })}
      onClose={onClose}
    >
      <Notice>{say('approve.then')}</Notice>
      <h3 className="kn-title">{say('approve.differences')}</h3>
      {live ? (
        <Differences itemId={item.id} before={live.id} after={item.shownId} none={say('approve.same')} />
      ) : (
        <p className="d-hint">{say('approve.first')}</p>
      )}
    </StaffDialog>
  )
}

export function ReturnDialog({ item, onClose }: DialogProps) {
  const say = useWords(contentWords)
  const [note, setNote] = useState('')
  const sender = useSend(returnContent, useDone(onClose))
  return (
    <StaffDialog
      title={say('act.return')}
      sender={sender}
      sendLabel={say('act.return')}
      onSend={() => void sender.send({ params: { id: item.id }, body: { version: item.version, note } })}
      onClose={onClose}
    >
      <LongField label={say('return.note')} value={note} onText={setNote} refusal={sender.problem?.at('note')} />
    </StaffDialog>
  )
}

export function WithdrawDialog({ item, onClose }: DialogProps) {
  const say = useWords(contentWords)
  const [reason, setReason] = useState('')
  const sender = useSend(withdrawContent, useDone(onClose))
  return (
    <StaffDialog
      title={say('act.withdraw')}
      sender={sender}
      sendLabel={say('act.withdraw')}
      isGrave
      onSend={() => void sender.send({ params: { id: item.id }, body: { version: item.version, reason } })}
      onClose={onClose}
    >
      <Notice tone="soon">{say('withdraw.then')}</Notice>
      <LongField
        label={say('withdraw.reason')}
        value={reason}
        onText={setReason}
        refusal={sender.problem?.at('reason')}
      />
    </StaffDialog>
  )
}

export function OwnerDialog({ item, onClose }: DialogProps) {
  const say = useWords(contentWords)
  const [person, setPerson] = useState<Picked | null>(null)
  const sender = useSend(changeContentOwner, useDone(onClose))
  return (
    <StaffDialog
      title={say('act.owner')}
      sender={sender}
      sendLabel={say('act.owner')}
      onSend={() =>
        person && void sender.send({ params: { id: item.id }, body: { version: item.version, ownerId: person.id } })
      }
      onClose={onClose}
    >
      <PersonPicker picked={person} onPicked={setPerson} refusal={sender.problem?.at('ownerId')} />
    </StaffDialog>
  )
}

interface LongFieldProps {
  readonly label: string
  readonly value: string
  readonly onText: (value: string) => void
  readonly refusal?: string | undefined
}
const LongField = ({ label, value, onText, refusal }: LongFieldProps) => (
  <Field label={label} refusal={refusal}>
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
