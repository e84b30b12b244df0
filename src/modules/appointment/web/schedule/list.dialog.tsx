import { useQueryClient } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { findDoctors } from '#modules/directory/contract.ts'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { tidyTime, timeAt } from '#ui/hospital-time.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { giveOutPlaces, readSchedule } from '../../contract.ts'
import { HALVES, KEPT, type SessionView } from './schedule.ts'
import { scheduleWords } from './words.ts'

const FEES = ['ordinary', 'associate', 'expert', 'special'] as const
/** The usual hours of each half-day, to begin with. */
const HOURS = { morning: ['08:00', '12:00'], afternoon: ['14:00', '17:30'], evening: ['18:00', '20:30'] } as const

interface ListDialogProps {
  readonly unit: string
  readonly day: string
  /** The planned session; null for one beside the plan. */
  readonly session: SessionView | null
  readonly onDone: (places: number) => void
  readonly onClose: () => void
}

/** Gives out the places of one session, planned or new (放号, APT-01): times, places, shares; published at once. */
export function ListDialog(props: ListDialogProps) {
  const { unit } = props
  const say = useWords(scheduleWords)
  const { answer } = useAnswer(findDoctors, { query: { unitId: unit } })
  if (!answer) return <RowsLoading rows={2} />
  if (answer.items.length === 0) return <Notice tone="soon">{say('list.no-doctors')}</Notice>
  return (
    <Form {...props} doctors={answer.items.map(one => ({ id: one.doctorId, name: one.name, fee: one.feeLevel }))} />
  )
}

interface FormProps extends ListDialogProps {
  readonly doctors: readonly { readonly id: string; readonly name: string; readonly fee: (typeof FEES)[number] }[]
}

