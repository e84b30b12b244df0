import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Notice } from '#ui/touch/notice.tsx'
import { houseNow } from '#ui/house-time.ts'
import { sayDay } from '../days.ts'
import { VisitCard } from '../touch/visit-card.tsx'
import { Screen } from './screen.tsx'
import type { Outcome, StepProps } from './steps.ts'
import { visitWords } from './words.ts'

/** What came of it, and the slip to take along (凭条). */
export function Done({ step, kiosk, leave }: StepProps<'done'>) {
  const say = useWords(visitWords)
  const { visit, outcome } = step
  return (
    <>
      <Screen
        kiosk={kiosk}
        title={say(`done.${outcome.kind}`)}
        visit={visit}
        onLeave={null}
        acts={
          <>
            <Button onPress={() => print()}>{say('done.print')}</Button>
            <Button kind="main" onPress={() => leave('finished')}>
              {say('done.finish')}
            </Button>
          </>
        }
      >
        <Notice tone="done">
          <p>
            <strong>{useThen(outcome)}</strong>
          </p>
          {outcome.receipt && <p>{say(`done.${outcome.receipt}`)}</p>}
        </Notice>
        {outcome.order !== null && <p className="k-ask">{say('done.order', { order: outcome.order })}</p>}
        <VisitCard visit={{ ...outcome, patient: visit.nameMasked }} />
      </Screen>
      <Slip outcome={outcome} patient={visit.nameMasked} hospital={kiosk.hospital.name} place={kiosk.place} />
    </>
  )
}

/** Where to go now. */
function useThen(outcome: Outcome): string {
  const say = useWords(visitWords)
  const { kind, place, isLate, checkInFrom } = outcome
  if (kind === 'registered')
    return checkInFrom === null
      ? say('done.registered-then', { place })
      : say('done.registered-later', { time: checkInFrom })
  if (kind === 'arrived') return say(isLate ? 'done.arrived-late' : 'done.arrived-then', { place })
  return say('slip.mind')
}

interface SlipProps {
  readonly outcome: Outcome
  readonly patient: string
  readonly hospital: string
  readonly place: string
}

/** An 80 mm slip: number, time, place; the name masked, as others see it too. */
export function Slip({ outcome, patient, hospital, place }: SlipProps) {
  const say = useWords(visitWords)
  const language = useLanguage()
  const then = useThen(outcome)
  return (
    <div className="slip k-slip paper-only">
      <h2>{hospital}</h2>
      <h3>{say(`done.${outcome.kind}`)}</h3>
      <p className="k-slip-number figures">{outcome.number}</p>
      {outcome.order !== null && <p>{say('done.order', { order: outcome.order })}</p>}
      <p>{patient}</p>
      <p>
        {outcome.unit} {outcome.doctor}
      </p>
      <p>
        <strong className="figures">
          {sayDay(outcome.day, language)} {sayTime(outcome.startsAt)}
        </strong>
      </p>
      <p>{outcome.place}</p>
      <p>{then}</p>
      <small>
        {say('slip.printed', { place })} {sayTime(houseNow(), 'both')}
      </small>
    </div>
  )
}
