import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { referralInbox, SHELVES } from '../contract.ts'
import { Rows } from './rows.tsx'
import { useMore } from './use-more.tsx'
import { referralWords } from './words.ts'
import './referral.css'

type Shelf = (typeof SHELVES)[number]

export const Route = createFileRoute('/_frame/referrals')({
  validateSearch: (search: Record<string, unknown>): { shelf?: Shelf } => {
    const shelf = SHELVES.find(one => one === search['shelf'])
    return shelf ? { shelf } : {}
  },
  component: ReferralsPage,
})

const loadEnter = () => import('./enter.dialog.tsx')

/** The referrals that came (转诊收件箱, SCR-14), by priority, live: digits change the shelf, `A` enters one that came by phone or fax. */
function ReferralsPage() {
  const say = useWords(referralWords)
  const navigate = Route.useNavigate()
  const { shelf = 'accepted' } = Route.useSearch()
  const mayEnter = useMay('referral:submit')
  const [isEntering, setEntering] = useState(false)
  const shelves = SHELVES.filter(one => one !== 'draft' || mayEnter)
  const { answer, problem, again } = useAnswer(
    referralInbox,
    { query: { shelf } },
    { live: { subject: 'referral', id: null }, keepsPrevious: true },
  )
  const more = useMore(answer, after => ({ query: { shelf, after } }), referralInbox)
  useShortcut('a', say('enter'), () => setEntering(true), !mayEnter)
  return (
    <div className="rf-page">
      <div className="rf-head">
        <div>
          <h1>{say('title')}</h1>
          <p className="d-hint">{say('intro')}</p>
        </div>
        {mayEnter && (
          <Button type="primary" onClick={() => setEntering(true)} aria-keyshortcuts="A">
            {say('enter')} <Keys keys="a" />
          </Button>
        )}
      </div>
      <div className="d-tabs" role="group" aria-label={say('shelves')}>
        {shelves.map((one, n) => (
          <ShelfButton
            key={one}
            shelf={one}
            digit={String(n + 1)}
            isChosen={one === shelf}
            count={one === 'over' ? null : (answer?.counts[one] ?? null)}
            onChosen={() => void navigate({ search: one === 'accepted' ? {} : { shelf: one }, replace: true })}
          />
        ))}
      </div>
      {problem && !answer && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading />}
      {answer?.items.length === 0 && <Empty>{say(`none.${shelf}`)}</Empty>}
      {answer && answer.items.length > 0 && (
        <Rows label={say(`shelf.${shelf}`)} items={[...answer.items, ...more.items]} />
      )}
      {more.button}
      {isEntering && (
        <Later load={loadEnter}>{({ EnterDialog }) => <EnterDialog onClose={() => setEntering(false)} />}</Later>
      )}
    </div>
  )
}

interface ShelfButtonProps {
  readonly shelf: Shelf
  readonly digit: string
  readonly isChosen: boolean
  readonly count: number | null
  readonly onChosen: () => void
}

function ShelfButton({ shelf, digit, isChosen, count, onChosen }: ShelfButtonProps) {
  const say = useWords(referralWords)
  useShortcut(digit, say('keys', { shelf: say(`shelf.${shelf}`) }), onChosen)
  return (
    <button type="button" aria-pressed={isChosen} aria-keyshortcuts={digit} onClick={onChosen}>
      {say(`shelf.${shelf}`)} {count !== null && <span className="figures">{count}</span>}
    </button>
  )
}
