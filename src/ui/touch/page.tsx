import type { ReactNode } from 'react'
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

/** A page of the touch kit: head, one question, its acts, and the telephone. */
export function Page({ brand, title, help, tools, acts, children }: PageProps) {
  const say = useWords(touchWords)
  return (
    <div className="t-page">
      <header className="t-head">
        <p className="t-brand">{brand}</p>
        {tools}
      </header>
      <main className="t-main">
        <h1 className="t-title">{title}</h1>
        {children}
      </main>
      {(acts || help) && (
        <footer className="t-foot">
          {acts}
          {help && (
            <LinkButton kind="quiet" href={`tel:${help.phone}`}>
              {say('page.help', { name: help.name })}
              <span className="figures">{help.phone}</span>
            </LinkButton>
          )}
        </footer>
      )}
    </div>
  )
}

/** Buttons side by side; under each other in elder mode. */
export const ActRow = ({ children }: { readonly children: ReactNode }) => <div className="t-row">{children}</div>
