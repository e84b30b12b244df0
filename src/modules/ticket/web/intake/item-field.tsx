import { type Ref, useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { TypeAhead } from '#ui/desk/type-ahead.tsx'
import { useWords } from '#ui/language.ts'
import { fitting } from '#ui/pinyin-initials.ts'
import type { Item } from '../ticket.ts'
import { intakeWords } from './words.ts'

interface ItemFieldProps {
  readonly items: readonly Item[]
  readonly chosen: Item | undefined
  readonly onChosen: (code: string | null) => void
  readonly refusal: string | undefined
  readonly ref: Ref<HTMLInputElement>
}

const choice = (item: Item) => ({ key: item.code, label: item.name, note: item.code })
const GROUPS: readonly Item['group'][] = ['desk', 'pre', 'in', 'post']

/** The service item (服务事项), first of all: it says what else is asked. By name, initials of its pinyin, or number. */
export function ItemField({ items, chosen, onChosen, refusal, ref }: ItemFieldProps) {
  const say = useWords(intakeWords)
  const [text, setText] = useState('')
  const found = fitting(
    text,
    items,
    item => item.name,
    item => item.code,
  )
  const groups =
    text.trim() === ''
      ? GROUPS.map(group => ({
          label: say(`group.${group}`),
          choices: found.filter(item => item.group === group).map(choice),
        }))
      : [{ choices: found.map(choice) }]
  return (
    <Field label={say('item')} refusal={refusal}>
      {control =>
        chosen ? (
          <div className="tk-picked">
            <strong>{chosen.name}</strong> <span className="d-hint">{chosen.code}</span>
            <button type="button" className="tk-link" onClick={() => onChosen(null)}>
              {say('item.change')}
            </button>
          </div>
        ) : (
          <TypeAhead
            ref={ref}
            control={control}
            placeholder={say('item.pick')}
            text={text}
            onText={setText}
            groups={groups}
            empty={say('item.none')}
            autoFocus
            onPick={code => {
              setText('')
              onChosen(code)
            }}
          />
        )
      }
    </Field>
  )
}
