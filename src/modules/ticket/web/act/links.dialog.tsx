import { Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Qr } from '#ui/qr.tsx'
import { ShortcutLayer } from '#ui/desk/shortcuts.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { makeLinks } from '../../contract.ts'
import { PrintSheet } from '#ui/desk/print-sheet.tsx'
import { Slip } from '../paper/slip.tsx'
import type { Part } from '../ticket.ts'
import type { DialogProps } from './dialog.ts'
import { actWords } from './words.ts'

type Link = Answer<typeof makeLinks>

/** The signed link of this one matter as a QR code: for the patient, or for the receiver of a share. */
export function LinksDialog({ ticket, part, onClose }: DialogProps & { readonly part: Part | null }) {
  const say = useWords(actWords)
  const [link, setLink] = useState<Link | null>(null)
  const [isPrinting, setPrinting] = useState(false)
  const { send, problem } = useSend(makeLinks, setLink)
  const partId = part?.id ?? null
  useEffect(() => void send({ params: { id: ticket.id }, body: { partId } }), [send, ticket.id, partId])
  return (
    <Modal
      open
      title={`${part ? part.unit.name : say('links.title')} · ${ticket.number}`}
      width={420}
      footer={
        link &&
        !part && (
          <Button type="primary" onClick={() => setPrinting(true)}>
            {say('links.print')}
          </Button>
        )
      }
      onCancel={onClose}
    >
      <ShortcutLayer>
        <div className="tk-link-box">
          {link && <Qr text={link.url} label={say('links.title')} size={220} />}
          <p>{part ? say('links.scan-part', { name: part.assignee.name }) : say('links.scan')}</p>
          {link && <p className="d-hint">{say('links.ends', { time: sayTime(link.endsAt, 'both') })}</p>}
          {!part && <p>{say('links.code', { code: ticket.trackingCode })}</p>}
          {link && <Copy text={link.url} />}
          <Refused problem={problem} />
        </div>
      </ShortcutLayer>
      {isPrinting && link && (
        <PrintSheet kind="slip" onPrinted={() => setPrinting(false)}>
          <Slip
            number={ticket.number}
            trackingCode={ticket.trackingCode}
            item={ticket.item.name}
            owner={ticket.owner.name}
            url={link.url}
          />
        </PrintSheet>
      )}
    </Modal>
  )
}

/** Copies; where plain http forbids the clipboard, the address stands there to be copied by hand. */
function Copy({ text }: { readonly text: string }) {
  const say = useWords(actWords)
  const [isCopied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return 'clipboard' in navigator ? (
    <Button onClick={copy}>{say(isCopied ? 'links.copied' : 'links.copy')}</Button>
  ) : (
    <input
      className="d-input"
      readOnly
      value={text}
      aria-label={say('links.copy')}
      onFocus={event => event.target.select()}
    />
  )
}
