import { Link } from '@tanstack/react-router'
import { Drawer } from 'antd'
import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useSession } from '#ui/desk/session.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { openConsoleNumber, readConsole } from '../contract.ts'
import { FigureDrawer } from './figure.drawer.tsx'
import { qualityWords } from './words.ts'
import './quality.css'

type ConsoleName = 'director' | 'deputy'
type ConsoleNumber = Answer<typeof readConsole>['numbers'][number]

/** People go off duty, and matters run late, by the clock. */
const AGAIN_MS = 30_000
const LINKS = [
  { to: '/overview', key: 'console.overview', permission: 'report:read' },
  { to: '/reports', key: 'console.reports', permission: 'report:read' },
  { to: '/reviews', key: 'console.reviews', permission: 'report:read' },
  { to: '/coverage', key: 'console.coverage', permission: 'coverage:read' },
  { to: '/people', key: 'console.people', permission: 'staff:read' },
] as const

/** What the director or the deputy looks at first (工作台, ORG-09): every number opens its rows. */
export function Console({ console: which }: { readonly console: ConsoleName }) {
  const say = useWords(qualityWords)
  const { permissions } = useSession()
  const { answer, problem, again } = useAnswer(
    readConsole,
    { params: { console: which } },
    { live: { subject: 'coverage', id: null } },
  )
  const [pressed, setPressed] = useState<ConsoleNumber | null>(null)
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), AGAIN_MS)
    return () => clearInterval(timer)
  })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={6} />
  return (
    <div className="qy-page">
      <h1>
        {say(`${which}.title`)} <span className="d-hint">{say('console.at', { time: sayTime(answer.at) })}</span>
      </h1>
      {problem && <Failure problem={problem} onRetry={again} />}
      <ul className="qy-numbers">
        {answer.numbers.map(number => (
          <li key={number.id} data-tone={number.tone}>
            <button
              type="button"
              title={number.formula}
              aria-label={say('open-rows', { name: number.name, value: number.count })}
              onClick={() => setPressed(number)}
            >
              <span className="qy-name">{number.name}</span>
              <span className="qy-value figures">{number.count}</span>
            </button>
            <span className="d-hint">{number.formula}</span>
          </li>
        ))}
      </ul>
      <nav className="qy-acts" aria-label={say('console.links')}>
        {LINKS.filter(link => permissions.includes(link.permission)).map(link => (
          <Link key={link.to} to={link.to as '/'}>
            {say(link.key)}
          </Link>
        ))}
      </nav>
      {pressed &&
        (pressed.figure === null ? (
          <NumberDrawer which={which} number={pressed} onClose={() => setPressed(null)} />
        ) : (
          <FigureDrawer pressed={{ figure: pressed.figure }} onClose={() => setPressed(null)} />
        ))}
    </div>
  )
}

interface NumberDrawerProps {
  readonly which: ConsoleName
  readonly number: ConsoleNumber
  readonly onClose: () => void
}

function NumberDrawer({ which, number, onClose }: NumberDrawerProps) {
  const say = useWords(qualityWords)
  const { answer, problem, again } = useAnswer(openConsoleNumber, { params: { console: which, number: number.id } })
  return (
    <Drawer open size={560} title={number.name} onClose={onClose} closable={{ 'aria-label': say('rows.close') }}>
      {problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading rows={5} />}
      {answer && (
        <>
          <p className="qy-rows-head">
            <strong className="figures">{answer.items.length}</strong>
            <span className="d-hint">{number.formula}</span>
          </p>
          {answer.items.length === 0 && <Empty>{say('console.rows-empty')}</Empty>}
          <ul className="qy-plain-list">
            {answer.items.map(row => (
              <li key={row.key} className="d-beside">
                <span>{row.title}</span>
                {row.note && <span className="d-hint">{row.note}</span>}
                {row.to && <a href={row.to}>{say('console.to')}</a>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Drawer>
  )
}
