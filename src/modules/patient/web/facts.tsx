import type { ReactNode } from 'react'
import { sayTime, useWords } from '#ui/language.ts'
import type { Patient } from './patient.ts'
import { PhoneChecks } from './phone-check.tsx'
import { Whole } from './whole.tsx'
import { patientWords } from './words.ts'

/** What identifies a person, masked field by field; `children` stands first. */
export function Facts({ patient, children }: { readonly patient: Patient; readonly children: ReactNode }) {
  const say = useWords(patientWords)
  const { id } = patient
  const none = <span className="d-hint">{say('field.none')}</span>
  return (
    <section className="pt-section">
      {children}
      <dl className="d-facts">
        <dt>{say('field.document')}</dt>
        <dd>
          {patient.document ? (
            <>
              {say(`document.${patient.document.kind}`)}{' '}
              <Whole patientId={id} field="document" label={say('field.document')} masked={patient.document.masked} />
            </>
          ) : (
            <>
              {say('document.none')} <span className="d-hint">{patient.noDocumentReason}</span>
            </>
          )}
        </dd>
        <dt>{say('field.birthDate')}</dt>
        <dd>
          {patient.birthYear ? (
            <Whole
              patientId={id}
              field="birthDate"
              label={say('field.birthDate')}
              masked={`${patient.birthYear}-**-**`}
            />
          ) : (
            none
          )}
        </dd>
        <dt>{say('field.phones')}</dt>
        <dd>
          {patient.phones.length === 0 && none}
          {patient.phones.map((phone, index) => (
            <div key={`${phone.masked} ${phone.holder}`}>
              <Whole patientId={id} field="phone" index={index} label={say('field.phones')} masked={phone.masked} />{' '}
              <span className="d-hint">
                {say(`phone.${phone.holder}`)} · {say(`phone.${phone.state}`)}
                {phone.checkedAt && ` · ${say('check.at', { time: sayTime(phone.checkedAt, 'day') })}`}
              </span>
            </div>
          ))}
          {patient.phones.length > 0 && <PhoneChecks patientId={id} />}
        </dd>
        <dt>{say('field.address')}</dt>
        <dd>
          {patient.addressMasked ? (
            <Whole patientId={id} field="address" label={say('field.address')} masked={patient.addressMasked} />
          ) : (
            none
          )}
        </dd>
        <dt>{say('field.relatives')}</dt>
        <dd>
          {patient.relatives.length === 0 && none}
          {patient.relatives.map((one, index) => (
            <div key={`${one.relation} ${one.nameMasked} ${one.phoneMasked}`}>
              {say(`relation.${one.relation}`)}{' '}
              <Whole
                patientId={id}
                field="relative-name"
                index={index}
                label={say('field.name')}
                masked={one.nameMasked}
              />{' '}
              {one.phoneMasked && (
                <Whole
                  patientId={id}
                  field="relative-phone"
                  index={index}
                  label={say('field.phones')}
                  masked={one.phoneMasked}
                />
              )}
            </div>
          ))}
        </dd>
        <dt>{say('field.insurance')}</dt>
        <dd>
          {patient.insurance ? say(`insurance.${patient.insurance.kind}`) : none}{' '}
          {patient.insurance?.masked && (
            <Whole patientId={id} field="insurance" label={say('insurance.number')} masked={patient.insurance.masked} />
          )}
        </dd>
        <dt>{say('field.numbers')}</dt>
        <dd className="figures">
          {patient.numbers.length === 0 && none}
          {patient.numbers.map(number => (
            <div key={`${number.system} ${number.kind} ${number.value}`}>
              {number.value}{' '}
              <span className="d-hint">{number.system === 'desk' ? say('field.card') : number.system}</span>
            </div>
          ))}
        </dd>
        <dt>{say('field.registered')}</dt>
        <dd>
          {sayTime(patient.registeredAt, 'both')}{' '}
          <span className="d-hint">{patient.source === 'desk' ? '' : patient.source}</span>
        </dd>
        <dt>{say('field.seen')}</dt>
        <dd>{sayTime(patient.seenAt, 'both')}</dd>
      </dl>
    </section>
  )
}
