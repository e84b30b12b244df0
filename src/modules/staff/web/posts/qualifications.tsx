import { Button } from 'antd'
import { useState } from 'react'
import { call } from '#ui/client.ts'
import { Masked } from '#ui/desk/masked.tsx'
import { useWords } from '#ui/language.ts'
import { addQualification, endQualification, QUALIFICATION_KINDS, unmaskRecord } from '../../contract.ts'
import { useStaffAct } from '../act.ts'
import { ChoiceField, DayField, WordsField } from '../controls.tsx'
import { ReasonDialog } from '../reason.dialog.tsx'
import { StaffDialog } from '../staff-dialog.tsx'
import type { StaffRecord } from './record.tsx'
import { postWords } from './words.ts'

interface Props {
  readonly record: StaffRecord
  readonly mayWrite: boolean
}
type Qualification = StaffRecord['qualifications'][number]

/** Licences, titles and trainings (资质), those that expire first above. */
export function Qualifications({ record, mayWrite }: Props) {
  const say = useWords(postWords)
  const [isAdding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Qualification | null>(null)
  const sender = useStaffAct(endQualification, () => setEnding(null))
  const personId = record.person.id
  return (
    <>
      <div className="st-head">
        <h3>{say('record.qualifications')}</h3>
        {mayWrite && <Button onClick={() => setAdding(true)}>{say('record.add-qualification')}</Button>}
      </div>
      {record.qualifications.length === 0 && <p className="d-hint">{say('record.no-qualifications')}</p>}
      <ul className="st-posts">
        {record.qualifications.map(one => (
          <li key={one.id} className="st-wrap">
            <span>
              {one.name} <span className="d-hint">{say(`kind.${one.kind}`)}</span>
            </span>
            <Number personId={personId} one={one} mayWrite={mayWrite} />
            <span className="figures" data-tone={one.isOver ? 'late' : 'plain'}>
              {one.expiresOn ? say('record.until', { day: one.expiresOn }) : say('record.forever')}
              {one.isOver && ` · ${say('register.over')}`}
            </span>
            {mayWrite && (
              <Button size="small" onClick={() => setEnding(one)}>
                {say('record.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isAdding && <AddDialog personId={personId} onClose={() => setAdding(false)} />}
      {ending && (
        <ReasonDialog
          title={say('record.end-title', { name: ending.name })}
          sender={sender}
          sendLabel={say('record.end')}
          onSend={reason =>
            void sender.send({ params: { id: personId, qualificationId: ending.id }, body: { reason } })
          }
          onClose={() => setEnding(null)}
        />
      )}
    </>
  )
}

function Number({
  personId,
  one,
  mayWrite,
}: {
  readonly personId: string
  readonly one: Qualification
  readonly mayWrite: boolean
}) {
  const say = useWords(postWords)
  if (one.numberMasked === null) return <span />
  if (!mayWrite) return <span className="figures">{one.numberMasked}</span>
  return (
    <Masked
      label={say('record.number')}
      value={one.numberMasked}
      reasons={[say('record.why-1'), say('record.why-2')]}
      onUnmask={async reason => {
        const body = { field: 'licence-number' as const, qualificationId: one.id, reason }
        return (await call(unmaskRecord, { params: { id: personId }, body })).value
      }}
    />
  )
}

function AddDialog({ personId, onClose }: { readonly personId: string; readonly onClose: () => void }) {
  const say = useWords(postWords)
  const [kind, setKind] = useState<Qualification['kind']>('licence')
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const [obtainedOn, setObtained] = useState<string | null>(null)
  const [expiresOn, setExpires] = useState<string | null>(null)
  const [isAsked, setAsked] = useState(false)
  const sender = useStaffAct(addQualification, onClose)
  const send = () => {
    setAsked(true)
    const body = { kind, name: name.trim(), number: number.trim() || null, obtainedOn, expiresOn }
    if (body.name) void sender.send({ params: { id: personId }, body })
  }
  return (
    <StaffDialog
      title={say('record.add-qualification')}
      sender={sender}
      sendLabel={say('save')}
      onSend={send}
      onClose={onClose}
    >
      <ChoiceField
        label={say('record.kind')}
        value={kind}
        options={QUALIFICATION_KINDS}
        sayOption={one => say(`kind.${one}`)}
        onChoice={setKind}
      />
      <WordsField
        label={say('record.name')}
        value={name}
        onWords={setName}
        most={60}
        refusal={isAsked && !name.trim() ? say('required') : undefined}
      />
      <WordsField label={say('record.number')} value={number} onWords={setNumber} most={40} isOptional />
      <DayField label={say('record.obtained')} value={obtainedOn} onDay={setObtained} isOptional />
      <DayField label={say('record.expires')} value={expiresOn} onDay={setExpires} isOptional />
    </StaffDialog>
  )
}
