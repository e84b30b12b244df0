import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { ShortcutLayer } from '#ui/desk/shortcuts.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { bookAppointment, listExtras, openExtra, withdrawExtra } from '../../contract.ts'
import { RequestState } from './request-state.tsx'
import { clockOf, extraWords } from './words.ts'

type Opened = Answer<typeof openExtra>

/** One request: its clock, what was decided, and the other times to book (加号结果); live. */
export function RequestDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const say = useWords(extraWords)
  const queries = useQueryClient()
  const mayBook = useMay('appointment:book')
  const [isLeaving, setLeaving] = useState(false)
  const { answer, problem, again } = useAnswer(
    openExtra,
    { params: { id } },
    { live: { subject: 'extra-request', id } },
  )
  const withdrawal = useSend(withdrawExtra, () => {
    setLeaving(false)
    for (const one of [listExtras, openExtra]) void queries.invalidateQueries({ queryKey: [one.id] })
  })
  if (isLeaving)
    return (
      <ReasonDialog
        title={say('one.withdraw')}
        label={say('one.withdraw-why')}
        hint=""
        act={say('one.withdraw')}
        cancel={say('one.close')}
        sender={withdrawal}
        onGo={reason => void withdrawal.send({ params: { id }, body: { reason } })}
        onClose={() => setLeaving(false)}
      >
        <p>{answer?.patientMasked}</p>
      </ReasonDialog>
    )
  return (
    <Modal
      open
      title={say('one.title', { number: answer?.number ?? '' })}
      width={560}
      onCancel={onClose}
      footer={
        <>
          {mayBook && answer?.status === 'waiting' && (
            <Button onClick={() => setLeaving(true)}>{say('one.withdraw')}</Button>
          )}
          <Button type="primary" onClick={onClose}>
            {say('one.close')}
          </Button>
        </>
      }
    >
      <ShortcutLayer>
        {problem && !answer && <Failure problem={problem} onRetry={again} />}
        {!answer && !problem && <RowsLoading rows={3} />}
        {answer && <Request request={answer} mayBook={mayBook} />}
      </ShortcutLayer>
    </Modal>
  )
}

function Request({ request, mayBook }: { readonly request: Opened; readonly mayBook: boolean }) {
  const say = useWords(extraWords)
  const [booked, setBooked] = useState<string | null>(null)
  const sender = useSend(bookAppointment, made => setBooked(made.number))
  return (
    <div className="d-form" aria-live="polite">
      <p className="ap-who">
        <strong>{request.patientMasked}</strong> <RequestState one={request} />{' '}
        <ClockChip clocks={[clockOf(request, say)]} />
      </p>
      <section>
        <h3 className="d-label ap-label">{say('one.reason')}</h3>
        <p className="ap-words">{request.reason}</p>
      </section>
      {request.appointmentNumber && (
        <Notice tone="done">{say('one.appointment', { number: request.appointmentNumber })}</Notice>
      )}
      {request.refusal !== null && (
        <section>
          <h3 className="d-label ap-label">{say('one.refusal')}</h3>
          <p className="ap-words">{request.refusal}</p>
        </section>
      )}
      {request.status === 'refused' && (
        <section>
          <h3 className="d-label ap-label">{say('one.alternatives')}</h3>
          {request.alternatives.length === 0 && <p className="d-hint">{say('one.no-alternatives')}</p>}
          <ul className="ap-offers">
            {request.alternatives.map(one => (
              <li key={one.slotId}>
                <span className="figures">{sayTime(one.startsAt, 'both')}</span>
                <span>{request.doctors.find(doctor => doctor.id === one.doctorId)?.name}</span>
                <span className="d-hint">{one.free > 0 ? say('one.free', { count: one.free }) : say('one.taken')}</span>
                {mayBook && (
                  <Button
                    size="small"
                    disabled={one.free === 0 || booked !== null}
                    loading={sender.isSending}
                    onClick={() =>
                      void sender.send({
                        body: {
                          slotId: one.slotId,
                          patientId: request.patientId,
                          channel: 'desk',
                          contactWay: 'sms',
                          readBack: false,
                          consent: true,
                          doubledBecause: null,
                        },
                      })
                    }
                  >
                    {say('one.book')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {booked !== null && <Notice tone="done">{say('one.booked', { number: booked })}</Notice>}
      <Refused problem={sender.problem} />
    </div>
  )
}
