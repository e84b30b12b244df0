import { Button } from 'antd'
import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { Later } from '#ui/desk/later.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { performStep, undoStep } from '../../contract.ts'
import { useAct } from '../act/use-act.ts'
import { asksWords, isSaid, type Sop, type SopStep } from '../sop/ticks.ts'
import { sopWords } from '../sop/words.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { sayMinutes } from './duration.ts'
import { Section } from './section.tsx'

const loadPad = () => import('#ui/touch/signature-pad.tsx')

/** The SOP of the matter that is open (办理步骤 3/7): what is done, by whom and when; a step is done by one tick. */
export function SopSteps({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(sopWords)
  const { sop } = ticket
  if (!sop) return null
  const asks = sop.proof === 'attachment' || sop.proof === 'number' ? (`proof.${sop.proof}` as const) : 'proof'
  return (
    <Section title={say('title', { done: sop.done, of: sop.of })}>
      <ol className="tk-steps">
        {sop.steps.map(step => (
          <StepRow key={step.key} ticket={ticket} sop={sop} step={step} />
        ))}
      </ol>
      <p className="d-hint">{say(asks, { evidence: sop.evidence })}</p>
    </Section>
  )
}

interface StepRowProps {
  readonly ticket: Ticket
  readonly sop: Sop
  readonly step: SopStep
}

function StepRow({ ticket, sop, step }: StepRowProps) {
  const say = useWords(sopWords)
  const [isAsking, setAsking] = useState(false)
  const performing = useAct(performStep, ticket.id, () => setAsking(false))
  const perform = (words: string | null, signature: string | null = null) =>
    void performing.send({ params: { id: ticket.id }, body: { step: step.key, words, signature } })
  const mayTick = sop.mayTick && step.observed === null && step.stamp === null
  const tick = () => (step.evidence === 'none' || step.evidence === 'attachment' ? perform(null) : setAsking(true))
  return (
    <li data-state={step.stamp ? 'done' : sop.open.includes(step.key) ? 'open' : 'later'}>
      <label className="tk-tick">
        <input
          type="checkbox"
          checked={step.stamp !== null || isAsking}
          disabled={!mayTick || performing.isSending}
          aria-label={say('tick', { step: step.name })}
          onChange={event => (event.target.checked ? tick() : setAsking(false))}
        />{' '}
        <span>
          {step.name} {step.optional && <span className="d-tag">{say('optional')}</span>}
          {step.observed !== null && !step.stamp && <span className="d-tag">{say('observed')}</span>}
          {step.dueAt && !step.stamp && (
            <span className="d-tag" data-tone="soon">
              {say('due', { time: sayTime(step.dueAt, 'both') })}
            </span>
          )}
        </span>
      </label>
      {step.stamp && <Stamp ticket={ticket} sop={sop} step={step} stamp={step.stamp} />}
      {isAsking && <Evidence step={step} onSend={perform} isSending={performing.isSending} />}
      {step.undone.map(one => (
        <p key={one.at} className="d-hint">
          {say('undone', { who: one.by ?? '—', time: sayTime(one.at, 'both'), reason: one.reason })}
        </p>
      ))}
      <Refused problem={performing.problem} />
    </li>
  )
}

/** Who did it, when, with what, and how long it took; and the way back. */
function Stamp({ ticket, sop, step, stamp }: StepRowProps & { readonly stamp: NonNullable<SopStep['stamp']> }) {
  const say = useWords(sopWords)
  const sayTicket = useWords(ticketWords)
  const [reason, setReason] = useState<string | null>(null)
  const undoing = useAct(undoStep, ticket.id, () => setReason(null))
  const took =
    stamp.seconds < 60
      ? stamp.seconds > 0 && say('done.seconds', { seconds: stamp.seconds })
      : say('done.minutes', { minutes: sayMinutes(Math.floor(stamp.seconds / 60), sayTicket) })
  const mayUndo = sop.mayTick && step.observed === null && ticket.status !== 'resolved'
  return (
    <>
      <p className="d-hint">
        {[
          say('done.by', { who: stamp.by ?? stamp.unit?.name ?? say('observed'), time: sayTime(stamp.at, 'both') }),
          took,
          stamp.isSigned && say('signed'),
        ]
          .filter(Boolean)
          .join(' · ')}
        {mayUndo && reason === null && (
          <>
            {' '}
            <button
              type="button"
              className="tk-link"
              aria-label={say('undo.step', { step: step.name })}
              onClick={() => setReason('')}
            >
              {say('undo')}
            </button>
          </>
        )}
      </p>
      {stamp.words && <p className="tk-quoted">{stamp.words}</p>}
      {reason !== null && (
        <OneLine
          label={say('undo.reason')}
          send={say('undo.send')}
          isSending={undoing.isSending}
          isReady={text => text.trim() !== ''}
          onSend={text => void undoing.send({ params: { id: ticket.id }, body: { step: step.key, reason: text } })}
          onCancel={() => setReason(null)}
        />
      )}
      <Refused problem={undoing.problem} />
    </>
  )
}

interface EvidenceProps {
  readonly step: SopStep
  readonly onSend: (words: string | null, signature?: string | null) => void
  readonly isSending: boolean
}

/** What the step asks for. */
function Evidence({ step, onSend, isSending }: EvidenceProps) {
  const say = useWords(sopWords)
  if (step.evidence === 'signature')
    return (
      <Later load={loadPad}>
        {({ SignaturePad }) => <SignaturePad onSigned={path => onSend(null, path)} isBusy={isSending} />}
      </Later>
    )
  if (!asksWords(step)) return null
  return (
    <OneLine
      label={say(`evidence.${step.evidence}`)}
      send={say('send')}
      isSending={isSending}
      isReady={text => isSaid(step, text)}
      onSend={text => onSend(text.trim())}
    />
  )
}

interface OneLineProps {
  readonly label: string
  readonly send: string
  readonly isSending: boolean
  readonly isReady: (text: string) => boolean
  readonly onSend: (text: string) => void
  readonly onCancel?: () => void
}

function OneLine({ label, send, isSending, isReady, onSend, onCancel }: OneLineProps) {
  const say = useWords(sopWords)
  const [text, setText] = useState('')
  return (
    <form
      className="tk-one-line"
      onSubmit={event => {
        event.preventDefault()
        if (isReady(text)) onSend(text)
      }}
    >
      <Field label={label}>
        {control => (
          <input
            {...control}
            className="d-input"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the tick was made to type here
            autoFocus
            maxLength={300}
            autoComplete="off"
            value={text}
            onChange={event => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="d-beside">
        <Button size="small" type="primary" htmlType="submit" disabled={!isReady(text)} loading={isSending}>
          {send}
        </Button>
        {onCancel && (
          <Button size="small" onClick={onCancel}>
            {say('cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
