import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { saveFile } from '#ui/file.ts'
import { useLatest } from '#ui/use-latest.ts'
import { useSend } from '#ui/use-send.ts'
import { openImport, stopImport, takeReport } from '../contract.ts'
import { importWords } from './words.ts'

const LOOK_AGAIN_MS = 1000

type Report = Answer<typeof openImport>

/** How far an import has come, and what was wrong, row by row; read again while it runs. */
export function ImportReport({ id, onEnded }: { readonly id: string; readonly onEnded: () => void }) {
  const say = useWords(importWords)
  const { answer, problem, again, put } = useAnswer(openImport, { params: { id } })
  const stopping = useSend(stopImport, put)
  const isRunning = answer?.state === 'running'
  const look = useLatest(again)
  const ended = useLatest(onEnded)
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => look.current(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isRunning, look])
  const hasEnded = answer !== null && !isRunning
  useEffect(() => {
    if (hasEnded) ended.current()
  }, [hasEnded, ended])
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={3} />
  const facts = {
    lines: answer.lines,
    taken: answer.taken,
    added: answer.added,
    changed: answer.changed,
    same: answer.same,
    wrong: answer.wrong,
  }
  return (
    <section className="di-report">
      <h2>{say('report.title')}</h2>
      <p className="d-hint">{answer.file}</p>
      {isRunning ? (
        <>
          <p role="status">{say('report.running', facts)}</p>
          <progress
            className="di-progress"
            aria-label={say('report.progress')}
            max={answer.lines}
            value={answer.taken}
          />
          <p>
            <Button loading={stopping.isSending} onClick={() => void stopping.send({ params: { id } })}>
              {say('report.stop')}
            </Button>
          </p>
          <Refused problem={stopping.problem} />
        </>
      ) : (
        <Notice tone={answer.wrong > 0 || answer.state === 'stopped' ? 'soon' : 'done'}>
          {say(answer.state === 'stopped' ? 'report.stopped' : 'report.done', facts)}
        </Notice>
      )}
      {answer.unknownHeadings.length > 0 && (
        <Notice>{say('report.unknown', { headings: answer.unknownHeadings.join('、') })}</Notice>
      )}
      {answer.findings.length > 0 && <Findings report={answer} />}
    </section>
  )
}

function Findings({ report }: { readonly report: Report }) {
  const say = useWords(importWords)
  const language = useLanguage()
  const [column, setColumn] = useState('')
  const [saved, setSaved] = useState('')
  const taking = useSend(takeReport, file => setSaved(saveFile(file)))
  const columns = [...new Set(report.findings.map(one => one.column ?? say('report.row')))]
  const shown = report.findings.filter(one => column === '' || (one.column ?? say('report.row')) === column)
  return (
    <>
      <div className="di-bar">
        <label className="d-beside">
          <span className="d-label">{say('report.filter')}</span>
          <select className="d-input" value={column} onChange={event => setColumn(event.target.value)}>
            <option value="">{say('report.all')}</option>
            {columns.map(one => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <Button loading={taking.isSending} onClick={() => void taking.send({ params: { id: report.id } })}>
          {say('report.download')}
        </Button>
        <span className="d-hint" role="status">
          {saved === '' ? say('report.download-hint') : say('report.saved', { name: saved })}
        </span>
      </div>
      <Refused problem={taking.problem} />
      <div className="di-scroll" tabIndex={0} role="region" aria-label={say('report.title')}>
        <table className="di-table">
          <thead>
            <tr>
              <th scope="col">{say('report.line')}</th>
              <th scope="col">{say('report.column')}</th>
              <th scope="col">{say('report.problem')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(one => (
              <tr key={one.line}>
                <td className="figures">{one.line}</td>
                <td>{one.column ?? say('report.row')}</td>
                <td>{language === 'zh' ? one.zh : one.en}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {report.wrong > report.findings.length && (
        <p className="d-hint">{say('report.more', { count: report.findings.length })}</p>
      )}
    </>
  )
}
