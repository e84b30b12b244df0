import { type ReactNode, useState } from 'react'
import { useWords } from '#ui/language.ts'
import { deskWords } from './words.ts'

interface Pane {
  readonly label: string
  /** Stays at the top of the pane while the rest moves. */
  readonly head?: ReactNode
  /** Stays at its bottom: the composer, the main act. */
  readonly foot?: ReactNode
  readonly content: ReactNode
}

/**
 * Three panes: matters by their next clock, the thread, the person and what to do next. Each scrolls by itself; on a narrow
 * screen the third folds away.
 */
export function Panes({
  list,
  thread,
  aside,
}: {
  readonly list: Pane
  readonly thread: Pane
  readonly aside?: Pane | null
}) {
  const say = useWords(deskWords)
  const [isUnfolded, setUnfolded] = useState(false)
  return (
    <div className="d-panes" data-aside={aside ? (isUnfolded ? 'unfolded' : 'folded') : 'none'}>
      <PaneBox pane={list} place="list" />
      <PaneBox pane={thread} place="thread" />
      {aside && (
        <>
          <button
            type="button"
            className="d-unfold"
            aria-expanded={isUnfolded}
            onClick={() => setUnfolded(!isUnfolded)}
          >
            {say(isUnfolded ? 'panes.hide-aside' : 'panes.show-aside')}
          </button>
          <PaneBox pane={aside} place="aside" />
        </>
      )}
    </div>
  )
}

function PaneBox({ pane, place }: { readonly pane: Pane; readonly place: string }) {
  return (
    <section className="d-pane" data-place={place} aria-label={pane.label}>
      {pane.head && <div className="d-pane-head">{pane.head}</div>}
      {/* Reachable by Tab, so that the arrow keys can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="d-pane-body" tabIndex={0} role="group" aria-label={pane.label}>
        {pane.content}
      </div>
      {pane.foot && <div className="d-pane-foot">{pane.foot}</div>}
    </section>
  )
}
