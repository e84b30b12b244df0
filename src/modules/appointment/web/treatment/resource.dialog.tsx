import { useQueryClient } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { ActDialog } from '#ui/desk/act-dialog.tsx'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { listResources, readCalendar, writeResource } from '../../contract.ts'
import { bookableDays } from '../days.ts'
import { UnitField } from '../unit-field.tsx'
import { NumberField } from './plan.dialog.tsx'
import { type Resource, treatmentWords } from './words.ts'

const KINDS = ['infusion', 'dialysis', 'physiotherapy', 'chemotherapy', 'other'] as const
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const MORNING = ['08:00', '12:00'] as const

interface ResourceDialogProps {
  /** The version that holds, or none for a new one. */
  readonly resource: Resource | null
  readonly onSaved: (id: string) => void
  readonly onClose: () => void
}

/** A treatment resource as a new version from a day on (治疗资源维护): places, hours, what to prepare, consent. */
export function ResourceDialog({ resource, onSaved, onClose }: ResourceDialogProps) {
  const say = useWords(treatmentWords)
  const queries = useQueryClient()
  const [code, setCode] = useState(resource?.code ?? '')
  const [name, setName] = useState(resource?.name ?? '')
  const [kind, setKind] = useState<(typeof KINDS)[number]>(resource?.kind ?? 'infusion')
  const [unit, setUnit] = useState<string | null>(resource?.unitId ?? null)
  const [place, setPlace] = useState(resource?.place ?? '')
  const [capacity, setCapacity] = useState(resource?.capacity ?? 4)
  const [minutes, setMinutes] = useState(resource?.slotMinutes ?? 60)
  const [weekdays, setWeekdays] = useState<readonly number[]>(resource?.hours[0]?.weekdays ?? [1, 2, 3, 4, 5])
  const [from, setFrom] = useState(clockOf(resource?.hours[0]?.from) ?? MORNING[0])
  const [to, setTo] = useState(clockOf(resource?.hours[0]?.to) ?? MORNING[1])
  const [second, setSecond] = useState(clockOf(resource?.hours[1]?.from) ?? '')
  const [secondTo, setSecondTo] = useState(clockOf(resource?.hours[1]?.to) ?? '')
  const [onHolidays, setOnHolidays] = useState(resource?.onHolidays ?? false)
  const [preparation, setPreparation] = useState(resource?.preparation ?? '')
  const [consent, setConsent] = useState(resource?.consent ?? false)
  const [isActive, setActive] = useState(resource?.isActive ?? true)
  const [effectiveFrom, setEffectiveFrom] = useState(bookableDays()[0] ?? '')
  const sender = useSend(writeResource, saved => {
    for (const one of [listResources, readCalendar]) void queries.invalidateQueries({ queryKey: [one.id] })
    onSaved(saved.id)
    onClose()
  })
  const isReady =
    [code, name, place].every(word => word.trim() !== '') && unit !== null && weekdays.length > 0 && !sender.isSending
  const save = () => {
    if (!isReady || unit === null) return
    const spans = [
      [from, to],
      [second, secondTo],
    ].filter(([a, b]) => a !== '' && b !== '')
    void sender.send({
      body: {
        id: resource?.id ?? null,
        code: code.trim(),
        name: name.trim(),
        kind,
        unitId: unit,
        place: place.trim(),
        capacity,
        slotMinutes: minutes,
        hours: spans.map(([a = '', b = '']) => ({ weekdays: [...weekdays], from: minuteOf(a), to: minuteOf(b) })),
        onHolidays,
        preparation: preparation.trim(),
        consent,
        isActive,
        effectiveFrom,
      },
    })
  }
  const word = (label: string, value: string, onValue: (value: string) => void, most: number, at: string) => (
    <Field label={label} refusal={sender.problem?.at(at)}>
      {control => (
        <input
          {...control}
          className="d-input"
          maxLength={most}
          value={value}
          onChange={event => onValue(event.target.value)}
        />
      )}
    </Field>
  )
  const time = (label: string, value: string, onValue: (value: string) => void) => (
    <Field label={label}>
      {control => (
        <input
          {...control}
          type="time"
          className="d-input"
          value={value}
          onChange={event => onValue(event.target.value)}
        />
      )}
    </Field>
  )
  return (
    <ActDialog
      title={say(resource === null ? 'edit.new' : 'edit.change')}
      act={say('edit.save')}
      cancel={say('close')}
      width={620}
      isReady={isReady}
      sender={sender}
      onAct={save}
      onClose={onClose}
    >
      <div className="tr-row">
        {word(say('edit.name'), name, setName, 40, 'name')}
        {word(say('edit.code'), code, setCode, 20, 'code')}
        <Field label={say('edit.kind')}>
          {control => (
            <select
              {...control}
              className="d-input"
              value={kind}
              onChange={event => setKind(event.target.value as (typeof KINDS)[number])}
            >
              {KINDS.map(one => (
                <option key={one} value={one}>
                  {say(`kind.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <UnitField unit={unit} onUnit={setUnit} />
      {word(say('edit.place'), place, setPlace, 40, 'place')}
      <div className="tr-row">
        <NumberField label={say('edit.capacity')} value={capacity} most={500} onValue={setCapacity} />
        <NumberField label={say('edit.minutes')} value={minutes} most={720} onValue={setMinutes} />
      </div>
      <FieldGroup label={say('edit.weekdays')}>
        <Checkbox.Group
          value={[...weekdays]}
          onChange={values => setWeekdays(values.map(Number))}
          options={WEEKDAYS.map(value => ({ value, label: say(`weekday.${value}`) }))}
        />
      </FieldGroup>
      <FieldGroup label={say('edit.hours')} refusal={sender.problem?.at('hours')}>
        <div className="tr-row">
          {time(say('edit.from'), from, setFrom)}
          {time(say('edit.to'), to, setTo)}
          {time(say('edit.second'), second, setSecond)}
          {time(say('edit.second-to'), secondTo, setSecondTo)}
        </div>
      </FieldGroup>
      <Field label={say('edit.preparation')} isOptional>
        {control => (
          <textarea
            {...control}
            className="d-input"
            rows={2}
            maxLength={500}
            value={preparation}
            onChange={event => setPreparation(event.target.value)}
          />
        )}
      </Field>
      <div className="tr-row">
        <Checkbox checked={consent} onChange={event => setConsent(event.target.checked)}>
          {say('edit.consent')}
        </Checkbox>
        <Checkbox checked={onHolidays} onChange={event => setOnHolidays(event.target.checked)}>
          {say('edit.holidays')}
        </Checkbox>
        <Checkbox checked={isActive} onChange={event => setActive(event.target.checked)}>
          {say('edit.active')}
        </Checkbox>
      </div>
      <Field label={say('edit.effective')}>
        {control => (
          <input
            {...control}
            type="date"
            className="d-input"
            value={effectiveFrom}
            onChange={event => setEffectiveFrom(event.target.value)}
          />
        )}
      </Field>
    </ActDialog>
  )
}

const two = (value: number): string => String(value).padStart(2, '0')
const clockOf = (minute: number | undefined): string | null =>
  minute === undefined ? null : `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
