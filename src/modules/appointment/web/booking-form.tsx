import { Button, Checkbox, Radio } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type FoundPatient, PatientPicker } from '#modules/patient/web/patient-picker.tsx'
import { readUnits } from '#modules/staff/contract.ts'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { sayTime, useLanguage, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { bookAppointment, joinWaitingList } from '../contract.ts'
import { bookableDays, type Channel, sayDay, type SlotView } from './pool.ts'
import { StandingHint } from './reliability/standing.tsx'
import type { Doctors } from './slot-grid.tsx'
import { appointmentWords } from './words.ts'
import { DoubledField, NextFreeSlots, nextFreeOf } from './refused-booking.tsx'

interface BookingFormProps {
  readonly unit: string | null
  readonly slot: SlotView | null
  readonly doctors: Doctors
  readonly channel: Channel
  readonly onChannel: (channel: Channel) => void
  readonly onSlot: (id: string) => void
  readonly onBooked: () => void
}

const AT_DESK = ['phone', 'desk', 'assisted'] as const
const WAYS = ['sms', 'wechat', 'phone', 'paper'] as const
type Way = (typeof WAYS)[number]
/** What is to be done next has the focus, so that a call is booked without a mouse: the patient, then the words to be read back. */
function useFocusOnNext(slot: string | null, patient: string | null): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (slot === null) return
    const next = patient === null ? 'input[role=combobox]' : '.ap-read-back input'
    box.current?.querySelector<HTMLElement>(next)?.focus()
  }, [slot, patient])
  return box
}

/** Who is booked, how they are told, and the words that are read back (APT-04): Ctrl+Enter books. */
export function BookingForm({ unit, slot, doctors, channel, onChannel, onSlot, onBooked }: BookingFormProps) {
  const say = useWords(appointmentWords)
  const language = useLanguage()
  const { answer: tree } = useAnswer(readUnits, {})
  const [patient, setPatient] = useState<FoundPatient | null>(null)
  const [way, setWay] = useState<Way>('sms')
  const [readBack, setReadBack] = useState(false)
  const [consent, setConsent] = useState(false)
  const [because, setBecause] = useState('')
  const [document, setDocument] = useState('')
  const box = useFocusOnNext(slot?.id ?? null, patient?.id ?? null)
  const sender = useSend(bookAppointment, () => {
    setReadBack(false)
    setConsent(false)
    setBecause('')
    setDocument('')
    onBooked()
  })
  const [number, setNumber] = useState<string | null>(null)
  const waiting = useSend(joinWaitingList)
  const [isWaiting, setWaiting] = useState(false)

  const isReady =
    slot !== null &&
    patient !== null &&
    (channel !== 'phone' || readBack) &&
    (channel !== 'assisted' || consent) &&
    !sender.isSending
  const book = async () => {
    if (!isReady || slot === null || patient === null) return
    const booked = await sender.send({
      body: {
        slotId: slot.id,
        patientId: patient.id,
        channel,
        contactWay: way,
        readBack,
        consent: channel === 'assisted' ? consent : true,
        doubledBecause: because.trim() === '' ? null : because,
        document: document.trim() === '' ? null : document,
      },
    })
    if (booked === null) return
    setNumber(booked.number)
    setPatient(null)
  }
  useShortcut('mod+enter', say('book'), () => void book(), !isReady)
  const wait = async () => {
    const [first, ...days] = bookableDays()
    if (unit === null || patient === null || first === undefined) return
    const done = await waiting.send({
      body: {
        unitId: unit,
        doctorId: slot?.doctorId ?? null,
        dayFrom: first,
        dayTo: days.at(-1) ?? first,
        halfDay: null,
        patientId: patient.id,
        channel,
        contactWay: way,
        urgency: 3,
      },
    })
    setWaiting(done !== null)
  }
  const doctor = doctors.find(one => one.id === slot?.doctorId)?.name ?? ''
  const when = slot ? { day: sayDay(slot.day, language), time: sayTime(slot.startsAt), doctor } : null
  const isDoubled = sender.problem?.code === 'booked-already'
  return (
    <div className="d-form" ref={box}>
      {number !== null && (
        <Notice tone="done">
          <p>{say('book.done', { number })}</p>
          <Button size="small" onClick={() => setNumber(null)}>
            {say('book.again')}
          </Button>
        </Notice>
      )}
      <h2 className="ap-chosen">{when ? say('form.slot', when) : say('form.pick')}</h2>
      <FieldGroup label={say('channel')}>
        <Radio.Group
          value={channel}
          onChange={event => onChannel(event.target.value as Channel)}
          options={AT_DESK.map(value => ({ value, label: say(`channel.${value}`) }))}
        />
      </FieldGroup>
      <PatientPicker
        chosen={patient}
        onChosen={chosen => {
          setPatient(chosen)
          setNumber(null)
          setWaiting(false)
        }}
      />
      {patient !== null && <StandingHint key={patient.id} patientId={patient.id} />}
      {patient !== null && (
        <Field label={say('document')} hint={say('document.hint')} refusal={sender.problem?.at('document')} isOptional>
          {control => (
            <input
              {...control}
              className="d-input"
              maxLength={30}
              autoComplete="off"
              value={document}
              onChange={event => setDocument(event.target.value)}
            />
          )}
        </Field>
      )}
      <FieldGroup label={say('way')}>
        <Radio.Group
          value={way}
          onChange={event => setWay(event.target.value as Way)}
          options={WAYS.map(value => ({ value, label: say(`way.${value}`) }))}
        />
      </FieldGroup>
      {channel === 'phone' && when && (
        <FieldGroup
          label={say('read-back.words', {
            ...when,
            unit: tree?.units.find(one => one.id === slot?.unitId)?.name ?? '',
          })}
        >
          <Checkbox className="ap-read-back" checked={readBack} onChange={event => setReadBack(event.target.checked)}>
            {say('read-back')}
          </Checkbox>
        </FieldGroup>
      )}
      {channel === 'assisted' && (
        <Checkbox checked={consent} onChange={event => setConsent(event.target.checked)}>
          {say('consent')}
        </Checkbox>
      )}
      <DoubledField
        label={say('doubled')}
        refusal={isDoubled ? sender.problem?.title : undefined}
        because={because}
        onBecause={setBecause}
      />
      {!isDoubled && <Refused problem={sender.problem} />}
      <NextFreeSlots label={say('full.next')} next={nextFreeOf(sender.problem)} onSlot={onSlot} />
      <Button type="primary" disabled={!isReady} loading={sender.isSending} onClick={() => void book()}>
        {say('book')} <Keys keys="mod+enter" />
      </Button>
      {unit !== null && patient !== null && !isWaiting && (
        <Button type="link" loading={waiting.isSending} onClick={() => void wait()}>
          {say('wait.join')}
        </Button>
      )}
      {isWaiting && <Notice tone="done">{say('wait.done')}</Notice>}
      <Refused problem={waiting.problem} />
    </div>
  )
}
