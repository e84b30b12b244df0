import { createFileRoute } from '@tanstack/react-router'
import { useMay } from '#ui/desk/session.tsx'
import { useWords } from '#ui/language.ts'
import { Broadcasts } from './broadcasts.tsx'
import { Issues, type IssueView, VIEWS } from './issues.tsx'
import { meetingWords } from './words.ts'
import '#modules/ticket/web/pickers.ts'
import './meeting.css'

interface CoordinationSearch {
  readonly tab?: 'broadcasts'
  readonly view?: IssueView
  readonly issue?: string
}
const UUID = /^[0-9a-f-]{36}$/

export const Route = createFileRoute('/_frame/coordination')({
  validateSearch: (search: Record<string, unknown>): CoordinationSearch => {
    const view = VIEWS.find(one => one === search['view'])
    const { issue } = search
    return {
      ...(search['tab'] === 'broadcasts' ? { tab: 'broadcasts' as const } : {}),
      ...(view ? { view } : {}),
      ...(typeof issue === 'string' && UUID.test(issue) ? { issue } : {}),
    }
  },
  component: CoordinationPage,
})

/** Issues between departments, and what staff are told (内部协调, COM-06). */
function CoordinationPage() {
  const say = useWords(meetingWords)
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const mayCoordinate = useMay('coordination:read')
  const isBroadcasts = search.tab === 'broadcasts' || !mayCoordinate
  const go = (next: CoordinationSearch) => void navigate({ search: next })
  return (
    <div className="me-page">
      <div className="me-head">
        <h1>{say('title')}</h1>
        {mayCoordinate && (
          <div className="d-tabs" role="group" aria-label={say('title')}>
            <button type="button" aria-pressed={!isBroadcasts} onClick={() => go({})}>
              {say('tab.issues')}
            </button>
            <button type="button" aria-pressed={isBroadcasts} onClick={() => go({ tab: 'broadcasts' })}>
              {say('tab.broadcasts')}
            </button>
          </div>
        )}
      </div>
      {isBroadcasts ? (
        <Broadcasts />
      ) : (
        <Issues
          view={search.view ?? 'open'}
          chosen={search.issue ?? null}
          onView={view => go({ view })}
          onChoose={issue => go({ ...(search.view ? { view: search.view } : {}), issue })}
        />
      )}
    </div>
  )
}
