import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Qr } from '#ui/qr.tsx'
import { useSession } from '#ui/desk/session.tsx'
import { Keys, useShortcut } from '#ui/desk/shortcuts.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { sayTime, useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { type createTicket, makeLinks } from '../../contract.ts'
import { PrintSheet } from '#ui/desk/print-sheet.tsx'
import { Slip } from '../paper/slip.tsx'
import { intakeWords } from './words.ts'

interface TakenProps {
  readonly created: Answer<typeof createTicket>
  readonly item: string
  readonly onOpen: (id: string) => void
  readonly onAnother: () => void
}

/** It is taken: number, tracking code, QR, and the slip for the patient. */
export function Taken({ created, item, onOpen, onAnother }: TakenProps) {
  const say = useWords(intakeWords)
  const { person } = useSession()
  const [url, setUrl] = useState<string | null>(null)
  const [isPrinting, setPrinting] = useState(false)
  const { send } = useSend(makeLinks, link => setUrl(link.url))
  useEffect(() => void send({ params: { id: created.id }, body: { partId: null } }), [send, created.id])
  useShortcut('p', say('done.print'), () => setPrinting(true))
  useShortcut('n', say('done.another'), onAnother)
  return (
    <div className="tk-taken">
      <h2>{say('done.title')}</h2>
      <p className="tk-taken-number figures">{created.number}</p>
      <p>{say('done.due', { time: sayTime(created.dueAt, 'both') })}</p>
      <p>
        {say('done.code')} <strong className="figures">{created.trackingCode}</strong>
      </p>
      {url && <Qr text={url} label={say('done.scan')} size={180} />}
      <p className="d-hint">{say('done.scan')}</p>
      {created.similar.length > 0 && (
        <Notice tone="soon">
          <p>{say('done.similar')}</p>
          {created.similar.map(one => (
            <Button key={one.id} type="link" onClick={() => onOpen(one.id)}>
              {one.number}
            </Button>
          ))}
        </Notice>
      )}
      <div className="d-beside">
        <Button type="primary" onClick={() => setPrinting(true)} autoFocus>
          {say('done.print')} <Keys keys="p" />
        </Button>
        <Button onClick={() => onOpen(created.id)}>{say('done.open')}</Button>
        <Button onClick={onAnother}>
          {say('done.another')} <Keys keys="n" />
        </Button>
      </div>
      {isPrinting && (
        <PrintSheet kind="slip" onPrinted={() => setPrinting(false)}>
          <Slip number={created.number} trackingCode={created.trackingCode} item={item} owner={person.name} url={url} />
        </PrintSheet>
      )}
    </div>
  )
}
