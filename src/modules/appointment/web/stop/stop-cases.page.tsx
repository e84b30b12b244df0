import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { readUnits } from '#modules/staff/contract.ts'
import { Panes } from '#ui/desk/panes.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { listStopCases } from '../../contract.ts'
import { sayDay } from '../pool.ts'
import { StopCase } from './stop-case.tsx'
import { StopDialog } from './stop.dialog.tsx'
import { stopWords } from './words.ts'
import './stop.css'

const UUID = /^[0-9a-f-]{36}$/

interface StopSearch {
  readonly case?: string
  /** A session that is to be stopped, chosen in a doctor's calendar. */
  readonly session?: string
}

export const Route = createFileRoute('/_frame/stop-cases')({
  validateSearch: (search: Record<string, unknown>): StopSearch => ({
    ...(typeof search['case'] === 'string' && UUID.test(search['case']) ? { case: search['case'] } : {}),
    ...(typeof search['session'] === 'string' && UUID.test(search['session']) ? { session: search['session'] } : {}),
  }),
  component: StopCasesPage,
})

type Row = Answer<typeof listStopCases>['cases'][number]

/** Stopped sessions, and one of them with all its patients (停诊处置, APT-13). */
function StopCasesPage() {
  const say = useWords(stopWords)
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  const mayStop = useMay('appointment:manage')
  const [isStopping, setStopping] = useState(false)
  const { answer, problem, again } = useAnswer(listStopCases, {}, { live: { subject: 'appointment', id: null } })
  const open = (id: string) => {
    setStopping(false)
    void navigate({ search: { case: id }, replace: true })
  }
  const chosen = search.case ?? answer?.cases.find(one => one.closedAt === null)?.id
  return (
    <>
      <Panes
        list={{
          label: say('list'),
          head: mayStop && <Button onClick={() => setStopping(true)}>{say('stop.title')}</Button>,
          content: answer ? (
            <Cases rows={answer.cases} doctors={answer.doctors} chosen={chosen} onOpen={open} />
          ) : problem ? (
            <Failure problem={problem} onRetry={again} />
          ) : (
            <RowsLoading />
          ),
        }}
        thread={{
          label: say('title'),
          content: chosen ? <StopCase key={chosen} id={chosen} /> : <Empty>{say('pick')}</Empty>,
        }}
      />
      {mayStop && (isStopping || search.session !== undefined) && (
        <StopDialog
          session={search.session ?? null}
          onStopped={id => {
            again()
            open(id)
          }}
          onClose={() => {
            setStopping(false)
            void navigate({ search: search.case ? { case: search.case } : {}, replace: true })
          }}
        />
      )}
    </>
  )
}

interface CasesProps {
  readonly rows: readonly Row[]
  readonly doctors: Answer<typeof listStopCases>['doctors']
  readonly chosen: string | undefined
  readonly onOpen: (id: string) => void
}

function Cases({ rows, doctors, chosen, onOpen }: CasesProps) {
  const say = useWords(stopWords)
  const language = useLanguage()
  const { answer: tree } = useAnswer(readUnits, {})
  if (rows.length === 0) return <Empty>{say('list.empty')}</Empty>
  return (
    <ul className="sp-list">
      {rows.map(one => (
        <li key={one.id}>
          <button type="button" className="sp-case" aria-current={one.id === chosen} onClick={() => onOpen(one.id)}>
            <strong>
              {doctors.find(doctor => doctor.id === one.doctorId)?.name} {sayDay(one.day, language)}{' '}
              {say(`half.${one.halfDay}`)}
            </strong>
            <span className="d-hint">{tree?.units.find(unit => unit.id === one.unitId)?.name}</span>
            <span>
              <span className="d-tag" data-tone={one.closedAt === null ? 'soon' : 'done'}>
                {one.patients === 0
                  ? say('list.nobody')
                  : say('list.progress', { answered: one.answered, patients: one.patients })}
              </span>{' '}
              {one.here > 0 && (
                <span className="d-tag" data-tone="late">
                  {say('list.here', { here: one.here })}
                </span>
              )}{' '}
              {one.closedAt !== null && <span className="d-hint">{say('list.closed')}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
