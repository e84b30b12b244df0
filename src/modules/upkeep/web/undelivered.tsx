import { Button } from 'antd'
import { useState } from 'react'
import { ScrollTable } from '#ui/desk/scroll-table.tsx'
import { ReasonDialog } from '#ui/desk/reason-dialog.tsx'
import { Empty, Notice, Refused } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { letGo, redeliver } from '../contract.ts'
import type { Upkeep } from './upkeep.ts'
import { upkeepWords } from './words.ts'

type Row = Upkeep['undelivered'][number]

/** Events that were set aside: each is tried again, or let go of with a reason. */
export function UndeliveredRows({ upkeep, onDone }: { readonly upkeep: Upkeep; readonly onDone: () => void }) {
  const say = useWords(upkeepWords)
  const [leaving, setLeaving] = useState<Row | null>(null)
  const [isDone, setDone] = useState(false)
  const sending = useSend(redeliver, () => {
    setDone(true)
    onDone()
  })
  const letting = useSend(letGo, () => {
    setLeaving(null)
    onDone()
  })
  const again = ({ listener, journalId }: Row) => {
    setDone(false)
    void sending.send({ body: { listener, journalId } })
  }
  const headings = (['at', 'what', 'listener', 'error'] as const).map(one => say(`events.${one}`))
  return (
    <>
      <Refused problem={sending.problem} />
      {isDone && <Notice tone="done">{say('events.done')}</Notice>}
      {upkeep.undelivered.length === 0 ? (
        <Empty>{say('events.none')}</Empty>
      ) : (
        <ScrollTable title={say('events.title')} headings={upkeep.mayAct ? [...headings, say('events.act')] : headings}>
          {upkeep.undelivered.map(row => (
            <tr key={`${row.listener} ${row.journalId}`}>
              <td className="figures">{sayTime(row.at, 'both')}</td>
              <td>
                <code>{row.action}</code>
              </td>
              <td>
                <code>{row.listener}</code>
              </td>
              <td className="uk-late">
                <code>{row.error}</code>
              </td>
              {upkeep.mayAct && (
                <td>
                  <span className="uk-acts">
                    <Button size="small" type="primary" loading={sending.isSending} onClick={() => again(row)}>
                      {say('events.again')}
                    </Button>
                    <Button size="small" onClick={() => setLeaving(row)}>
                      {say('let-go.act')}
                    </Button>
                  </span>
                </td>
              )}
            </tr>
          ))}
        </ScrollTable>
      )}
      {leaving && (
        <ReasonDialog
          title={say('let-go.title')}
          act={say('let-go.act')}
          cancel={say('let-go.cancel')}
          label={say('let-go.reason')}
          hint={say('let-go.hint')}
          sender={letting}
          onGo={reason =>
            void letting.send({ body: { listener: leaving.listener, journalId: leaving.journalId, reason } })
          }
          onClose={() => setLeaving(null)}
        >
          <p>{say('let-go.what', { listener: leaving.listener, action: leaving.action })}</p>
        </ReasonDialog>
      )}
    </>
  )
}
