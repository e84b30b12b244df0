import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { setTerm } from '../contract.ts'
import type { Upkeep } from './upkeep.ts'
import { keyOf, upkeepWords } from './words.ts'

interface KeptRowProps {
  readonly kind: Upkeep['kept'][number]
  readonly maySet: boolean
  readonly onDone: () => void
}

/** How long one kind of record is kept, and the form that changes it. */
export function KeptRow({ kind, maySet, onDone }: KeptRowProps) {
  const say = useWords(upkeepWords)
  const [isOpen, setOpen] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const named = keyOf('kind', kind.name)
  const ruled = keyOf('rule', kind.name)
  const what = named === null ? kind.name : say(named)
  const done = () => {
    setOpen(false)
    setSaved(true)
    onDone()
  }
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>
        {isOpen ? (
          <TermForm kind={kind} what={what} onDone={done} onCancel={() => setOpen(false)} />
        ) : (
          <span className="uk-acts">
            <span className="figures">{say('kept.day-count', { days: kind.days })}</span>
            {maySet && (
              <Button
                size="small"
                aria-label={say('kept.change-of', { what })}
                onClick={() => {
                  setSaved(false)
                  setOpen(true)
                }}
              >
                {say('kept.change')}
              </Button>
            )}
          </span>
        )}
        {isSaved && <Notice tone="done">{say('kept.saved')}</Notice>}
      </td>
      <td className="figures">{say('kept.day-count', { days: kind.atLeast })}</td>
      <td>{ruled === null ? kind.title : say(ruled)}</td>
    </tr>
  )
}

function TermForm({
  kind,
  what,
  onDone,
  onCancel,
}: {
  readonly kind: KeptRowProps['kind']
  readonly what: string
  readonly onDone: () => void
  readonly onCancel: () => void
}) {
  const say = useWords(upkeepWords)
  const [days, setDays] = useState(String(kind.days))
  const saving = useSend(setTerm, onDone)
  const atDays = saving.problem?.code === 'term-too-short' ? saving.problem.title : saving.problem?.at('days')
  const save = (event: FormEvent) => {
    event.preventDefault()
    void saving.send({ params: { name: kind.name }, body: { days: Number(days), version: kind.version } })
  }
  return (
    <form className="uk-acts" onSubmit={save} aria-label={say('kept.change-of', { what })}>
      <Field label={say('kept.label')} refusal={atDays}>
        {control => (
          <input
            {...control}
            className="d-input"
            inputMode="numeric"
            value={days}
            onChange={event => setDays(event.target.value)}
          />
        )}
      </Field>
      <Button type="primary" htmlType="submit" loading={saving.isSending}>
        {say('kept.save')}
      </Button>
      <Button onClick={onCancel}>{say('kept.cancel')}</Button>
      {!atDays && <Refused problem={saving.problem} />}
    </form>
  )
}
