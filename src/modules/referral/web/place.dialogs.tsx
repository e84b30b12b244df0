import { Radio } from 'antd'
import { useState } from 'react'
import { bookableDays, type SlotView, sayDay, usePool } from '#modules/appointment/web/pool.ts'
import { SlotGrid } from '#modules/appointment/web/slot-grid.tsx'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { Empty, Failure, RowsLoading } from '#ui/desk/states.tsx'
import { useLanguage, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { bookReferral, waitForReferral } from '../contract.ts'
import { GoDialog, type OneDialog } from './go-dialog.tsx'
import { referralWords } from './words.ts'
import { DoubledField } from '#modules/appointment/web/refused-booking.tsx'

const WAYS = ['phone', 'sms', 'paper'] as const
type Way = (typeof WAYS)[number]

/** Books a place of the department for the referral, of those that are kept for community hospitals first (转诊约号). */
export function BookDialog({ one, onDone, onClose }: OneDialog) {
  const say = useWords(referralWords)
  const language = useLanguage()
  const pool = usePool(one.unit?.id ?? null, 'referral')
  const [chosenDay, setDay] = useState<string | null>(null)
  const [slot, setSlot] = useState<SlotView | null>(null)
  const [way, setWay] = useState<Way>('phone')
  const [because, setBecause] = useState('')
  const sender = useSend(bookReferral, onDone)
  const slots = pool.answer?.slots ?? []
  const days = bookableDays().filter(day => slots.some(one => one.day === day))
  const day = chosenDay ?? slots.find(one => one.free > 0)?.day ?? days[0] ?? ''
  const isDoubled = sender.problem?.code === 'booked-already'
  const book = () => {
    if (slot === null) return
    void sender.send({
      params: { id: one.id },
      body: {
        version: one.version,
        slotId: slot.id,
        contactWay: way,
        readBack: false,
        doubledBecause: because.trim() === '' ? null : because.trim(),
      },
    })
  }
  return (
    <GoDialog
      title={say('book.title')}
      act={say('act.book')}
      width={760}
      isReady={slot !== null}
      sender={{ isSending: sender.isSending, problem: isDoubled ? null : sender.problem }}
      onAct={book}
      onClose={onClose}
    >
      {pool.problem && !pool.answer && <Failure problem={pool.problem} onRetry={pool.again} />}
      {!pool.answer && !pool.problem && <RowsLoading rows={3} />}
      {pool.answer && days.length === 0 && <Empty>{say('book.none', { unit: one.unit?.name ?? '' })}</Empty>}
      {days.length > 0 && (
        <>
          <FieldGroup label={say('book.day')}>
            <div className="d-tabs">
              {days.map(one => (
                <button
                  key={one}
                  type="button"
                  aria-pressed={one === day}
                  onClick={() => {
                    setDay(one)
                    setSlot(null)
                  }}
                >
                  {sayDay(one, language)}
                </button>
              ))}
            </div>
          </FieldGroup>
          {/* Reachable by Tab, so that the arrow keys can scroll it. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="rf-times" tabIndex={0} role="group" aria-label={say('book.times')}>
            <SlotGrid
              slots={slots.filter(one => one.day === day)}
              doctors={pool.answer?.doctors ?? []}
              chosen={slot?.id ?? null}
              onChosen={setSlot}
            />
          </div>
        </>
      )}
      <WayField way={way} onWay={setWay} />
      <DoubledField
        label={say('book.doubled')}
        refusal={isDoubled ? sender.problem?.title : undefined}
        because={because}
        onBecause={setBecause}
      />
    </GoDialog>
  )
}

/** Puts the referral on the waiting list of its department (转诊候补). */
export function WaitDialog({ one, onDone, onClose }: OneDialog) {
  const say = useWords(referralWords)
  const language = useLanguage()
  const days = bookableDays()
  const [from, setFrom] = useState(days[0] ?? '')
  const [to, setTo] = useState(days.at(-1) ?? '')
  const [way, setWay] = useState<Way>('phone')
  const sender = useSend(waitForReferral, onDone)
  const choice = (label: string, value: string, set: (day: string) => void) => (
    <Field label={label}>
      {control => (
        <select {...control} className="d-input" value={value} onChange={event => set(event.target.value)}>
          {days.map(day => (
            <option key={day} value={day}>
              {sayDay(day, language)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <GoDialog
      title={say('wait.title')}
      act={say('act.wait')}
      isReady={from <= to}
      sender={sender}
      onAct={() =>
        void sender.send({
          params: { id: one.id },
          body: { version: one.version, doctorId: null, dayFrom: from, dayTo: to, halfDay: null, contactWay: way },
        })
      }
      onClose={onClose}
    >
      <p>{say('wait.words')}</p>
      <div className="rf-pair">
        {choice(say('wait.from'), from, setFrom)}
        {choice(say('wait.to'), to, setTo)}
      </div>
      <WayField way={way} onWay={setWay} />
    </GoDialog>
  )
}

function WayField({ way, onWay }: { readonly way: Way; readonly onWay: (way: Way) => void }) {
  const say = useWords(referralWords)
  return (
    <FieldGroup label={say('book.way')}>
      <Radio.Group
        value={way}
        onChange={event => onWay(event.target.value as Way)}
        options={WAYS.map(value => ({ value, label: say(`way.${value}`) }))}
      />
    </FieldGroup>
  )
}
