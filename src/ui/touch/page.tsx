import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '#ui/language.ts'
import { LinkButton } from './button.tsx'
import { touchWords } from './words.ts'
import './touch.css'

interface PageProps {
  /** The hospital, in the head. */
  readonly brand: string
  readonly title: string
  /** The person or the line to call: there on every page (人工渠道). */
  readonly help?: { readonly name: string; readonly phone: string } | null
  /** At the right of the head: reading tools, the way back. */
  readonly tools?: ReactNode
  /** The acts of this page, where the thumb reaches. */
  readonly acts?: ReactNode
  readonly children: ReactNode
}

/** Was a page shown before in this window? Then the next one is an arrival. */
let isArrival = false

/**
 * A page of the touch kit: head, one question, its acts, and the telephone. A page that takes the place of another begins at
 * its title, for the reader and for the keyboard.
 */
export function Page({ brand, title, help, tools, acts, children }: PageProps) {
  const say = useWords(touchWords)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isArrival) {
      scrollTo(0, 0)
      heading.current?.focus({ preventScroll: true })
    }
    isArrival = true
  }, [])
  return (
    <div className="t-page">
      <header className="t-head">
        <p className="t-brand">{brand}</p>
        {tools}
      </header>
      <main className="t-main">
        <h1 className="t-title" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
      {(acts || help) && (
        <footer className="t-foot">
          {acts}
          {help && (
            <LinkButton kind="quiet" href={`tel:${help.phone}`}>
              <span className="t-help">
                <span>{say('page.help', { name: help.name })}</span> <span className="figures">{help.phone}</span>
              </span>
            </LinkButton>
          )}
        </footer>
      )}
    </div>
  )
}

/** Buttons side by side; under each other in elder mode. */
export const ActRow = ({ children }: { readonly children: ReactNode }) => <div className="t-row">{children}</div>
