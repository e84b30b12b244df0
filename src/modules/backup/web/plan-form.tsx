import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { type Control, Field } from '#ui/desk/field.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { planBackups } from '../contract.ts'
import type { Backups } from './tables.tsx'
import { backupWords } from './words.ts'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** Hour, folder, how many are kept, and how often a restore is tried. */
export function PlanForm({
  plan,
  onDone,
  onCancel,
}: {
  readonly plan: Backups['plan']
  readonly onDone: () => void
  readonly onCancel: () => void
}) {
  const say = useWords(backupWords)
  const [hour, setHour] = useState(plan.hour)
  const [folder, setFolder] = useState(plan.folder ?? '')
  const [keep, setKeep] = useState(String(plan.keep))
  const [testEvery, setTestEvery] = useState(String(plan.testEvery))
  const saving = useSend(planBackups, onDone)
  const atFolder = saving.problem?.code === 'folder-unusable' ? saving.problem.title : saving.problem?.at('folder')
  const save = (event: FormEvent) => {
    event.preventDefault()
    const named = folder.trim()
    void saving.send({
      body: {
        version: plan.version,
        hour,
        folder: named === '' ? null : named,
        keep: Number(keep),
        testEvery: Number(testEvery),
      },
    })
  }
  const count = (control: Control, value: string, set: (value: string) => void) => (
    <input
      {...control}
      className="d-input"
      inputMode="numeric"
      value={value}
      onChange={event => set(event.target.value)}
    />
  )
  return (
    <form className="bk-plan d-form" onSubmit={save} aria-label={say('plan.title')}>
      <Field label={say('plan.hour')} refusal={saving.problem?.at('hour')}>
        {control => (
          <select {...control} className="d-input" value={hour} onChange={event => setHour(Number(event.target.value))}>
            {HOURS.map(one => (
              <option key={one} value={one}>
                {say('plan.hour-value', { hour: String(one).padStart(2, '0') })}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say('plan.folder')} hint={say('plan.folder-hint')} refusal={atFolder} isOptional>
        {control => (
          <input
            {...control}
            className="d-input"
            value={folder}
            maxLength={400}
            onChange={event => setFolder(event.target.value)}
          />
        )}
      </Field>
      <Field label={say('plan.keep')} refusal={saving.problem?.at('keep')}>
        {control => count(control, keep, setKeep)}
      </Field>
      <Field label={say('plan.test-every')} refusal={saving.problem?.at('testEvery')}>
        {control => count(control, testEvery, setTestEvery)}
      </Field>
      {!atFolder && <Refused problem={saving.problem} />}
      <div className="bk-head">
        <Button type="primary" htmlType="submit" loading={saving.isSending}>
          {say('plan.save')}
        </Button>
        <Button onClick={onCancel}>{say('plan.cancel')}</Button>
      </div>
    </form>
  )
}
