import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { StaffDialog } from '#modules/staff/web/staff-dialog.tsx'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { answerPainPoint, filePainPoint, Frequency, listPainPoints } from '../../contract.ts'
import { Choose } from '../act/choose.tsx'
import { QuickText } from '../act/quick-text.tsx'
import type { PainPoint } from '../pain-points.page.tsx'
import { ticketWords } from '../words.ts'

type Often = PainPoint['frequency']
const ANSWERS = ['taken-up', 'solved', 'declined'] as const

function useReadAgain(onClose: () => void): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: [listPainPoints.id] })
    onClose()
  }
}

interface FileDialogProps {
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly onClose: () => void
}

/** A department reports what comes back again and again. */
export function FileDialog({ units, onClose }: FileDialogProps) {
  const say = useWords(ticketWords)
  const [unitId, setUnit] = useState(units[0]?.id ?? null)
  const [issue, setIssue] = useState('')
  const [effect, setEffect] = useState('')
  const [frequency, setFrequency] = useState<Often | null>(null)
  const [proposal, setProposal] = useState('')
  const sender = useSend(filePainPoint, useReadAgain(onClose))
  const isReady = unitId !== null && issue.trim() !== '' && effect.trim() !== '' && frequency !== null
  return (
    <StaffDialog
      title={say('pain.file')}
      sender={sender}
      sendLabel={say('pain.send')}
      width={560}
      onSend={() =>
        isReady &&
        void sender.send({
          body: {
            unitId: unitId ?? '',
            issue,
            effect,
            frequency: frequency ?? 'weekly',
            proposal: proposal.trim() || null,
          },
        })
      }
      onClose={onClose}
    >
      {units.length > 1 && (
        <Choose
          label={say('pain.unit')}
          options={units.map(unit => ({ key: unit.id, label: unit.name }))}
          chosen={unitId}
          onChoose={setUnit}
        />
      )}
      <QuickText
        label={say('pain.issue')}
        hint={say('pain.issue-hint')}
        value={issue}
        onText={setIssue}
        maxLength={300}
        autoFocus
        refusal={sender.problem?.at('issue')}
      />
      <QuickText label={say('pain.effect')} value={effect} onText={setEffect} refusal={sender.problem?.at('effect')} />
      <Choose
        label={say('pain.frequency')}
        options={Frequency.options.map(key => ({ key, label: say(`pain.${key}`) }))}
        chosen={frequency}
        onChoose={setFrequency}
      />
      <QuickText
        label={say('pain.proposal')}
        value={proposal}
        onText={setProposal}
        isOptional
        refusal={sender.problem?.at('proposal')}
      />
    </StaffDialog>
  )
}

/** Those who lead say what becomes of it. */
export function AnswerDialog({ point, onClose }: { readonly point: PainPoint; readonly onClose: () => void }) {
  const say = useWords(ticketWords)
  const [status, setStatus] = useState<(typeof ANSWERS)[number] | null>(null)
  const [answer, setAnswer] = useState('')
  const sender = useSend(answerPainPoint, useReadAgain(onClose))
  return (
    <StaffDialog
      title={say('pain.answer-title', { unit: point.unit.name })}
      sender={sender}
      sendLabel={say('pain.answer')}
      onSend={() =>
        status !== null &&
        answer.trim() !== '' &&
        void sender.send({ params: { id: point.id }, body: { status, answer, version: point.version } })
      }
      onClose={onClose}
    >
      <p className="tk-quoted">{point.issue}</p>
      <Choose
        label={say('pain.answer-status')}
        options={ANSWERS.filter(one => one !== point.status).map(key => ({ key, label: say(`pain.${key}`) }))}
        chosen={status}
        onChoose={setStatus}
        hasDigits
      />
      <QuickText
        label={say('pain.answer-text')}
        value={answer}
        onText={setAnswer}
        refusal={sender.problem?.at('answer')}
      />
    </StaffDialog>
  )
}
