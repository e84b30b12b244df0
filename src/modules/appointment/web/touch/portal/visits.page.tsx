import type { Answer } from '#kernel/endpoint.ts'
import { type Hospital, PortalPage } from '#modules/portal/web/portal-page.tsx'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { LinkButton } from '#ui/touch/button.tsx'
import { Empty, Failure, Loading, StaleNotice } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { listVisits } from '../../../contract.ts'
import { sayDay } from '../../days.ts'
import { usePlaced } from '../department-list.tsx'
import { MyWait } from './my-wait.tsx'
import { WithAccount } from './with-account.tsx'
import { portalWords } from './words.ts'

type Visits = Answer<typeof listVisits>

/** What the own people have booked, coming and past, and what they wait for (我的就诊); live. */
export function VisitsPage({ hospital }: { readonly hospital: Hospital | null }) {
  const say = useWords(portalWords)
  return (
    <WithAccount title={say('visits.title')} hospital={hospital} back="#/">
      {() => <Mine hospital={hospital} />}
    </WithAccount>
  )
}

function Mine({ hospital }: { readonly hospital: Hospital | null }) {
  const say = useWords(portalWords)
  const { answer, problem, again } = useAnswer(listVisits, {}, { live: { subject: 'appointment', id: null } })
  useLive('waiting', null, again)
  return (
    <PortalPage
      title={say('visits.title')}
      hospital={hospital}
      back="#/"
      main={
        <LinkButton kind="main" href="#/booking">
          {say('visits.book')}
        </LinkButton>
      }
    >
      <StaleNotice />
      {answer ? (
        <Lists visits={answer} onChanged={again} />
      ) : problem ? (
        <Failure problem={problem} onRetry={again} />
      ) : (
        <Loading />
      )}
      <LinkButton href="#/account">{say('visits.account')}</LinkButton>
    </PortalPage>
  )
}

function Lists({ visits, onChanged }: { readonly visits: Visits; readonly onChanged: () => void }) {
  const say = useWords(portalWords)
  const offers = visits.waiting.filter(one => one.status === 'offered')
  const waiting = visits.waiting.filter(one => one.status === 'waiting')
  return (
    <>
      {offers.length > 0 && (
        <section aria-label={say('visits.offers')}>
          <h2 className="b-head">{say('visits.offers')}</h2>
          {offers.map(one => (
            <MyWait key={one.id} entry={one} onChanged={onChanged} />
          ))}
        </section>
      )}
      <section aria-label={say('visits.coming')}>
        <h2 className="b-head">{say('visits.coming')}</h2>
        {visits.coming.length === 0 ? <Empty>{say('visits.coming-none')}</Empty> : <VisitRows visits={visits.coming} />}
      </section>
      {waiting.length > 0 && (
        <section aria-label={say('visits.waiting')}>
          <h2 className="b-head">{say('visits.waiting')}</h2>
          {waiting.map(one => (
            <MyWait key={one.id} entry={one} onChanged={onChanged} />
          ))}
        </section>
      )}
      <section aria-label={say('visits.past')}>
        <h2 className="b-head">{say('visits.past')}</h2>
        {visits.past.length === 0 ? <Empty>{say('visits.past-none')}</Empty> : <VisitRows visits={visits.past} />}
      </section>
    </>
  )
}

function VisitRows({ visits }: { readonly visits: Visits['coming'] }) {
  const say = useWords(portalWords)
  const language = useLanguage()
  const placed = usePlaced()
  return (
    <ul className="b-rows">
      {visits.map(one => (
        <li key={one.id}>
          <a className="b-row" href={`#/visit/${one.id}`}>
            <strong className="figures">
              {say('visits.when', { day: sayDay(one.day, language), time: sayTime(one.startsAt) })}
            </strong>
            <span>
              {one.unit} · {one.doctor} · {one.patientMasked}
            </span>
            <span>{placed(one)}</span>
            <span className="b-why">{say(`visit.status-${one.status}`)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
