import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { Keys, ShortcutLayer, useShortcut } from '#ui/desk/shortcuts.tsx'
import { useWords } from '#ui/language.ts'
import type { createTicket } from '../../contract.ts'
import { IntakeForm } from './intake-form.tsx'
import { closeNewTicket, type Opening } from './opening.ts'
import { Taken } from './taken.tsx'
import { useIntake } from './use-intake.ts'
import { intakeWords } from './words.ts'
import '../ticket.css'

interface NewTicketDrawerProps {
  readonly opening: Opening
  /** Shows a matter in the console. */
  readonly onOpen: (id: string) => void
}
type Created = Answer<typeof createTicket> & { readonly item: string }

/** A new matter by keyboard in less than twenty seconds (新建工单); the list beside it stays in sight. */
export function NewTicketDrawer({ opening, onOpen }: NewTicketDrawerProps) {
  const say = useWords(intakeWords)
  const [created, setCreated] = useState<Created | null>(null)
  const intake = useIntake(opening.patientId, setCreated)
  const open = (id: string) => {
    closeNewTicket()
    onOpen(id)
  }
  return (
    <Drawer
      open
      mask={false}
      size={640}
      title={say('title')}
      onClose={closeNewTicket}
      closable={{ 'aria-label': say('close') }}
      footer={
        !created && (
          <div className="tk-drawer-foot">
            <Button onClick={intake.clear}>{say('clear')}</Button>
            <Button type="primary" loading={intake.isSending} onClick={intake.send}>
              {say('send')} <Keys keys="mod+enter" />
            </Button>
          </div>
        )
      }
    >
      <ShortcutLayer>
        {created ? (
          <Taken created={created} item={created.item} onOpen={open} onAnother={() => setCreated(null)} />
        ) : (
          <>
            <SendKey onSend={intake.send} />
            <IntakeForm intake={intake} onOpen={open} />
          </>
        )}
      </ShortcutLayer>
    </Drawer>
  )
}

function SendKey({ onSend }: { readonly onSend: () => void }) {
  const say = useWords(intakeWords)
  useShortcut('mod+enter', say('send'), onSend)
  return null
}
