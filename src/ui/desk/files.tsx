import { type ReactNode, useRef, useState } from 'react'
import { ApiProblem } from '#ui/client.ts'
import { addressOf, base64Of } from '#ui/file.ts'
import { useWords } from '#ui/language.ts'
import { Later } from './later.tsx'
import { Refused } from './states.tsx'
import { deskWords } from './words.ts'

const TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const
type FileType = (typeof TYPES)[number]
const MEGABYTE = 1024 * 1024
const LONGEST_NAME = 120

export interface ChosenFile {
  readonly name: string
  readonly type: FileType
  /** In base64. */
  readonly data: string
}
interface FileToRead {
  readonly name: string
  readonly type: string
  readonly data: string
}

/**
 * Choosing a picture or a PDF from the disk: `ask()` at the press of a button, `input` anywhere, `refusal` where it is to be read.
 * What is neither, or has more than `most` bytes, is said before it is sent.
 */
export function useFileChoice(label: string, most: number, onFile: (file: ChosenFile) => unknown) {
  const say = useWords(deskWords)
  const input = useRef<HTMLInputElement>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    const type = TYPES.find(one => one === file.type)
    if (!type) return setRefusal(say('file.type'))
    if (file.size > most) return setRefusal(say('file.large', { megabytes: Math.floor((most / MEGABYTE) * 10) / 10 }))
    setRefusal(null)
    await onFile({ name: file.name.slice(-LONGEST_NAME), type, data: await base64Of(file) })
  }
  return {
    ask: () => input.current?.click(),
    input: (
      <input
        ref={input}
        type="file"
        hidden
        accept={TYPES.join(',')}
        aria-label={label}
        onChange={event => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          void take(file)
        }}
      />
    ),
    refusal: refusal && (
      <p className="d-refusal" role="alert">
        {refusal}
      </p>
    ),
  }
}

const loadPicture = () => import('./picture-dialog.tsx')

/** Opening a file that the house keeps: a picture in a dialog, a PDF in a window of its own. `shown` is the dialog, or why there is none. */
export function useFileOpening(): { open: (read: () => Promise<FileToRead>) => Promise<void>; shown: ReactNode } {
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [picture, setPicture] = useState<{ name: string; url: string } | null>(null)
  const open = async (read: () => Promise<FileToRead>) => {
    setProblem(null)
    try {
      const file = await read()
      const url = addressOf(file)
      if (file.type === 'application/pdf') window.open(url, '_blank', 'noopener')
      else setPicture({ name: file.name, url })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    }
  }
  const shown = (
    <>
      <Refused problem={problem} />
      {picture && (
        <Later load={loadPicture}>
          {({ PictureDialog }) => <PictureDialog {...picture} onClose={() => setPicture(null)} />}
        </Later>
      )}
    </>
  )
  return { open, shown }
}
