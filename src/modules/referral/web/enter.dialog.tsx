import { useNavigate } from '@tanstack/react-router'
import { Radio } from 'antd'
import { useState } from 'react'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { draftReferral, referralForm } from '../contract.ts'
import { EMPTY } from './fields.ts'
import { GoDialog } from './go-dialog.tsx'
import { referralWords } from './words.ts'

const CHANNELS = ['phone', 'fax'] as const

/** Begins a referral for an institution that calls or sends a fax (代录). */
export function EnterDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(referralWords)
  const navigate = useNavigate()
  const { answer } = useAnswer(referralForm, {})
  const [institution, setInstitution] = useState('')
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('phone')
  const sender = useSend(
    draftReferral,
    ({ id }) => void navigate({ to: '/referrals/$id', params: { id }, search: { edit: true } }),
  )
  const chosen = institution || (answer?.institutions[0]?.id ?? '')
  return (
    <GoDialog
      title={say('enter.title')}
      act={say('enter.go')}
      width={480}
      isReady={chosen !== ''}
      sender={sender}
      onAct={() => void sender.send({ body: { institutionId: chosen, channel, fields: EMPTY } })}
      onClose={onClose}
    >
      <Field label={say('enter.institution')}>
        {control => (
          <select
            {...control}
            className="d-input"
            value={chosen}
            onChange={event => setInstitution(event.target.value)}
          >
            {answer?.institutions.map(one => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <FieldGroup label={say('enter.channel')}>
        <Radio.Group
          value={channel}
          onChange={event => setChannel(event.target.value as (typeof CHANNELS)[number])}
          options={CHANNELS.map(value => ({ value, label: say(`channel.${value}`) }))}
        />
      </FieldGroup>
    </GoDialog>
  )
}
