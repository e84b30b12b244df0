import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { classifyTicket } from '../../contract.ts'
import type { Difficulty } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { ActDialog } from './act-dialog.tsx'
import { Ticks } from './choose.tsx'
import type { DialogProps } from './dialog.ts'
import { QuickText } from './quick-text.tsx'
import { useAct, useSeen } from './use-act.ts'
import { actWords } from './words.ts'

const DIFFICULTIES: readonly Difficulty[] = ['investigation', 'meeting', 'outside-party']

/** Ticks of difficulty; each makes a matter complex, however many departments take part (TKT-03). */
export function DifficultyTicks(props: {
  readonly label: string
  readonly ticked: readonly Difficulty[]
  readonly onTick: (ticked: readonly Difficulty[]) => void
  readonly hint?: string
  readonly hasDigits?: boolean
}) {
  const say = useWords(ticketWords)
  return <Ticks {...props} options={DIFFICULTIES.map(key => ({ key, label: say(`difficulty.${key}`) }))} />
}

/** The difficulty is ticked anew (分级); the limit counts from the time that it began. */
export function ClassifyDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const sayTicket = useWords(ticketWords)
  const seen = useSeen(ticket)
  const [difficulty, setDifficulty] = useState<readonly Difficulty[]>(ticket.difficulty)
  const [reason, setReason] = useState('')
  const isComplex = difficulty.length > 0
  const sender = useAct(classifyTicket, ticket.id, onClose)
  return (
    <ActDialog
      title={say('classify.title')}
      ticket={ticket}
      sender={sender}
      seen={seen}
      sendLabel={say('classify.send')}
      isReady={reason.trim() !== ''}
      onSend={() =>
        void sender.send({
          params: { id: ticket.id },
          body: { difficulty: [...difficulty], reason, version: seen.version },
        })
      }
      onClose={onClose}
    >
      <DifficultyTicks
        label={say('classify.ticks')}
        ticked={difficulty}
        onTick={setDifficulty}
        hasDigits
        hint={say('classify.now', {
          class: sayTicket(isComplex ? 'class.complex' : 'class.general'),
          hours: isComplex ? 24 : 2,
        })}
      />
      <QuickText
        label={say('reason')}
        value={reason}
        onText={setReason}
        hint={say('classify.hint')}
        autoFocus
        refusal={sender.problem?.at('reason')}
      />
    </ActDialog>
  )
}
