import { createFileRoute, Link } from '@tanstack/react-router'
import { call } from '#ui/client.ts'
import { Masked } from '#ui/desk/masked.tsx'
import { useMay, useSession } from '#ui/desk/session.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { openOwnReferral, openReferral, readPage, unmaskReferral } from '../contract.ts'
import { type ActView, Acts } from './acts.tsx'
import { Facts, type PersonField } from './facts.tsx'
import { ReferralForm } from './form.tsx'
import { Placings, Rounds } from './history.tsx'
import { PrintSlip, SlipLines } from './slip.tsx'
import { StateTags } from './tags.tsx'
import { referralWords } from './words.ts'
import './referral.css'

export const Route = createFileRoute('/_frame/referrals/$id')({
  validateSearch: (search: Record<string, unknown>): { edit?: true } => (search['edit'] === true ? { edit: true } : {}),
  component: ReferralPage,
})

/** One referral for those who place and answer it (转诊详情), live; one that the desk enters is a form until it is sent. */
function ReferralPage() {
  const say = useWords(referralWords)
  const { id } = Route.useParams()
  const { edit } = Route.useSearch()
  const navigate = Route.useNavigate()
  const { answer, problem, again } = useAnswer(openReferral, { params: { id } }, { live: { subject: 'referral', id } })
  const mayWrite = answer?.may.write === true && (answer.status === 'draft' || answer.status === 'returned')
  const isEdited = mayWrite && (edit === true || answer.status === 'draft')
  return (
    <div className="rf-page">
      <Link to="/referrals">← {say('back')}</Link>
      {!answer && problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading />}
      {answer && (
        <>
          <div className="rf-head">
            <div>
              <h1>
                <span className="figures">{answer.number ?? say('no-number')}</span> {say(`type.${answer.fields.type}`)}
              </h1>
              <p className="d-hint">
                {say('facts.by', {
                  institution: answer.institution.name,
                  channel: say(`channel.${answer.channel}`),
                  time: sayTime(answer.rounds[0]?.submittedAt ?? answer.madeAt, 'both'),
                })}
              </p>
            </div>
            <StateTags row={{ ...answer, waits: answer.slip.waits, stopped: answer.slip.stopped }} />
          </div>
          {isEdited ? (
            <Edited
              id={id}
              onSent={() => {
                again()
                void navigate({ search: {}, replace: true })
              }}
            />
          ) : (
            <Shown one={answer} onChanged={again} onEdit={() => void navigate({ search: { edit: true } })} />
          )}
        </>
      )}
    </div>
  )
}

/** What the desk writes for an institution. */
function Edited({ id, onSent }: { readonly id: string; readonly onSent: () => void }) {
  const { answer, problem, again, put } = useAnswer(openOwnReferral, { params: { id } })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return <ReferralForm key={id} one={answer} put={put} onSent={onSent} />
}

interface ShownProps {
  readonly one: ActView
  readonly onChanged: () => void
  readonly onEdit: () => void
}

function Shown({ one, onChanged, onEdit }: ShownProps) {
  const say = useWords(referralWords)
  const { hospital } = useSession()
  const mayUnmask = useMay('patient:unmask')
  const whole = (field: PersonField, value: string) =>
    mayUnmask ? (
      <Masked
        label={say(`field.${field}`)}
        value={value}
        reasons={[say('unmask.check'), say('unmask.call')]}
        onUnmask={async reason =>
          (await call(unmaskReferral, { params: { id: one.id }, body: { field, reason } })).value
        }
      />
    ) : (
      <span className="figures">{value}</span>
    )
  const view = {
    type: one.fields.type,
    status: one.status,
    consent: one.fields.consent,
    unit: one.unit?.name ?? null,
    slip: one.slip,
  }
  return (
    <div className="rf-two">
      <div className="rf-column">
        {one.note !== null && <Notice tone="soon">{say('form.note', { note: one.note })}</Notice>}
        <section className="rf-card" aria-label={say('facts.title')}>
          <h2>{say('facts.title')}</h2>
          <Facts
            id={one.id}
            fields={one.fields}
            unit={one.unit?.name ?? null}
            age={one.age}
            files={one.attachments}
            from={readPage}
            person={whole}
          />
          {one.institution.phone !== null && (
            <p className="d-hint">
              {say('facts.phone')} <span className="figures">{one.institution.phone}</span>
            </p>
          )}
        </section>
      </div>
      <div className="rf-column">
        <Acts one={one} onChanged={onChanged} onEdit={onEdit} />
        <section className="rf-card" aria-label={say('slip.title')}>
          <h2>{say('slip.title')}</h2>
          <SlipLines {...view} />
          {one.number !== null && (
            <div>
              <PrintSlip
                {...view}
                number={one.number}
                institution={one.institution.name}
                patient={one.fields.patientName ?? ''}
                hospital={hospital}
              />
            </div>
          )}
        </section>
        <Placings placings={one.placings} />
        <Rounds rounds={one.rounds} />
      </div>
    </div>
  )
}
