import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useSession } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { draftReferral, listOwnReferrals } from '../contract.ts'
import { EMPTY } from './fields.ts'
import { Rows } from './rows.tsx'
import { useLookAgain } from './use-look-again.ts'
import { useMore } from './use-more.tsx'
import { referralWords } from './words.ts'
import './referral.css'

const SHOWN = ['all', 'open', 'over'] as const
type Shown = (typeof SHOWN)[number]

export const Route = createFileRoute('/_frame/my-referrals')({
  validateSearch: (search: Record<string, unknown>): { show?: Shown } => {
    const show = SHOWN.find(one => one === search['show'])
    return show ? { show } : {}
  },
  component: MyReferralsPage,
})

/** The referrals of the own institution with how each stands (本机构转诊, REF-07); `A` begins one. */
function MyReferralsPage() {
  const say = useWords(referralWords)
  const go = Route.useNavigate()
  const navigate = useNavigate()
  const { posts } = useSession()
  const { show = 'all' } = Route.useSearch()
  const { answer, problem, again } = useAnswer(listOwnReferrals, { query: { show } }, { keepsPrevious: true })
  const more = useMore(answer, after => ({ query: { show, after } }), listOwnReferrals)
  const institutionId = posts.find(one => one.post === 'referrer')?.unitId
  const sender = useSend(draftReferral, ({ id }) => void navigate({ to: '/my-referrals/$id', params: { id } }))
  const begin = () => {
    if (institutionId !== undefined) void sender.send({ body: { institutionId, channel: 'portal', fields: EMPTY } })
  }
  useShortcut('a', say('new'), begin, institutionId === undefined)
  useLookAgain(again)
  const add = (
    <Button type="primary" loading={sender.isSending} onClick={begin} aria-keyshortcuts="A">
      {say('new')} <Keys keys="a" />
    </Button>
  )
  return (
    <div className="rf-page">
      <div className="rf-head">
        <div>
          <h1>{say('own.title')}</h1>
          <p className="d-hint">{say('own.intro')}</p>
        </div>
        {institutionId !== undefined && add}
      </div>
      <Refused problem={sender.problem} />
      <div className="d-tabs" role="group" aria-label={say('own.show')}>
        {SHOWN.map(one => (
          <button
            key={one}
            type="button"
            aria-pressed={one === show}
            onClick={() => void go({ search: one === 'all' ? {} : { show: one }, replace: true })}
          >
            {say(`show.${one}`)}
          </button>
        ))}
      </div>
      {problem && !answer && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading />}
      {answer?.items.length === 0 && <Empty>{say('own.none')}</Empty>}
      {answer && answer.items.length > 0 && (
        <Rows label={say('own.title')} items={[...answer.items, ...more.items]} isOwn />
      )}
      {more.button}
    </div>
  )
}
