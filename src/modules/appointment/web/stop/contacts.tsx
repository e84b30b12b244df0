import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Glow } from '#ui/desk/glow.tsx'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { answerStop, cancelAppointment, listStopCases, moveStopped, noteStopAttempt } from '../../contract.ts'
import type { CaseView } from './stop-case.tsx'
import { ToldTag } from './told.tsx'
import { stopWords } from './words.ts'

export type ContactView = CaseView['contacts'][number]

interface ContactsProps {
  readonly view: CaseView
  readonly nameOf: (doctorId: string) => string
  readonly mayAct: boolean
  readonly onDone: () => void
}

/** The patients of a stopped session, one after the other by keyboard: digits take a proposal, letters say what came of the call. */
export function Contacts({ view, nameOf, mayAct, onDone }: ContactsProps) {
  const say = useWords(stopWords)
  const queries = useQueryClient()
  const [at, setAt] = useState<string | null>(null)
  const [asking, setAsking] = useState<'cancel' | 'answer' | null>(null)
  const done = () => {
    setAsking(null)
    onDone()
    void queries.invalidateQueries({ queryKey: [listStopCases.id] })
  }
  const mover = useSend(moveStopped, done)
  const caller = useSend(noteStopAttempt, done)
  const canceller = useSend(cancelAppointment, done)
  const answerer = useSend(answerStop, done)

  const open = view.contacts.filter(one => one.outcome === null)
  const current = open.find(one => one.appointmentId === at) ?? open[0] ?? null
  const isOff = !mayAct || current === null
  const go = (by: number) => {
    const place = open.findIndex(one => one.appointmentId === current?.appointmentId)
    setAt(open[Math.min(open.length - 1, Math.max(0, place + by))]?.appointmentId ?? null)
  }
  const move = (contact: ContactView | null, n: number) => {
    const slotId = contact?.proposals[n]?.slotId
    if (contact && slotId !== undefined)
      void mover.send({ params: { id: contact.appointmentId }, body: { slotId, reason: say('move.reason') } })
  }
  const attempt = (contact: ContactView | null) => {
    if (contact) void caller.send({ params: { id: contact.appointmentId } })
  }
  useShortcut('j', say('act.next'), () => go(1), isOff)
  useShortcut('k', say('act.before'), () => go(-1), isOff)
  useShortcut('1', say('act.choose', { n: 1 }), () => move(current, 0), isOff)
  useShortcut('2', say('act.choose', { n: 2 }), () => move(current, 1), isOff)
  useShortcut('3', say('act.choose', { n: 3 }), () => move(current, 2), isOff)
  useShortcut('w', say('act.attempt'), () => attempt(current), isOff)
  useShortcut('d', say('act.answer'), () => setAsking('answer'), isOff)
  useShortcut('x', say('act.cancel'), () => setAsking('cancel'), isOff)
  return (
    <section aria-label={say('contacts')}>
      <h2>{say('contacts')}</h2>
      <Refused problem={mover.problem ?? caller.problem} />
      <ul className="sp-contacts">
        {view.contacts.map(contact => (
          <li key={contact.appointmentId}>
            <Glow version={`${contact.outcome} ${contact.attempts} ${contact.told?.state} ${contact.told?.task}`}>
              <Contact
                contact={contact}
                nameOf={nameOf}
                isCurrent={mayAct && contact.appointmentId === current?.appointmentId}
                mayAct={mayAct && contact.outcome === null}
                onMove={n => move(contact, n)}
                onAttempt={() => attempt(contact)}
                onAsk={what => {
                  setAt(contact.appointmentId)
                  setAsking(what)
                }}
              />
            </Glow>
          </li>
        ))}
      </ul>
      {asking !== null && current !== null && (
        <ReasonDialog
          title={`${say(`${asking}.title`)} · ${current.patientMasked}`}
          label={say(`${asking}.reason`)}
          hint={say('reason.hint')}
          act={say(`act.${asking}`)}
          cancel={say('close')}
          sender={asking === 'cancel' ? canceller : answerer}
          onGo={said => {
            const params = { id: current.appointmentId }
            if (asking === 'cancel') void canceller.send({ params, body: { reason: said, by: 'hospital' } })
            else void answerer.send({ params, body: { note: said } })
          }}
          onClose={() => setAsking(null)}
        >
          <p>{say(`${asking}.what`)}</p>
        </ReasonDialog>
      )}
    </section>
  )
}

interface ContactProps {
  readonly contact: ContactView
  readonly nameOf: (doctorId: string) => string
  readonly isCurrent: boolean
  readonly mayAct: boolean
  readonly onMove: (n: number) => void
  readonly onAttempt: () => void
  readonly onAsk: (what: 'cancel' | 'answer') => void
}

function Contact({ contact, nameOf, isCurrent, mayAct, onMove, onAttempt, onAsk }: ContactProps) {
  const say = useWords(stopWords)
  const key = (keys: string) => isCurrent && <Keys keys={keys} />
  return (
    <div className="sp-contact" aria-current={isCurrent ? 'true' : undefined}>
      <div className="sp-line">
        <span className="figures">{sayTime(contact.wasAt)}</span>
        <strong>{contact.patientMasked}</strong>
        {contact.wasHere && (
          <span className="d-tag" data-tone={contact.outcome === null ? 'late' : undefined}>
            {say('contact.here')}
          </span>
        )}
        <span className="figures d-hint">{contact.number}</span>
        <span className="d-hint">{say(`way.${contact.contactWay}`)}</span>
        <ToldTag told={contact.told} />
        {contact.callAskedAt !== null && contact.outcome === null && (
          <span className="d-tag" data-tone="soon">
            {say('contact.call-asked', { time: sayWhen(contact.callAskedAt) })}
          </span>
        )}
        {contact.attempts > 0 && <span className="d-tag">{say('contact.attempts', { count: contact.attempts })}</span>}
        {contact.outcome !== null && (
          <span className="d-tag sp-end" data-tone={contact.outcome === 'unreached' ? 'late' : 'done'}>
            {say(`outcome.${contact.outcome}`)}
          </span>
        )}
      </div>
      {contact.outcome === 'moved' && (
        <div className="d-hint">
          {say('contact.now', { time: sayWhen(contact.startsAt), doctor: nameOf(contact.doctorId) })}
        </div>
      )}
      {contact.note !== null && <div className="d-hint">{contact.note}</div>}
      {mayAct && (
        <div className="sp-line">
          {contact.proposals.length === 0 && <span className="d-hint">{say('contact.none')}</span>}
          {contact.proposals.map((one, n) => (
            <button
              key={one.slotId}
              type="button"
              className="sp-proposal"
              data-first={n === 0}
              onClick={() => onMove(n)}
            >
              {key(String(n + 1))} <span className="figures">{sayWhen(one.startsAt)}</span> {nameOf(one.doctorId)}{' '}
              <span className="d-hint">
                {say(`kind.${one.kind}`)}
                {one.kind === 'substitute' && ` · ${say(one.costsMore ? 'contact.costs-more' : 'contact.same-fee')}`}
              </span>
            </button>
          ))}
          <span className="sp-line sp-end">
            <Button size="small" type="text" onClick={onAttempt}>
              {say('act.attempt')} {key('w')}
            </Button>
            <Button size="small" type="text" onClick={() => onAsk('answer')}>
              {say('act.answer')} {key('d')}
            </Button>
            <Button size="small" type="text" onClick={() => onAsk('cancel')}>
              {say('act.cancel')} {key('x')}
            </Button>
          </span>
        </div>
      )}
    </div>
  )
}
