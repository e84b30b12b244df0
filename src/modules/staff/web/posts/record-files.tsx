import { Button } from 'antd'
import { useRef, useState } from 'react'
import { type ApiProblem, call } from '#ui/client.ts'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { FILE_BYTES, FILE_KINDS, fileRecord, readRecordFile } from '../../contract.ts'
import { useStaffAct } from '../act.ts'
import { ChoiceField } from '../controls.tsx'
import type { StaffRecord } from './record.tsx'
import { postWords } from './words.ts'

type Kind = (typeof FILE_KINDS)[number]
const TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const
type Type = (typeof TYPES)[number]
/** Base64 takes four bytes for three. */
const MOST = (FILE_BYTES / 4) * 3

/** The papers of the register (档案附件); opening one is kept. */
export function RecordFiles({ record, mayWrite }: { readonly record: StaffRecord; readonly mayWrite: boolean }) {
  const say = useWords(postWords)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const open = async (fileId: string) => {
    try {
      const file = await call(readRecordFile, { params: { id: record.person.id, fileId } })
      const bytes = Uint8Array.from(atob(file.data), letter => letter.codePointAt(0) ?? 0)
      const url = URL.createObjectURL(new Blob([bytes], { type: file.type }))
      globalThis.open(url, '_blank', 'noopener')
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
    } catch (error) {
      setProblem(error as ApiProblem)
    }
  }
  return (
    <>
      <h3>{say('record.files')}</h3>
      {record.files.length === 0 && <p className="d-hint">{say('record.no-files')}</p>}
      <ul className="st-posts">
        {record.files.map(file => (
          <li key={file.id}>
            <span>{say(`file.${file.kind}`)}</span>
            <Button type="link" size="small" className="st-link" onClick={() => void open(file.id)}>
              {say('record.open-file', { name: file.name })}
            </Button>
            <span className="d-hint">{sayTime(file.addedAt, 'day')}</span>
          </li>
        ))}
      </ul>
      <Refused problem={problem} />
      {mayWrite && <Attach personId={record.person.id} />}
    </>
  )
}

function Attach({ personId }: { readonly personId: string }) {
  const say = useWords(postWords)
  const [kind, setKind] = useState<Kind>('undertaking')
  const [isTooBig, setTooBig] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const sender = useStaffAct(fileRecord)
  const take = async (file: File | undefined) => {
    if (!file) return
    setTooBig(file.size > MOST)
    if (file.size > MOST) return
    const bytes = new Uint8Array(await file.arrayBuffer())
    let text = ''
    for (const byte of bytes) text += String.fromCodePoint(byte)
    const type: Type = TYPES.find(one => one === file.type) ?? 'application/pdf'
    await sender.send({
      params: { id: personId },
      body: { kind, name: file.name.slice(0, 120), type, data: btoa(text) },
    })
    if (input.current) input.current.value = ''
  }
  return (
    <div className="st-attach">
      <ChoiceField
        label={say('record.attach')}
        value={kind}
        options={FILE_KINDS}
        sayOption={one => say(`file.${one}`)}
        onChoice={setKind}
      />
      <input
        ref={input}
        type="file"
        hidden
        aria-label={say('record.choose')}
        accept={TYPES.join(',')}
        onChange={event => void take(event.target.files?.[0])}
      />
      <Button loading={sender.isSending} onClick={() => input.current?.click()}>
        {say('record.choose')}
      </Button>
      {isTooBig && <Notice tone="late">{say('record.too-big')}</Notice>}
      <Refused problem={sender.problem} />
    </div>
  )
}
