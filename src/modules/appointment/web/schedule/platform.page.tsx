import { createFileRoute } from '@tanstack/react-router'
import { Button } from 'antd'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Empty, Failure, Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useLive } from '#ui/live.ts'
import { useSend } from '#ui/use-send.ts'
import { readTransfers, retryTransfers } from '../../contract.ts'
import { ListRules } from './list-rules.tsx'
import { PlatformSetup } from './platform-setup.tsx'
import { scheduleWords } from './words.ts'
import './schedule.css'

export const Route = createFileRoute('/_frame/booking-platform')({ component: PlatformPage })

type Transfers = Answer<typeof readTransfers>

/** The outside booking platform: what it knows, what it could not be told, and how it is set up (外部预约平台, APT-01). */
function PlatformPage() {
  const say = useWords(scheduleWords)
  const maySee = useMay('appointment:read')
  const maySetUp = useMay('setting:write')
  return (
    <div className="sc-page">
      <h1>{say('platform.title')}</h1>
      {maySee && <TransferList />}
      {maySetUp && <PlatformSetup />}
      {maySetUp && <ListRules />}
    </div>
  )
}

function TransferList() {
  const say = useWords(scheduleWords)
  const mayManage = useMay('appointment:manage')
  const { answer, problem, again } = useAnswer(readTransfers, {}, { live: { subject: 'platform', id: null } })
  // A stop or a change is to be told as soon as it is there.
  useLive('session', null, again)
  const retry = useSend(retryTransfers, again)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  if (!answer.on) return <Empty>{say('platform.off')}</Empty>
  const { on: _on, lastSentAt, pending, ...counts } = answer
  return (
    <>
      <p className="figures">
        {say('platform.counts', counts)} {lastSentAt !== null && say('platform.last', { time: sayWhen(lastSentAt) })}
      </p>
      {pending.length === 0 ? (
        <Notice tone="done">{say('platform.none')}</Notice>
      ) : (
        <section aria-label={say('platform.pending')}>
          <div className="sc-head">
            <h2>{say('platform.pending')}</h2>
            {mayManage && counts.failed > 0 && (
              <Button type="primary" loading={retry.isSending} onClick={() => void retry.send({ body: {} })}>
                {say('platform.retry')}
              </Button>
            )}
          </div>
          <Refused problem={retry.problem} />
          <Pending rows={pending} />
        </section>
      )}
    </>
  )
}

function Pending({ rows }: { readonly rows: Transfers['pending'] }) {
  const say = useWords(scheduleWords)
  return (
    // Reachable by Tab, so that the arrow keys can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="sc-wide" tabIndex={0} role="group" aria-label={say('platform.pending')}>
      <table className="d-table">
        <thead>
          <tr>
            {(['platform.slot', 'platform.unit', 'doctor', 'platform.what', 'platform.state'] as const).map(column => (
              <th key={column} scope="col">
                {say(column)}
              </th>
            ))}
            <th scope="col">{say('platform.why')}</th>
            <th scope="col">{say('platform.next')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.slotId}>
              <th scope="row" className="figures">
                {sayTime(row.startsAt, 'both')}
              </th>
              <td>{row.unit}</td>
              <td>{row.doctor}</td>
              <td>{say(row.stopped ? 'platform.withdraw' : 'platform.put')}</td>
              <td>
                <span className="d-tag" data-tone={row.state === 'failed' ? 'late' : 'soon'}>
                  {say(`platform.state.${row.state}`, { attempts: row.attempts })}
                </span>
              </td>
              <td>{row.error !== null && <Why code={row.error} />}</td>
              <td className="figures">{row.dueAt !== null && sayTime(row.dueAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const KNOWN = ['unreachable', 'broken', 'timeout', 'unreadable'] as const

function Why({ code }: { readonly code: string }) {
  const say = useWords(scheduleWords)
  const known = KNOWN.find(one => one === code)
  return known === undefined ? say('error.other', { code }) : say(`error.${known}`)
}
