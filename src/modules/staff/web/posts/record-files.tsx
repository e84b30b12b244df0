import { Button } from 'antd'
import { useState } from 'react'
import { call } from '#ui/client.ts'
import { useFileChoice, useFileOpening } from '#ui/desk/files.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { FILE_BYTES, FILE_KINDS, fileRecord, readRecordFile } from '../../contract.ts'
import { useStaffAct } from '../act.ts'
import { ChoiceField } from '../controls.tsx'
import type { StaffRecord } from './record.tsx'
import { postWords } from './words.ts'

type Kind = (typeof FILE_KINDS)[number]
/** Base64 takes four bytes for three. */
const MOST = (FILE_BYTES / 4) * 3

/** The papers of the register (档案附件); opening one is kept. */
export function RecordFiles({ record, mayWrite }: { readonly record: StaffRecord; readonly mayWrite: boolean }) {
  const say = useWords(postWords)
  const { open, shown } = useFileOpening()
  return (
    <>
      <h3>{say('record.files')}</h3>
      {record.files.length === 0 && <p className="d-hint">{say('record.no-files')}</p>}
      <ul className="st-posts">
        {record.files.map(file => (
          <li key={file.id}>
            <span>{say(`file.${file.kind}`)}</span>
            <Button
              type="link"
              size="small"
              className="st-link"
              onClick={() =>
                void open(() => call(readRecordFile, { params: { id: record.person.id, fileId: file.id } }))
              }
            >
              {say('record.open-file', { name: file.name })}
            </Button>
            <span className="d-hint">{sayTime(file.addedAt, 'day')}</span>
          </li>
        ))}
      </ul>
      {shown}
      {mayWrite && <Attach personId={record.person.id} />}
    </>
  )
}

function Attach({ personId }: { readonly personId: string }) {
  const say = useWords(postWords)
  const [kind, setKind] = useState<Kind>('undertaking')
  const sender = useStaffAct(fileRecord)
  const choice = useFileChoice(say('record.choose'), MOST, file =>
    sender.send({ params: { id: personId }, body: { kind, ...file } }),
  )
  return (
    <div className="st-attach">
      <ChoiceField
        label={say('record.attach')}
        value={kind}
        options={FILE_KINDS}
        sayOption={one => say(`file.${one}`)}
        onChoice={setKind}
      />
      {choice.input}
      <Button loading={sender.isSending} onClick={choice.ask}>
        {say('record.choose')}
      </Button>
      {choice.refusal}
      <Refused problem={sender.problem} />
    </div>
  )
}
