import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { touchWords } from './words.ts'
import './touch.css'

export interface Step {
  readonly label: string
  readonly state: 'done' | 'now' | 'next'
  /** When it happened, ISO 8601. */
  readonly at?: string | null
}

/** The progress of a matter as a line of steps; state is said in words, not by colour alone. */
export function Steps({ steps, label }: { readonly steps: readonly Step[]; readonly label: string }) {
  const say = useWords(touchWords)
  return (
    <ol className="t-steps" aria-label={label}>
      {steps.map(step => (
        <li
          key={step.label}
          className="t-step"
          data-state={step.state}
          aria-current={step.state === 'now' ? 'step' : undefined}
        >
          {step.label}
          <span className="said-only">{say(`step.${step.state}`)}</span>
          {step.at && <time dateTime={step.at}>{sayWhen(step.at)}</time>}
        </li>
      ))}
    </ol>
  )
}
