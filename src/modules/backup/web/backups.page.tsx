import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { useLatest } from '#ui/use-latest.ts'
import { useSend } from '#ui/use-send.ts'
import { readBackups, runBackup } from '../contract.ts'
import { PlanForm } from './plan-form.tsx'
import { type Backups, Log, Tests } from './tables.tsx'
import { backupWords } from './words.ts'
import './backup.css'

export const Route = createFileRoute('/_frame/backups')({ component: BackupsPage })

const LOOK_AGAIN_MS = 2000

/** Backups, their age and plan, and restore tests (备份与恢复测试, SEC-04). */
function BackupsPage() {
  const say = useWords(backupWords)
  const { answer, problem, again } = useAnswer(readBackups, {}, { live: { subject: 'backup', id: null } })
  const [isPlanning, setPlanning] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const running = useSend(runBackup, again)
  const isRunning = answer?.backups.some(one => one.state === 'running') ?? false
  const look = useLatest(again)
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => look.current(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isRunning, look])
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  const plan = () => {
    setSaved(false)
    setPlanning(true)
  }
  const planned = () => {
    setPlanning(false)
    setSaved(true)
    again()
  }
  return (
    <div className="bk-page">
      <div className="bk-head">
        <h1>{say('page.title')}</h1>
        {answer.mayRun && (
          <Button
            type="primary"
            loading={running.isSending || isRunning}
            onClick={() => void running.send({ params: {} })}
          >
            {say('run.now')}
          </Button>
        )}
        {answer.mayPlan && !isPlanning && <Button onClick={plan}>{say('plan.change')}</Button>}
      </div>
      <p className="d-hint">{say('page.lead')}</p>
      <Refused problem={running.problem} />
      {isRunning && <Notice>{say('run.begun')}</Notice>}
      {isSaved && <Notice tone="done">{say('plan.saved')}</Notice>}
      {answer.isLate && (
        <Notice tone="late">
          {answer.lastAt === null ? say('late.never') : say('late.old', { time: sayTime(answer.lastAt, 'both') })}
        </Notice>
      )}
      {answer.testIsDue && (
        <Notice tone="soon">
          {answer.lastTestAt === null
            ? say('test.due-never')
            : say('test.due-old', { time: sayTime(answer.lastTestAt, 'day'), days: answer.plan.testEvery })}
        </Notice>
      )}
      {isPlanning ? (
        <PlanForm plan={answer.plan} onCancel={() => setPlanning(false)} onDone={planned} />
      ) : (
        <Facts backups={answer} />
      )}
      <Log backups={answer} />
      <Tests backups={answer} />
    </div>
  )
}

function Facts({ backups }: { readonly backups: Backups }) {
  const say = useWords(backupWords)
  const moment = (at: string | null, none: 'facts.never' | 'facts.soon') =>
    at === null ? say(none) : sayTime(at, 'both')
  return (
    <dl className="bk-facts">
      <dt>{say('facts.last')}</dt>
      <dd className="figures">{moment(backups.lastAt, 'facts.never')}</dd>
      <dt>{say('facts.next')}</dt>
      <dd className="figures">{moment(backups.nextAt, 'facts.soon')}</dd>
      <dt>{say('facts.test')}</dt>
      <dd className="figures">{moment(backups.lastTestAt, 'facts.never')}</dd>
      <dt>{say('facts.keep')}</dt>
      <dd>{say('facts.keep-count', { count: backups.plan.keep })}</dd>
      <dt>{say('facts.folder')}</dt>
      <dd className="bk-path">{backups.folder}</dd>
    </dl>
  )
}
