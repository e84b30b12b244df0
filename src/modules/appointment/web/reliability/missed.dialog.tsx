import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { appealMissed, type readStanding } from '../../contract.ts'
import { reliabilityWords } from './words.ts'
import '../stop/stop.css'

type Standing = Answer<typeof readStanding>
type Missed = Standing['missed'][number]

interface MissedDialogProps {
  readonly standing: Standing
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** What a patient did not keep, how it counts, and an appeal for each (爽约记录、申诉). */
export function MissedDialog({ standing, onChanged, onClose }: MissedDialogProps) {
  const say = useWords(reliabilityWords)
  const mayAppeal = useMay('appointment:book')
  const [appealed, setAppealed] = useState<Missed | null>(null)
  const sender = useSend(appealMissed, () => {
    setAppealed(null)
    onChanged()
  })
  return (
    <Modal
      open
      title={say('title')}
      width={600}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{say('close')}</Button>}
    >
      <div className="sp-page">
        <p className="d-hint">{say('missed.why')}</p>
        {standing.limits.map(limit => (
          <section key={limit.code} aria-label={say('limit.title')}>
            <p>
              {say('limit.rule', {
                window: limit.windowDays,
                threshold: limit.threshold,
                ban: limit.banDays,
                ...limit.counts,
              })}
            </p>
            <p>
              {say('limit.count', { count: limit.count })}
              {limit.until !== null && say('limit.until', { until: sayTime(limit.until, 'day') })}
            </p>
          </section>
        ))}
        {standing.missed.length === 0 && <p className="d-hint">{say('missed.empty')}</p>}
        <ul className="sp-contacts">
          {standing.missed.map(one => (
            <li key={one.id} className="sp-contact">
              <div className="sp-line">
                <span className="figures">{sayTime(one.startsAt, 'both')}</span>
                <span>{standing.doctors.find(doctor => doctor.id === one.doctorId)?.name}</span>
                <span className="figures d-hint">{one.number}</span>
                <span
                  className="d-tag"
                  data-tone={one.kind === 'noShow' && one.decision !== 'excused' ? 'soon' : undefined}
                >
                  {say(`kind.${one.kind}`)}
                </span>
                <span className="sp-end">
                  {one.isAppealed ? (
                    <span className="d-tag" data-tone={one.decision === 'excused' ? 'done' : undefined}>
                      {say(one.decision === null ? 'appeal.open' : `appeal.${one.decision}`)}
                    </span>
                  ) : (
                    mayAppeal && (
                      <Button size="small" onClick={() => setAppealed(one)}>
                        {say('appeal.act')}
                      </Button>
                    )
                  )}
                </span>
              </div>
            </li>
          ))}
        </ul>
      </div>
      {appealed !== null && (
        <ReasonDialog
          title={`${say('appeal.title')} · ${appealed.number}`}
          label={say('appeal.reason')}
          hint={say('reason.hint')}
          act={say('appeal.act')}
          cancel={say('close')}
          sender={sender}
          onGo={reason => void sender.send({ params: { id: appealed.id }, body: { reason } })}
          onClose={() => setAppealed(null)}
        >
          <p>{say('appeal.what')}</p>
        </ReasonDialog>
      )}
    </Modal>
  )
}
