import { createFileRoute } from '@tanstack/react-router'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { listFindings } from '../contract.ts'
import { zh } from './text.zh.ts'
import { ticketWords } from './words.ts'
import './ticket.css'

export const Route = createFileRoute('/_frame/coverage-findings')({ component: Findings })

/** Gaps through which a matter could fall (无死角巡检, TKT-14); none is expected. */
function Findings() {
  const say = useWords(ticketWords)
  const { answer, problem, again } = useAnswer(listFindings, {}, { live: { subject: 'coverage', id: null } })
  const kindWords = (kind: string) => {
    const key = `findings.${kind}`
    return say(key in zh ? (key as 'findings.other') : 'findings.other')
  }
  return (
    <div className="tk-board">
      <h1>{say('findings.title')}</h1>
      <p className="d-hint">{say('findings.lead')}</p>
      {problem && <Failure problem={problem} onRetry={again} />}
      {!answer && !problem && <RowsLoading rows={3} />}
      {answer?.items.length === 0 && <Empty>{say('findings.none')}</Empty>}
      <ul className="tk-findings">
        {answer?.items.map(one => (
          <li key={one.id} className="d-notice" data-tone="late">
            <strong>{kindWords(one.kind)}</strong>：{one.subject}
            <span className="d-hint"> {say('findings.found', { time: sayTime(one.foundAt, 'both') })}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
