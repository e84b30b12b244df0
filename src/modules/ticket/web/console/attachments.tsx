import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { ApiProblem, call } from '#ui/client.ts'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { attachFile, readAttachment } from '../../contract.ts'
import { useAct } from '../act/use-act.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { Section } from './section.tsx'

const TYPES = ['image/jpeg', 'image/png', 'application/pdf'] as const
const LARGEST = 2 * 1024 * 1024

/** Photos and PDF files of the matter; each opening is journaled by the house. */
export function Attachments({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  const input = useRef<HTMLInputElement>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [shown, setShown] = useState<{ name: string; url: string } | null>(null)
  const sender = useAct(attachFile, ticket.id)
  const mayAttach = ticket.may.includes('note')
  if (ticket.attachments.length === 0 && !mayAttach) return null

  const attach = async (file: File | undefined) => {
    if (!file) return
    const type = TYPES.find(one => one === file.type)
    if (!type) return setRefusal(say('attach.wrong-type'))
    if (file.size > LARGEST) return setRefusal(say('attach.too-large'))
    setRefusal(null)
    await sender.send({
      params: { id: ticket.id },
      body: { name: file.name.slice(-120), type, data: await base64(file) },
    })
  }
  const open = async (attachmentId: string) => {
    setProblem(null)
    try {
      const { name, type, data } = await call(readAttachment, { params: { id: ticket.id, attachmentId } })
      const url = URL.createObjectURL(new Blob([fromBase64(data)], { type }))
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
    <Section
      title={say('attach.label')}
      act={
        mayAttach && (
          <Button type="link" size="small" loading={sender.isSending} onClick={() => input.current?.click()}>
            {say('act.attach')}
          </Button>
        )
      }
    >
      <input
        ref={input}
        type="file"
        hidden
        accept={TYPES.join(',')}
        aria-label={say('act.attach')}
        onChange={event => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          void attach(file)
        }}
      />
      <ul className="tk-files">
        {ticket.attachments.map(one => (
          <li key={one.id}>
            <Button
              type="link"
              size="small"
              onClick={() => void open(one.id)}
              aria-label={say('attach.open', { name: one.name })}
            >
              {one.name}
            </Button>
          </li>
        ))}
      </ul>
      {refusal && (
        <p className="d-refusal" role="alert">
          {refusal}
        </p>
      )}
      <Refused problem={problem ?? sender.problem} />
      {shown && (
        <Modal open title={shown.name} footer={null} width="min(900px, 90vw)" onCancel={close}>
          <img className="tk-picture" src={shown.url} alt={shown.name} />
        </Modal>
      )}
    </Section>
  )
}

const base64 = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve((reader.result as string).replace(/^[^,]*,/, '')))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file could not be read')))
    reader.readAsDataURL(file)
  })

const fromBase64 = (data: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(data), letter => letter.codePointAt(0) ?? 0)
