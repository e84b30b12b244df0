import { useState } from 'react'
import { FieldGroup } from '#ui/desk/field.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { addDevice, changeDevice, readUnits } from '../../contract.ts'
import { WordsField } from '../controls.tsx'
import { StaffDialog } from '../staff-dialog.tsx'
import type { Code, Device } from './devices.page.tsx'
import { deviceWords } from './words.ts'

interface DeviceDialogProps {
  /** The machine that changes, or null for a new one. */
  readonly device: Device | null
  readonly onDone: (code?: Code) => void
  readonly onClose: () => void
}

const SEEN_BY_PATIENTS: readonly string[] = ['clinical', 'technical']

/** Where a machine stands, and which departments' patients check in there. */
export function DeviceDialog({ device, onDone, onClose }: DeviceDialogProps) {
  const say = useWords(deviceWords)
  const { answer: tree } = useAnswer(readUnits, {})
  const [described, setDescribed] = useState({
    name: device?.name ?? '',
    place: device?.place ?? '',
    zone: device?.zone ?? '',
  })
  const [unitIds, setUnitIds] = useState<readonly string[]>(device?.unitIds ?? [])
  const [isAsked, setAsked] = useState(false)
  const adding = useSend(addDevice, onDone)
  const changing = useSend(changeDevice, () => onDone())
  const sender = device === null ? adding : changing
  const send = () => {
    setAsked(true)
    const { name, place, zone } = described
    if (!name.trim() || !place.trim() || !zone.trim()) return
    const body = { name, place, zone, unitIds: [...unitIds] }
    if (device === null) void adding.send({ body })
    else void changing.send({ params: { id: device.id }, body: { ...body, version: device.version } })
  }
  const refusalOf = (field: keyof typeof described) =>
    isAsked && !described[field].trim() ? say('required') : sender.problem?.at(field)
  return (
    <StaffDialog
      title={device === null ? say('add') : `${say('change')} ${device.name}`}
      sender={sender}
      sendLabel={say(device === null ? 'code.go' : 'save')}
      onSend={send}
      onClose={onClose}
    >
      {(['name', 'place', 'zone'] as const).map(field => (
        <WordsField
          key={field}
          label={say(field)}
          hint={say(`${field}.hint`)}
          value={described[field]}
          most={field === 'name' ? 30 : field === 'zone' ? 40 : 60}
          refusal={refusalOf(field)}
          onWords={words => setDescribed({ ...described, [field]: words })}
        />
      ))}
      <FieldGroup label={say('units')} hint={say('units.hint')}>
        <div className="st-ticks">
          {tree?.units
            .filter(unit => SEEN_BY_PATIENTS.includes(unit.kind))
            .map(unit => (
              <label key={unit.id} className="d-switch">
                <input
                  type="checkbox"
                  checked={unitIds.includes(unit.id)}
                  onChange={event =>
                    setUnitIds(event.target.checked ? [...unitIds, unit.id] : unitIds.filter(id => id !== unit.id))
                  }
                />{' '}
                {unit.name}
              </label>
            ))}
        </div>
      </FieldGroup>
    </StaffDialog>
  )
}
