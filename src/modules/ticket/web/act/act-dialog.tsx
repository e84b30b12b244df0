import { Button } from 'antd'
import { ActDialog as OneActDialog, type ActDialogProps as OneActDialogProps } from '#ui/desk/act-dialog.tsx'
import { Notice } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { Quotes } from '../line/time-line.tsx'
import { lineWords, sentence, speaker } from '../line/line-words.ts'
import { useNames } from '../line/names.ts'
import type { Ticket } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import type { Seen } from './use-act.ts'
import { actWords } from './words.ts'

interface ActDialogProps
  extends Pick<OneActDialogProps, 'title' | 'sender' | 'onClose' | 'isReady' | 'isGrave' | 'width' | 'children'> {
  readonly ticket: Ticket
  readonly sendLabel: string
  readonly onSend: () => void
  /** Where the act overwrites: what others did meanwhile is shown, and must be looked at. */
  readonly seen?: Seen
  /** The content brings its own button, such as the signature's. */
  readonly hasOwnSend?: boolean
}

/** A dialog for one act on a matter. */
export function ActDialog(props: ActDialogProps) {
  const { title, ticket, sendLabel, onSend, seen, hasOwnSend, width = 520, children, ...rest } = props
  const say = useWords(actWords)
  return (
    <OneActDialog
      {...rest}
      title={`${title} · ${ticket.number}`}
      act={sendLabel}
      cancel={say('cancel')}
      hasOwnAct={hasOwnSend}
      width={width}
      top={32}
      onAct={onSend}
    >
      {children}
      {seen?.isOld && <Meanwhile ticket={ticket} seen={seen} />}
    </OneActDialog>
  )
}

function Meanwhile({ ticket, seen }: { readonly ticket: Ticket; readonly seen: Seen }) {
  const say = useWords(actWords)
  const sayLine = useWords(lineWords)
  const sayTicket = useWords(ticketWords)
  const names = useNames(ticket)
  return (
    <Notice tone="soon">
      <p>
        <strong>{say('seen.changed')}</strong>
      </p>
      {seen.since.map(line => {
        const said = sentence(line, names, sayLine, sayTicket)
        return (
          said && (
            <div key={line.id} className="tk-quoted">
              {speaker(line, sayLine)} {said.words}
              <Quotes quotes={said.quotes} />
            </div>
          )
        )
      })}
      <Button onClick={seen.look}>{say('seen.look')}</Button>
    </Notice>
  )
}
