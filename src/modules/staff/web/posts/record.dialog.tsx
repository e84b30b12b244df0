import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { saveRecord } from '../../contract.ts'
import { useStaffAct } from '../act.ts'
import { ChoiceField, DayField, WordsField } from '../controls.tsx'
import { StaffDialog } from '../staff-dialog.tsx'
import type { StaffRecord } from './record.tsx'
import { postWords } from './words.ts'

const RESULTS = ['none', 'yes', 'no'] as const
type Result = (typeof RESULTS)[number]
const EMPLOYERS = ['hospital', 'contractor'] as const

/** Writes the register of a member of staff. */
export function RecordDialog({ record, onClose }: { readonly record: StaffRecord; readonly onClose: () => void }) {
  const say = useWords(postWords)
  const [draft, setDraft] = useState({
    employer: record.employer,
    contractor: record.contractor ?? '',
    document: '',
    clinicalSince: record.clinicalSince,
    badgeNumber: record.badgeNumber ?? '',
    agentNumber: record.agentNumber ?? '',
    checkedOn: record.checkedOn,
    undertakingOn: record.undertakingOn,
    inductionOn: record.inductionOn,
  })
  const [result, setResult] = useState<Result>(record.eligible === null ? 'none' : record.eligible ? 'yes' : 'no')
  const [accepts, setAccepts] = useState(false)
  const sender = useStaffAct(saveRecord, onClose)
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const words = (text: string) => text.trim() || null
  const send = () =>
    void sender.send({
      params: { id: record.person.id },
      body: {
        version: record.version,
        ...draft,
        contractor: draft.employer === 'contractor' ? words(draft.contractor) : null,
        document: words(draft.document) ?? undefined,
        badgeNumber: words(draft.badgeNumber),
        agentNumber: words(draft.agentNumber),
        eligible: result === 'none' ? null : result === 'yes',
        acceptsFewYears: accepts,
      },
    })
  const refusal = (field: string) =>
    sender.problem?.facts['pointer'] === `/body/${field}` ? sender.problem.title : sender.problem?.at(field)
  return (
    <StaffDialog
      title={`${say('record.title')} · ${record.person.name}`}
      sender={sender}
      sendLabel={say('save')}
      onSend={send}
      onClose={onClose}
      width={560}
    >
      <ChoiceField
        label={say('record.employer')}
        value={draft.employer}
        options={EMPLOYERS}
        sayOption={one => say(`record.${one}`)}
        onChoice={employer => change({ employer })}
      />
      {draft.employer === 'contractor' && (
        <WordsField
          label={say('record.contractor-name')}
          value={draft.contractor}
          onWords={contractor => change({ contractor })}
          most={60}
        />
      )}
      <WordsField
        label={say('record.document')}
        hint={record.documentMasked && `${record.documentMasked}，${say('record.document-keep')}`}
        value={draft.document}
        onWords={document => change({ document })}
        most={30}
        refusal={refusal('document')}
        isOptional
      />
      <ChoiceField
        label={say('record.eligible')}
        value={result}
        options={RESULTS}
        sayOption={one => say(`record.eligible-${one}`)}
        onChoice={setResult}
      />
      {result !== 'none' && (
        <DayField label={say('record.checked-on')} value={draft.checkedOn} onDay={checkedOn => change({ checkedOn })} />
      )}
      <DayField
        label={say('record.undertaking')}
        value={draft.undertakingOn}
        onDay={undertakingOn => change({ undertakingOn })}
        isOptional
      />
      <DayField
        label={say('record.induction')}
        value={draft.inductionOn}
        onDay={inductionOn => change({ inductionOn })}
        isOptional
      />
      <DayField
        label={say('record.clinical-since')}
        value={draft.clinicalSince}
        onDay={clinicalSince => change({ clinicalSince })}
        isOptional
      />
      <WordsField
        label={say('record.badge')}
        value={draft.badgeNumber}
        onWords={badgeNumber => change({ badgeNumber })}
        most={20}
        refusal={refusal('badgeNumber')}
        isOptional
      />
      <WordsField
        label={say('record.agent')}
        value={draft.agentNumber}
        onWords={agentNumber => change({ agentNumber })}
        most={20}
        refusal={refusal('agentNumber')}
        isOptional
      />
      {sender.problem?.code === 'few-clinical-years' && <AcceptFewYears isAccepted={accepts} onAccept={setAccepts} />}
    </StaffDialog>
  )
}

/** The warning of few clinical years, accepted by whoever ticks it; that is recorded. */
export function AcceptFewYears({
  isAccepted,
  onAccept,
}: {
  readonly isAccepted: boolean
  readonly onAccept: (isAccepted: boolean) => void
}) {
  const say = useWords(postWords)
  return (
    <label className="d-switch">
      <input type="checkbox" checked={isAccepted} onChange={event => onAccept(event.target.checked)} />{' '}
      {say('record.accept')}
    </label>
  )
}
