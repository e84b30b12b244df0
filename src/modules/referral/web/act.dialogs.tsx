import { Checkbox } from 'antd'
import { useState } from 'react'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { MomentField } from '#ui/desk/moment-field.tsx'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { declineReferral, LackField, planReferral, returnReferral, returnSlip } from '../contract.ts'
import type { Asking } from './acts.tsx'
import type { FieldName } from './fields.ts'
import { GoDialog, type OneDialog } from './go-dialog.tsx'
import { BookDialog, WaitDialog } from './place.dialogs.tsx'
import { referralWords } from './words.ts'

/** The dialog of an act. */
export function ActDialog({ asking, ...rest }: OneDialog & { readonly asking: Asking }) {
  switch (asking) {
    case 'book':
      return <BookDialog {...rest} />
    case 'wait':
      return <WaitDialog {...rest} />
    case 'plan':
      return <PlanDialog {...rest} />
    case 'return':
      return <ReturnDialog {...rest} />
    case 'decline':
      return <DeclineDialog {...rest} />
    case 'slip':
      return <SlipDialog {...rest} />
  }
}

const PLAN_DAYS = 60

function PlanDialog({ one, onDone, onClose }: OneDialog) {
  const say = useWords(referralWords)
  const [at, setAt] = useState<string | null>(one.slip.plannedAt)
  const [place, setPlace] = useState(one.slip.plannedPlace ?? '')
  const sender = useSend(planReferral, onDone)
  return (
    <GoDialog
      title={say('plan.title')}
      act={say('act.plan')}
      isReady={at !== null && place.trim() !== ''}
      sender={sender}
      onAct={() => {
        if (at !== null) void sender.send({ params: { id: one.id }, body: { version: one.version, at, place } })
      }}
      onClose={onClose}
    >
      <MomentField label={say('plan.when')} value={at} onMoment={setAt} days={PLAN_DAYS} />
      <Field label={say('plan.place')} hint={say('plan.place-hint')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={60}
            value={place}
            onChange={event => setPlace(event.target.value)}
          />
        )}
      </Field>
    </GoDialog>
  )
}

function ReturnDialog({ one, onDone, onClose }: OneDialog) {
  const say = useWords(referralWords)
  const [fields, setFields] = useState<readonly FieldName[]>([])
  const [note, setNote] = useState('')
  const sender = useSend(returnReferral, onDone)
  return (
    <GoDialog
      title={say('return.title')}
      act={say('act.return')}
      isReady={note.trim().length > 1}
      sender={sender}
      onAct={() =>
        void sender.send({
          params: { id: one.id },
          body: { version: one.version, lacks: fields.map(field => ({ field, because: 'unreadable' })), note },
        })
      }
      onClose={onClose}
    >
      <FieldGroup label={say('return.which')}>
        <Checkbox.Group
          value={[...fields]}
          onChange={chosen => setFields(chosen as FieldName[])}
          options={LackField.options.map(value => ({ value, label: say(`field.${value}`) }))}
        />
      </FieldGroup>
      <Field label={say('return.note')} hint={say('return.note-hint')}>
        {control => (
          <textarea
            {...control}
            className="d-input"
            rows={3}
            maxLength={300}
            value={note}
            onChange={event => setNote(event.target.value)}
          />
        )}
      </Field>
    </GoDialog>
  )
}

function DeclineDialog({ one, onDone, onClose }: OneDialog) {
  const say = useWords(referralWords)
  const sender = useSend(declineReferral, onDone)
  return (
    <ReasonDialog
      title={say('decline.title')}
      label={say('decline.why')}
      hint={say('reason.hint')}
      act={say('act.decline')}
      cancel={say('cancel')}
      sender={sender}
      onGo={reason => void sender.send({ params: { id: one.id }, body: { version: one.version, reason } })}
      onClose={onClose}
    >
      <p>{say('decline.words')}</p>
    </ReasonDialog>
  )
}

function SlipDialog({ one, onDone, onClose }: OneDialog) {
  const say = useWords(referralWords)
  const [summary, setSummary] = useState('')
  const sender = useSend(returnSlip, onDone)
  const isAgreed = one.fields.consent === true
  return (
    <GoDialog
      title={say('slip.title')}
      act={say('slip.go')}
      isReady
      sender={sender}
      onAct={() =>
        void sender.send({
          params: { id: one.id },
          body: { version: one.version, summary: isAgreed && summary.trim() !== '' ? summary : null },
        })
      }
      onClose={onClose}
    >
      <p>{say('slip.words')}</p>
      {isAgreed ? (
        <Field label={say('slip.write')} hint={say('slip.write-hint')} isOptional>
          {control => (
            <textarea
              {...control}
              className="d-input"
              rows={5}
              maxLength={2000}
              value={summary}
              onChange={event => setSummary(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <p className="d-hint">{say('slip.no-consent')}</p>
      )}
    </GoDialog>
  )
}
