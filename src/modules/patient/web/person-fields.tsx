import { useState } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { Field } from '#ui/desk/field.tsx'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { WRONG_RESIDENT_ID } from '../rules/entry.ts'
import { DOCUMENT_KINDS, INSURANCE_KINDS, SEXES } from '../rules/person.ts'
import { EMPTY, type PersonDraft, residentIdIn } from './draft.ts'
import { PhoneFields, RelativeFields } from './list-fields.tsx'
import { type Patient, refusalAt } from './patient.ts'
import { Choice, TextOrClear } from './small-fields.tsx'
import { patientWords } from './words.ts'

export interface FieldsProps {
  readonly draft: PersonDraft
  readonly onChange: (change: Partial<PersonDraft>) => void
  readonly problem: ApiProblem | null
  /** The record that is changed; null for a new one. */
  readonly known: Patient | null
  readonly nameRefusal?: string | undefined
}

/** What identifies a person, in the order in which a desk asks (登记项). */
export function PersonFields(props: FieldsProps) {
  const { draft, onChange, problem, known, nameRefusal } = props
  const say = useWords(patientWords)
  const [isMore, setMore] = useState(known !== null)
  const resident = residentIdIn(draft, dayAt(houseNow()))
  return (
    <>
      <Field
        label={say('field.name')}
        hint={known && say('form.keeps', { value: known.nameMasked })}
        refusal={nameRefusal ?? refusalAt(problem, 'name')}
      >
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={100}
            autoComplete="off"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
            autoFocus
            value={draft.name}
            onChange={event => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <DocumentFields {...props} />
      <div className="pt-pair">
        <Choice
          label={say('field.sex')}
          value={resident?.ok && draft.sex === 'unknown' ? resident.sex : draft.sex}
          choices={SEXES.map(sex => [sex, say(`sex.${sex}`)])}
          onChoice={sex => onChange({ sex })}
        />
        <TextOrClear
          label={say('field.birthDate')}
          hint={say('form.birth-hint')}
          now={known?.birthYear?.toString() ?? null}
          value={resident?.ok ? resident.birthDate : draft.birthDate}
          isOff={resident?.ok ?? false}
          refusal={refusalAt(problem, 'birthDate')}
          onText={birthDate => onChange({ birthDate })}
        />
      </div>
      <PhoneFields phones={draft.phones} problem={problem} onPhones={phones => onChange({ phones })} />
      <Field label={say('field.card')} isOptional refusal={refusalAt(problem, 'card')}>
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={40}
            autoComplete="off"
            value={draft.card}
            onChange={event => onChange({ card: event.target.value })}
          />
        )}
      </Field>
      <details className="pt-more" open={isMore} onToggle={event => setMore(event.currentTarget.open)}>
        <summary>{say('form.more')}</summary>
        {isMore && <MoreFields {...props} />}
      </details>
    </>
  )
}

function DocumentFields({ draft, onChange, problem, known }: FieldsProps) {
  const say = useWords(patientWords)
  const language = useLanguage()
  const resident = residentIdIn(draft, dayAt(houseNow()))
  const count = draft.documentNumber.replaceAll(/[\s-]/g, '').length
  // While it is being typed it is only too short yet.
  const wrong =
    resident === null || resident.ok || (resident.why === 'length' && count < 18)
      ? undefined
      : WRONG_RESIDENT_ID[resident.why][language]
  const reads = resident?.ok
    ? say('document.reads', { sex: say(`sex.${resident.sex}`), birthDate: resident.birthDate })
    : null
  const short = resident !== null && !resident.ok && wrong === undefined ? say('document.length', { count }) : null
  const keeps =
    known?.document && draft.documentNumber === '' ? say('form.keeps', { value: known.document.masked }) : null
  return (
    <div className="pt-pair">
      <Choice
        label={say('document.kind')}
        value={draft.documentKind}
        choices={[...DOCUMENT_KINDS, 'none' as const].map(kind => [kind, say(`document.${kind}`)])}
        onChoice={documentKind => onChange({ documentKind })}
      />
      {draft.documentKind === 'none' ? (
        <Field label={say('document.why')} hint={say('document.why-hint')} isOptional>
          {control => (
            <input
              {...control}
              className="d-input"
              maxLength={100}
              value={draft.noDocumentReason}
              onChange={event => onChange({ noDocumentReason: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <Field
          label={say('document.number')}
          hint={reads ?? short ?? keeps}
          refusal={wrong ?? refusalAt(problem, 'document/number')}
          isOptional={EMPTY.documentKind !== draft.documentKind}
        >
          {control => (
            <input
              {...control}
              className="d-input figures"
              maxLength={40}
              autoComplete="off"
              value={draft.documentNumber}
              onChange={event => onChange({ documentNumber: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  )
}

function MoreFields({ draft, onChange, problem, known }: FieldsProps) {
  const say = useWords(patientWords)
  return (
    <div className="d-form">
      <TextOrClear
        label={say('field.address')}
        now={known?.addressMasked ?? null}
        value={draft.address}
        refusal={refusalAt(problem, 'address')}
        onText={address => onChange({ address })}
      />
      <RelativeFields
        relatives={draft.relatives}
        problem={problem}
        onRelatives={relatives => onChange({ relatives })}
      />
      <div className="pt-pair">
        <Choice
          label={say('insurance.kind')}
          value={draft.insuranceKind}
          choices={[
            ['none' as const, say('insurance.none')],
            ...INSURANCE_KINDS.map(kind => [kind, say(`insurance.${kind}`)] as const),
          ]}
          onChoice={insuranceKind => onChange({ insuranceKind })}
        />
        {draft.insuranceKind !== 'none' && (
          <Field
            label={say('insurance.number')}
            isOptional
            hint={known?.insurance?.masked && say('form.keeps', { value: known.insurance.masked })}
          >
            {control => (
              <input
                {...control}
                className="d-input figures"
                maxLength={40}
                autoComplete="off"
                value={draft.insuranceNumber}
                onChange={event => onChange({ insuranceNumber: event.target.value })}
              />
            )}
          </Field>
        )}
      </div>
    </div>
  )
}
