import { type ReactNode, useDeferredValue, useState } from 'react'
import { sayTime, useWords } from '#ui/language.ts'
import { LinkButton } from '#ui/touch/button.tsx'
import { Field } from '#ui/touch/field.tsx'
import { LanguageSwitch } from '#ui/touch/language-switch.tsx'
import { Empty, Failure, Loading } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { ReadingTools } from '#ui/touch/reading-tools.tsx'
import type { Reading } from '#ui/touch/use-answer.ts'
import { readerWords } from './words.ts'
import './reader.css'

/** The hospital, as the pages name it and offer it to be called. */
export interface Hospital {
  readonly name: string
  readonly phone: string
}

interface ReaderProps {
  readonly title: string
  readonly hospital: Hospital | null
  /** Where back leads; the first page has none. */
  readonly back?: string
  /** What is read aloud. */
  readonly text?: () => string
  readonly children: ReactNode
}

/** A public page: large type, high contrast, read aloud, printed; the telephone always there. */
export function Reader({ title, hospital, back, text, children }: ReaderProps) {
  const say = useWords(readerWords)
  return (
    <Page
      brand={hospital?.name ?? say('brand')}
      title={title}
      help={hospital && { name: say('desk'), phone: hospital.phone }}
      tools={<ReadingTools {...(text ? { readAloud: text } : {})} />}
      acts={
        back === undefined ? undefined : (
          <LinkButton kind="plain" href={back}>
            {say('back')}
          </LinkButton>
        )
      }
    >
      {children}
      <div className="screen-only">
        <LanguageSwitch />
      </div>
    </Page>
  )
}

/** What was read, what is being read, or what went wrong. */
export function Read<A>({
  reading,
  children,
}: {
  readonly reading: Pick<Reading<never>, 'problem' | 'again'> & { readonly answer: A | null }
  readonly children: (answer: A) => ReactNode
}) {
  if (reading.answer !== null) return children(reading.answer)
  return reading.problem ? <Failure problem={reading.problem} onRetry={reading.again} /> : <Loading />
}

/** What is typed to look for something; `typed` follows when the reader pauses. */
export function useTyped(): { readonly text: string; readonly typed: string; readonly onText: (text: string) => void } {
  const [text, onText] = useState('')
  return { text, onText, typed: useDeferredValue(text.trim()) }
}

interface FindProps<Row> {
  readonly label: string
  readonly typing: ReturnType<typeof useTyped>
  readonly reading: Pick<Reading<never>, 'problem' | 'again'> & {
    readonly answer: { readonly items: readonly Row[]; readonly more?: boolean } | null
  }
  readonly children: (row: Row) => ReactNode
}

/** A box to type in, and what it finds. */
export function FindRows<Row>({ label, typing, reading, children }: FindProps<Row>) {
  const say = useWords(readerWords)
  return (
    <>
      <Field label={label} value={typing.text} onText={typing.onText} maxLength={60} />
      <Read reading={reading}>
        {answer =>
          answer.items.length === 0 ? (
            <Empty>{say('none')}</Empty>
          ) : (
            <>
              <ul className="r-rows">{answer.items.map(children)}</ul>
              {answer.more && <p className="t-hint">{say('more')}</p>}
            </>
          )
        }
      </Read>
    </>
  )
}

/** One row of a list: the whole of it opens the page behind it. */
export const Row = ({
  href,
  title,
  children,
}: {
  readonly href: string
  readonly title: string
  readonly children?: ReactNode
}) => (
  <li>
    <a className="r-row" href={href}>
      <strong>{title}</strong>
      {children && <span>{children}</span>}
    </a>
  </li>
)

/** Which version stands here: the same as at the desk and in every other channel. */
export function Edition({
  item,
}: {
  readonly item: { readonly number: number; readonly publishedAt: string; readonly revisionId: string }
}) {
  const say = useWords(readerWords)
  return (
    <p className="t-hint r-edition" data-revision={item.revisionId}>
      {say('edition', {
        number: item.number,
        time: sayTime(item.publishedAt, 'both'),
        revision: item.revisionId.slice(-8).toUpperCase(),
      })}
    </p>
  )
}
