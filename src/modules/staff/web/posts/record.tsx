import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { call } from '#ui/client.ts'
import { Masked } from '#ui/desk/masked.tsx'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { readRecord, unmaskRecord } from '../../contract.ts'
import { RecordDialog } from './record.dialog.tsx'
import { RecordFiles } from './record-files.tsx'
import { Qualifications } from './qualifications.tsx'
import { postWords } from './words.ts'

export type StaffRecord = Answer<typeof readRecord>

/** The register of one member of staff (人员档案, ORG-06), for those who keep it; opening it is kept. */
export function RecordView({ personId, isHere }: { readonly personId: string; readonly isHere: boolean }) {
  const say = useWords(postWords)
  const mayWrite = useMay('register:write') && isHere
  const { answer, problem, again } = useAnswer(readRecord, { params: { id: personId } })
  const [isChanging, setChanging] = useState(false)
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={4} />
  return (
    <section aria-label={say('record.title')}>
      <div className="st-head">
        <h3>{say('record.title')}</h3>
        {mayWrite && <Button onClick={() => setChanging(true)}>{say('record.change')}</Button>}
      </div>
      {answer.version === 0 && <p className="d-hint">{say('record.none')}</p>}
      {answer.version > 0 && answer.lacks.length > 0 && (
        <Notice tone="late">
          {say('record.lacks', { lacks: answer.lacks.map(lack => say(`lack.${lack}`)).join('、') })}
        </Notice>
      )}
      {answer.version > 0 && <Facts record={answer} />}
      <Qualifications record={answer} mayWrite={mayWrite} />
      <RecordFiles record={answer} mayWrite={mayWrite} />
      {isChanging && <RecordDialog record={answer} onClose={() => setChanging(false)} />}
    </section>
  )
}

function Facts({ record }: { readonly record: StaffRecord }) {
  const say = useWords(postWords)
  const result = record.eligible === null ? 'none' : record.eligible ? 'yes' : 'no'
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('record.employer'), record.employer === 'hospital' ? say('record.hospital') : record.contractor],
    [say('record.document'), <Document key="document" record={record} />],
    [
      say('record.eligible'),
      record.checkedOn === null
        ? say('record.eligible-none')
        : say('record.checked', {
            result: say(`record.eligible-${result}`),
            day: record.checkedOn,
            by: record.checkedBy ?? '',
          }),
    ],
    [say('record.undertaking'), record.undertakingOn],
    [say('record.induction'), record.inductionOn],
    [
      say('record.clinical'),
      record.clinicalYears === null ? null : say('record.years', { years: record.clinicalYears }),
    ],
    [say('record.badge'), record.badgeNumber],
    [say('record.agent'), record.agentNumber],
  ]
  return (
    <dl className="st-facts">
      {facts.map(([name, value]) => (
        <div key={name} className="st-fact">
          <dt>{name}</dt>
          <dd>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  )
}

function Document({ record }: { readonly record: StaffRecord }) {
  const say = useWords(postWords)
  const may = useMay('register:write')
  if (record.documentMasked === null) return '—'
  if (!may) return <span className="figures">{record.documentMasked}</span>
  return (
    <Masked
      label={say('record.document')}
      value={record.documentMasked}
      reasons={[say('record.why-1'), say('record.why-2')]}
      onUnmask={async reason => {
        const sent = { params: { id: record.person.id }, body: { field: 'document' as const, reason } }
        return (await call(unmaskRecord, sent)).value
      }}
    />
  )
}
