import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { openReview, seatReview } from '../contract.ts'
import { Actions } from './actions.tsx'
import { CloseDialog, DecideDialog } from './hold-review.dialog.tsx'
import type { Pressed } from './figure.ts'
import { FigureDrawer } from './figure.drawer.tsx'
import { SectionTable } from './section-table.tsx'
import { qualityWords } from './words.ts'

type Review = Answer<typeof openReview>
type Seat = Review['seats'][number]

/** Tables of the pack; the rest stands in the report. */
const PACK = ['volume', 'limits', 'reasons', 'patient', 'cost', 'units']

/** One review: its pack first, then who came and what was decided (会议材料、到会、决定). */
export function ReviewView({ id, onChanged }: { readonly id: string; readonly onChanged: () => void }) {
  const say = useWords(qualityWords)
  const mayHold = useMay('review:write')
  const [dialog, setDialog] = useState<'decide' | 'close' | null>(null)
  const [pressed, setPressed] = useState<Pressed | null>(null)
  const { answer, problem, again } = useAnswer(openReview, { params: { id } }, { live: { subject: 'review', id } })
  if (!answer)
    return (
      <div className="qy-report">
        {problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={8} />}
      </div>
    )
  const isOpen = answer.closedAt === null
  const changed = () => {
    again()
    onChanged()
  }
  return (
    <div className="qy-report">
      <div>
        <h1>
          {say('reviews.title')} <span className="figures">{answer.month}</span>
        </h1>
        <p className="d-hint">
          {sayTime(answer.startsAt, 'both')} · {answer.place} ·{' '}
          {say('review.pack-report', { version: answer.report.version })}
        </p>
      </div>
      {mayHold && isOpen && (
        <div className="qy-acts">
          <Button type="primary" onClick={() => setDialog('decide')}>
            {say('review.decide')}
          </Button>
          <Button onClick={() => setDialog('close')}>{say('review.close')}</Button>
        </div>
      )}
      {answer.minutes && (
        <section>
          <h2>{say('review.minutes')}</h2>
          <p>{answer.minutes}</p>
        </section>
      )}
      <section>
        <h2>{say('review.decisions')}</h2>
        <Actions actions={answer.decisions} none={say('review.no-decisions')} onDone={changed} />
      </section>
      <section>
        <h2>{say('review.seats')}</h2>
        {answer.seats.length === 0 && <p className="d-hint">{say('review.no-seats')}</p>}
        <ul className="qy-plain-list">
          {answer.seats.map(seat => (
            <li key={seat.unit.id}>
              <SeatLine review={id} seat={seat} mayEnter={mayHold && isOpen} onDone={changed} />
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{say('review.before')}</h2>
        <Actions actions={answer.before} none={say('review.no-before')} onDone={changed} />
      </section>
      <section>
        <h2>{say('review.pain')}</h2>
        {answer.painPoints.length === 0 && <p className="d-hint">{say('review.no-pain')}</p>}
        <ul className="qy-plain-list">
          {answer.painPoints.map(point => (
            <li key={point.id}>
              <strong>{point.unit.name}</strong> {point.text}
            </li>
          ))}
        </ul>
        {answer.painPointsMissing.length > 0 && (
          <p className="d-hint">
            {say('review.pain-missing', { names: answer.painPointsMissing.map(unit => unit.name).join('、') })}
          </p>
        )}
      </section>
      {answer.pack
        .filter(section => PACK.includes(section.id))
        .map(section => (
          <SectionTable
            key={section.id}
            section={section}
            onPress={at => setPressed({ ...at, report: answer.report.id })}
          />
        ))}
      <p className="d-hint">{say('review.absent', { names: answer.absent.join('、') })}</p>
      {pressed && <FigureDrawer pressed={pressed} onClose={() => setPressed(null)} />}
      {dialog === 'decide' && <DecideDialog review={answer} onDone={changed} onClose={() => setDialog(null)} />}
      {dialog === 'close' && <CloseDialog review={answer} onDone={changed} onClose={() => setDialog(null)} />}
    </div>
  )
}

const STATES = ['invited', 'present', 'absent'] as const

interface SeatLineProps {
  readonly review: string
  readonly seat: Seat
  readonly mayEnter: boolean
  readonly onDone: () => void
}

function SeatLine({ review, seat, mayEnter, onDone }: SeatLineProps) {
  const say = useWords(qualityWords)
  const [state, setState] = useState(seat.state)
  const [proposal, setProposal] = useState(seat.proposal ?? '')
  const sender = useSend(seatReview, onDone)
  const isChanged = state !== seat.state || proposal !== (seat.proposal ?? '')
  const who = `${seat.unit.name} · ${seat.person?.name ?? say('seat.nobody')}`
  if (!mayEnter)
    return (
      <>
        {who} · {say(`seat.${seat.state}`)} {seat.proposal && <span className="d-hint">{seat.proposal}</span>}
      </>
    )
  return (
    <div className="qy-seat">
      <span>{who}</span>
      <select
        className="d-input"
        aria-label={`${seat.unit.name} ${say('review.seats')}`}
        value={state}
        onChange={event => setState(STATES.find(one => one === event.target.value) ?? 'invited')}
      >
        {STATES.map(one => (
          <option key={one} value={one}>
            {say(`seat.${one}`)}
          </option>
        ))}
      </select>
      <input
        className="d-input"
        aria-label={`${seat.unit.name} ${say('seat.proposal')}`}
        placeholder={say('seat.proposal')}
        maxLength={1000}
        value={proposal}
        onChange={event => setProposal(event.target.value)}
      />
      <Button
        disabled={!isChanged}
        loading={sender.isSending}
        onClick={() =>
          void sender.send({
            params: { id: review },
            body: { unitId: seat.unit.id, state, proposal: proposal.trim() || null },
          })
        }
      >
        {say('seat.save')}
      </Button>
      <Refused problem={sender.problem} />
    </div>
  )
}
