import { Button } from 'antd'
import { useState } from 'react'
import { MomentField } from '#ui/desk/moment-field.tsx'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { saveDraft } from '../../contract.ts'
import { PROOFS } from '../../rules/service-item.ts'
import type { Item } from '../ticket.ts'
import { DueInput, Select, TextInput, useUnitOptions } from './inputs.tsx'
import { FieldRows, KindRows, lacking, PaperRows, StepRows } from './list-forms.tsx'
import { useCatalogueRefresh } from './use-catalogue-refresh.ts'
import { itemWords } from './words.ts'

interface ItemFormProps {
  readonly from: Item
  /** Of the draft that is changed; null begins one. */
  readonly revision: number | null
  readonly isNew: boolean
  readonly onDone: (code: string, version: number) => void
  readonly onCancel: () => void
}

const GROUPS = ['desk', 'pre', 'in', 'post'] as const
const CLASSES = ['general', 'complex'] as const

/** The next version of an item is drafted (起草): nothing of it holds before another person has approved it. */
export function ItemForm({ from, revision, isNew, onDone, onCancel }: ItemFormProps) {
  const say = useWords(itemWords)
  const units = useUnitOptions()
  const refresh = useCatalogueRefresh()
  const [item, setItem] = useState<Item>({ ...from, active: true })
  const [reason, setReason] = useState('')
  const [effective, setEffective] = useState<{ readonly at: string | null } | null>(null)
  const [isTried, setTried] = useState(false)
  const sender = useSend(saveDraft, ({ code, version }) => {
    refresh()
    onDone(code, version)
  })
  const change = (part: Partial<Item>) => setItem(before => ({ ...before, ...part }))
  const lacks = [
    ...lacking(item),
    ...(reason.trim() ? [] : (['reason'] as const)),
    ...(effective && !effective.at ? (['form.effective'] as const) : []),
  ]
  const refusal = (key: (typeof lacks)[number]) =>
    isTried && lacks.includes(key) ? say('form.lacks', { what: say(key) }) : undefined
  const save = () => {
    setTried(true)
    if (lacks.length > 0 || sender.isSending) return
    const { version: _, ...body } = tidy(item)
    void sender.send({ body: { item: body, revision, isNew, reason, effectiveFrom: effective?.at ?? null } })
  }
  return (
    <ShortcutLayer>
      <SaveKey onSave={save} />
      <h1>{isNew ? say('form.new') : say('form.edit', { name: from.name })}</h1>
      <div className="tk-item-form">
        <div className="tk-row">
          {isNew && (
            <TextInput
              label={say('code')}
              value={item.code}
              max={20}
              hint={say('form.code-hint')}
              refusal={refusal('code') ?? (sender.problem?.code === 'item-exists' ? sender.problem.title : undefined)}
              onText={code => change({ code: code.toUpperCase() })}
            />
          )}
          <TextInput
            label={say('name')}
            value={item.name}
            max={20}
            refusal={refusal('name')}
            onText={name => change({ name })}
          />
          <Select
            label={say('group')}
            value={item.group}
            options={GROUPS.map(value => ({ value, label: say(`group.${value}`) }))}
            onValue={group => change({ group })}
          />
          <Select
            label={say('class')}
            value={item.class}
            options={CLASSES.map(value => ({ value, label: say(`class.${value}`) }))}
            onValue={value => change({ class: value })}
          />
          <DueInput due={item.due} onDue={due => change({ due })} />
          <Select
            label={say('receiver')}
            value={item.receiver}
            options={[{ value: '', label: '—' }, ...units]}
            refusal={refusal('receiver')}
            onValue={receiver => change({ receiver })}
          />
          <Select
            label={say('off-hours')}
            value={item.offHours ?? ''}
            options={[{ value: '', label: say('off-hours.same') }, ...units]}
            onValue={code => change({ offHours: code || null })}
          />
          <TextInput
            label={say('evidence')}
            value={item.evidence}
            max={120}
            refusal={refusal('evidence')}
            onText={evidence => change({ evidence })}
          />
          <Select
            label={say('proof')}
            value={item.proof}
            options={PROOFS.map(value => ({ value, label: say(`proof.${value}`) }))}
            onValue={proof => change({ proof })}
          />
        </div>
        <StepRows rows={item.steps} onRows={steps => change({ steps: [...steps] })} />
        <PaperRows rows={item.papers} onRows={papers => change({ papers: [...papers] })} />
        <FieldRows rows={item.fields} onRows={fields => change({ fields: [...fields] })} />
        <KindRows rows={item.kinds} onRows={kinds => change({ kinds: [...kinds] })} />
        <TextInput label={say('reason')} value={reason} max={500} refusal={refusal('reason')} onText={setReason} />
        <Select
          label={say('form.effective')}
          value={effective === null ? 'now' : 'at'}
          options={[
            { value: 'now', label: say('form.effective-now') },
            { value: 'at', label: say('form.effective-at') },
          ]}
          onValue={value => setEffective(value === 'now' ? null : { at: null })}
        />
        {effective && (
          <MomentField
            label={say('form.effective-at')}
            value={effective.at}
            days={60}
            refusal={refusal('form.effective')}
            onMoment={at => setEffective({ at })}
          />
        )}
        {isTried && lacks.length > 0 && (
          <Notice tone="soon">
            <p>{say('form.lacks', { what: lacks.map(key => say(key)).join('、') })}</p>
          </Notice>
        )}
        <Refused problem={sender.problem} />
        <div className="d-beside">
          <Button type="primary" loading={sender.isSending} onClick={save}>
            {say('form.save')} <Keys keys="mod+enter" />
          </Button>
          <Button onClick={onCancel}>{say('cancel')}</Button>
        </div>
      </div>
    </ShortcutLayer>
  )
}

/** Without the empty options that are there while somebody types. */
const tidy = (item: Item): Item => ({
  ...item,
  fields: item.fields.map(tidyField),
  kinds: item.kinds.map(kind => ({ ...kind, fields: kind.fields.map(tidyField) })),
})
const tidyField = (field: Item['fields'][number]) => ({
  ...field,
  options: field.type.startsWith('choice') ? field.options.map(one => one.trim()).filter(Boolean) : [],
})

function SaveKey({ onSave }: { readonly onSave: () => void }) {
  const say = useWords(itemWords)
  useShortcut('mod+enter', say('form.save'), onSave)
  return null
}
