import type { ReactNode } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Glow } from '#ui/desk/glow.tsx'
import { Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { introductionOf, openItem } from '../contract.ts'
import { GuideText } from './guide-text.tsx'
import { type Give, PhoneLines } from './phone-lines.tsx'
import { knowledgeWords } from './words.ts'
import './knowledge.css'

export type Item = Answer<typeof openItem>

/** What is published of one item, live: another version shows as soon as it is approved. */
export function Published({
  id,
  onGive,
  children,
}: {
  readonly id: string
  readonly onGive?: Give
  readonly children?: ReactNode
}) {
  const { answer, problem, again } = useAnswer(openItem, { params: { id } }, { live: { subject: 'knowledge', id } })
  const say = useWords(knowledgeWords)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <Glow version={answer.revisionId}>
      <article className="kn-item">
        <Head item={answer} />
        {children}
        <Words item={answer} onGive={onGive} />
        <Edition item={answer} />
        {answer.audience === 'patient' && answer.kind !== 'number' && (
          <a href={`/p#/item/${answer.id}`} target="_blank" rel="noreferrer">
            {say('guide.print')}
          </a>
        )}
      </article>
    </Glow>
  )
}

function Head({ item }: { readonly item: Item }) {
  const say = useWords(knowledgeWords)
  return (
    <h1>
      {item.title}{' '}
      {item.kind !== 'number' && (
        <span className="d-tag" data-tone={item.audience === 'staff' ? 'soon' : undefined}>
          {say(`audience.${item.audience}`)}
        </span>
      )}
    </h1>
  )
}

/** The words of an item, by their kind. */
export function Words({ item, onGive }: { readonly item: Item; readonly onGive?: Give | undefined }) {
  const say = useWords(knowledgeWords)
  const language = useLanguage()
  const { content } = item
  switch (content.kind) {
    case 'guide':
      return (
        <GuideText guide={content} places={item.places} minutes={item.minutes} isEnglishFirst={language === 'en'} />
      )
    case 'number':
      return <PhoneLines item={item} lines={content.lines} onGive={onGive} />
    case 'notice':
      return (
        <>
          <p className="d-hint">
            {content.validTo
              ? say('notice.dates', { from: content.validFrom, to: content.validTo })
              : say('notice.from', { from: content.validFrom })}
          </p>
          <p className="kn-words">{content.body}</p>
        </>
      )
    case 'doctor':
      return <p className="kn-words">{content.introduction}</p>
  }
}

/** Which version this is, the same at the desk, in the portal and on paper. */
export function Edition({ item }: { readonly item: Pick<Item, 'number' | 'publishedAt' | 'revisionId'> }) {
  const say = useWords(knowledgeWords)
  return (
    <p className="d-hint kn-edition">
      {say('edition', {
        number: item.number,
        time: sayTime(item.publishedAt, 'both'),
        revision: item.revisionId.slice(-8).toUpperCase(),
      })}
    </p>
  )
}

/** The published introduction of a doctor, where there is one. */
export function DoctorIntroduction({ doctorId }: { readonly doctorId: string }) {
  const say = useWords(knowledgeWords)
  const { answer } = useAnswer(introductionOf, { params: { doctorId } }, { live: { subject: 'knowledge', id: null } })
  if (!answer?.item) return null
  return (
    <section>
      <h2 className="kn-title">{say('introduction')}</h2>
      <Words item={answer.item} />
      <Edition item={answer.item} />
    </section>
  )
}
