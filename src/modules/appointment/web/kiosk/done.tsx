import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Notice } from '#ui/touch/notice.tsx'
import { Slip, useThen } from '../slip/slip.tsx'
import { slipWords } from '../slip/words.ts'
import { VisitCard } from '../touch/visit-card.tsx'
import { Screen } from './screen.tsx'
import type { StepProps } from './steps.ts'
import { visitWords } from './words.ts'

/** What came of it, and the slip to take along (凭条). */
export function Done({ step, kiosk, leave }: StepProps<'done'>) {
  const say = useWords(visitWords)
  const saySlip = useWords(slipWords)
  const { visit, outcome } = step
  const then = useThen(outcome)
  return (
    <>
      <Screen
        kiosk={kiosk}
        title={saySlip(outcome.kind)}
        visit={visit}
        onLeave={null}
        acts={
          <>
            <Button onPress={() => print()}>{saySlip('print')}</Button>
            <Button kind="main" onPress={() => leave('finished')}>
              {say('done.finish')}
            </Button>
          </>
        }
      >
        <Notice tone="done">
          <p>
            <strong>{then}</strong>
          </p>
          {outcome.receipt && <p>{saySlip(outcome.receipt)}</p>}
        </Notice>
        {outcome.order !== null && <p className="k-ask">{saySlip('order', { order: outcome.order })}</p>}
        <VisitCard visit={{ ...outcome, patient: visit.nameMasked }} />
      </Screen>
      <div className="slip paper-only">
        <Slip outcome={outcome} patient={visit.nameMasked} hospital={kiosk.hospital.name} place={kiosk.place} />
      </div>
    </>
  )
}
