import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { call } from '#ui/client.ts'
import { Masked } from '#ui/desk/masked.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { endDuty, readPerson, unmaskPhone } from '../contract.ts'
import { AbsenceDialog } from './absence.dialog.tsx'
import { useStaffAct } from './act.ts'
import { PersonDialog } from './person.dialog.tsx'
import { PersonAccount } from './person-account.tsx'
import { LeaveDialog, PlanDialog } from './person-acts.tsx'
import { staffWords } from './words.ts'

const RecordView = lazy(() => import('./posts/record.tsx').then(module => ({ default: module.RecordView })))

export type PersonView = Answer<typeof readPerson>

/** One member of staff: terms, duty of these weeks, account; opening it is kept in the access log. */
export function PersonDetail({ id }: { readonly id: string }) {
  const say = useWords(staffWords)
  const { answer, problem, again } = useAnswer(readPerson, { params: { id } }, { live: { subject: 'staff', id } })
  const may = useMay('staff:write')
  const mayReadRecord = useMay('register:read')
  const [asked, setAsked] = useState<'change' | 'leave' | 'absent' | 'plan' | null>(null)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const close = () => setAsked(null)
  const isHere = answer.leftAt === null
  return (
    <div className="st-detail">
      <div className="st-head">
        <h2>
          {answer.name}{' '}
          <span className="d-hint">
            {isHere
              ? say(answer.onDuty ? 'on-duty' : 'off-duty')
              : say('people.left', { day: sayTime(answer.leftAt ?? '', 'day') })}
          </span>
        </h2>
        {may && isHere && (
          <div className="st-acts">
            <Button onClick={() => setAsked('absent')}>{say('act.absent')}</Button>
            <Button onClick={() => setAsked('plan')}>{say('people.plan')}</Button>
            <Button onClick={() => setAsked('change')}>{say('units.change')}</Button>
            <Button danger onClick={() => setAsked('leave')}>
              {say('people.leave')}
            </Button>
          </div>
        )}
      </div>
      <dl className="st-facts">
        <dt>{say('people.number')}</dt>
        <dd className="figures">{answer.staffNumber}</dd>
        <dt>{say('people.phone')}</dt>
        <dd>
          {answer.phoneMasked ? (
            <Masked
              label={say('people.phone')}
              value={answer.phoneMasked}
              reasons={[say('people.why-phone-1'), say('people.why-phone-2')]}
              onUnmask={async reason =>
                (await call(unmaskPhone, { params: { id }, body: { reason } })).phone ?? say('none')
              }
            />
          ) : (
            say('none')
          )}
        </dd>
      </dl>
      <Terms person={answer} />
      {mayReadRecord && (
        <Suspense fallback={<RowsLoading rows={4} />}>
          <RecordView personId={id} isHere={isHere} />
        </Suspense>
      )}
      <Duties person={answer} />
      <PersonAccount person={answer} />
      {asked === 'change' && <PersonDialog person={answer} onClose={close} />}
      {asked === 'leave' && <LeaveDialog person={answer} onClose={close} />}
      {asked === 'absent' && <AbsenceDialog person={answer} onClose={close} />}
      {asked === 'plan' && <PlanDialog person={answer} onClose={close} />}
    </div>
  )
}

function Terms({ person }: { readonly person: PersonView }) {
  const say = useWords(staffWords)
  return (
    <>
      <h3>{say('people.terms')}</h3>
      {person.terms.length === 0 && <p className="d-hint">{say('people.no-terms')}</p>}
      <ul className="st-posts">
        {person.terms.map(term => (
          <li key={term.id}>
            <span>{say(`post.${term.post}`)}</span>
            <span>{term.unitName}</span>
            <span className="d-hint">
              {sayTime(term.from, 'day')} – {term.to ? sayTime(term.to, 'day') : say('now')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Duties({ person }: { readonly person: PersonView }) {
  const say = useWords(staffWords)
  const may = useMay('staff:write')
  const { send, isSending, problem } = useStaffAct(endDuty)
  const now = houseNow()
  const shown = person.duties.filter(duty => Date.parse(duty.to) > now).slice(0, 20)
  return (
    <>
      <h3>{say('people.duties')}</h3>
      {shown.length === 0 && <p className="d-hint">{say('people.no-duties')}</p>}
      <ul className="st-posts">
        {shown.map(duty => (
          <li key={duty.id}>
            <span>
              {duty.kind === 'absent'
                ? say('people.absent', { reason: say(`absence.${duty.reason ?? 'other'}`) })
                : say('on-duty')}
            </span>
            <span className="figures">
              {sayTime(duty.from, 'both')} – {sayTime(duty.to, 'both')}
            </span>
            {may && (
              <Button
                size="small"
                disabled={isSending}
                onClick={() => void send({ params: { id: person.id, dutyId: duty.id } })}
              >
                {say(Date.parse(duty.from) > now ? 'people.duty-remove' : 'people.duty-end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Refused problem={problem} />
    </>
  )
}
