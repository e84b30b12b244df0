import { Button } from 'antd'
import type { ApiProblem } from '#ui/client.ts'
import { FieldGroup } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import { PHONE_HOLDERS, PHONE_STATES, RELATIONS } from '../rules/person.ts'
import { NEW_PHONE, NEW_RELATIVE, type PhoneDraft, type RelativeDraft } from './draft.ts'
import { refusalAt } from './patient.ts'
import { patientWords } from './words.ts'

const MOST = 8

const replaced = <T,>(list: readonly T[], at: number, change: Partial<T>): T[] =>
  list.map((one, i) => (i === at ? { ...one, ...change } : one))
const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at)
const firstRefusal = (problem: ApiProblem | null, list: string, count: number, ...fields: string[]) =>
  Array.from({ length: count }, (_, i) => fields.map(field => refusalAt(problem, `${list}/${i}/${field}`)))
    .flat()
    .find(words => words !== undefined)

interface PhoneFieldsProps {
  readonly phones: readonly PhoneDraft[]
  readonly problem: ApiProblem | null
  readonly onPhones: (phones: readonly PhoneDraft[]) => void
}

/** The telephones (电话): number, whose, whether somebody answered. */
export function PhoneFields({ phones, problem, onPhones }: PhoneFieldsProps) {
  const say = useWords(patientWords)
  return (
    <FieldGroup
      label={say('field.phones')}
      isOptional
      refusal={firstRefusal(problem, 'phones', phones.length, 'number')}
    >
      {phones.map((phone, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is its place
        <div key={i} className="pt-line">
          {phone.keep === null ? (
            <input
              className="d-input figures"
              inputMode="tel"
              maxLength={40}
              autoComplete="off"
              aria-label={say('phone.number')}
              value={phone.number}
              onChange={event => onPhones(replaced(phones, i, { number: event.target.value }))}
            />
          ) : (
            <span className="figures">{phone.masked}</span>
          )}
          <select
            className="d-input"
            aria-label={say('phone.holder')}
            value={phone.holder}
            onChange={event => onPhones(replaced(phones, i, { holder: event.target.value as PhoneDraft['holder'] }))}
          >
            {PHONE_HOLDERS.map(holder => (
              <option key={holder} value={holder}>
                {say(`phone.${holder}`)}
              </option>
            ))}
          </select>
          <select
            className="d-input"
            aria-label={say('phone.state')}
            value={phone.state}
            onChange={event => onPhones(replaced(phones, i, { state: event.target.value as PhoneDraft['state'] }))}
          >
            {PHONE_STATES.map(state => (
              <option key={state} value={state}>
                {say(`phone.${state}`)}
              </option>
            ))}
          </select>
          <Remove what={phone.masked || phone.number} onRemove={() => onPhones(without(phones, i))} />
        </div>
      ))}
      {phones.length < MOST && (
        <Button type="link" size="small" className="pt-add" onClick={() => onPhones([...phones, NEW_PHONE])}>
          {say('phone.add')}
        </Button>
      )}
    </FieldGroup>
  )
}

interface RelativeFieldsProps {
  readonly relatives: readonly RelativeDraft[]
  readonly problem: ApiProblem | null
  readonly onRelatives: (relatives: readonly RelativeDraft[]) => void
}

/** Who stands by the patient (联系人). */
export function RelativeFields({ relatives, problem, onRelatives }: RelativeFieldsProps) {
  const say = useWords(patientWords)
  return (
    <FieldGroup
      label={say('field.relatives')}
      isOptional
      refusal={firstRefusal(problem, 'relatives', relatives.length, 'name', 'phone')}
    >
      {relatives.map((one, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is its place
        <div key={i} className="pt-line">
          <select
            className="d-input"
            aria-label={say('relation.label')}
            value={one.relation}
            onChange={event =>
              onRelatives(replaced(relatives, i, { relation: event.target.value as RelativeDraft['relation'] }))
            }
          >
            {RELATIONS.map(relation => (
              <option key={relation} value={relation}>
                {say(`relation.${relation}`)}
              </option>
            ))}
          </select>
          {one.keep === null ? (
            <>
              <input
                className="d-input"
                maxLength={100}
                autoComplete="off"
                aria-label={say('relation.name')}
                placeholder={say('relation.name')}
                value={one.name}
                onChange={event => onRelatives(replaced(relatives, i, { name: event.target.value }))}
              />
              <input
                className="d-input figures"
                inputMode="tel"
                maxLength={40}
                autoComplete="off"
                aria-label={say('relation.phone')}
                placeholder={say('relation.phone')}
                value={one.phone}
                onChange={event => onRelatives(replaced(relatives, i, { phone: event.target.value }))}
              />
            </>
          ) : (
            <span>{one.masked}</span>
          )}
          <Remove what={one.masked || one.name} onRemove={() => onRelatives(without(relatives, i))} />
        </div>
      ))}
      {relatives.length < MOST && (
        <Button type="link" size="small" className="pt-add" onClick={() => onRelatives([...relatives, NEW_RELATIVE])}>
          {say('relation.add')}
        </Button>
      )}
    </FieldGroup>
  )
}

function Remove({ what, onRemove }: { readonly what: string; readonly onRemove: () => void }) {
  const say = useWords(patientWords)
  return (
    <Button type="text" size="small" aria-label={say('phone.remove', { what })} onClick={onRemove}>
      ×
    </Button>
  )
}
