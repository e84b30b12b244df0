import { useQueries } from '@tanstack/react-query'
import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { type ApiProblem, call } from '#ui/client.ts'
import { Panes } from '#ui/desk/panes.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { answerKey } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { listPeople } from '../contract.ts'
import { PersonDialog } from './person.dialog.tsx'
import { PersonDetail } from './person-detail.tsx'
import { staffWords } from './words.ts'
import './staff.css'

export const Route = createFileRoute('/_frame/people')({
  component: PeoplePage,
  validateSearch: (search): { person?: string } =>
    typeof search['person'] === 'string' ? { person: search['person'] } : {},
})

type People = Answer<typeof listPeople>

/** Members of staff (人员): found by name, spelling or number; the chosen one with terms, duty and account. */
function PeoplePage() {
  const say = useWords(staffWords)
  const may = useMay('staff:write')
  const { person: chosen = null } = Route.useSearch()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [isAdding, setAdding] = useState(false)
  const { people, next, problem, isLoading, more, again } = usePeople(text.trim())
  const choose = (id: string) => void navigate({ to: '/people' as '/', search: { person: id } as never, replace: true })
  const move = (step: number) => {
    const at = people.findIndex(one => one.id === chosen)
    const nextOne = people[Math.max(0, Math.min(people.length - 1, at + step))]
    if (nextOne) choose(nextOne.id)
  }
  useShortcut('j', say('next-row'), () => move(1))
  useShortcut('k', say('previous-row'), () => move(-1))
  useShortcut('/', say('find.person'), () => document.getElementById('find-person')?.focus())
  useShortcut('shift+n', say('people.add'), () => setAdding(true), !may)
  return (
    <>
      <Panes
        list={{
          label: say('people.title'),
          head: (
            <>
              <h1 className="said-only">{say('people.title')}</h1>
              <input
                id="find-person"
                className="d-input"
                type="search"
                aria-label={say('find.person')}
                aria-keyshortcuts="/"
                placeholder={say('find.person')}
                value={text}
                onChange={event => setText(event.target.value)}
              />
            </>
          ),
          content: (
            <>
              {problem && <Failure problem={problem} onRetry={again} />}
              {isLoading && people.length === 0 && !problem && <RowsLoading />}
              {!isLoading && people.length === 0 && !problem && <Empty>{say('people.empty')}</Empty>}
              <PeopleList people={people} chosen={chosen} onChosen={choose} />
              {next && (
                <Button block onClick={more} loading={isLoading}>
                  {say('more')}
                </Button>
              )}
            </>
          ),
          ...(may
            ? {
                foot: (
                  <Button block onClick={() => setAdding(true)}>
                    {say('people.add')} <Keys keys="shift+n" />
                  </Button>
                ),
              }
            : {}),
        }}
        thread={{
          label: say('people.chosen'),
          content: chosen ? <PersonDetail key={chosen} id={chosen} /> : <Empty>{say('people.choose')}</Empty>,
        }}
      />
      {isAdding && <PersonDialog onClose={() => setAdding(false)} onDone={choose} />}
    </>
  )
}

function PeopleList({
  people,
  chosen,
  onChosen,
}: {
  readonly people: People['people']
  readonly chosen: string | null
  readonly onChosen: (id: string) => void
}) {
  const say = useWords(staffWords)
  return (
    <ul className="st-list">
      {people.map(person => (
        <li key={person.id}>
          <button
            type="button"
            className="st-item"
            aria-current={person.id === chosen}
            onClick={() => onChosen(person.id)}
          >
            <span>
              {person.name} <span className="d-hint figures">{person.staffNumber}</span>
              <br />
              <span className="d-hint">
                {person.posts.map(one => `${one.unitName} ${say(`post.${one.post}`)}`).join('、')}
              </span>
            </span>
            <span className="d-hint">{say(person.onDuty ? 'on-duty' : 'off-duty')}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** As many pages as were asked for, each by the key where the one before ended. */
function usePeople(q: string) {
  const [pages, setPages] = useState<{ readonly q: string; readonly after: readonly (string | undefined)[] }>({
    q,
    after: [undefined],
  })
  const asked = pages.q === q ? pages.after : [undefined]
  const results = useQueries({
    queries: asked.map(after => {
      const sent = { query: { q, after } }
      return {
        queryKey: answerKey(listPeople, sent),
        queryFn: ({ signal }: { signal: AbortSignal }) => call(listPeople, sent, { signal }),
      }
    }),
  })
  const next = results.at(-1)?.data?.next ?? null
  return {
    people: results.flatMap(result => result.data?.people ?? []),
    next,
    problem: (results.find(result => result.error)?.error ?? null) as ApiProblem | null,
    isLoading: results.some(result => result.isFetching),
    more: () => next && setPages({ q, after: [...asked, next] }),
    again: () => {
      for (const result of results) void result.refetch()
    },
  }
}
