import { Button } from 'antd'
import { useId } from 'react'
import { Notice } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import type { Ticket } from '../ticket.ts'
import { asksWords, isProofThere, type Ticks } from './ticks.ts'
import { sopWords } from './words.ts'

interface LeftStepsProps {
  readonly ticket: Ticket
  readonly ticks: Ticks
  readonly evidence: string
}

/** The steps that are still to be ticked, in the form of the result itself: finishing stays one act. */
export function LeftSteps({ ticket, ticks, evidence }: LeftStepsProps) {
  const say = useWords(sopWords)
  const { sop } = ticket
  const { left } = ticks
  if (!sop) return null
  return (
    <>
      {left.length > 0 && (
        <fieldset className="tk-left">
          <legend>{say('left.title', { count: left.length })}</legend>
          <ul className="tk-paper-ticks">
            {left.map(step => (
              <LeftStep key={step.key} step={step} ticks={ticks} hasAttachment={ticket.attachments.length > 0} />
            ))}
          </ul>
          {left.length > 1 && (
            <Button size="small" onClick={ticks.all}>
              {say('left.all')}
            </Button>
          )}
        </fieldset>
      )}
      {!isProofThere(ticket, evidence, ticks) && (
        <Notice tone="soon">
          <p>{say(sop.proof === 'attachment' ? 'left.attachment' : 'left.number', { evidence: sop.evidence })}</p>
        </Notice>
      )}
    </>
  )
}

interface LeftStepProps {
  readonly step: Ticks['left'][number]
  readonly ticks: Ticks
  readonly hasAttachment: boolean
}

function LeftStep({ step, ticks, hasAttachment }: LeftStepProps) {
  const say = useWords(sopWords)
  const hint = useId()
  return (
    <li>
      <label className="tk-tick">
        <input
          type="checkbox"
          checked={ticks.isTicked(step.key)}
          disabled={step.evidence === 'signature'}
          onChange={event => ticks.tick(step.key, event.target.checked)}
        />{' '}
        {step.name}
      </label>
      {asksWords(step) && (
        <input
          className="d-input"
          aria-label={`${step.name} ${say(`evidence.${step.evidence}`)}`}
          placeholder={say(`evidence.${step.evidence}`)}
          maxLength={300}
          autoComplete="off"
          value={ticks.wordsOf(step.key)}
          onChange={event => ticks.write(step.key, event.target.value)}
        />
      )}
      {step.evidence === 'signature' && <p className="d-hint">{say('evidence.sign-first')}</p>}
      {step.evidence === 'attachment' && !hasAttachment && (
        <p className="d-hint" id={hint}>
          {say('evidence.attachment')}
        </p>
      )}
    </li>
  )
}
