import { useState } from 'react'
import { useSession } from '#ui/desk/session.tsx'
import { useWords } from '#ui/language.ts'
import { SignaturePad } from '#ui/touch/signature-pad.tsx'
import { confirmTicket } from '../../contract.ts'

import { ActDialog } from './act-dialog.tsx'
import { Choose } from './choose.tsx'
import type { DialogProps } from './dialog.ts'
import { PersonPicker } from './person-picker.tsx'
import { QuickText } from './quick-text.tsx'
import { useAct, useSeen } from './use-act.ts'
import { actWords } from './words.ts'

type Method = 'signature' | 'phone' | 'oral'
const METHODS: readonly Method[] = ['signature', 'phone', 'oral']

/** The patient confirms (签字确认, TKT-09): signs on the screen, says so on the phone, or by word before a witness. Then it is archived. */
export function ConfirmDialog({ ticket, onClose }: DialogProps) {
  const say = useWords(actWords)
  const { person } = useSession()
  const seen = useSeen(ticket)
  const [method, setMethod] = useState<Method>('signature')
  const [words, setWords] = useState('')
  const [witnessId, setWitness] = useState<string | null>(null)
  const sender = useAct(confirmTicket, ticket.id, onClose)
  const send = (signature: string | null) =>
    void sender.send({
      params: { id: ticket.id },
      body: {
        method,
        signature,
        witnessId: method === 'oral' ? witnessId : null,
        words: method === 'signature' || words.trim() === '' ? null : words,
        version: seen.version,
      },
    })
  return (
    <ActDialog
      title={say('confirm.title')}
      ticket={ticket}
      sender={sender}
      seen={seen}
      sendLabel={say('confirm.send')}
      width={680}
      hasOwnSend={method === 'signature'}
      isReady={words.trim() !== '' && (method === 'phone' || witnessId !== null)}
      onSend={() => send(null)}
      onClose={onClose}
    >
      {ticket.result && (
        <p className="tk-read-out">
          <span className="d-hint">{say('confirm.result')}</span>
          <br />
          {ticket.result}
        </p>
      )}
      <Choose
        label={say('confirm.how')}
        options={METHODS.map(key => ({ key, label: say(`confirm.${key}`) }))}
        chosen={method}
        onChoose={setMethod}
        hasDigits
      />
      {method === 'signature' ? (
        <SignaturePad
          onSigned={send}
          isBusy={sender.isSending}
          otherWay={{ label: say('confirm.other'), onChoose: () => setMethod('oral') }}
        />
      ) : (
        <QuickText
          key={method}
          label={say('confirm.words')}
          hint={say('confirm.words-hint')}
          value={words}
          onText={setWords}
          autoFocus
          refusal={sender.problem?.at('words')}
        />
      )}
      {method === 'oral' && (
        <PersonPicker
          label={say('confirm.witness')}
          chosen={witnessId}
          onChosen={setWitness}
          without={[person.id]}
          refusal={
            sender.problem?.at('witnessId') ??
            (sender.problem?.code === 'person-unknown' ? sender.problem.title : undefined)
          }
        />
      )}
    </ActDialog>
  )
}
