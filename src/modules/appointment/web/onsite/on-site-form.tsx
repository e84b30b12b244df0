import { Button, Checkbox, Radio } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { type FoundPatient, PatientPicker } from '#modules/patient/web/patient-picker.tsx'
import { FieldGroup } from '#ui/desk/field.tsx'
import { PrintSheet } from '#ui/desk/print-sheet.tsx'
import { useSession } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { registerOnSite } from '../../contract.ts'
import type { SlotView } from '../pool.ts'
import type { Doctors } from '../slot-grid.tsx'
import { Slip } from '../slip/slip.tsx'
import { slipWords } from '../slip/words.ts'
import { appointmentWords } from '../words.ts'
import { useSeeingUnits } from '../unit-field.tsx'
import { onsiteWords } from './words.ts'
import { DoubledField, NextFreeSlots, nextFreeOf } from '../refused-booking.tsx'

interface OnSiteFormProps {
  readonly slot: SlotView | null
  readonly doctors: Doctors
  readonly onSlot: (id: string) => void
  readonly onRegistered: () => void
}
type Who = 'desk' | 'assisted'
type Severity = 1 | 2 | 3 | 4 | null
interface Registered {
  readonly answer: Answer<typeof registerOnSite>
  readonly slot: SlotView
  readonly patient: FoundPatient
}
const WHO = ['desk', 'assisted'] as const
const SEVERITIES = [null, 1, 2, 3, 4] as const

/** The patient of a walk-in, how urgent, and the slip. */
export function OnSiteForm({ slot, doctors, onSlot, onRegistered }: OnSiteFormProps) {
  const say = useWords(onsiteWords)
  const sayBooking = useWords(appointmentWords)
  const { position } = useSession()
  const [patient, setPatient] = useState<FoundPatient | null>(null)
  const [who, setWho] = useState<Who>('desk')
  const [severity, setSeverity] = useState<Severity>(null)
  const [consent, setConsent] = useState(false)
  const [because, setBecause] = useState('')
  const [done, setDone] = useState<Registered | null>(null)
  const sender = useSend(registerOnSite)
  const isReady = slot !== null && patient !== null && (who === 'desk' || consent) && !sender.isSending
  const register = async () => {
    if (!isReady) return
    const answer = await sender.send({
      body: {
        slotId: slot.id,
        patientId: patient.id,
        channel: who,
        contactWay: 'sms',
        severity,
        consent: who === 'desk' || consent,
        place: position ?? sayBooking('place'),
        doubledBecause: because.trim() === '' ? null : because,
      },
    })
    if (answer === null) return
    setDone({ answer, slot, patient })
    setPatient(null)
    setSeverity(null)
    setConsent(false)
    setBecause('')
    onRegistered()
  }
  useShortcut('mod+enter', say('go'), () => void register(), !isReady)
  const doctor = doctors.find(one => one.id === slot?.doctorId)?.name ?? ''
  const isDoubled = sender.problem?.code === 'booked-already'
  return (
    <div className="d-form">
      {done && <Done done={done} doctors={doctors} onNext={() => setDone(null)} />}
      <h2 className="ap-chosen">
        {slot ? say('chosen', { time: sayTime(slot.startsAt), doctor, fee: say(`fee.${slot.feeLevel}`) }) : say('pick')}
      </h2>
      <PatientPicker
        chosen={patient}
        onChosen={chosen => {
          setPatient(chosen)
          setDone(null)
        }}
      />
      <FieldGroup label={say('who')}>
        <Radio.Group
          value={who}
          onChange={event => setWho(event.target.value as Who)}
          options={WHO.map(value => ({ value, label: say(`who.${value}`) }))}
        />
      </FieldGroup>
      {who === 'assisted' && (
        <Checkbox checked={consent} onChange={event => setConsent(event.target.checked)}>
          {say('consent')}
        </Checkbox>
      )}
      <FieldGroup label={say('severity')}>
        <Radio.Group
          value={severity ?? 0}
          onChange={event => setSeverity(((event.target.value as number) || null) as Severity)}
          options={SEVERITIES.map(value => ({ value: value ?? 0, label: say(`severity.${value ?? 'none'}`) }))}
        />
      </FieldGroup>
      <DoubledField
        label={say('doubled')}
        refusal={isDoubled ? sender.problem?.title : undefined}
        because={because}
        onBecause={setBecause}
      />
      {!isDoubled && <Refused problem={sender.problem} />}
      <NextFreeSlots label={say('next')} next={nextFreeOf(sender.problem)} onSlot={onSlot} />
      <Button type="primary" disabled={!isReady} loading={sender.isSending} onClick={() => void register()}>
        {say('go')} <Keys keys="mod+enter" />
      </Button>
    </div>
  )
}

interface DoneProps {
  readonly done: Registered
  readonly doctors: Doctors
  readonly onNext: () => void
}

/** The number, the receipt, and the slip where the patient wants one or has no telephone. */
function Done({ done, doctors, onNext }: DoneProps) {
  const say = useWords(onsiteWords)
  const saySlip = useWords(slipWords)
  const sayBooking = useWords(appointmentWords)
  const { hospital, position } = useSession()
  const units = useSeeingUnits()
  const [isPrinting, setPrinting] = useState(false)
  const { answer, slot, patient } = done
  const { number, order, checkInFrom } = answer
  return (
    <Notice tone="done">
      <p>
        {checkInFrom === null
          ? say('done', { number, order })
          : say('done.later', { number, order, time: checkInFrom })}
      </p>
      <p>{saySlip(answer.receipt)}</p>
      <Button size="small" onClick={() => setPrinting(true)}>
        {saySlip('print')}
      </Button>{' '}
      <Button size="small" onClick={onNext}>
        {say('again')}
      </Button>
      {isPrinting && (
        <PrintSheet kind="slip" onPrinted={() => setPrinting(false)}>
          <Slip
            outcome={{
              kind: 'registered',
              number,
              order,
              checkInFrom,
              isLate: false,
              unit: units.find(one => one.id === slot.unitId)?.name ?? '',
              doctor: doctors.find(one => one.id === slot.doctorId)?.name ?? '',
              place: saySlip('waiting'),
              day: slot.day,
              startsAt: slot.startsAt,
            }}
            patient={patient.nameMasked}
            hospital={hospital.name}
            place={position ?? sayBooking('place')}
          />
        </PrintSheet>
      )}
    </Notice>
  )
}
