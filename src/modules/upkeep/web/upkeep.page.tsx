import { createFileRoute } from '@tanstack/react-router'
import { ScrollTable } from '#ui/desk/scroll-table.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { readUpkeep } from '../contract.ts'
import { KeptRow } from './kept-row.tsx'
import type { Upkeep } from './upkeep.ts'
import { UndeliveredRows } from './undelivered.tsx'
import { keyOf, upkeepWords } from './words.ts'
import './upkeep.css'

export const Route = createFileRoute('/_frame/upkeep')({ component: UpkeepPage })

/** What who runs the house must see to (运行维护): events that were set aside, how long records are kept, what went. */
function UpkeepPage() {
  const say = useWords(upkeepWords)
  const { answer, problem, again } = useAnswer(readUpkeep, {}, { live: { subject: 'upkeep', id: null } })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <div className="uk-page">
      <h1>{say('page.title')}</h1>
      <p className="d-hint">{say('page.lead')}</p>
      <section>
        <h2>{say('events.title')}</h2>
        <p className="d-hint">{say('events.lead')}</p>
        <UndeliveredRows upkeep={answer} onDone={again} />
      </section>
      <section>
        <h2>{say('kept.title')}</h2>
        <p className="d-hint">{say('kept.lead', { hour: String(answer.hour).padStart(2, '0') })}</p>
        <ScrollTable
          title={say('kept.title')}
          headings={[say('kept.what'), say('kept.days'), say('kept.least'), say('kept.rule')]}
        >
          {answer.kept.map(kind => (
            <KeptRow key={kind.name} kind={kind} maySet={answer.maySet} onDone={again} />
          ))}
        </ScrollTable>
      </section>
      <Runs upkeep={answer} />
    </div>
  )
}

/** Each night's run, the newest first. */
function Runs({ upkeep: { runs } }: { readonly upkeep: Upkeep }) {
  const say = useWords(upkeepWords)
  const nameOf = (name: string) => {
    const key = keyOf('kind', name)
    return key === null ? name : say(key)
  }
  return (
    <section>
      <h2>{say('runs.title')}</h2>
      {runs.length === 0 ? (
        <Empty>{say('runs.none')}</Empty>
      ) : (
        <ScrollTable title={say('runs.title')} headings={[say('runs.began'), say('runs.ended'), say('runs.removed')]}>
          {runs.map(run => (
            <tr key={run.id}>
              <td className="figures">{sayTime(run.beganAt, 'both')}</td>
              <td className="figures">{run.endedAt === null ? say('runs.going') : sayTime(run.endedAt, 'both')}</td>
              <td>
                {Object.entries(run.removed)
                  .map(([name, count]) => say('runs.count', { what: nameOf(name), count: count.toLocaleString() }))
                  .join('；') || say('runs.nothing')}
                {run.failed.length > 0 && (
                  <p className="uk-late">{say('runs.failed', { kinds: run.failed.map(nameOf).join('、') })}</p>
                )}
              </td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </section>
  )
}
