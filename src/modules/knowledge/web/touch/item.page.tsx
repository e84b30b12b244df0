import type { Answer } from '#kernel/endpoint.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { Facts } from '#ui/touch/card.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { listPublic, openPublic } from '../../contract.ts'
import { StepPlace } from './place.tsx'
import { Edition, FindRows, type Hospital, Read, Reader, Row, useTyped } from './reader.tsx'
import { readerWords } from './words.ts'

type Item = Answer<typeof openPublic>
type Guide = Extract<Item['content'], { kind: 'guide' }>

/** The guides for patients (流程指引). */
export function GuidesPage({ hospital }: { readonly hospital: Hospital | null }) {
  const say = useWords(readerWords)
  const typing = useTyped()
  const { typed } = typing
  const reading = useAnswer(listPublic, { query: { kind: 'guide' as const, ...(typed === '' ? {} : { q: typed }) } })
  return (
    <Reader title={say('home.guides')} hospital={hospital} back="#/">
      <FindRows label={say('find.guides')} typing={typing} reading={reading}>
        {one => (
          <Row key={one.id} href={`#/item/${one.id}`} title={one.title}>
            {one.hint}
          </Row>
        )}
      </FindRows>
    </Reader>
  )
}

/** One published item for everybody: a guide step by step, or a notice. Printed, it is the sheet to take along. */
export function ItemPage({ id, hospital }: { readonly id: string; readonly hospital: Hospital | null }) {
  const say = useWords(readerWords)
  const reading = useAnswer(openPublic, { params: { id } })
  const item = reading.answer
  const back = item?.kind === 'guide' ? '#/guides' : '#/'
  return (
    <Reader
      title={item?.title ?? say('home.title')}
      hospital={hospital}
      back={back}
      text={() => (item ? aloud(item) : '')}
    >
      <Read reading={reading}>
        {answer => (
          <>
            <Words item={answer} />
            <Edition item={answer} />
          </>
        )}
      </Read>
    </Reader>
  )
}

function Words({ item }: { readonly item: Item }) {
  const say = useWords(readerWords)
  const { content } = item
  if (content.kind === 'guide') return <GuideWords guide={content} item={item} />
  if (content.kind === 'notice')
    return (
      <>
        <p className="r-text">{content.body}</p>
        {content.validTo && <p className="t-hint">{say('notice.until', { to: content.validTo })}</p>}
      </>
    )
  return content.kind === 'doctor' ? <p className="r-text">{content.introduction}</p> : null
}

function GuideWords({ guide, item }: { readonly guide: Guide; readonly item: Item }) {
  const say = useWords(readerWords)
  const language = useLanguage()
  return (
    <>
      {language === 'en' && guide.english && <p className="r-text">{guide.english}</p>}
      <p className="r-text">{guide.summary}</p>
      <ol className="r-steps" aria-label={say('steps')}>
        {guide.steps.map((step, n) => {
          const place = item.places.find(one => one.unitId === step.unitId)
          const facts: (readonly [string, string])[] = []
          if (step.who) facts.push([say('who'), step.who])
          if (step.papers.length > 0) facts.push([say('papers'), step.papers.join(say('comma'))])
          if (step.minutes !== null) facts.push([say('minutes'), say('minutes.value', { minutes: step.minutes })])
          if (step.cost) facts.push([say('cost'), step.cost])
          return (
            <li key={step.title} className="t-card">
              <h2 className="t-card-title">
                <span className="t-hint">{say('step', { n: n + 1 })}</span> {step.title}
              </h2>
              <p className="r-text">{step.text}</p>
              {facts.length > 0 && <Facts facts={facts} />}
              {place && <StepPlace place={place} />}
            </li>
          )
        })}
      </ol>
      {guide.faq.length > 0 && (
        <>
          <h2 className="r-head">{say('faq')}</h2>
          <dl className="r-faq">
            {guide.faq.map(one => (
              <div key={one.question}>
                <dt>{one.question}</dt>
                <dd>{one.answer}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  )
}

/** What is read aloud: the title and every step. */
function aloud(item: Item): string {
  const { content } = item
  if (content.kind === 'guide')
    return [
      item.title,
      content.summary,
      ...content.steps.map((step, n) => `${n + 1}，${step.title}。${step.text}`),
    ].join('。')
  return content.kind === 'notice' ? `${item.title}。${content.body}` : item.title
}
