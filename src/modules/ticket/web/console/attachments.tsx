import { Button } from 'antd'
import { call } from '#ui/client.ts'
import { useFileChoice, useFileOpening } from '#ui/desk/files.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { attachFile, readAttachment } from '../../contract.ts'
import { useAct } from '../act/use-act.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { Section } from './section.tsx'

const LARGEST = 2 * 1024 * 1024

/** Photos and PDF files of the matter; each opening is journaled by the house. */
export function Attachments({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(ticketWords)
  const sender = useAct(attachFile, ticket.id)
  const choice = useFileChoice(say('act.attach'), LARGEST, body => sender.send({ params: { id: ticket.id }, body }))
  const { open, shown } = useFileOpening()
  const mayAttach = ticket.may.includes('note')
  if (ticket.attachments.length === 0 && !mayAttach) return null
  return (
    <Section
      title={say('attach.label')}
      act={
        mayAttach && (
          <Button type="link" size="small" loading={sender.isSending} onClick={choice.ask}>
            {say('act.attach')}
          </Button>
        )
      }
    >
      {choice.input}
      <ul className="tk-files">
        {ticket.attachments.map(one => (
          <li key={one.id}>
            <Button
              type="link"
              size="small"
              onClick={() => void open(() => call(readAttachment, { params: { id: ticket.id, attachmentId: one.id } }))}
              aria-label={say('attach.open', { name: one.name })}
            >
              {one.name}
            </Button>
          </li>
        ))}
      </ul>
      {choice.refusal}
      <Refused problem={sender.problem} />
      {shown}
    </Section>
  )
}
