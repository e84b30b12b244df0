import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useConnection } from '#ui/live.ts'
import { uiWords } from '#ui/words.ts'

/** The shape of the rows that are being read. */
export function RowsLoading({ rows = 5 }: { readonly rows?: number }) {
  const say = useWords(uiWords)
  return (
    <div className="d-skeleton" role="status">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row}>
          <span />
          <span />
        </div>
      ))}
      <p className="said-only">{say('state.loading')}</p>
    </div>
  )
}

/** What would be here, and the next act. */
export function Empty({ children, act }: { readonly children: ReactNode; readonly act?: ReactNode }) {
  return (
    <div className="d-empty">
      <p>{children}</p>
      {act}
    </div>
  )
}

/** What happened, what is safe, what to do. */
export function Failure({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry?: () => void }) {
  const say = useWords(uiWords)
  return (
    <div className="d-notice" data-tone="late" role="alert">
      <p>
        <strong>{say('state.failed')}</strong>
      </p>
      <p>{problem.title}</p>
      <p className="d-hint">
        {say('state.failed-safe')} <Instance problem={problem} />
      </p>
      {onRetry && <Button onClick={onRetry}>{say('state.retry')}</Button>}
    </div>
  )
}

/** Why an act was refused: in the dialog or beside the button, never a vanishing toast. */
export function Refused({ problem }: { readonly problem: ApiProblem | null }) {
  const say = useWords(uiWords)
  if (!problem) return null
  return (
    <div className="d-notice" data-tone="late" role="alert">
      <p>{problem.title}</p>
      <p className="d-hint">
        {say(problem.isUnknown ? 'state.unknown' : 'state.unsaved')} <Instance problem={problem} />
      </p>
    </div>
  )
}

function Instance({ problem }: { readonly problem: ApiProblem }) {
  const say = useWords(uiWords)
  const { instance } = problem.facts
  return problem.status >= 500 && instance ? say('state.report', { instance: String(instance) }) : null
}

/** A sentence in the flow of the page. */
export const Notice = ({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'soon' | 'late' | 'done'
  readonly children: ReactNode
}) => (
  <div className="d-notice" data-tone={tone} role={tone === 'late' ? 'alert' : 'status'}>
    {children}
  </div>
)

/** A sentence across the page, under its head. */
export const AcrossLine = ({ children }: { readonly children: ReactNode }) => (
  <div className="d-stale" role="status">
    {children}
  </div>
)

/** Says since when the screen may be old, while the connection is down. */
export function StaleNotice() {
  const say = useWords(uiWords)
  const connection = useConnection()
  if (connection.state !== 'stale') return null
  return <AcrossLine>{say('state.stale', { time: sayTime(connection.since) })}</AcrossLine>
}
