import type { ReactNode } from 'react'
import './touch.css'

interface CardProps {
  readonly title: string
  readonly tone?: 'plain' | 'soon' | 'late'
  /** At the right of the title: the clock chip. */
  readonly aside?: ReactNode
  /** Makes the whole card a way in. */
  readonly onOpen?: () => void
  readonly children?: ReactNode
}

/** One matter in a list: who, where, what, till when. */
export function Card({ title, tone = 'plain', aside, onOpen, children }: CardProps) {
  return (
    <article className="t-card" data-tone={tone}>
      <div className="t-card-head">
        <h2 className="t-card-title">
          {onOpen ? (
            <button type="button" className="t-card-open" onClick={onOpen}>
              {title}
            </button>
          ) : (
            title
          )}
        </h2>
        {aside}
      </div>
      {children}
    </article>
  )
}

/** Facts as pairs: 承诺时间 — 15:20 前. */
export function Facts({ facts }: { readonly facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="t-facts">
      {facts.map(([label, value]) => [<dt key={`${label} t`}>{label}</dt>, <dd key={label}>{value}</dd>])}
    </dl>
  )
}