function Form({ unit, day, session, doctors, onDone, onClose }: FormProps) {
  const say = useWords(scheduleWords)
  const queries = useQueryClient()
  const [list, setList] = useState({
    doctorId: session?.doctorId ?? doctors[0]?.id ?? '',
    day: session?.day ?? day,
    halfDay: session?.halfDay ?? ('morning' as (typeof HALVES)[number]),
    from: session === null ? HOURS.morning[0] : timeAt(Date.parse(session.from)),
    to: session === null ? HOURS.morning[1] : timeAt(Date.parse(session.to)),
    slotMinutes: String(Math.min(30, session?.slotMinutes ?? 30)),
    places: String(session?.capacity ?? 16),
    feeLevel: session?.feeLevel ?? doctors[0]?.fee ?? ('ordinary' as (typeof FEES)[number]),
    room: session?.room ?? '',
  })
  const [kept, setKept] = useState<Readonly<Record<string, string>> | null>(null)
  const put = (more: Partial<typeof list>) => setList(before => ({ ...before, ...more }))
  const sender = useSend(giveOutPlaces, ({ places }) => {
    void queries.invalidateQueries({ queryKey: [readSchedule.id] })
    onDone(places)
  })
  const number = (text: string) => (text.trim() === '' ? null : Number(text))
  const [from, to] = [minutesOf(list.from), minutesOf(list.to)]
  const send = () => {
    if (from === null || to === null) return
    void sender.send({
      body: {
        ...list,
        unitId: unit,
        from,
        to,
        slotMinutes: number(list.slotMinutes),
        places: number(list.places),
        room: list.room.trim() === '' ? null : list.room,
        kept:
          kept === null
            ? null
            : KEPT.map(quota => ({ quota, places: Number(kept[quota] ?? 0) })).filter(one => one.places > 0),
      },
    })
  }
  const at = (field: string) => sender.problem?.at(field)
  const isPlanned = session !== null
  return (
    <StaffDialog
      title={say('list.title')}
      width={720}
      sender={sender}
      sendLabel={say('list.go')}
      onSend={send}
      onClose={onClose}
    >
      <div className="sc-fields">
        <Select
          label={say('doctor')}
          value={list.doctorId}
          of={doctors.map(one => [one.id, one.name])}
          isFixed={isPlanned}
          onValue={doctorId =>
            put({ doctorId, feeLevel: doctors.find(one => one.id === doctorId)?.fee ?? list.feeLevel })
          }
        />
        <Text
          label={say('list.day')}
          type="date"
          value={list.day}
          isFixed={isPlanned}
          onText={next => put({ day: next })}
        />
        <Select
          label={say('list.half')}
          value={list.halfDay}
          of={HALVES.map(half => [half, say(`half.${half}`)])}
          isFixed={isPlanned}
          onValue={halfDay => put({ halfDay, from: HOURS[halfDay][0], to: HOURS[halfDay][1] })}
        />
        <Text
          label={say('list.from')}
          value={list.from}
          refusal={from === null ? say('time.wrong') : at('from')}
          onText={text => put({ from: text })}
          onLeave={() => put({ from: tidyTime(list.from) })}
        />
        <Text
          label={say('list.to')}
          value={list.to}
          refusal={to === null ? say('time.wrong') : at('to')}
          onText={text => put({ to: text })}
          onLeave={() => put({ to: tidyTime(list.to) })}
        />
        <Text
          label={say('list.places')}
          type="number"
          value={list.places}
          refusal={at('places')}
          onText={text => put({ places: text })}
        />
        <Text
          label={say('list.slot')}
          type="number"
          value={list.slotMinutes}
          refusal={at('slotMinutes')}
          onText={text => put({ slotMinutes: text })}
        />
        <Select
          label={say('list.fee')}
          value={list.feeLevel}
          of={FEES.map(fee => [fee, say(`fee.${fee}`)])}
          onValue={feeLevel => put({ feeLevel })}
        />
        <Text label={say('list.room')} value={list.room} onText={room => put({ room })} />
      </div>
      <Checkbox checked={kept === null} onChange={event => setKept(event.target.checked ? null : {})}>
        {say('list.plan')}
      </Checkbox>
      {kept !== null && (
        <FieldGroup label={say('list.kept')}>
          <div className="sc-fields">
            {KEPT.map(quota => (
              <Text
                key={quota}
                label={say(`share.${quota}`)}
                type="number"
                value={kept[quota] ?? '0'}
                onText={text => setKept({ ...kept, [quota]: text })}
              />
            ))}
          </div>
        </FieldGroup>
      )}
    </StaffDialog>
  )
}

/** `08:30` as minutes from midnight; null where it is no time. */
function minutesOf(text: string): number | null {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(tidyTime(text)) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  return Number.isInteger(minutes) && Number(minute) < 60 && minutes <= 24 * 60 ? minutes : null
}

interface SelectProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly of: readonly (readonly [T, string])[]
  readonly isFixed?: boolean
  readonly onValue: (value: T) => void
}

const Select = <T extends string>({ label, value, of, isFixed = false, onValue }: SelectProps<T>) => (
  <Field label={label}>
    {control => (
      <select
        {...control}
        className="d-input"
        disabled={isFixed}
        value={value}
        onChange={event => onValue(event.target.value as T)}
      >
        {of.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    )}
  </Field>
)

interface TextProps {
  readonly label: string
  readonly value: string
  readonly type?: 'date' | 'number' | 'text'
  readonly isFixed?: boolean
  readonly refusal?: string | undefined
  readonly onText: (text: string) => void
  readonly onLeave?: () => void
}

const Text = ({ label, value, type = 'text', isFixed = false, refusal, onText, onLeave }: TextProps) => (
  <Field label={label} refusal={refusal}>
    {control => (
      <input
        {...control}
        className="d-input"
        type={type}
        disabled={isFixed}
        maxLength={60}
        value={value}
        onChange={event => onText(event.target.value)}
        onBlur={onLeave}
      />
    )}
  </Field>
)
