import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { Button } from '#ui/touch/button.tsx'
import { Dialog } from '#ui/touch/dialog.tsx'
import { Failure, Loading } from '#ui/touch/notice.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { readAttachment } from '../../../contract.ts'
import type { Ticket } from './share.ts'
import { liaisonWords } from './words.ts'

type Attachment = Ticket['attachments'][number]

/** Photos and papers of the matter; each is read, and the reading journaled, only when it is opened. */
export function Files({ ticket }: { readonly ticket: Ticket }) {
  const say = useWords(liaisonWords)
  const [opened, setOpened] = useState<Attachment | null>(null)
  if (ticket.attachments.length === 0) return null
  return (
    <section className="t-card">
      <h2 className="t-card-title">{say('part.files')}</h2>
      <ul className="t-told">
        {ticket.attachments.map(file => (
          <li key={file.id} className="t-file">
            <span>
              {file.name} <time dateTime={file.at}>{sayWhen(file.at)}</time>
            </span>
            {file.type.startsWith('image/') ? (
              <Button label={`${say('file.show')} ${file.name}`} onPress={() => setOpened(file)}>
                {say('file.show')}
              </Button>
            ) : (
              <small>{say('file.other')}</small>
            )}
          </li>
        ))}
      </ul>
      {opened && <Opened ticketId={ticket.id} file={opened} onClose={() => setOpened(null)} />}
    </section>
  )
}

interface OpenedProps {
  readonly ticketId: string
  readonly file: Attachment
  readonly onClose: () => void
}

function Opened({ ticketId, file, onClose }: OpenedProps) {
  const { answer, problem, again } = useAnswer(readAttachment, { params: { id: ticketId, attachmentId: file.id } })
  return (
    <Dialog title={file.name} onClose={onClose}>
      {answer && <img className="t-picture" src={`data:${answer.type};base64,${answer.data}`} alt={file.name} />}
      {!answer && (problem ? <Failure problem={problem} onRetry={again} /> : <Loading rows={3} />)}
    </Dialog>
  )
}
