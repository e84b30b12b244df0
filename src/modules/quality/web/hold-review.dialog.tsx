import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { type Picked, PersonPicker } from '#modules/staff/web/person-picker.tsx'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { useDirectory } from '#modules/ticket/web/units.ts'
import { Field } from '#ui/desk/field.tsx'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { closeReview, decideReview, type openReview } from '../contract.ts'
import { qualityWords } from './words.ts'

interface DialogProps {
  readonly review: Answer<typeof openReview>
  readonly onDone: () => void
  readonly onClose: () => void
}

/** A decision, with who does it until when: it becomes an improvement action (改进措施). */
export function DecideDialog({ review, onDone, onClose }: DialogProps) {
  const say = useWords(qualityWords)
  const { departments } = useDirectory()
  const [decision, setDecision] = useState('')
  const [unitId, setUnitId] = useState('')
  const [owner, setOwner] = useState<Picked | null>(null)
  const [dueOn, setDueOn] = useState('')
  const [isAsked, setAsked] = useState(false)
  const sender = useSend(decideReview, () => {
    onDone()
    onClose()
  })
  const send = () => {
    setAsked(true)
    if (decision.trim() === '' || owner === null || dueOn === '') return
    void sender.send({
      params: { id: review.id },
      body: { decision: decision.trim(), unitId: unitId || null, ownerId: owner.id, dueOn },
    })
  }
  const missing = (isMissing: boolean) => (isAsked && isMissing ? say('required') : undefined)
  return (
    <StaffDialog
      title={say('review.decide')}
      sender={sender}
      sendLabel={say('decision.save')}
      onSend={send}
      onClose={onClose}
    >
      <Field label={say('decision.text')} refusal={missing(decision.trim() === '') ?? sender.problem?.at('decision')}>
        {control => (
          <textarea
            {...control}
            className="d-input"
            rows={2}
            maxLength={1000}
            value={decision}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
            autoFocus
            onChange={event => setDecision(event.target.value)}
          />
        )}
      </Field>
      <Field label={say('decision.unit')} isOptional>
        {control => (
          <select {...control} className="d-input" value={unitId} onChange={event => setUnitId(event.target.value)}>
            <option value="">{say('decision.unit-none')}</option>
            {departments.map(unit => (
              <option key={unit.id} value={unit.id}>
                {unit.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <PersonPicker
        label={say('decision.owner')}
        picked={owner}
        onPicked={setOwner}
        refusal={missing(owner === null)}
        autoFocus={false}
      />
      <Field label={say('decision.due')} refusal={missing(dueOn === '') ?? sender.problem?.at('dueOn')}>
        {control => (
          <input
            {...control}
            className="d-input"
            type="date"
            min={dayAt(houseNow())}
            value={dueOn}
            onChange={event => setDueOn(event.target.value)}
          />
        )}
      </Field>
    </StaffDialog>
  )
}

/** The minutes close the review. */
export function CloseDialog({ review, onDone, onClose }: DialogProps) {
  const say = useWords(qualityWords)
  const [minutes, setMinutes] = useState('')
  const [isAsked, setAsked] = useState(false)
  const sender = useSend(closeReview, () => {
    onDone()
    onClose()
  })
  const send = () => {
    setAsked(true)
    if (minutes.trim() === '') return
    void sender.send({ params: { id: review.id }, body: { minutes: minutes.trim(), version: review.version } })
  }
  return (
    <StaffDialog
      title={say('review.close')}
      sender={sender}
      sendLabel={say('review.close')}
      onSend={send}
      onClose={onClose}
    >
      <p>{say('review.close-after')}</p>
      <Field
        label={say('review.minutes')}
        refusal={isAsked && minutes.trim() === '' ? say('required') : sender.problem?.at('minutes')}
      >
        {control => (
          <textarea
            {...control}
            className="d-input"
            rows={5}
            maxLength={4000}
            value={minutes}
            onChange={event => setMinutes(event.target.value)}
          />
        )}
      </Field>
    </StaffDialog>
  )
}
