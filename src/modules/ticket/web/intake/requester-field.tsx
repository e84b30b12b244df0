import { Field } from '#ui/desk/field.tsx'
import { useWords } from '#ui/language.ts'
import type { ApiProblem } from '#ui/client.ts'
import { Choose } from '../act/choose.tsx'
import { type Draft, isFromRecord, RELATIONS } from './draft.ts'
import { intakeWords } from './words.ts'

interface RequesterFieldProps {
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
  readonly isLacking: boolean
  readonly problem: ApiProblem | null
}

/** Who asks, what they are to the patient, and the telephone; the patient's own come from the record, without being shown. */
export function RequesterField({ draft, onChange, isLacking, problem }: RequesterFieldProps) {
  const say = useWords(intakeWords)
  const isOwn = draft.patient !== null && draft.relation === 'self'
  return (
    <>
      <Choose
        label={say('requester')}
        options={RELATIONS.map(key => ({ key, label: say(`relation.${key}`) }))}
        chosen={draft.relation}
        onChoose={relation => onChange({ relation })}
      />
      {isFromRecord(draft) ? (
        <p className="tk-picked">
          {say('requester.on-record', { phone: draft.patient?.phoneMasked ?? say('requester.no-phone') })}
          <button type="button" className="tk-link" onClick={() => onChange({ isTyped: true })}>
            {say('requester.type')}
          </button>
        </p>
      ) : (
        <div className="tk-two">
          <Field
            label={say('requester.name')}
            refusal={problem?.at('requester/name') ?? (isLacking ? say('requester.needed') : undefined)}
          >
            {control => (
              <input
                {...control}
                className="d-input"
                maxLength={40}
                autoComplete="off"
                value={draft.name}
                onChange={event => onChange({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label={say('requester.phone')} isOptional refusal={problem?.at('requester/phone')}>
            {control => (
              <input
                {...control}
                className="d-input figures"
                type="tel"
                maxLength={20}
                autoComplete="off"
                value={draft.phone}
                onChange={event => onChange({ phone: event.target.value.replaceAll(/[^0-9+\- ]/g, '') })}
              />
            )}
          </Field>
          {isOwn && (
            <button type="button" className="tk-link" onClick={() => onChange({ isTyped: false, name: '', phone: '' })}>
              {say('requester.record')}
            </button>
          )}
        </div>
      )}
    </>
  )
}
