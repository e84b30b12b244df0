import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { endStandard, readStaffing } from '../../contract.ts'
import { useStaffAct } from '../act.ts'
import { clockOf } from '../minutes.ts'
import { ReasonDialog } from '../reason.dialog.tsx'
import { staffWords } from '../words.ts'
import { StandardDialog } from './standard.dialog.tsx'
import { postWords } from './words.ts'

type Staffing = Answer<typeof readStaffing>
type Standard = Staffing['standards'][number]

const DAY_MINUTES = 1440

/** How the shifts that run now are staffed (人员配备, ORG-05), and the standards behind it. */
export function StaffingView() {
  const say = useWords(postWords)
  const may = useMay('staff:write')
  const { answer, problem, again } = useAnswer(readStaffing, {}, { live: { subject: 'coverage', id: null } })
  const [isSetting, setSetting] = useState(false)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={2} />
  return (
    <section aria-label={say('staffing.title')}>
      <div className="st-head">
        <h2>{say('staffing.title')}</h2>
        {may && <Button onClick={() => setSetting(true)}>{say('staffing.set')}</Button>}
      </div>
      <Now staffing={answer} />
      {answer.standards.length > 0 && <Standards standards={answer.standards} />}
      {isSetting && <StandardDialog onClose={() => setSetting(false)} />}
    </section>
  )
}

function Now({ staffing: { running, standards } }: { readonly staffing: Staffing }) {
  const say = useWords(postWords)
  const sayPost = useWords(staffWords)
  const short = running.filter(one => one.missing > 0)
  if (standards.length === 0) return <p className="d-hint">{say('staffing.none')}</p>
  if (running.length === 0) return <p className="d-hint">{say('staffing.none-now')}</p>
  if (short.length === 0) return <Notice tone="done">{say('staffing.enough', { count: running.length })}</Notice>
  return (
    <Notice tone="late">
      {short.map(({ standard, actual, missing }) => (
        <p key={standard.id}>
          {say('staffing.short', {
            unit: standard.unit.name,
            post: sayPost(`post.${standard.post}`),
            shift: standard.shift,
            least: standard.least,
            actual,
            missing,
          })}
        </p>
      ))}
    </Notice>
  )
}

function Standards({ standards }: { readonly standards: readonly Standard[] }) {
  const say = useWords(postWords)
  const sayPost = useWords(staffWords)
  const may = useMay('staff:write')
  const [ending, setEnding] = useState<string | null>(null)
  const sender = useStaffAct(endStandard, () => setEnding(null))
  const until = (minute: number) =>
    minute > DAY_MINUTES ? `${say('staffing.next-day')}${clockOf(minute - DAY_MINUTES)}` : clockOf(minute)
  return (
    <details>
      <summary>{say('staffing.standards', { count: standards.length })}</summary>
      <ul className="st-posts">
        {standards.map(one => (
          <li key={one.id}>
            <span>
              {say('staffing.standard', {
                unit: one.unit.name,
                post: sayPost(`post.${one.post}`),
                shift: one.shift,
                from: clockOf(one.fromMinute),
                to: until(one.toMinute),
                days: say(`days.${one.days}`),
                least: one.least,
              })}
            </span>
            {may && (
              <Button size="small" onClick={() => setEnding(one.id)}>
                {say('staffing.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && (
        <ReasonDialog
          title={say('staffing.end-title')}
          sender={sender}
          sendLabel={say('staffing.end')}
          isGrave
          onSend={reason => void sender.send({ params: { id: ending }, body: { reason } })}
          onClose={() => setEnding(null)}
        />
      )}
    </details>
  )
}
