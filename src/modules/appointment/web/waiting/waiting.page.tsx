import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { readUnits } from '#modules/staff/contract.ts'
import { Later } from '#ui/desk/later.tsx'
import { Panes } from '#ui/desk/panes.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { listWaiting } from '../../contract.ts'
import { Entries } from './entries.tsx'
import { waitingWords } from './words.ts'
import '../appointment.css'
import '../stop/stop.css'

const UUID = /^[0-9a-f-]{36}$/

export const Route = createFileRoute('/_frame/waiting')({
  validateSearch: (search: Record<string, unknown>): { readonly unit?: string } =>
    typeof search['unit'] === 'string' && UUID.test(search['unit']) ? { unit: search['unit'] } : {},
  component: WaitingPage,
})

export type Waiter = Answer<typeof listWaiting>['items'][number]

const loadJoin = () => import('./join.dialog.tsx')

/** Who waits for a place, department by department, in the order in which places are offered (候补, APT-14); live. */
function WaitingPage() {
  const say = useWords(waitingWords)
  const { unit } = Route.useSearch()
  const navigate = Route.useNavigate()
  const mayBook = useMay('appointment:book')
  const [isJoining, setJoining] = useState(false)
  const { answer: tree } = useAnswer(readUnits, {})
  const { answer, problem, again } = useAnswer(listWaiting, { query: {} }, { live: { subject: 'waiting', id: null } })
  // Offers and their ends are told of the place that is kept.
  useLive('appointment', null, again)
  useShortcut('c', say('join'), () => setJoining(true), !mayBook)
  const nameOf = (id: string) => tree?.units.find(one => one.id === id)?.name ?? ''
  const items = answer?.items ?? []
  const shown = items.filter(one => unit === undefined || one.unitId === unit)
  const units = [...Map.groupBy(items, one => one.unitId)]
  return (
    <>
      <Panes
        list={{
          label: say('units'),
          head: mayBook && (
            <Button type="primary" onClick={() => setJoining(true)}>
              {say('join')}
            </Button>
          ),
          content: (
            <ul className="sp-list">
              <li>
                <button
                  type="button"
                  className="sp-case"
                  aria-current={unit === undefined}
                  onClick={() => void navigate({ search: {}, replace: true })}
                >
                  <strong>{say('units.all')}</strong>
                  <span className="d-hint">{say('units.count', { count: items.length })}</span>
                </button>
              </li>
              {units.map(([id, own]) => {
                const offered = own.filter(one => one.status === 'offered').length
                return (
                  <li key={id}>
                    <button
                      type="button"
                      className="sp-case"
                      aria-current={id === unit}
                      onClick={() => void navigate({ search: { unit: id }, replace: true })}
                    >
                      <strong>{nameOf(id)}</strong>
                      <span className="d-hint">{say('units.count', { count: own.length })}</span>
                      {offered > 0 && (
                        <span>
                          <span className="d-tag" data-tone="soon">
                            {say('units.offered', { count: offered })}
                          </span>
                        </span>
                      )}
                    </button>
                  </li>
                )
              })}
            </ul>
          ),
        }}
        thread={{
          label: say('title'),
          content: !answer ? (
            problem ? (
              <Failure problem={problem} onRetry={again} />
            ) : (
              <RowsLoading />
            )
          ) : shown.length === 0 ? (
            <Empty>{say('empty')}</Empty>
          ) : (
            <Entries
              items={shown}
              doctors={answer.doctors}
              unitName={unit === undefined ? nameOf : null}
              mayAct={mayBook}
              onDone={again}
            />
          ),
        }}
      />
      {isJoining && (
        <Later load={loadJoin}>
          {({ JoinDialog }) => (
            <JoinDialog
              unit={unit ?? null}
              onClose={() => {
                setJoining(false)
                again()
              }}
            />
          )}
        </Later>
      )}
    </>
  )
}
