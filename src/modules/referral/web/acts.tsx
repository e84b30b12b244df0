import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { acceptReferral, noteOutcome, type openReferral } from '../contract.ts'
import { referralWords } from './words.ts'

export type ActView = Answer<typeof openReferral>
/** What a dialog asks for. */
export type Asking = 'book' | 'wait' | 'plan' | 'return' | 'decline' | 'slip'

interface ActsProps {
  readonly one: ActView
  readonly onChanged: () => void
  readonly onEdit: () => void
}

const loadDialogs = () => import('./act.dialogs.tsx')

/** What can be done next with a referral: one main button, the others beside it. */
export function Acts({ one, onChanged, onEdit }: ActsProps) {
  const say = useWords(referralWords)
  const maySeePatient = useMay('patient:read')
  const [asking, ask] = useState<Asking | null>(null)
  const acceptance = useSend(acceptReferral, onChanged)
  const outcome = useSend(noteOutcome, onChanged)
  const { work, answer, write } = one.may
  const { status } = one
  const { type } = one.fields
  const params = { id: one.id }
  const isPlaced = status === 'accepted' || status === 'missed'
  const isKnown = one.doubts.includes('identity')
  const button = (key: Asking, label: string, isMain = false) => (
    <Button type={isMain ? 'primary' : 'default'} onClick={() => ask(key)}>
      {label}
    </Button>
  )
  const done = status === 'seen' || status === 'examined' || status === 'admitted'
  const hasMore = (work && ['submitted', 'accepted', 'booked', 'missed'].includes(status)) || (answer && done)
  if (!hasMore && !(write && status === 'returned') && !(maySeePatient && one.patientId)) return null
  return (
    <section className="rf-card" aria-label={say('act.label')}>
      <h2>{say('act.label')}</h2>
      <div className="rf-acts">
        {work && status === 'submitted' && (
          <Button
            type="primary"
            loading={acceptance.isSending}
            onClick={() => void acceptance.send({ params, body: { version: one.version, asKnown: isKnown } })}
          >
            {say(isKnown ? 'act.accept-known' : 'act.accept')}
          </Button>
        )}
        {work && isPlaced && type === 'visit' && button('book', say('act.book'), true)}
        {work && isPlaced && type === 'visit' && !one.slip.waits && button('wait', say('act.wait'))}
        {work && isPlaced && type !== 'visit' && button('plan', say('act.plan'), true)}
        {work && status === 'booked' && type !== 'visit' && button('plan', say('act.replan'))}
        {answer && (status === 'booked' || status === 'missed') && (
          <Button
            type={status === 'booked' ? 'primary' : 'default'}
            loading={outcome.isSending}
            onClick={() => void outcome.send({ params, body: { version: one.version, came: true } })}
          >
            {say(`act.came.${type}`)}
          </Button>
        )}
        {answer && status === 'booked' && type !== 'visit' && (
          <Button onClick={() => void outcome.send({ params, body: { version: one.version, came: false } })}>
            {say('act.missed')}
          </Button>
        )}
        {answer && (done || status === 'missed') && button('slip', say('act.slip'), done)}
        {work && (status === 'submitted' || status === 'accepted') && button('return', say('act.return'))}
        {work && (status === 'submitted' || status === 'accepted') && button('decline', say('act.decline'))}
        {write && status === 'returned' && <Button onClick={onEdit}>{say('act.edit')}</Button>}
        {maySeePatient && one.patientId && (
          <Link to="/patients/$id" params={{ id: one.patientId }}>
            {say('act.patient')}
          </Link>
        )}
      </div>
      <Refused problem={acceptance.problem ?? outcome.problem} />
      {asking && (
        <Later load={loadDialogs}>
          {({ ActDialog }) => (
            <ActDialog
              asking={asking}
              one={one}
              onDone={() => {
                ask(null)
                onChanged()
              }}
              onClose={() => ask(null)}
            />
          )}
        </Later>
      )}
    </section>
  )
}
