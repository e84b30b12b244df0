import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import type { ApiProblem } from '#ui/client.ts'
import { type Control, Field } from '#ui/desk/field.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { describeUnit, findUnits, openUnit } from '../contract.ts'
import type { Entry } from './department.tsx'
import { directoryWords } from './words.ts'

const TEXTS = ['introduction', 'building', 'floor', 'room', 'phone', 'hours', 'visitingNotes'] as const
const LISTS = ['services', 'aliases'] as const
type Draft = Record<(typeof TEXTS)[number] | (typeof LISTS)[number] | 'mapX' | 'mapY', string> & { isPublic: boolean }

const LABELS: Readonly<Record<string, keyof typeof directoryWords.zh>> = {
  introduction: 'introduction',
  building: 'edit.building',
  floor: 'edit.floor',
  room: 'edit.room',
  phone: 'phone',
  hours: 'hours',
  visitingNotes: 'visiting',
  services: 'services',
  aliases: 'aliases',
  mapPoint: 'where',
  isPublic: 'edit.public',
}

const percent = (share: number | undefined) => (share === undefined ? '' : String(Math.round(share * 100)))

function draftOf(entry: Entry): Draft {
  return {
    introduction: entry.introduction ?? '',
    building: entry.building ?? '',
    floor: entry.floor ?? '',
    room: entry.room ?? '',
    // The unit's own number is shown where none of the description stands.
    phone: entry.phone === entry.unitPhone ? '' : (entry.phone ?? ''),
    hours: entry.hours ?? '',
    visitingNotes: entry.visitingNotes ?? '',
    services: entry.services.join('\n'),
    aliases: entry.aliases.join('\n'),
    mapX: percent(entry.mapPoint?.x),
    mapY: percent(entry.mapPoint?.y),
    isPublic: entry.isPublic,
  }
}

function bodyOf(draft: Draft, version: number) {
  const text = (field: (typeof TEXTS)[number]) => draft[field].trim() || null
  const lines = (field: (typeof LISTS)[number]) =>
    draft[field]
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
  const [x, y] = [Number.parseFloat(draft.mapX), Number.parseFloat(draft.mapY)]
  return {
    version,
    introduction: text('introduction'),
    building: text('building'),
    floor: text('floor'),
    room: text('room'),
    phone: text('phone'),
    hours: text('hours'),
    visitingNotes: text('visitingNotes'),
    services: lines('services'),
    aliases: lines('aliases'),
    mapPoint: Number.isNaN(x) || Number.isNaN(y) ? null : { x: x / 100, y: y / 100 },
    isPublic: draft.isPublic,
  }
}

const refusalAt = (problem: ApiProblem | null, field: string): string | undefined =>
  problem?.facts['pointer'] === `/body/${field}` ? problem.title : problem?.at(field)

/** A department writes about itself. */
export function DescribeDialog({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const say = useWords(directoryWords)
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(entry))
  const sender = useSend(describeUnit, () => {
    for (const { id } of [findUnits, openUnit]) void queries.invalidateQueries({ queryKey: [id] })
    onClose()
  })
  const set = (field: keyof Draft, value: string | boolean) => setDraft(before => ({ ...before, [field]: value }))
  const changed =
    sender.problem?.code === 'stale-version' ? (sender.problem.facts['changed'] as readonly string[]) : null
  const line = (field: Exclude<keyof Draft, 'isPublic'>, label: keyof typeof directoryWords.zh, hint?: ReactNode) => (
    <Field label={say(label)} hint={hint} isOptional refusal={refusalAt(sender.problem, field)}>
      {control => <Line control={control} value={draft[field]} onText={value => set(field, value)} />}
    </Field>
  )
  const area = (
    field: Exclude<keyof Draft, 'isPublic'>,
    label: keyof typeof directoryWords.zh,
    rows: number,
    hint?: ReactNode,
  ) => (
    <Field label={say(label)} hint={hint} isOptional refusal={refusalAt(sender.problem, field)}>
      {control => (
        <textarea
          {...control}
          className="d-input"
          rows={rows}
          value={draft[field]}
          onChange={event => set(field, event.target.value)}
        />
      )}
    </Field>
  )
  return (
    <StaffDialog
      title={say('edit.title', { name: entry.name })}
      sender={sender}
      sendLabel={say('edit.save')}
      width={640}
      onSend={() => void sender.send({ params: { unitId: entry.unitId }, body: bodyOf(draft, entry.version) })}
      onClose={onClose}
    >
      {changed && (
        <Notice tone="soon">
          {say('edit.stale', { fields: changed.map(field => say(LABELS[field] ?? 'introduction')).join(say('comma')) })}
        </Notice>
      )}
      <div className="di-three">
        {line('building', 'edit.building')}
        {line('floor', 'edit.floor', say('edit.floor-hint'))}
        {line('room', 'edit.room')}
      </div>
      {line('phone', 'phone', entry.unitPhone && say('edit.phone-hint', { phone: entry.unitPhone }))}
      {line('hours', 'hours')}
      <div className="di-two">
        {area('services', 'services', 4, say('edit.lines'))}
        {area('aliases', 'aliases', 4, say('edit.aliases-hint'))}
      </div>
      {area('visitingNotes', 'visiting', 2)}
      {area('introduction', 'introduction', 4)}
      <div className="di-two">
        {line('mapX', 'edit.map-x')}
        {line('mapY', 'edit.map-y')}
      </div>
      <label className="d-switch">
        <input type="checkbox" checked={draft.isPublic} onChange={event => set('isPublic', event.target.checked)} />{' '}
        {say('edit.public')}
      </label>
    </StaffDialog>
  )
}

const Line = ({
  control,
  value,
  onText,
}: {
  readonly control: Control
  readonly value: string
  readonly onText: (value: string) => void
}) => (
  <input
    {...control}
    className="d-input"
    maxLength={200}
    value={value}
    onChange={event => onText(event.target.value)}
  />
)
