import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ClockChip } from '#ui/clock/clock-chip.tsx'
import { Later } from '#ui/desk/later.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { listExtras } from '../../contract.ts'
import { sayDay } from '../days.ts'
import { useSeeingUnits } from '../unit-field.tsx'
import { RequestState } from './request-state.tsx'
import { clockOf, type ExtraView, extraWords } from './words.ts'
import '../appointment.css'
import './extra.css'

const UUID = /^[0-9a-f-]{36}$/

export const Route = createFileRoute('/_frame/extra-numbers')({
  validateSearch: (search: Record<string, unknown>): { request?: string } => {
    const { request } = search
    return typeof request === 'string' && UUID.test(request) ? { request } : {}
  },
  component: ExtrasPage,
})

const loadAsk = () => import('./ask.dialog.tsx')
const loadOne = () => import('./request.dialog.tsx')

/** Requests for extra numbers (加号申请): those that wait by their clock, live; `A` asks for one. */
function ExtrasPage() {
  const say = useWords(extraWords)
  const mayAsk = useMay('appointment:book')
  const { request } = Route.useSearch()
  const navigate = Route.useNavigate()
  const [isAsking, setAsking] = useState(false)
  const { answer, problem, again } = useAnswer(listExtras, {}, { live: { subject: 'extra-request', id: null } })
  useShortcut('a', say('ask'), () => setAsking(true), !mayAsk)
  const open = (id: string | null) => void navigate({ search: id === null ? {} : { request: id }, replace: true })
  const waiting = answer?.items.filter(one => one.status === 'waiting') ?? []
  const decided = answer?.items.filter(one => one.status !== 'waiting') ?? []
  return (
    <div className="ap-page">
      <div className="ap-head">
        <div>
          <h1>{say('title')}</h1>
          <p className="d-hint">{say('intro')}</p>
        </div>
        {mayAsk && (
          <Button type="primary" onClick={() => setAsking(true)} aria-keyshortcuts="A">
            {say('ask')} <Keys keys="a" />
          </Button>
        )}
      </div>
      {problem && !answer && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading />}
      {answer && (
        <>
          <h2>{say('waiting', { count: waiting.length })}</h2>
          {waiting.length === 0 ? (
            <Empty>{say('waiting.none')}</Empty>
          ) : (
            <Requests
              label={say('waiting', { count: waiting.length })}
              items={waiting}
              doctors={answer.doctors}
              onOpen={open}
            />
          )}
          <h2>{say('decided')}</h2>
          {decided.length === 0 ? (
            <p className="d-hint">{say('decided.none')}</p>
          ) : (
            <Requests label={say('decided')} items={decided} doctors={answer.doctors} onOpen={open} />
          )}
        </>
      )}
      {isAsking && (
        <Later load={loadAsk}>
          {({ AskDialog }) => (
            <AskDialog
              onAsked={id => {
                setAsking(false)
                open(id)
              }}
              onClose={() => setAsking(false)}
            />
          )}
        </Later>
      )}
      {request && (
        <Later load={loadOne}>{({ RequestDialog }) => <RequestDialog id={request} onClose={() => open(null)} />}</Later>
      )}
    </div>
  )
}

interface RequestsProps {
  readonly label: string
  readonly items: readonly ExtraView[]
  readonly doctors: readonly { readonly id: string; readonly name: string }[]
  readonly onOpen: (id: string) => void
}

function Requests({ label, items, doctors, onOpen }: RequestsProps) {
  const say = useWords(extraWords)
  const language = useLanguage()
  const units = useSeeingUnits()
  return (
    <div className="ap-scroll">
      <table className="d-table">
        <caption className="said-only">{label}</caption>
        <thead>
          <tr>
            {(['number', 'patient', 'session', 'clock', 'state'] as const).map(column => (
              <th key={column} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(one => (
            <tr key={one.id}>
              <td>
                <button type="button" className="ap-link figures" onClick={() => onOpen(one.id)}>
                  {one.number}
                </button>
              </td>
              <td>{one.patientMasked}</td>
              <td>
                {say('session.say', {
                  day: sayDay(one.day, language),
                  half: say(`half.${one.halfDay}`),
                  unit: units.find(unit => unit.id === one.unitId)?.name ?? '',
                  doctor: doctors.find(doctor => doctor.id === one.doctorId)?.name ?? '',
                })}
              </td>
              <td>
                <ClockChip clocks={[clockOf(one, say)]} />
              </td>
              <td>
                <RequestState one={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
