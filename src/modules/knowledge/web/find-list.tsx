import { useEffect, useRef } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Empty } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import type { searchKnowledge } from '../contract.ts'
import { knowledgeWords } from './words.ts'

export type Find = Answer<typeof searchKnowledge>['items'][number]
export const KINDS = ['all', 'number', 'guide', 'doctor', 'department', 'notice'] as const
export type Kind = (typeof KINDS)[number]

/** Among which kinds to look. */
export function KindTabs({ kind, onKind }: { readonly kind: Kind; readonly onKind: (kind: Kind) => void }) {
  const say = useWords(knowledgeWords)
  return (
    <div className="kn-kinds" role="group" aria-label={say('title')}>
      {KINDS.map(one => (
        <button key={one} type="button" aria-pressed={one === kind} onClick={() => onKind(one)}>
          {say(`kind.${one}`)}
        </button>
      ))}
    </div>
  )
}

interface FindListProps {
  readonly rows: readonly Find[]
  readonly typed: string
  readonly at: string | undefined
  /** Only one kind is looked at, so it needs no heading. */
  readonly isOne: boolean
  readonly onOpen: (row: Find) => void
}

/** What was found, under its kind. */
export function FindList({ rows, typed, at, isOne, onOpen }: FindListProps) {
  const say = useWords(knowledgeWords)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (at !== undefined) list.current?.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  if (rows.length === 0) return <Empty>{typed === '' ? say('start') : say('none', { typed })}</Empty>
  const kinds = [...new Set(rows.map(row => row.kind))]
  return (
    <div ref={list}>
      {kinds.map(kind => (
        <section key={kind} aria-label={say(`kind.${kind}`)}>
          {!isOne && <h2 className="kn-kind">{say(`kind.${kind}`)}</h2>}
          <ul className="d-list">
            {rows
              .filter(row => row.kind === kind)
              .map(row => (
                <li key={row.id}>
                  <button type="button" className="d-list-row" aria-current={row.id === at} onClick={() => onOpen(row)}>
                    <strong>{row.title}</strong>
                    <FindMark row={row} />
                    <span className="d-hint kn-hint">
                      {row.hint ?? (row.kind === 'department' && say('place.unknown'))}
                    </span>
                    {row.phone && <span className="figures kn-hint">{row.phone}</span>}
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function FindMark({ row }: { readonly row: Find }) {
  const say = useWords(knowledgeWords)
  if (row.isLive !== null)
    return (
      <span className="d-tag" data-tone={row.isLive ? 'done' : 'soon'}>
        {say(row.isLive ? 'live' : 'not-live')}
      </span>
    )
  if (row.kind === 'guide' || row.kind === 'notice')
    return (
      <span className="d-tag" data-tone={row.audience === 'staff' ? 'soon' : undefined}>
        {say(`audience.${row.audience}`)}
      </span>
    )
  return <span />
}
