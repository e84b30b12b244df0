import { useWords } from '#ui/language.ts'
import { tapOn } from '#ui/offline.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choices } from '#ui/touch/choice.tsx'
import { Field } from '#ui/touch/field.tsx'
import { performStep } from '../../../contract.ts'
import { asksWords, type Ticks } from '../../sop/ticks.ts'
import { sopWords } from '../../sop/words.ts'
import type { ShareName, Ticket } from './share.ts'
import { liaisonWords } from './words.ts'

interface LeftStepsProps {
  readonly ticks: Ticks
  readonly refusal: string | undefined
}

/** The steps that are still to be ticked before the result (办理步骤), in the form of the result. */
export function LeftSteps({ ticks, refusal }: LeftStepsProps) {
  const say = useWords(sopWords)
  const { left } = ticks
  if (left.length === 0) return null
  const ticked = left.filter(step => ticks.isTicked(step.key)).map(step => step.key)
  return (
    <>
      <Choices
        label={say('left.title', { count: left.length })}
        options={left.map(step => ({ value: step.key, label: step.name }))}
        values={ticked}
        onChoose={keys => {
          for (const { key } of left) ticks.tick(key, keys.includes(key))
        }}
        refusal={refusal}
      />
      {left.length > 1 && <Button onPress={ticks.all}>{say('left.all')}</Button>}
      {left.filter(asksWords).map(step => (
        <Field
          key={step.key}
          label={`${step.name}：${say(`evidence.${step.evidence}`)}`}
          value={ticks.wordsOf(step.key)}
          onText={text => ticks.write(step.key, text)}
          maxLength={300}
        />
      ))}
    </>
  )
}

/** Where the matter stands in its steps; one that asks for nothing is done by a tap. */
export function StepsCard({
  ticket,
  share,
}: {
  readonly ticket: Ticket
  /** Null where the reader may only look. */
  readonly share: ShareName | null
}) {
  const say = useWords(sopWords)
  const sayTap = useWords(liaisonWords)
  const { sop } = ticket
  if (!sop) return null
  const perform = (step: string, name: string) =>
    tapOn(
      performStep,
      { params: { id: ticket.id }, body: { step, words: null, signature: null } },
      { matter: ticket.id, label: sayTap('tap.step', { step: name }) },
    )
  return (
    <details className="t-card">
      <summary className="t-card-title">{say('title', { done: sop.done, of: sop.of })}</summary>
      <ol className="t-told">
        {sop.steps.map(step => (
          <li key={step.key} className="t-file">
            <span>
              {step.stamp ? '✓ ' : ''}
              {step.name}
              {step.optional && !step.stamp ? `（${say('optional')}）` : ''}
            </span>
            {share && sop.mayTick && !step.stamp && step.observed === null && step.evidence === 'none' && (
              <Button label={say('tick', { step: step.name })} onPress={() => perform(step.key, step.name)}>
                {sayTap('act.step')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}
