import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { closePosition, openPosition, readPositions } from '../../contract.ts'
import { useStaffAct } from '../act.ts'
import { WordsField } from '../controls.tsx'
import { PersonPicker, type Picked } from '../person-picker.tsx'
import { StaffDialog } from '../staff-dialog.tsx'
import { Seats } from './seats.tsx'
import { postWords } from './words.ts'
import '../staff.css'

export const Route = createFileRoute('/_frame/positions')({ component: PositionsPage })

type Positions = Answer<typeof readPositions>
type Row = Positions['positions'][number]

/** The hour turns by the clock, which no event tells. */
const AGAIN_MS = 60_000

/** The positions of the general desk (服务工位, ORG-03): who sits where, how many to open, and who sat there before. */
function PositionsPage() {
  const say = useWords(postWords)
  const { answer, problem, again } = useAnswer(readPositions, {}, { live: { subject: 'coverage', id: null } })
  const [act, setAct] = useState<{ readonly kind: 'open' | 'close'; readonly position: string } | null>(null)
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), AGAIN_MS)
    return () => clearInterval(timer)
  })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <div className="st-page">
      <h1>
        {say('positions.title')} <span className="d-hint">{say('positions.at', { time: sayTime(answer.at) })}</span>
      </h1>
      <Notice tone={answer.open < answer.proposed ? 'soon' : 'plain'}>
        {say('positions.open', { open: answer.open, least: answer.least, most: answer.most })} ·{' '}
        <strong>{say('positions.proposed', { count: answer.proposed })}</strong>
        <br />
        {!answer.volume ? say('positions.no-volume') : say('positions.volume', { count: answer.volume })}
      </Notice>
      {/* Who may only look has nothing to press, and must reach what lies below by keyboard. */}
      <div tabIndex={0} role="group" aria-label={say('positions.title')}>
        <table className="st-table">
          <thead>
            <tr>
              {(['position', 'agent', 'since', 'acts'] as const).map(column => (
                <th key={column} scope="col">
                  {say(`positions.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {answer.positions.map(row => (
              <PositionRow key={row.position} row={row} onAct={kind => setAct({ kind, position: row.position })} />
            ))}
          </tbody>
        </table>
      </div>
      <Seats />
      {act?.kind === 'open' && <OpenDialog position={act.position} onClose={() => setAct(null)} />}
      {act?.kind === 'close' && <CloseDialog position={act.position} onClose={() => setAct(null)} />}
    </div>
  )
}

function PositionRow({ row, onAct }: { readonly row: Row; readonly onAct: (kind: 'open' | 'close') => void }) {
  const say = useWords(postWords)
  const may = useMay('position:write')
  const { position, seat } = row
  return (
    <tr>
      <th scope="row">{position}</th>
      <td>
        {seat ? seat.person.name : <span className="d-hint">{say('positions.closed')}</span>}{' '}
        {seat?.reason && <span className="d-hint">{say('positions.over', { reason: seat.reason })}</span>}
      </td>
      <td>{seat && sayWhen(seat.openedAt)}</td>
      <td>
        {may && (
          <Button
            size="small"
            aria-label={say(seat ? 'positions.close-title' : 'positions.open-title', { position })}
            onClick={() => onAct(seat ? 'close' : 'open')}
          >
            {say(seat ? 'close' : 'open')}
          </Button>
        )}
      </td>
    </tr>
  )
}

function OpenDialog({ position, onClose }: { readonly position: string; readonly onClose: () => void }) {
  const say = useWords(postWords)
  const [picked, setPicked] = useState<Picked | null>(null)
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const sender = useStaffAct(openPosition, onClose)
  const send = () => {
    setAsked(true)
    if (picked) void sender.send({ body: { position, personId: picked.id, reason: reason.trim() || null } })
  }
  return (
    <StaffDialog
      title={say('positions.open-title', { position })}
      sender={sender}
      sendLabel={say('open')}
      onSend={send}
      onClose={onClose}
    >
      <PersonPicker picked={picked} onPicked={setPicked} refusal={isAsked && !picked ? say('required') : undefined} />
      <WordsField label={say('positions.reason')} value={reason} onWords={setReason} most={200} isOptional />
    </StaffDialog>
  )
}

function CloseDialog({ position, onClose }: { readonly position: string; readonly onClose: () => void }) {
  const say = useWords(postWords)
  const [reason, setReason] = useState('')
  const sender = useStaffAct(closePosition, onClose)
  return (
    <StaffDialog
      title={say('positions.close-title', { position })}
      sender={sender}
      sendLabel={say('close')}
      onSend={() => void sender.send({ body: { position, reason: reason.trim() || null } })}
      onClose={onClose}
    >
      <WordsField label={say('positions.close-reason')} value={reason} onWords={setReason} most={200} isOptional />
    </StaffDialog>
  )
}
