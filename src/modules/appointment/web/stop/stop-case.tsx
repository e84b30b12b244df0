import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { readUnits } from '#modules/staff/contract.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { listStopCases, moveAllStopped, openStopCase } from '../../contract.ts'
import { sayDay } from '../pool.ts'
import { Contacts } from './contacts.tsx'
import { stopWords } from './words.ts'

export type CaseView = Answer<typeof openStopCase>

/** One stopped session: how far it is, everybody at once, then patient by patient. */
export function StopCase({ id }: { readonly id: string }) {
  const say = useWords(stopWords)
  const language = useLanguage()
  const mayAct = useMay('appointment:book')
  const { answer: tree } = useAnswer(readUnits, {})
  const { answer, problem, again } = useAnswer(
    openStopCase,
    { params: { id } },
    { live: { subject: 'appointment', id: null }, keepsPrevious: true },
  )
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const nameOf = (doctorId: string) => answer.doctors.find(one => one.id === doctorId)?.name ?? ''
  const { patients, answered } = answer
  return (
    <article className="sp-page">
      <h1>
        {nameOf(answer.doctorId)} {sayDay(answer.day, language)} {say(`half.${answer.halfDay}`)}
      </h1>
      <div className="d-hint">
        {tree?.units.find(unit => unit.id === answer.unitId)?.name} · {say('reason', { reason: answer.reason })}
      </div>
      <div>
        <p role="status">
          {patients === 0
            ? say('progress.nobody')
            : answer.closedAt === null
              ? say('progress', { patients, answered })
              : say('progress.closed', { patients, time: sayWhen(answer.closedAt) })}
        </p>
        {answer.here > 0 && <Notice tone="late">{say('here', { here: answer.here })}</Notice>}
        {patients > 0 && <progress className="sp-progress" max={patients} value={answered} aria-label={say('title')} />}
      </div>
      {mayAct && patients > 0 && <MoveAll view={answer} nameOf={nameOf} onDone={again} />}
      {patients > 0 && <Contacts view={answer} nameOf={nameOf} mayAct={mayAct} onDone={again} />}
    </article>
  )
}

interface MoveAllProps {
  readonly view: CaseView
  readonly nameOf: (doctorId: string) => string
  readonly onDone: () => void
}

/** Everybody without an answer to one session; what could not be moved is named, with why. */
function MoveAll({ view, nameOf, onDone }: MoveAllProps) {
  const say = useWords(stopWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState('')
  const sender = useSend(moveAllStopped, () => {
    onDone()
    void queries.invalidateQueries({ queryKey: [listStopCases.id] })
  })
  const [rows, setRows] = useState<Answer<typeof moveAllStopped>['rows'] | null>(null)
  const open = view.patients - view.answered
  const session = view.sessions.some(one => one.sessionId === chosen) ? chosen : (view.sessions[0]?.sessionId ?? '')
  const go = async () => {
    const done = await sender.send({
      params: { id: view.id },
      body: { sessionId: session, reason: say('all.reason') },
    })
    if (done) setRows(done.rows)
  }
  const left = rows?.filter(row => row.problem !== null) ?? []
  return (
    <section aria-label={say('all')}>
      {open > 0 && (
        <div className="sp-line">
          <label className="sp-line">
            {say('all')}
            <select className="d-input" value={session} onChange={event => setChosen(event.target.value)}>
              {view.sessions.length === 0 && <option value="">{say('all.choose')}</option>}
              {view.sessions.map(one => (
                <option key={one.sessionId} value={one.sessionId}>
                  {say('all.session', {
                    doctor: nameOf(one.doctorId),
                    day: sayDay(one.day, language),
                    half: say(`half.${one.halfDay}`),
                    kind: say(`kind.${one.kind}`),
                    free: one.free,
                  })}
                </option>
              ))}
            </select>
          </label>
          <Button disabled={session === ''} loading={sender.isSending} onClick={() => void go()}>
            {say('all.go', { count: open })}
          </Button>
        </div>
      )}
      <Refused problem={sender.problem} />
      {rows !== null && (
        <Notice tone={left.length > 0 ? 'soon' : 'done'}>
          <p>{say('all.done', { moved: rows.length - left.length })}</p>
          {left.map(row => (
            <p key={row.appointmentId}>{say('all.left', { number: row.number, problem: row.problem?.title ?? '' })}</p>
          ))}
        </Notice>
      )}
    </section>
  )
}
