import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { addUnit, changeUnit, UNIT_KINDS } from '../contract.ts'
import { STANDS_UNDER } from '../rules/stands-under.ts'
import { useStaffAct } from './act.ts'
import { StaffDialog } from './staff-dialog.tsx'
import type { UnitView } from './units.ts'
import { staffWords } from './words.ts'

interface UnitDialogProps {
  /** The unit to change; without it, a new one under `parent`. */
  readonly unit?: UnitView
  readonly parent?: UnitView
  readonly units: readonly UnitView[]
  readonly onClose: () => void
  readonly onDone: (id: string) => void
}

/** Adds a unit to the tree, or changes one (新增、修改组织). */
export function UnitDialog({ unit, parent, units, onClose, onDone }: UnitDialogProps) {
  const say = useWords(staffWords)
  const kinds = UNIT_KINDS.filter(kind => parent && STANDS_UNDER[kind].includes(parent.kind))
  const [kind, setKind] = useState(unit?.kind ?? kinds[0] ?? 'office')
  const [fields, setFields] = useState({
    name: unit?.name ?? '',
    code: unit?.code ?? '',
    place: unit?.place ?? '',
    phone: unit?.phone ?? '',
  })
  const [hours, setHours] = useState(unit?.hours ?? 'calendar')
  const [parentId, setParentId] = useState(unit?.parentId ?? parent?.id ?? null)
  const [isAsked, setAsked] = useState(false)
  const done = ({ id }: { id: string }) => {
    onClose()
    onDone(id)
  }
  const adding = useStaffAct(addUnit, done)
  const changing = useStaffAct(changeUnit, done)
  const sender = unit ? changing : adding
  const send = () => {
    setAsked(true)
    const { name, code, place, phone } = fields
    if (!name.trim() || !code.trim()) return
    const body = { name, code, place: place.trim() || null, phone: phone.trim() || null, hours, parentId }
    if (unit) void changing.send({ params: { id: unit.id }, body: { ...body, version: unit.version } })
    else void adding.send({ body: { ...body, kind } })
  }
  const line = (field: keyof typeof fields, isOptional: boolean) => (
    <Field
      label={say(`units.${field}`)}
      isOptional={isOptional}
      refusal={
        isAsked && !isOptional && !fields[field].trim()
          ? say('account.required')
          : (sender.problem?.at(field) ?? undefined)
      }
    >
      {control => (
        <input
          {...control}
          className="d-input"
          maxLength={60}
          value={fields[field]}
          onChange={event => setFields({ ...fields, [field]: event.target.value })}
        />
      )}
    </Field>
  )
  const parents = units.filter(one => one.id !== unit?.id && STANDS_UNDER[kind].includes(one.kind))
  return (
    <StaffDialog
      title={
        unit ? say('units.change-title', { name: unit.name }) : say('units.add-title', { parent: parent?.name ?? '' })
      }
      sender={sender}
      sendLabel={say('save')}
      onSend={send}
      onClose={onClose}
    >
      {!unit && (
        <Field label={say('units.kind')}>
          {control => (
            <select
              {...control}
              className="d-input"
              value={kind}
              onChange={event => setKind(event.target.value as typeof kind)}
            >
              {kinds.map(one => (
                <option key={one} value={one}>
                  {say(`kind.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {line('name', false)}
      {line('code', false)}
      {unit && unit.parentId !== null && (
        <Field label={say('units.parent')}>
          {control => (
            <select
              {...control}
              className="d-input"
              value={parentId ?? ''}
              onChange={event => setParentId(event.target.value)}
            >
              {parents.map(one => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {line('place', true)}
      {line('phone', true)}
      <Field label={say('units.hours')}>
        {control => (
          <select
            {...control}
            className="d-input"
            value={hours}
            onChange={event => setHours(event.target.value as typeof hours)}
          >
            <option value="calendar">{say('units.hours.calendar')}</option>
            <option value="always">{say('units.hours.always')}</option>
          </select>
        )}
      </Field>
    </StaffDialog>
  )
}
