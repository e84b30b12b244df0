import { Button } from 'antd'
import type { ApiProblem } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import { emptyStep, minutesOf, movedUp, type Of, orNull, type Step, withRow, wordsOf } from './draft.ts'
import { RowBox, TextField, UnitField } from './inputs.tsx'
import { contentWords } from './words.ts'

export interface FormProps<K extends 'guide' | 'number' | 'notice' | 'doctor'> {
  readonly content: Of<K>
  readonly onContent: (content: Of<K>) => void
  readonly problem: ApiProblem | null
}

/** A guide as it is written: steps and questions, one under the other. */
export function GuideForm({ content, onContent, problem }: FormProps<'guide'>) {
  const say = useWords(contentWords)
  const { steps, faq } = content
  const put = (more: Partial<Of<'guide'>>) => onContent({ ...content, ...more })
  return (
    <>
      <TextField
        label={say('field.summary')}
        value={content.summary}
        maxLength={300}
        rows={2}
        onText={summary => put({ summary })}
        refusal={problem?.at('content/summary')}
      />
      <h3 className="kn-title">{say('steps')}</h3>
      {steps.map((step, n) => (
        <RowBox
          // oxlint-disable-next-line react/no-array-index-key -- a row has no name of its own while it is written
          key={n}
          title={say('step.n', { n: n + 1 })}
          onUp={n === 0 ? null : () => put({ steps: movedUp(steps, n) })}
          onRemove={steps.length === 1 ? null : () => put({ steps: withRow(steps, n) })}
        >
          <StepFields
            step={step}
            onStep={next => put({ steps: withRow(steps, n, next) })}
            refusal={field => problem?.at(`content/steps/${n}/${field}`)}
          />
        </RowBox>
      ))}
      <Button onClick={() => put({ steps: [...steps, emptyStep] })}>{say('step.add')}</Button>
      <h3 className="kn-title">{say('faq')}</h3>
      {faq.map((one, n) => (
        <RowBox
          // oxlint-disable-next-line react/no-array-index-key -- as above
          key={n}
          title={say('faq.n', { n: n + 1 })}
          onUp={n === 0 ? null : () => put({ faq: movedUp(faq, n) })}
          onRemove={() => put({ faq: withRow(faq, n) })}
        >
          <TextField
            label={say('faq.question')}
            value={one.question}
            maxLength={100}
            onText={question => put({ faq: withRow(faq, n, { ...one, question }) })}
            refusal={problem?.at(`content/faq/${n}/question`)}
          />
          <TextField
            label={say('faq.answer')}
            value={one.answer}
            rows={2}
            maxLength={500}
            onText={answer => put({ faq: withRow(faq, n, { ...one, answer }) })}
            refusal={problem?.at(`content/faq/${n}/answer`)}
          />
        </RowBox>
      ))}
      <Button onClick={() => put({ faq: [...faq, { question: '', answer: '' }] })}>{say('faq.add')}</Button>
      <TextField
        label={say('field.english')}
        value={content.english ?? ''}
        rows={2}
        maxLength={600}
        isOptional
        onText={english => put({ english: orNull(english) })}
      />
    </>
  )
}

interface StepFieldsProps {
  readonly step: Step
  readonly onStep: (step: Step) => void
  readonly refusal: (field: string) => string | undefined
}

function StepFields({ step, onStep, refusal }: StepFieldsProps) {
  const say = useWords(contentWords)
  const put = (more: Partial<Step>) => onStep({ ...step, ...more })
  return (
    <>
      <TextField
        label={say('step.title')}
        value={step.title}
        maxLength={40}
        onText={title => put({ title })}
        refusal={refusal('title')}
      />
      <TextField
        label={say('step.text')}
        value={step.text}
        rows={2}
        maxLength={500}
        onText={text => put({ text })}
        refusal={refusal('text')}
      />
      <div className="kn-two">
        <TextField
          label={say('step.who')}
          value={step.who ?? ''}
          maxLength={40}
          isOptional
          onText={who => put({ who: orNull(who) })}
        />
        <UnitField
          label={say('step.unit')}
          value={step.unitId}
          none="—"
          onUnit={unitId => put({ unitId })}
          refusal={refusal('unitId')}
        />
        <TextField
          label={say('step.minutes')}
          value={step.minutes === null ? '' : String(step.minutes)}
          maxLength={5}
          isOptional
          onText={typed => put({ minutes: minutesOf(typed) })}
        />
        <TextField
          label={say('step.cost')}
          value={step.cost ?? ''}
          maxLength={60}
          isOptional
          onText={cost => put({ cost: orNull(cost) })}
        />
      </div>
      <PapersField papers={step.papers} onPapers={papers => put({ papers })} />
    </>
  )
}

/** Kept as it is typed; the marks between words part them when it is sent. */
function PapersField({
  papers,
  onPapers,
}: {
  readonly papers: readonly string[]
  readonly onPapers: (papers: string[]) => void
}) {
  const say = useWords(contentWords)
  return (
    <TextField
      label={say('step.papers')}
      value={papers.join('、')}
      isOptional
      onText={typed => onPapers(typed.endsWith('、') ? [...wordsOf(typed), ''] : wordsOf(typed))}
    />
  )
}
