import type { Answer } from '#kernel/endpoint.ts'
import { Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useLive } from '#ui/live.ts'
import { readSlotLife } from '../../contract.ts'
import type { zh } from './text.zh.ts'
import { scheduleWords } from './words.ts'

type Step = Answer<typeof readSlotLife>['steps'][number]

/** What happened to the places of one slot, when, and who did it (号源轨迹, APT-03); live. */
export function SlotLife({ id }: { readonly id: string }) {
  const say = useWords(scheduleWords)
  const { answer, problem, again } = useAnswer(
    readSlotLife,
    { params: { id } },
    { live: { subject: 'appointment', id: null }, keepsPrevious: true },
  )
  useLive('slot', null, again)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={3} />
  const title = say('life.title', { time: sayTime(answer.startsAt, 'both') })
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ol className="sc-life">
        {answer.steps.map(step => (
          <li key={step.id}>
            <time className="figures" dateTime={step.at}>
              {sayTime(step.at, 'both')}
            </time>
            <span>
              <Words step={step} /> {step.number !== null && <span className="figures d-hint">{step.number}</span>}
              {step.reason !== null && <span className="d-hint"> {step.reason}</span>}
            </span>
            <span>
              {step.who ??
                say(step.by === 'patient' ? 'life.patient' : step.by === 'system' ? 'life.system' : 'life.other')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Words({ step }: { readonly step: Step }) {
  const say = useWords(scheduleWords)
  const places = step.places ?? 0
  const name = (kind: 'share' | 'channel', key: string | null) =>
    key === null ? '' : say(`${kind}.${key}` as keyof typeof zh)
  return say(`life.${step.what}`, {
    places: step.what === 'places-changed' && places > 0 ? `+${places}` : places,
    share: name('share', step.quota),
    channel: name('channel', step.channel),
  })
}
