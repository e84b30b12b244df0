import { useState } from 'react'
import { Notice } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { resolveTicket } from '../../contract.ts'
import { isOpenPart } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { LeftSteps } from '../sop/left-steps.tsx'
import { isProofThere, useTicks } from '../sop/ticks.ts'
import { ActDialog } from './act-dialog.tsx'
import { type DialogProps, wholeNumber } from './dialog.ts'
import { MinutesField } from './finish-part.dialog.tsx'
import { QuickText } from './quick-text.tsx'
import { useAct, useSeen } from './use-act.ts'
import { actWords } from './words.ts'

/** The result is entered and the patient asked to confirm; with several departments also the trips (TKT-09, TKT-17). */
export function ResolveDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const sayTicket = useWords(ticketWords)
  const seen = useSeen(ticket)
  const done = ticket.parts.filter(part => part.status === 'done' && part.result)
  const [result, setResult] = useState(() =>
    done.length === 1 ? (done[0]?.result ?? '') : done.map(part => `${part.unit.name}：${part.result}`).join('\n'),
  )
  const [evidence, setEvidence] = useState('')
  const [minutes, setMinutes] = useState('')
  const [made, setMade] = useState('')
  const [avoided, setAvoided] = useState('')
  const [contacts, setContacts] = useState('')
  const open = ticket.parts.filter(isOpenPart)
  const isMulti = ticket.scope === 'multi'
  const used = wholeNumber(minutes)
  const trips = { tripsMade: wholeNumber(made), tripsAvoided: wholeNumber(avoided), contacts: wholeNumber(contacts) }
  const isEffortThere = !isMulti || Object.values(trips).every(one => one !== null)
  const ticks = useTicks(ticket)
  const isDone = ticks.isReady && isProofThere(ticket, evidence, ticks)
  const sender = useAct(resolveTicket, ticket.id, onClose)
  const effort = sender.problem?.code === 'effort-missing' ? sender.problem.title : undefined
  return (
    <ActDialog
      title={say('resolve.title')}
      ticket={ticket}
      sender={sender}
      seen={seen}
      sendLabel={say('resolve.send')}
      isReady={result.trim() !== '' && evidence.trim() !== '' && used !== null && isEffortThere && isDone}
      onSend={() =>
        void sender.send({
          params: { id: ticket.id },
          body: { result, evidence, minutes: used ?? 0, ...trips, steps: [...ticks.sent], version: seen.version },
        })
      }
      onClose={onClose}
    >
      {open.length > 0 && (
        <Notice tone="soon">
          <p>{say('resolve.open', { units: open.map(part => part.unit.name).join(sayTicket('list.and')) })}</p>
        </Notice>
      )}
      <QuickText
        label={say('resolve.result')}
        value={result}
        onText={setResult}
        rows={3}
        maxLength={2000}
        autoFocus
        refusal={sender.problem?.at('result')}
      />
      <QuickText
        label={say('resolve.evidence')}
        value={evidence}
        onText={setEvidence}
        rows={1}
        refusal={sender.problem?.at('evidence')}
      />
      <div className="d-beside tk-numbers">
        <MinutesField
          label={say('resolve.minutes')}
          value={minutes}
          onText={setMinutes}
          refusal={sender.problem?.at('minutes')}
        />
        {isMulti && (
          <>
            <MinutesField
              label={say('resolve.made')}
              value={made}
              onText={setMade}
              refusal={sender.problem?.at('tripsMade') ?? effort}
            />
            <MinutesField
              label={say('resolve.avoided')}
              value={avoided}
              onText={setAvoided}
              refusal={sender.problem?.at('tripsAvoided')}
            />
            <MinutesField
              label={say('resolve.contacts')}
              value={contacts}
              onText={setContacts}
              refusal={sender.problem?.at('contacts')}
            />
          </>
        )}
      </div>
      {isMulti && <p className="d-hint">{say('resolve.hint')}</p>}
      <LeftSteps ticket={ticket} ticks={ticks} evidence={evidence} />
    </ActDialog>
  )
}
