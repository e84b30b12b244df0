import { Button } from 'antd'
import type { AnyEndpoint, Answer, Sending } from '#kernel/endpoint.ts'
import { call } from '#ui/client.ts'
import { type ChosenFile, useFileChoice, useFileOpening } from '#ui/desk/files.tsx'
import { useWords } from '#ui/language.ts'
import type { readOwnPage, readPage } from '../contract.ts'
import { referralWords } from './words.ts'

export interface FileView {
  readonly id: string
  readonly name: string
}

interface FilesProps {
  readonly referralId: string
  readonly files: readonly FileView[]
  readonly from: typeof readOwnPage | typeof readPage
  readonly onRemove?: (id: string) => void
}

/** The pages of a referral; each opening is kept by the house. */
export function Files({ referralId, files, from, onRemove }: FilesProps) {
  const say = useWords(referralWords)
  const { open, shown } = useFileOpening()
  const read = (attachmentId: string) => async () => {
    const asked = { params: { id: referralId, attachmentId } } as Sending<AnyEndpoint>
    return (await call(from as AnyEndpoint, asked)) as Answer<typeof readPage>
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
              onClick={() => void open(read(one.id))}
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
      {shown}
    </>
  )
}

interface AddFileProps {
  readonly most: number
  readonly isSending: boolean
  readonly onFile: (file: ChosenFile) => void
}

/** Chooses a file; what is no PDF or picture, or too large, is said before it is sent. */
export function AddFile({ most, isSending, onFile }: AddFileProps) {
  const say = useWords(referralWords)
  const choice = useFileChoice(say('files.add'), most, onFile)
  return (
    <>
      {choice.input}
      <div>
        <Button loading={isSending} onClick={choice.ask}>
          {say('files.add')}
        </Button>
      </div>
      {choice.refusal}
    </>
  )
}
