import { createFileRoute, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { listReceivers } from '../../contract.ts'
import { ReceiverDialog } from './receiver.dialog.tsx'
import { outwardWords } from './words.ts'
import './outward.css'

export const Route = createFileRoute('/_frame/interop/receivers')({ component: ReceiversPage })

export type Receiver = Answer<typeof listReceivers>['items'][number]

/** Who is told of bookings by HL7 (接口接收方), where, and how it goes. */
function ReceiversPage() {
  const say = useWords(outwardWords)
  const may = useMay('interop:manage')
  const { answer, problem, again } = useAnswer(listReceivers, {}, { live: { subject: 'interop', id: null } })
  const [changing, setChanging] = useState<Receiver | 'new' | null>(null)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading />
  return (
    <div className="io-page">
      <div className="io-page-head">
        <h1>{say('receivers.title')}</h1>
        {may && (
          <Button type="primary" onClick={() => setChanging('new')}>
            {say('receivers.add')}
          </Button>
        )}
      </div>
      <p className="d-hint">
        {say('receivers.lead')}{' '}
        <Link to="/interop/messages" search={{ direction: 'out' }}>
          {say('receivers.log')}
        </Link>
      </p>
      {answer.items.length === 0 ? (
        <Empty>{say('receivers.empty')}</Empty>
      ) : (
        <div className="io-scroll" tabIndex={0} role="group" aria-label={say('receivers.title')}>
          <table className="io-table">
            <thead>
              <tr>
                {(['name', 'host', 'application', 'state', 'waiting', 'answered', 'acts'] as const).map(column => (
                  <th key={column} scope="col">
                    {say(`receivers.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.items.map(one => (
                <tr key={one.id}>
                  <th scope="row">{one.name}</th>
                  <td className="figures">
                    {one.host}:{one.port}
                  </td>
                  <td>
                    {one.application} · {one.facility}
                  </td>
                  <td data-tone={one.active ? 'done' : undefined}>
                    {say(one.active ? 'receivers.on' : 'receivers.off')}
                  </td>
                  <td className="figures" data-tone={one.waiting > 0 ? 'soon' : undefined}>
                    {one.waiting}
                  </td>
                  <td className="figures">{one.lastAnswerAt ? sayWhen(one.lastAnswerAt) : '—'}</td>
                  <td>
                    {may && (
                      <Button
                        size="small"
                        aria-label={`${say('receivers.change')} ${one.name}`}
                        onClick={() => setChanging(one)}
                      >
                        {say('receivers.change')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {changing !== null && (
        <ReceiverDialog
          receiver={changing === 'new' ? null : changing}
          onDone={() => {
            again()
            setChanging(null)
          }}
          onClose={() => setChanging(null)}
        />
      )}
    </div>
  )
}
