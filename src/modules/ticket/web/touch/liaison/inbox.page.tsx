import { type ReactNode, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import type { whoAmI } from '#modules/staff/contract.ts'
import { readClock } from '#ui/clock/reading.ts'
import { houseNow } from '#ui/house-time.ts'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Empty, Failure, Loading, StaleNotice } from '#ui/touch/notice.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { WaitingTaps } from '#ui/touch/waiting-taps.tsx'
import { INBOX_PAGE, liaisonInbox } from '../../../contract.ts'
import { useView } from '../use-view.ts'
import { AwayNotice, AwayView } from './away-view.tsx'
import { InboxCard } from './inbox-card.tsx'
import { PassOnView } from './pass-on-view.tsx'
import { type InboxShare, type Standing, standingAfter } from './share.ts'
import { useUnseenTaps } from './use-unseen-taps.ts'
import { liaisonWords, type SayLiaison } from './words.ts'
import '../screens.css'

interface InboxPageProps {
  readonly me: Answer<typeof whoAmI>
  readonly onOpen: (share: InboxShare) => void
  readonly onSignOut: () => unknown
  /** The person's own standing changed: read it again. */
  readonly onChanged: () => void
  /** Ways to other pages of the phone. */
  readonly ways?: ReactNode
}

const FILTERS = ['all', 'new', 'soon', 'late'] as const
type Filter = (typeof FILTERS)[number]
interface Shown {
  readonly share: InboxShare
  readonly standing: Standing
}

/** The inbox of a department's liaison (联络员收件箱, TKT-13): new, due and overdue, the next clock on top. */
export function InboxPage({ me, onOpen, onSignOut, onChanged, ways }: InboxPageProps) {
  const say = useWords(liaisonWords)
  const [most, setMost] = useState(INBOX_PAGE)
  const reading = useAnswer(liaisonInbox, { query: { most } }, { live: { subject: 'ticket', id: null } })
  const { problem, again } = reading
  // What is there stays on the screen while more is read.
  const [kept, setKept] = useState(reading.answer)
  if (reading.answer !== null && reading.answer !== kept) setKept(reading.answer)
  const answer = reading.answer ?? kept
  const taps = useUnseenTaps(answer, again)
  const [filter, setFilter] = useState<Filter>('all')
  const [passing, setPassing] = useState<InboxShare | null>(null)
  const { view, go, back } = useView<'inbox' | 'pass-on' | 'away'>('inbox')

  if (view === 'away') return <AwayView me={me} back={back} onDone={onChanged} />
  if (view === 'pass-on' && passing) return <PassOnView share={passing} back={back} isSignedIn />

  const all = (answer?.items ?? [])
    .map(share => ({ share, standing: standingAfter(share.status, share.partId, taps) }))
    .filter(({ standing }) => standing !== 'passed-on' && standing !== 'done')
    .toSorted((a, b) => dueOf(a.share) - dueOf(b.share))
  const shown = all.filter(one => isOf(filter, one))
  const next = shown.find(one => one.standing === 'dispatched')
  return (
    <Page
      brand={say('inbox.brand')}
      title={say('inbox.title')}
      acts={ways && <ActRow>{ways}</ActRow>}
      tools={
        <>
          {!me.absence && (
            <Button kind="quiet" onPress={() => go('away')}>
              {say('me.away')}
            </Button>
          )}
          <Button kind="quiet" onPress={onSignOut}>
            {say('me.sign-out')}
          </Button>
        </>
      }
    >
      <StaleNotice />
      <WaitingTaps />
      <AwayNotice me={me} onDone={onChanged} />
      {answer ? (
        <Filters all={all} hasMore={answer.hasMore} filter={filter} onFilter={setFilter} say={say} />
      ) : problem ? (
        <Failure problem={problem} onRetry={again} />
      ) : (
        <Loading />
      )}
      <div className="t-cards" role="list" aria-label={say('inbox.list')}>
        {shown.map(({ share, standing }) => (
          <InboxCard
            key={share.partId}
            share={share}
            standing={standing}
            isNext={share === next?.share}
            onOpen={() => onOpen(share)}
            onPassOn={() => {
              setPassing(share)
              go('pass-on')
            }}
          />
        ))}
      </div>
      {answer?.hasMore && (
        <Button kind="quiet" onPress={() => setMost(most + INBOX_PAGE)}>
          {say('inbox.more')}
        </Button>
      )}
      {answer && shown.length === 0 && <Empty>{say(all.length === 0 ? 'inbox.empty' : 'inbox.empty-filter')}</Empty>}
    </Page>
  )
}

const dueOf = ({ clock }: InboxShare): number => (clock ? Date.parse(clock.dueAt) : Number.POSITIVE_INFINITY)

function isOf(filter: Filter, { share, standing }: Shown): boolean {
  if (filter === 'all') return true
  if (filter === 'new') return standing === 'dispatched'
  return share.clock !== null && readClock({ ...share.clock, label: '' }, houseNow()).tone === filter
}

interface FiltersProps {
  readonly all: readonly Shown[]
  /** There are more than were read: each number says so many or more. */
  readonly hasMore: boolean
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly say: SayLiaison
}

function Filters({ all, hasMore, filter, onFilter, say }: FiltersProps) {
  return (
    <div className="t-filters" role="group" aria-label={say('inbox.show')}>
      {FILTERS.map(one => (
        <Button key={one} kind="quiet" isPressed={one === filter} onPress={() => onFilter(one)}>
          {say(`inbox.${one}`, { count: `${all.filter(share => isOf(one, share)).length}${hasMore ? '+' : ''}` })}
        </Button>
      ))}
    </div>
  )
}
