import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import type { AnyEndpoint, Answer, Sending } from '#kernel/endpoint.ts'
import { ApiProblem, call } from '#ui/client.ts'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import type { readOwnPage, readPage } from '../contract.ts'
import { referralWords } from './words.ts'

export interface FileView {
  readonly id: string
  readonly name: string
}
const TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const
type FileType = (typeof TYPES)[number]

interface FilesProps {
  readonly referralId: string
  readonly files: readonly FileView[]
  readonly from: typeof readOwnPage | typeof readPage
  readonly onRemove?: (id: string) => void
}

/** The pages of a referral; each opening is kept by the house. */
export function Files({ referralId, files, from, onRemove }: FilesProps) {
  const say = useWords(referralWords)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [shown, setShown] = useState<{ name: string; url: string } | null>(null)
  const open = async (attachmentId: string) => {
    setProblem(null)
    try {
      const asked = { params: { id: referralId, attachmentId } } as Sending<AnyEndpoint>
      const { name, type, data } = (await call(from as AnyEndpoint, asked)) as Answer<typeof readPage>
      const bytes = Uint8Array.from(atob(data), letter => letter.codePointAt(0) ?? 0)
      const url = URL.createObjectURL(new Blob([bytes], { type }))
      if (type === 'application/pdf') window.open(url, '_blank', 'noopener')
      else setShown({ name, url })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    }
  }
  const close = () => {
    if (shown) URL.revokeObjectURL(shown.url)
    setShown(null)
  }
  return (
    <>
      <ul className="rf-list">
        {files.map(one => (
          <li key={one.id} className="rf-line">
            <Button
              type="link"
              size="small"
              aria-label={say('files.open', { name: one.name })}
              onClick={() => void open(one.id)}
            >
              {one.name}
            </Button>
            {onRemove && (
              <Button
                type="text"
                size="small"
                aria-label={say('files.remove', { name: one.name })}
                onClick={() => onRemove(one.id)}
              >
                ×
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Refused problem={problem} />
      {shown && (
        <Modal open title={shown.name} footer={null} width="min(900px, 90vw)" onCancel={close}>
          <img className="rf-picture" src={shown.url} alt={shown.name} />
        </Modal>
      )}
    </>
  )
}

interface AddFileProps {
  readonly most: number
  readonly isSending: boolean
  readonly onFile: (file: { name: string; type: FileType; data: string }) => void
}

/** Chooses a file; what is no PDF or picture, or too large, is said before it is sent. */
export function AddFile({ most, isSending, onFile }: AddFileProps) {
  const say = useWords(referralWords)
  const input = useRef<HTMLInputElement>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    const type = TYPES.find(one => one === file.type)
    if (!type) return setRefusal(say('files.type'))
    if (file.size > most) return setRefusal(say('files.large', { megabytes: Math.floor(most / 1024 / 1024) }))
    setRefusal(null)
    onFile({ name: file.name.slice(-120), type, data: await base64(file) })
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={TYPES.join(',')}
        aria-label={say('files.add')}
        onChange={event => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          void take(file)
        }}
      />
      <div>
        <Button loading={isSending} onClick={() => input.current?.click()}>
          {say('files.add')}
        </Button>
      </div>
      {refusal && (
        <p className="d-refusal" role="alert">
          {refusal}
        </p>
      )}
    </>
  )
}

const base64 = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve((reader.result as string).replace(/^[^,]*,/, '')))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file could not be read')))
    reader.readAsDataURL(file)
  })
