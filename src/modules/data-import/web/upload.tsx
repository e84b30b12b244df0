import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { sendFile } from './send-file.ts'
import { importWords } from './words.ts'

const LARGEST = 20 * 1024 * 1024

/** Chooses a file, or takes one that is dropped, and sends it. */
export function Upload({ kind, onBegun }: { readonly kind: string; readonly onBegun: (id: string) => void }) {
  const say = useWords(importWords)
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [isTooLarge, setTooLarge] = useState(false)
  const take = async (file: File | undefined) => {
    if (file === undefined || share !== null) return
    setProblem(null)
    setTooLarge(file.size > LARGEST)
    if (file.size > LARGEST) return
    setShare(0)
    try {
      onBegun((await sendFile(kind, file, setShare)).id)
    } catch (error) {
      setProblem(error as ApiProblem)
    } finally {
      setShare(null)
      // The same file can be chosen again after it was mended.
      if (input.current) input.current.value = ''
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    void take(event.dataTransfer.files[0])
  }
  return (
    <section className="di-upload" onDragOver={event => event.preventDefault()} onDrop={drop}>
      <h2>{say('upload.title')}</h2>
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx,.csv,text/csv"
        onChange={event => void take(event.target.files?.[0])}
      />
      <p>
        <Button type="primary" loading={share !== null} onClick={() => input.current?.click()}>
          {say('upload.choose')}
        </Button>
      </p>
      <p className="d-hint">{say('upload.drop')}</p>
      {share !== null && (
        <p role="status">
          {share < 1 ? say('upload.sending', { percent: Math.floor(share * 100) }) : say('upload.reading')}
        </p>
      )}
      {isTooLarge && <Notice tone="late">{say('upload.too-large')}</Notice>}
      <Refused problem={problem} />
    </section>
  )
}
