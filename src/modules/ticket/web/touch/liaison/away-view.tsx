import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { ABSENCE_REASONS, endDuty, setDuty, type whoAmI } from '#modules/staff/contract.ts'
import { dayAt, daysFrom, instantOf } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { sayTime, useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { Button } from '#ui/touch/button.tsx'
import { Choice } from '#ui/touch/choice.tsx'
import { Notice, Refused } from '#ui/touch/notice.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { useSend } from '#ui/use-send.ts'
import { liaisonWords, type SayLiaison } from './words.ts'

type Me = Answer<typeof whoAmI>
type Reason = (typeof ABSENCE_REASONS)[number]

/** The standing absence, and the way back. */
export function AwayNotice({ me, onDone }: { readonly me: Me; readonly onDone: () => void }) {
  const say = useWords(liaisonWords)
  const { send, isSending, problem } = useSend(endDuty, onDone)
  const { absence, person } = me
  if (!absence) return null
  const reason = say(`away.reason-${absence.reason ?? 'other'}`)
  return (
    <Notice tone="soon">
      <p>{say('away.now', { reason, time: sayWhen(absence.to) })}</p>
      <Refused problem={problem} />
      <Button isBusy={isSending} onPress={() => send({ params: { id: person.id, dutyId: absence.id } })}>
        {say('away.end')}
      </Button>
    </Notice>
  )
}

interface AwayViewProps {
  readonly me: Me
  readonly back: () => void
  readonly onDone: () => void
}

/** 我不在岗: from now until a time; what comes new goes to the deputy (TKT-13). */
export function AwayView({ me, back, onDone }: AwayViewProps) {
  const say = useWords(liaisonWords)
  const [reason, setReason] = useState<Reason | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const [isAsked, setAsked] = useState(false)
  const [ends] = useState(() => endsFrom(houseNow(), say))
  const { send, isSending, problem } = useSend(setDuty, () => {
    onDone()
    back()
  })
  const press = () => {
    setAsked(true)
    const from = iso(Math.floor(houseNow() / MINUTE) * MINUTE)
    if (reason && until) void send({ params: { id: me.person.id }, body: { kind: 'absent', from, to: until, reason } })
  }
  return (
    <Page
      brand={say('inbox.brand')}
      title={say('away.title')}
      acts={
        <>
          <Refused problem={problem} />
          <ActRow>
            <Button onPress={back}>{say('act.back')}</Button>
            <Button kind="main" onPress={press} isBusy={isSending}>
              {say('away.send')}
            </Button>
          </ActRow>
        </>
      }
    >
      <p className="t-text">{say('away.then')}</p>
      <Choice
        label={say('away.why')}
        options={ABSENCE_REASONS.map(value => ({ value, label: say(`away.reason-${value}`) }))}
        value={reason}
        onChoose={setReason}
        refusal={isAsked && !reason ? say('away.needs-why') : undefined}
      />
      <Choice
        label={say('away.until')}
        options={ends}
        value={until}
        onChoose={setUntil}
        refusal={isAsked && !until ? say('away.needs-until') : undefined}
      />
    </Page>
  )
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const iso = (at: number) => new Date(at).toISOString()

/** A few ends of an absence that begins now: some hours, or the end of a day on the hospital's wall. */
function endsFrom(now: number, say: SayLiaison): { value: string; label: string }[] {
  const days = daysFrom(now, 7)
  const endOf = (day: string) => (instantOf(day, '23:59') ?? now) + 59_000
  return [
    ...[1, 2].map(hours => ({
      value: iso(now + hours * HOUR),
      label: say('away.hours', { hours, time: sayTime(now + hours * HOUR) }),
    })),
    { value: iso(endOf(dayAt(now))), label: say('away.today') },
    ...[2, 3, 7].map(count => {
      const end = endOf(days[count - 1] ?? dayAt(now))
      return { value: iso(end), label: say('away.days', { days: count, time: sayTime(end, 'day') }) }
    }),
  ]
}
