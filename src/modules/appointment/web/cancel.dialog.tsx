import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'
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
    <Modal
      open
      title={`${say('cancel.title')} · ${booking.number}`}
      width={480}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('cancel.keep')}</Button>
          <Button type="primary" danger disabled={!isReady} loading={sender.isSending} onClick={send}>
            {say('cancel.go')} <Keys keys="mod+enter" />
          </Button>
        </>
      }
    >
      <ShortcutLayer>
        <SendKey label={say('cancel.go')} onSend={send} />
        <div className="d-form">
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
          <Refused problem={sender.problem} />
        </div>
      </ShortcutLayer>
    </Modal>
  )
}

function SendKey({ label, onSend }: { readonly label: string; readonly onSend: () => void }) {
  useShortcut('mod+enter', label, onSend)
  return null
}
