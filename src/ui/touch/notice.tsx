import type { ReactNode } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { type Connection, useConnection } from '#ui/live.ts'
import { uiWords } from '#ui/words.ts'
import { Button } from './button.tsx'
import './touch.css'

interface NoticeProps {
  readonly tone?: 'plain' | 'soon' | 'late' | 'done'
  readonly children: ReactNode
}

/** A sentence that matters now; a late one is said at once, the others when the reader pauses. */
export const Notice = ({ tone = 'plain', children }: NoticeProps) => (
  <div className="t-notice" data-tone={tone} role={tone === 'late' ? 'alert' : 'status'}>
    {children}
  </div>
)

/** The shape of what is being read. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const say = useWords(uiWords)
  return (
    <div className="t-skeleton" role="status">
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
      <p className="said-only">{say('state.loading')}</p>
    </div>
  )
}

/** What would be here, and the next act. */
export const Empty = ({ children }: { readonly children: ReactNode }) => <div className="t-card">{children}</div>

/** What happened, what is safe, what to do. */
export function Failure({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry?: () => unknown }) {
  const say = useWords(uiWords)
  return (
    <Notice tone="late">
      <p>{problem.title}</p>
      <small>{say('state.failed-safe')}</small>
      <Instance problem={problem} />
      {onRetry && <Button onPress={onRetry}>{say('state.retry')}</Button>}
    </Notice>
  )
}

/** Why an act was refused, beside the act. */
export function Refused({ problem }: { readonly problem: ApiProblem | null }) {
  const say = useWords(uiWords)
  if (!problem) return null
  return (
    <Notice tone="late">
      <p>{problem.title}</p>
      <small>{say(problem.isUnknown ? 'state.unknown' : 'state.unsaved')}</small>
      <Instance problem={problem} />
    </Notice>
  )
}

function Instance({ problem }: { readonly problem: ApiProblem }) {
  const say = useWords(uiWords)
  const { instance } = problem.facts
  return problem.status >= 500 && instance ? <small>{say('state.report', { instance: String(instance) })}</small> : null
}

/** Says since when the page may be old, while the connection is down. */
export function StaleNotice() {
  const say = useWords(uiWords)
  const connection: Connection = useConnection()
  if (connection.state !== 'stale') return null
  return (
    <Notice tone="soon">
      <p>{say('state.stale', { time: sayTime(connection.since) })}</p>
    </Notice>
  )
}
