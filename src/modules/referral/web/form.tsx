import { Button, Radio } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { Field, FieldGroup } from '#ui/desk/field.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Notice, Refused, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { readOwnPage, referralForm } from '../contract.ts'
import { ageNow, DOCUMENT_KINDS, type FieldName, type Fields, type Kind, sentenceOf, tellsBirthday } from './fields.ts'
import { AddFile, Files } from './files.tsx'
import { type Form, type Own, useForm } from './use-form.ts'
import { referralWords } from './words.ts'

interface FormProps {
  readonly one: Own
  readonly put: (answer: Own) => void
  readonly onSent: () => void
  readonly children?: ReactNode
}

const TYPES = ['visit', 'exam', 'admission'] as const

/** The form of a referral (转诊单): what was returned is marked at its fields; Ctrl+Enter submits. */
export function ReferralForm({ one, put, onSent, children }: FormProps) {
  const say = useWords(referralWords)
  const form = useForm(one, put, onSent)
  const { answer: needs } = useAnswer(referralForm, {})
  const { fields, set, lacks } = form
  const sheet = useRef<HTMLFormElement>(null)
  const { returned } = form
  // What was refused is under the hand at once.
  useEffect(() => {
    if (returned > 0) sheet.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [returned])
  useShortcut('mod+enter', say('form.submit'), () => void form.submit(), form.isSending)
  if (!needs) return <RowsLoading />
  const age = ageNow(fields)
  const asksGuardian =
    (age !== null && age < needs.guardianBelowAge) || fields.guardianName !== null || fields.guardianPhone !== null
  const megabytes = Math.floor(needs.fileBytes / 1024 / 1024)
  return (
    <form
      ref={sheet}
      className="rf-form"
      aria-label={say('form.label')}
      onSubmit={event => {
        event.preventDefault()
        void form.submit()
      }}
    >
      {lacks.length > 0 && <Notice tone="late">{say('form.returned')}</Notice>}
      {one.note !== null && <Notice tone="soon">{say('form.note', { note: one.note })}</Notice>}
      <section className="rf-card">
        <FieldGroup label={say('field.type')}>
          <Radio.Group
            value={fields.type}
            onChange={event => set({ type: event.target.value as Fields['type'] })}
            options={TYPES.map(value => ({ value, label: say(`type.${value}`) }))}
          />
        </FieldGroup>
        <div className="rf-pair">
          <Field label={say('field.unit')} refusal={refusalOf(form, 'unit', say)}>
            {control => (
              <select
                {...control}
                className="d-input"
                value={fields.unitId ?? ''}
                onChange={event => set({ unitId: event.target.value || null }, 'unit')}
              >
                <option value="">{say('because.choose')}</option>
                {needs.units.map(unit => (
                  <option key={unit.id} value={unit.id}>
                    {unit.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <FieldGroup label={say('field.urgency')} refusal={refusalOf(form, 'urgency', say)}>
            <Radio.Group
              value={fields.urgency}
              onChange={event => set({ urgency: event.target.value as 1 | 2 | 3 }, 'urgency')}
              options={([1, 2, 3] as const).map(value => ({ value, label: say(`urgency.${value}`) }))}
            />
          </FieldGroup>
        </div>
      </section>
      <section className="rf-card" aria-label={say('form.patient')}>
        <h2>{say('form.patient')}</h2>
        <div className="rf-pair">
          <Line form={form} name="patientName" most={60} />
          <Line form={form} name="patientPhone" most={30} isNumber />
        </div>
        <div className="rf-pair">
          <Field label={say('field.kind')}>
            {control => (
              <select
                {...control}
                className="d-input"
                value={fields.document?.kind ?? 'resident-id'}
                onChange={event =>
                  set(
                    { document: { kind: event.target.value as Kind, number: fields.document?.number ?? '' } },
                    'document',
                  )
                }
              >
                {DOCUMENT_KINDS.map(kind => (
                  <option key={kind} value={kind}>
                    {say(`kind.${kind}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={say('field.document')} refusal={refusalOf(form, 'document', say)}>
            {control => (
              <input
                {...control}
                className="d-input figures"
                maxLength={40}
                autoComplete="off"
                value={fields.document?.number ?? ''}
                onChange={event =>
                  set(
                    { document: { kind: fields.document?.kind ?? 'resident-id', number: event.target.value } },
                    'document',
                    'birthDate',
                  )
                }
              />
            )}
          </Field>
        </div>
        {!tellsBirthday(fields.document?.kind ?? 'resident-id') && (
          <Field label={say('field.birthDate')} refusal={refusalOf(form, 'birthDate', say)}>
            {control => (
              <input
                {...control}
                type="date"
                className="d-input"
                value={fields.birthDate ?? ''}
                onChange={event => set({ birthDate: event.target.value || null }, 'birthDate')}
              />
            )}
          </Field>
        )}
        {(asksGuardian || lacks.some(lack => lack.field.startsWith('guardian'))) && (
          <>
            <p className="d-hint">{say('guardian.hint', { age: needs.guardianBelowAge })}</p>
            <div className="rf-pair">
              <Line form={form} name="guardianName" most={60} />
              <Line form={form} name="guardianPhone" most={30} isNumber />
            </div>
          </>
        )}
      </section>
      <section className="rf-card" aria-label={say('form.why')}>
        <h2>{say('form.why')}</h2>
        <Line form={form} name="diagnosis" most={300} />
        <Field label={say('field.summary')} hint={say('summary.hint')} refusal={refusalOf(form, 'summary', say)}>
          {control => (
            <textarea
              {...control}
              className="d-input"
              rows={5}
              maxLength={3000}
              value={fields.summary ?? ''}
              onChange={event => set({ summary: event.target.value }, 'summary')}
            />
          )}
        </Field>
        <Line
          form={form}
          name="request"
          most={300}
          hint={say(`request.${fields.type}`)}
          isOptional={!needs.required[fields.type]?.includes('request')}
        />
        <FieldGroup
          label={say('field.attachments')}
          hint={say('files.hint', { files: needs.files, megabytes })}
          refusal={refusalOf(form, 'attachments', say)}
          isOptional={!needs.required[fields.type]?.includes('attachments')}
        >
          <Files
            referralId={one.id}
            files={form.files}
            from={readOwnPage}
            onRemove={attachment => void form.remove(attachment)}
          />
          {form.files.length < needs.files && (
            <AddFile most={needs.fileBytes} isSending={form.isSending} onFile={file => void form.add(file)} />
          )}
        </FieldGroup>
      </section>
      <section className="rf-card" aria-label={say('form.who')}>
        <h2>{say('form.who')}</h2>
        <div className="rf-pair">
          <Line form={form} name="doctorName" most={40} />
          <Line form={form} name="doctorPhone" most={30} isNumber />
        </div>
        <FieldGroup label={say('field.consent')} refusal={refusalOf(form, 'consent', say)}>
          <Radio.Group
            value={fields.consent}
            onChange={event => set({ consent: event.target.value as boolean }, 'consent')}
            options={[
              { value: true, label: say('consent.yes') },
              { value: false, label: say('consent.no') },
            ]}
          />
        </FieldGroup>
      </section>
      <div className="rf-foot">
        <Refused problem={form.problem} />
        <div className="rf-acts">
          <Button type="primary" htmlType="submit" loading={form.isSending}>
            {say('form.submit')} <Keys keys="mod+enter" />
          </Button>
          {children}
          <span className="d-hint" role="status">
            {say(form.isSaving ? 'form.saving' : form.isDirty ? 'form.unsaved' : 'form.saved')}
          </span>
        </div>
      </div>
    </form>
  )
}

type Say = (key: keyof (typeof referralWords)['zh']) => string

function refusalOf(form: Form, field: FieldName, say: Say): string | undefined {
  const lack = form.lacks.find(one => one.field === field)
  return lack && say(sentenceOf(lack))
}

interface LineProps {
  readonly form: Form
  readonly name:
    | 'patientName'
    | 'patientPhone'
    | 'guardianName'
    | 'guardianPhone'
    | 'diagnosis'
    | 'request'
    | 'doctorName'
    | 'doctorPhone'
  readonly most: number
  readonly hint?: string
  readonly isNumber?: boolean
  readonly isOptional?: boolean
}

function Line({ form, name, most, hint, isNumber = false, isOptional = false }: LineProps) {
  const say = useWords(referralWords)
  return (
    <Field label={say(`field.${name}`)} hint={hint} refusal={refusalOf(form, name, say)} isOptional={isOptional}>
      {control => (
        <input
          {...control}
          className={isNumber ? 'd-input figures' : 'd-input'}
          {...(isNumber ? { inputMode: 'tel' as const } : {})}
          maxLength={most}
          autoComplete="off"
          value={form.fields[name] ?? ''}
          onChange={event => form.set({ [name]: event.target.value }, name)}
        />
      )}
    </Field>
  )
}
