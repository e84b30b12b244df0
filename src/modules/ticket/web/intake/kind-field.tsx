import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import type { ApiProblem } from '#ui/client.ts'
import { Choose, Ticks } from '../act/choose.tsx'
import type { Item } from '../ticket.ts'
import { type Draft, fieldsOf, type FieldValue } from './draft.ts'
import { intakeWords } from './words.ts'

interface KindFieldProps {
  readonly item: Item
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
  readonly isLacking: boolean
  readonly problem: ApiProblem | null
}

const NONE = 'none'

/** The typed case of the item (类型), and what the item asks for at the window: receipt, sum, systems (TKT-18). */
export function KindField({ item, draft, onChange, isLacking, problem }: KindFieldProps) {
  const say = useWords(intakeWords)
  const fields = fieldsOf(item, draft)
  const set = (key: string, value: FieldValue) => onChange({ form: { ...draft.form, [key]: value } })
  const refusalAt = (field: (typeof fields)[number]) => {
    if (problem?.facts['key'] === field.key) return problem.title
    const value = draft.form[field.key]
    const isMissing = field.required && (value === undefined || value === '' || (Array.isArray(value) && !value.length))
    return isLacking && isMissing ? say('form.needed', { field: field.name }) : undefined
  }
  return (
    <>
      {item.kinds.length > 0 && (
        <Choose
          label={say('kind')}
          options={[
            { key: NONE, label: say('kind.none') },
            ...item.kinds.map(kind => ({ key: kind.key, label: kind.name })),
          ]}
          chosen={draft.kind ?? NONE}
          onChoose={key => onChange({ kind: key === NONE ? null : key })}
        />
      )}
      {fields.length > 0 && (
        <div className="tk-two">
          {fields.map(field => (
            <OneField
              key={field.key}
              field={field}
              value={draft.form[field.key]}
              onValue={value => set(field.key, value)}
              refusal={refusalAt(field)}
            />
          ))}
        </div>
      )}
    </>
  )
}

interface OneFieldProps {
  readonly field: Item['fields'][number]
  readonly value: FieldValue | undefined
  readonly onValue: (value: FieldValue) => void
  readonly refusal: string | undefined
}

function OneField({ field, value, onValue, refusal }: OneFieldProps) {
  const say = useWords(intakeWords)
  if (field.type === 'choices')
    return (
      <Ticks
        label={field.name}
        options={field.options.map(option => ({ key: option, label: option }))}
        ticked={Array.isArray(value) ? value : []}
        onTick={ticked => onValue([...ticked])}
        refusal={refusal}
        {...(field.required ? {} : { isOptional: true })}
      />
    )
  const text = typeof value === 'string' ? value : ''
  return (
    <Field label={field.name} refusal={refusal} {...(field.required ? {} : { isOptional: true })}>
      {control =>
        field.type === 'choice' ? (
          <select {...control} className="d-input" value={text} onChange={event => onValue(event.target.value)}>
            <option value="">{say('form.choose')}</option>
            {field.options.map(option => (
              <option key={option}>{option}</option>
            ))}
          </select>
        ) : (
          <input
            {...control}
            className={field.type === 'amount' ? 'd-input d-number figures' : 'd-input'}
            type={field.type === 'date' ? 'date' : 'text'}
            inputMode={field.type === 'amount' ? 'decimal' : undefined}
            autoComplete="off"
            maxLength={500}
            value={text}
            onChange={event =>
              onValue(field.type === 'amount' ? event.target.value.replaceAll(/[^\d.]/g, '') : event.target.value)
            }
          />
        )
      }
    </Field>
  )
}
