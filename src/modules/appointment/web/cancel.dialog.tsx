import { useQueryClient } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useState } from 'react'
import { ActDialog } from '#ui/desk/act-dialog.tsx'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { cancelAppointment, listDay, listSlots } from '../contract.ts'
import type { Booking } from './day-list.tsx'
import { appointmentWords } from './words.ts'

/** Cancels one booking, with the reason and on whose wish (取消预约, APT-07). */
export function CancelDialog({ booking, onClose }: { readonly booking: Booking; readonly onClose: () => void }) {
  const say = useWords(appointmentWords)
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [by, setBy] = useState<'patient' | 'hospital'>('patient')
  const sender = useSend(cancelAppointment, () => {
    for (const { id } of [listDay, listSlots]) void queries.invalidateQueries({ queryKey: [id] })
    onClose()
  })
  const isReady = reason.trim() !== ''
  const send = () => {
    if (isReady) void sender.send({ params: { id: booking.id }, body: { reason, by } })
  }
  return (
    <ActDialog
      title={`${say('cancel.title')} · ${booking.number}`}
      act={say('cancel.go')}
      cancel={say('cancel.keep')}
      isReady={isReady}
      isGrave
      sender={sender}
      onAct={send}
      onClose={onClose}
    >
      <p>
        {booking.patientMasked} · {sayTime(booking.startsAt, 'both')}
      </p>
      <FieldGroup label={say('cancel.by')}>
        <Radio.Group
          value={by}
          onChange={event => setBy(event.target.value as 'patient' | 'hospital')}
          options={[
            { value: 'patient', label: say('cancel.patient') },
            { value: 'hospital', label: say('cancel.hospital') },
          ]}
        />
      </FieldGroup>
      <Field label={say('cancel.reason')} refusal={sender.problem?.at('reason')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={500}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  )
}
