import { useWords } from '#ui/language.ts'
import { type Place, StepPlace } from './place.tsx'
import { knowledgeWords } from './words.ts'
import type { Item } from './published.tsx'

type Guide = Extract<Item['content'], { kind: 'guide' }>

interface GuideTextProps {
  readonly guide: Guide
  readonly places: readonly Place[]
  readonly minutes: number | null
  readonly isEnglishFirst: boolean
}

/** A process step by step: who, where, with which papers, how long, for how much. */
export function GuideText({ guide, places, minutes, isEnglishFirst }: GuideTextProps) {
  const say = useWords(knowledgeWords)
  return (
    <>
      {isEnglishFirst && guide.english && <p lang="en">{guide.english}</p>}
      <p className="kn-summary">{guide.summary}</p>
      {minutes !== null && <p className="d-hint">{say('guide.minutes-all', { minutes })}</p>}
      <section>
        <h2 className="kn-title">{say('guide.steps')}</h2>
        <ol className="kn-steps">
          {guide.steps.map(step => {
            const place = places.find(one => one.unitId === step.unitId)
            const facts = [
              step.who && say('guide.who', { who: step.who }),
              step.papers.length > 0 && say('guide.papers', { papers: step.papers.join(say('comma')) }),
              step.minutes !== null && say('guide.minutes', { minutes: step.minutes }),
              step.cost && say('guide.cost', { cost: step.cost }),
            ].filter(fact => typeof fact === 'string' && fact !== '')
            return (
              <li key={step.title}>
                <strong>{step.title}</strong>
                <p>{step.text}</p>
                {facts.length > 0 && <p className="d-hint">{facts.join(' · ')}</p>}
                {place && <StepPlace place={place} />}
              </li>
            )
          })}
        </ol>
      </section>
      {guide.faq.length > 0 && (
        <section>
          <h2 className="kn-title">{say('guide.faq')}</h2>
          <dl className="kn-faq">
            {guide.faq.map(one => (
              <div key={one.question}>
                <dt>{one.question}</dt>
                <dd>{one.answer}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  )
}
