import { useState } from 'react'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { Field } from '#ui/desk/field.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { dayAt } from '#ui/hospital-time.ts'
import { houseNow } from '#ui/house-time.ts'
import { useLanguage, useWords } from '#ui/language.ts'
import { setNeed } from '../contract.ts'
import {
  bannerOf,
  NEED_KINDS,
  NEED_SOURCES,
  NEEDS,
  type Need,
  type NeedKind,
  type NeedValue,
  replacedBy,
} from '../rules/profile.ts'
import { type Patient, refusalAt, usePatientAct } from './patient.ts'
import { Choice } from './small-fields.tsx'
import { patientWords } from './words.ts'

/** `20261231`, `2026/12/31` as people type them → `2026-12-31`. */
const tidyDay = (typed: string): string =>
  typed.trim().replace(/^(\d{4})[-/.年]?(\d{2})[-/.月]?(\d{2})日?$/, '$1-$2-$3')

/** A need is written down: what, in words where it takes words, until when, from whom. */
export function NeedDialog({ patient, onClose }: { readonly patient: Patient; readonly onClose: () => void }) {
  const say = useWords(patientWords)
  const language = useLanguage()
  const [kind, setKind] = useState<NeedKind>('communication-way')
  const [value, setValue] = useState<NeedValue>('text-only')
  const [note, setNote] = useState('')
  const [validTo, setValidTo] = useState('')
  const [source, setSource] = useState<Need['source']>('patient')
  const [isTried, setTried] = useState(false)
  const sender = usePatientAct(setNeed, onClose)
  const wantsNote = kind === 'allergy' || value === 'other'
  const said = note.trim() || null
  const words = (need: Pick<Need, 'kind' | 'value'>, hint: string) =>
    bannerOf([{ ...need, id: '', note: wantsNote ? hint : null, since: '', validTo: null, source }])[0]?.[language] ??
    need.value
  const [replaced] = replacedBy(patient.profile.needs as readonly Need[], { kind, value, note: said })
  const send = () => {
    setTried(true)
    if (wantsNote && said === null) return
    void sender.send({
      params: { id: patient.id },
      body: { kind, value, note: said, validTo: tidyDay(validTo) || null, source },
    })
  }
  return (
    <StaffDialog title={say('need.title')} sender={sender} sendLabel={say('need.save')} onSend={send} onClose={onClose}>
      <div className="pt-pair">
        <Choice
          label={say('need.kind')}
          value={kind}
          choices={NEED_KINDS.map(one => [one, say(`kind.${one}`)])}
          onChoice={chosen => {
            setKind(chosen)
            setValue(NEEDS[chosen].values[0])
          }}
        />
        <Choice
          label={say('need.value')}
          value={value}
          choices={NEEDS[kind].values.map(one => [one, words({ kind, value: one }, '…')])}
          onChoice={setValue}
        />
      </div>
      {replaced && (
        <Notice tone="soon">{say('need.replaces', { now: bannerOf([replaced])[0]?.[language] ?? '' })}</Notice>
      )}
      <Field
        label={say('need.note')}
        hint={kind === 'allergy' ? say('need.note-allergy') : undefined}
        isOptional={!wantsNote}
        refusal={isTried && wantsNote && said === null ? say('need.why-note') : refusalAt(sender.problem, 'note')}
      >
        {control => (
          <input
            {...control}
            className="d-input"
            maxLength={100}
            value={note}
            onChange={event => setNote(event.target.value)}
          />
        )}
      </Field>
      <div className="pt-pair">
        <Field
          label={say('need.valid-to')}
          hint={say('need.valid-to-hint', { day: dayAt(houseNow()) })}
          isOptional
          refusal={refusalAt(sender.problem, 'validTo')}
        >
          {control => (
            <input
              {...control}
              className="d-input"
              inputMode="numeric"
              maxLength={10}
              autoComplete="off"
              value={validTo}
              onChange={event => setValidTo(event.target.value)}
            />
          )}
        </Field>
        <Choice
          label={say('need.source')}
          value={source}
          choices={NEED_SOURCES.filter(one => one !== 'hospital-system').map(one => [one, say(`source.${one}`)])}
          onChoice={setSource}
        />
      </div>
    </StaffDialog>
  )
}
