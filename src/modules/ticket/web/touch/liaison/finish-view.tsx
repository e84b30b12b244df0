import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { tapOn } from '#ui/offline.ts'
import { Button } from '#ui/touch/button.tsx'
import { Field, Refusal } from '#ui/touch/field.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { finishPart } from '../../../contract.ts'
import { useDraft } from '../use-draft.ts'
import { useTicks } from '../../sop/ticks.ts'
import { sopWords } from '../../sop/words.ts'
import { LeftSteps } from './left-steps.tsx'
import { PhotoButton } from './photo-button.tsx'
import type { ShareName, Ticket } from './share.ts'
import { liaisonWords } from './words.ts'

const MINUTES = [5, 10, 15, 30, 60] as const

interface FinishViewProps {
  readonly ticket: Ticket
  readonly share: ShareName
  readonly back: () => void
}

/** 已解决，结果是…: result, evidence and the minutes that it took (TKT-09). */
export function FinishView({ ticket, share, back }: FinishViewProps) {
  const say = useWords(liaisonWords)
  const [result, setResult] = useDraft(`result.${share.partId}`)
  const [evidence, setEvidence] = useDraft(`evidence.${share.partId}`)
  const [minutes, setMinutes] = useDraft(`minutes.${share.partId}`)
  const sayStep = useWords(sopWords)
  // Of several departments the owner enters the result, and with it what is left of the steps.
  const isLast = ticket.scope === 'single'
  const ticks = useTicks(ticket)
  const isTicked = !isLast || ticks.isReady
  const [isAsked, setAsked] = useState(false)
  const isMinutes = /^\d{1,5}$/.test(minutes) && Number(minutes) <= 10_000
  const finish = async () => {
    setAsked(true)
    if (!result.trim() || !evidence.trim() || !isMinutes || !isTicked) return
    const steps = isLast ? [...ticks.sent] : []
    const body = { result: result.trim(), evidence: evidence.trim(), minutes: Number(minutes), steps }
    const about = { matter: share.ticketId, label: say('tap.finish', { item: share.item }) }
    await tapOn(finishPart, { params: { id: share.ticketId, partId: share.partId }, body }, about)
    setResult('')
    setEvidence('')
    setMinutes('')
    back()
  }
  const lacks = (isMissing: boolean, key: 'finish.needs-result' | 'finish.needs-evidence' | 'finish.needs-minutes') =>
    isAsked && isMissing ? say(key) : undefined
  return (
    <Page
      brand={share.unit.name}
      title={say('finish.title')}
      acts={
        <ActRow>
          <Button onPress={back}>{say('act.back')}</Button>
          <Button kind="main" onPress={finish}>
            {say('finish.send')}
          </Button>
        </ActRow>
      }
    >
      <Field
        label={say('finish.result')}
        kind="long"
        value={result}
        onText={setResult}
        maxLength={2000}
        refusal={lacks(!result.trim(), 'finish.needs-result')}
      />
      <Field
        label={say('finish.evidence')}
        hint={say('finish.evidence-hint')}
        value={evidence}
        onText={setEvidence}
        maxLength={500}
        refusal={lacks(!evidence.trim(), 'finish.needs-evidence')}
      />
      <PhotoButton share={share} />
      {isLast && <LeftSteps ticks={ticks} refusal={isAsked && !isTicked ? sayStep('left.needed') : undefined} />}
      <div className="t-field">
        <p className="t-label">{say('finish.minutes')}</p>
        <div className="t-quick" role="group" aria-label={say('finish.minutes')}>
          {MINUTES.map(value => (
            <Button key={value} isPressed={minutes === String(value)} onPress={() => setMinutes(String(value))}>
              {say('finish.minutes-value', { minutes: value })}
            </Button>
          ))}
        </div>
        <Field label={say('finish.minutes-other')} kind="number" value={minutes} onText={setMinutes} maxLength={5} />
        <Refusal text={lacks(!isMinutes, 'finish.needs-minutes')} />
      </div>
    </Page>
  )
}
