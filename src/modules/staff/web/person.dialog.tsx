import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { addPerson, changePerson } from '../contract.ts'
import { useStaffAct } from './act.ts'
import { StaffDialog } from './staff-dialog.tsx'
import { staffWords } from './words.ts'

interface PersonDialogProps {
  /** The person to change; without it, a new one. */
  readonly person?: {
    readonly id: string
    readonly name: string
    readonly staffNumber: string
    readonly version: number
  }
  readonly onClose: () => void
  readonly onDone?: (id: string) => void
}

/** Adds a member of staff, or changes one (新增、修改人员). */
export function PersonDialog({ person, onClose, onDone }: PersonDialogProps) {
  const say = useWords(staffWords)
  const [name, setName] = useState(person?.name ?? '')
  const [staffNumber, setStaffNumber] = useState(person?.staffNumber ?? '')
  const [phone, setPhone] = useState('')
  const [isAsked, setAsked] = useState(false)
  const done = ({ id }: { id: string }) => {
    onClose()
    onDone?.(id)
  }
  const adding = useStaffAct(addPerson, done)
  const changing = useStaffAct(changePerson, done)
  const sender = person ? changing : adding
  const send = () => {
    setAsked(true)
    if (!name.trim() || !staffNumber.trim()) return
    const typed = phone.trim()
    if (!person) void adding.send({ body: { name, staffNumber, phone: typed || null } })
    else {
      const body = { name, staffNumber, version: person.version, ...(typed ? { phone: typed } : {}) }
      void changing.send({ params: { id: person.id }, body })
    }
  }
  const required = (value: string) => (isAsked && !value.trim() ? say('account.required') : undefined)
  return (
    <StaffDialog
      title={person ? say('people.change-title', { name: person.name }) : say('people.add')}
      sender={sender}
      sendLabel={say('save')}
      onSend={send}
      onClose={onClose}
    >
      <Field label={say('people.name')} refusal={required(name) ?? sender.problem?.at('name')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={40}
            value={name}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
            autoFocus
            onChange={event => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={say('people.number')} refusal={required(staffNumber) ?? sender.problem?.at('staffNumber')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={20}
            value={staffNumber}
            onChange={event => setStaffNumber(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={say('people.phone')}
        isOptional
        hint={`${say('people.phone-hint')}${person ? say('people.phone-keep') : ''}`}
        refusal={sender.problem?.at('phone')}
      >
        {control => (
          <input
            {...control}
            className="d-input"
            inputMode="tel"
            maxLength={20}
            value={phone}
            onChange={event => setPhone(event.target.value)}
          />
        )}
      </Field>
    </StaffDialog>
  )
}
