import { useState } from 'react'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Refused } from '#ui/touch/notice.tsx'
import { useSend } from '#ui/use-send.ts'
import { answerMatter } from '../../../contract.ts'
import { useDraft } from '../use-draft.ts'
import { patientWords } from './words.ts'

/** What the hospital waits for from the patient, and the place to answer (等待患者). */
export function AnswerBox({ question, onSent }: { readonly question: string; readonly onSent: () => void }) {
  const say = useWords(patientWords)
  const [text, write] = useDraft('answer')
  const [refusal, setRefusal] = useState<string>()
  const { send, isSending, problem } = useSend(answerMatter, () => {
    write('')
    onSent()
  })
  const press = () => {
    setRefusal(text.trim() ? undefined : say('say.empty'))
    if (text.trim()) void send({ body: { text } })
  }
  return (
    <section className="t-card" data-tone="soon">
      <h2 className="t-card-title">{say('ask.title')}</h2>
      <p className="t-text">{question}</p>
      <Field
        label={say('ask.label')}
        kind="long"
        value={text}
        onText={write}
        maxLength={1000}
        refusal={refusal ?? problem?.at('text')}
      />
      <Refused problem={problem} />
      <Button kind="main" onPress={press} isBusy={isSending}>
        {say('ask.send')}
      </Button>
    </section>
  )
}
