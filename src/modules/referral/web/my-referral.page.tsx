import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { openOwnReferral, readOwnPage, withdrawReferral } from '../contract.ts'
import { Facts } from './facts.tsx'
import { ReferralForm } from './form.tsx'
import { Rounds } from './history.tsx'
import { PrintSlip, SlipLines } from './slip.tsx'
import { StateTags } from './tags.tsx'
import type { Own } from './use-form.ts'
import { useLookAgain } from './use-look-again.ts'
import { referralWords } from './words.ts'
import './referral.css'

export const Route = createFileRoute('/_frame/my-referrals/$id')({ component: MyReferralPage })

/** One referral of the own institution: a form until it is sent, then how it stands and its slip (回执, REF-07). */
function MyReferralPage() {
  const say = useWords(referralWords)
  const { id } = Route.useParams()
  const { answer, problem, again, put } = useAnswer(openOwnReferral, { params: { id } })
  const isOpen = answer?.status === 'draft' || answer?.status === 'returned'
  useLookAgain(again, isOpen)
  return (
    <div className="rf-page">
      <Link to="/my-referrals">← {say('back.own')}</Link>
      {!answer && problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading />}
      {answer && (
        <>
          <div className="rf-head">
            <h1>
              <span className="figures">{answer.number ?? say('no-number')}</span> {say(`type.${answer.fields.type}`)}
            </h1>
            <StateTags
              row={{ ...answer, waits: answer.slip.waits, stopped: answer.slip.stopped, lacks: [], doubts: [] }}
            />
          </div>
          {isOpen ? (
            <>
              <ReferralForm key={id} one={answer} put={put} onSent={again}>
                <Withdraw one={answer} onDone={again} />
              </ReferralForm>
              <Rounds rounds={answer.rounds} />
            </>
          ) : (
            <Sent one={answer} onChanged={again} />
          )}
        </>
      )}
    </div>
  )
}

function Sent({ one, onChanged }: { readonly one: Own; readonly onChanged: () => void }) {
  const say = useWords(referralWords)
  const view = {
    type: one.fields.type,
    status: one.status,
    consent: one.fields.consent,
    unit: one.unit?.name ?? null,
    slip: one.slip,
  }
  return (
    <>
      {one.status === 'submitted' && <Notice>{say('form.checking')}</Notice>}
      {one.status === 'accepted' && <Notice tone="done">{say('form.accepted', { number: one.number ?? '' })}</Notice>}
      {one.note !== null && <Notice tone="soon">{say('form.note', { note: one.note })}</Notice>}
      <div className="rf-two">
        <section className="rf-card" aria-label={say('slip.title')}>
          <h2>{say('slip.title')}</h2>
          <SlipLines {...view} />
          <div className="rf-acts">
            <PrintSlip
              {...view}
              number={one.number}
              institution={one.institution.name}
              patient={one.fields.patientName ?? ''}
              hospital={one.hospital}
            />
            {(one.status === 'submitted' || one.status === 'accepted') && <Withdraw one={one} onDone={onChanged} />}
          </div>
        </section>
        <Rounds rounds={one.rounds} />
      </div>
      <section className="rf-card" aria-label={say('facts.title')}>
        <h2>{say('facts.title')}</h2>
        <Facts
          id={one.id}
          fields={one.fields}
          unit={one.unit?.name ?? null}
          files={one.attachments}
          from={readOwnPage}
        />
      </section>
    </>
  )
}

function Withdraw({ one, onDone }: { readonly one: Own; readonly onDone: () => void }) {
  const say = useWords(referralWords)
  const [isAsking, setAsking] = useState(false)
  const sender = useSend(withdrawReferral, () => {
    setAsking(false)
    onDone()
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say('form.withdraw')}</Button>
      {isAsking && (
        <ReasonDialog
          title={say('withdraw.title')}
          label={say('withdraw.why')}
          hint={say('reason.hint')}
          act={say('form.withdraw')}
          cancel={say('cancel')}
          sender={sender}
          onGo={reason => void sender.send({ params: { id: one.id }, body: { version: one.version, reason } })}
          onClose={() => setAsking(false)}
        >
          <p>{say('withdraw.words')}</p>
        </ReasonDialog>
      )}
    </>
  )
}
