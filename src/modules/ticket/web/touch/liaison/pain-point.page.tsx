import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { Button } from '#ui/touch/button.tsx'
import { Card } from '#ui/touch/card.tsx'
import { Choice } from '#ui/touch/choice.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Empty, Failure, Loading, Notice, Refused } from '#ui/touch/notice.tsx'
import { ActRow, Page } from '#ui/touch/page.tsx'
import { useAnswer } from '#ui/touch/use-answer.ts'
import { useSend } from '#ui/use-send.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { filePainPoint, Frequency, listPainPoints } from '../../../contract.ts'
import { useDraft } from '../use-draft.ts'
import { liaisonWords } from './words.ts'

type View = Answer<typeof listPainPoints>
type Often = View['items'][number]['frequency']

/** A liaison reports what comes back again and again (科室服务痛点, TKT-15), and sees what became of it. */
export function PainPointPage({ onBack }: { readonly onBack: () => void }) {
  const say = useWords(liaisonWords)
  const { answer, problem, again } = useAnswer(
    listPainPoints,
    { query: {} },
    { live: { subject: 'pain-point', id: null } },
  )
  const [isWriting, setWriting] = useState(false)
  if (answer && isWriting)
    return (
      <WritePage
        view={answer}
        onBack={() => setWriting(false)}
        onDone={() => {
          setWriting(false)
          again()
        }}
      />
    )
  return (
    <Page
      brand={say('inbox.brand')}
      title={say('pain.title')}
      tools={
        <Button kind="quiet" onPress={onBack}>
          {say('act.back')}
        </Button>
      }
      acts={
        answer &&
        answer.mine.length > 0 && (
          <ActRow>
            <Button kind="main" onPress={() => setWriting(true)}>
              {say('pain.file')}
            </Button>
          </ActRow>
        )
      }
    >
      {!answer && (problem ? <Failure problem={problem} onRetry={again} /> : <Loading />)}
      {answer && answer.without.length > 0 && (
        <Notice tone="soon">
          {say('pain.without', { units: answer.without.map(one => one.unit.name).join(say('pain.and')) })}
        </Notice>
      )}
      {answer?.items.length === 0 && <Empty>{say('pain.none')}</Empty>}
      <div className="t-cards" role="list">
        {answer?.items.map(point => (
          <div key={point.id} role="listitem">
            <Card title={point.issue}>
              <p className="t-line">
                {[point.unit.name, say(`pain.${point.frequency}`), say(`pain.${point.status}`)].join(' · ')}
              </p>
              <p className="t-text">{say('pain.effect-is', { effect: point.effect })}</p>
              {point.proposal && <p className="t-text">{say('pain.proposal-is', { proposal: point.proposal })}</p>}
              {point.answer && <Notice tone="done">{say('pain.answer-is', { answer: point.answer })}</Notice>}
              <p className="t-line">
                {point.filedBy.name} {sayWhen(point.filedAt)}
              </p>
            </Card>
          </div>
        ))}
      </div>
    </Page>
  )
}

interface WriteProps {
  readonly view: View
  readonly onBack: () => void
  readonly onDone: () => void
}

function WritePage({ view, onBack, onDone }: WriteProps) {
  const say = useWords(liaisonWords)
  const [unitId, setUnit] = useState<string | null>(view.mine[0]?.id ?? null)
  const [issue, setIssue] = useDraft('pain.issue')
  const [effect, setEffect] = useDraft('pain.effect')
  const [proposal, setProposal] = useDraft('pain.proposal')
  const [frequency, setFrequency] = useState<Often | null>(null)
  const [isAsked, setAsked] = useState(false)
  const { send, isSending, problem } = useSend(filePainPoint, () => {
    for (const write of [setIssue, setEffect, setProposal]) write('')
    onDone()
  })
  const press = async () => {
    setAsked(true)
    if (!unitId || !issue.trim() || !effect.trim() || !frequency) return
    await send({ body: { unitId, issue, effect, frequency, proposal: proposal.trim() || null } })
  }
  const needs = (value: string | null) => (isAsked && !value?.trim() ? say('pain.needs') : undefined)
  return (
    <Page
      brand={say('inbox.brand')}
      title={say('pain.file')}
      acts={
        <ActRow>
          <Button onPress={onBack}>{say('act.back')}</Button>
          <Button kind="main" isBusy={isSending} onPress={press}>
            {say('pain.send')}
          </Button>
        </ActRow>
      }
    >
      {view.mine.length > 1 && (
        <Choice
          label={say('pain.unit')}
          options={view.mine.map(unit => ({ value: unit.id, label: unit.name }))}
          value={unitId}
          onChoose={setUnit}
        />
      )}
      <Field
        label={say('pain.issue')}
        hint={say('pain.issue-hint')}
        kind="long"
        value={issue}
        onText={setIssue}
        maxLength={300}
        refusal={needs(issue) ?? problem?.at('issue')}
      />
      <Field
        label={say('pain.effect')}
        kind="long"
        value={effect}
        onText={setEffect}
        maxLength={500}
        refusal={needs(effect) ?? problem?.at('effect')}
      />
      <Choice
        label={say('pain.frequency')}
        options={Frequency.options.map(value => ({ value, label: say(`pain.${value}`) }))}
        value={frequency}
        onChoose={setFrequency}
        refusal={needs(frequency)}
      />
      <Field
        label={say('pain.proposal')}
        kind="long"
        value={proposal}
        onText={setProposal}
        maxLength={500}
        isOptional
        refusal={problem?.at('proposal')}
      />
      <Refused problem={problem} />
    </Page>
  )
}
