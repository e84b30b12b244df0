import { Radio } from 'antd'
import { useState } from 'react'
import { findDoctors } from '#modules/directory/contract.ts'
import { type FoundPatient, PatientPicker } from '#modules/patient/web/patient-picker.tsx'
import { ActDialog } from '#ui/desk/act-dialog.tsx'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { joinWaitingList } from '../../contract.ts'
import { bookableDays } from '../pool.ts'
import { UnitField } from '../unit-field.tsx'
import { waitingWords } from './words.ts'

const WAYS = ['sms', 'wechat', 'phone'] as const
const HALVES = ['any', 'morning', 'afternoon', 'evening'] as const
const URGENCIES = [3, 2, 1] as const
const CHANNELS = ['phone', 'desk'] as const

/** Puts a patient on the waiting list (候补登记): also one without a mobile phone, who is then called. */
export function JoinDialog({ unit: given, onClose }: { readonly unit: string | null; readonly onClose: () => void }) {
  const say = useWords(waitingWords)
  const days = bookableDays()
  const [unit, setUnit] = useState(given)
  const [patient, setPatient] = useState<FoundPatient | null>(null)
  const [doctor, setDoctor] = useState('')
  const [from, setFrom] = useState(days[0] ?? '')
  const [to, setTo] = useState(days.at(-1) ?? '')
  const [half, setHalf] = useState<(typeof HALVES)[number]>('any')
  const [urgency, setUrgency] = useState<1 | 2 | 3>(3)
  const [way, setWay] = useState<(typeof WAYS)[number]>('phone')
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('phone')
  const sender = useSend(joinWaitingList, onClose)
  const { answer: doctors } = useAnswer(
    findDoctors,
    { query: unit === null ? {} : { unitId: unit } },
    { isOff: unit === null },
  )
  const isReady = unit !== null && patient !== null && from !== '' && to !== '' && !sender.isSending
  const send = () => {
    if (!isReady || unit === null || patient === null) return
    void sender.send({
      body: {
        unitId: unit,
        doctorId: doctor === '' ? null : doctor,
        dayFrom: from,
        dayTo: to,
        halfDay: half === 'any' ? null : half,
        patientId: patient.id,
        channel,
        contactWay: way,
        urgency,
      },
    })
  }
  return (
    <ActDialog
      title={say('join')}
      act={say('form.go')}
      cancel={say('close')}
      width={560}
      isReady={isReady}
      sender={sender}
      onAct={send}
      onClose={onClose}
    >
      <PatientPicker chosen={patient} onChosen={setPatient} refusal={sender.problem?.at('patientId')} />
      <UnitField unit={unit} onUnit={setUnit} />
      {unit !== null && (
        <Field label={say('form.doctor')}>
          {control => (
            <select {...control} className="d-input" value={doctor} onChange={event => setDoctor(event.target.value)}>
              <option value="">{say('form.doctor.any')}</option>
              {doctors?.items.map(one => (
                <option key={one.doctorId} value={one.doctorId}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="sp-line">
        <Day label={say('form.from')} value={from} least={days[0] ?? ''} onDay={setFrom} />
        <Day label={say('form.to')} value={to} least={from} onDay={setTo} />
      </div>
      <FieldGroup label={say('form.half')}>
        <Radio.Group
          value={half}
          onChange={event => setHalf(event.target.value as typeof half)}
          options={HALVES.map(value => ({ value, label: say(`half.${value}`) }))}
        />
      </FieldGroup>
      <FieldGroup label={say('form.urgency')}>
        <Radio.Group
          value={urgency}
          onChange={event => setUrgency(event.target.value as typeof urgency)}
          options={URGENCIES.map(value => ({ value, label: say(`urgency.${value}`) }))}
        />
      </FieldGroup>
      <FieldGroup label={say('form.channel')}>
        <Radio.Group
          value={channel}
          onChange={event => setChannel(event.target.value as typeof channel)}
          options={CHANNELS.map(value => ({ value, label: say(`channel.${value}`) }))}
        />
      </FieldGroup>
      <FieldGroup label={say('form.way')} hint={say('form.way.phone')}>
        <Radio.Group
          value={way}
          onChange={event => setWay(event.target.value as typeof way)}
          options={WAYS.map(value => ({ value, label: say(`way.${value}`) }))}
        />
      </FieldGroup>
    </ActDialog>
  )
}

interface DayProps {
  readonly label: string
  readonly value: string
  readonly least: string
  readonly onDay: (day: string) => void
}

const Day = ({ label, value, least, onDay }: DayProps) => (
  <Field label={label}>
    {control => (
      <input
        {...control}
        type="date"
        className="d-input"
        min={least}
        value={value}
        onChange={event => onDay(event.target.value)}
      />
    )}
  </Field>
)
