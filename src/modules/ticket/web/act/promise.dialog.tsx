import { Button } from 'antd'
import { useState } from 'react'
import { MomentField } from '#ui/desk/moment-field.tsx'
import { dayAt, daysFrom, instantOf } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { makePromise } from '../../contract.ts'
import { ActDialog } from './act-dialog.tsx'
import { Digit } from './choose.tsx'
import type { DialogProps } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { useAct } from './use-act.ts'
import { actWords } from './words.ts'

const MINUTE = 60_000
/** People say 15:20, not 15:17. */
const ROUND = 5 * MINUTE

/** A word to the patient with a time of its own (承诺): one digit for the usual times. */
export function PromiseDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const [text, setText] = useState(say('promise.default'))
  const [dueAt, setDueAt] = useState<string | null>(null)
  const sender = useAct(makePromise, ticket.id, onClose)
  return (
    <ActDialog
      title={say('promise.title')}
      ticket={ticket}
      sender={sender}
      sendLabel={say('promise.send')}
      isReady={text.trim() !== '' && dueAt !== null}
      onSend={() => dueAt && void sender.send({ params: { id: ticket.id }, body: { text, dueAt } })}
      onClose={onClose}
    >
      <div className="tk-choose">
        {usualTimes(houseNow()).map(({ key, at }, index) => {
          const choose = () => setDueAt(new Date(at).toISOString())
          return (
            <Button
              key={key}
              autoFocus={index === 0}
              onClick={choose}
              aria-pressed={dueAt === new Date(at).toISOString()}
            >
              <Digit digit={index + 1} label={say(key)} run={choose} /> {say(key)}
            </Button>
          )
        })}
      </div>
      <MomentField
        key={dueAt}
        label={say('promise.until')}
        value={dueAt}
        onMoment={setDueAt}
        refusal={
          sender.problem?.at('dueAt') ?? (sender.problem?.code === 'promise-past' ? sender.problem.title : undefined)
        }
      />
      <QuickText
        label={say('promise.text')}
        value={text}
        onText={setText}
        quick={[say('promise.1'), say('promise.2'), say('promise.3')]}
        rows={1}
        maxLength={300}
        refusal={sender.problem?.at('text')}
        hint={dueAt ? say('promise.hint', { time: sayTime(dueAt, 'both'), text }) : undefined}
      />
    </ActDialog>
  )
}

const rounded = (at: number) => Math.round(at / ROUND) * ROUND

/** In half an hour, in an hour, this afternoon, tomorrow morning; only those that are still to come. */
function usualTimes(now: number) {
  const [, tomorrow = ''] = daysFrom(now, 2)
  return (
    [
      { key: 'promise.in-30', at: rounded(now + 30 * MINUTE) },
      { key: 'promise.in-60', at: rounded(now + 60 * MINUTE) },
      { key: 'promise.at-17', at: instantOf(dayAt(now), '17:00') ?? 0 },
      { key: 'promise.at-9', at: instantOf(tomorrow, '09:00') ?? 0 },
    ] as const
  ).filter(({ at }) => at > now)
}
