import { useState } from 'react'
import type { ApiProblem } from '#ui/client.ts'
import { useWords } from '#ui/language.ts'
import { Button } from '#ui/touch/button.tsx'
import { Field } from '#ui/touch/field.tsx'
import { Refused } from '#ui/touch/notice.tsx'
import { Page } from '#ui/touch/page.tsx'
import { useSend } from '#ui/use-send.ts'
import { answerMatter, askForHelp, disagreeMatter } from '../../../contract.ts'
import { useDraft } from '../use-draft.ts'
import type { OnMatter } from './matter.ts'
import { patientWords } from './words.ts'
import '../screens.css'

/** 还没办好: what is missing; work goes on. */
export function NotSettledView(on: OnMatter) {
  const say = useWords(patientWords)
  const [text, write] = useDraft('not-settled')
  const act = useSend(disagreeMatter, () => {
    write('')
    on.onDone(say('not-settled.done', { owner: on.matter.owner.name }))
  })
  return (
    <Speak
      {...on}
      {...act}
      about="not-settled"
      text={text}
      write={write}
      most={500}
      send={() => act.send({ body: { reason: text } })}
    />
  )
}

/** 我需要帮助: the owner is told at once; words are optional. */
export function HelpView(on: OnMatter) {
  const say = useWords(patientWords)
  const [text, write] = useDraft('help')
  const act = useSend(askForHelp, () => {
    write('')
    on.onDone(say('help.done', { owner: on.matter.owner.name }))
  })
  const send = () => act.send({ body: { text: text.trim() || null } })
  return <Speak {...on} {...act} about="help" text={text} write={write} most={300} isOptional send={send} />
}

/** 我要补充: something that the hospital should know. */
export function AddView(on: OnMatter) {
  const say = useWords(patientWords)
  const [text, write] = useDraft('add')
  const act = useSend(answerMatter, () => {
    write('')
    on.onDone(say('add.done', { owner: on.matter.owner.name }))
  })
  return (
    <Speak
      {...on}
      {...act}
      about="add"
      text={text}
      write={write}
      most={1000}
      send={() => act.send({ body: { text } })}
    />
  )
}

interface SpeakProps extends OnMatter {
  readonly about: 'not-settled' | 'help' | 'add'
  readonly text: string
  readonly write: (text: string) => void
  readonly most: number
  readonly isOptional?: boolean
  readonly send: () => unknown
  readonly isSending: boolean
  readonly problem: ApiProblem | null
}

/** One question, one place to write, one button; the text stays until it has arrived. */
function Speak({
  matter,
  about,
  text,
  write,
  most,
  isOptional = false,
  send,
  isSending,
  problem,
  back,
  onChanged,
}: SpeakProps) {
  const say = useWords(patientWords)
  const [refusal, setRefusal] = useState<string>()
  const { owner, hospital } = matter
  const press = () => {
    const isMissing = !isOptional && !text.trim()
    setRefusal(isMissing ? say('say.empty') : undefined)
    if (!isMissing) void send()
  }
  const isOver = problem?.code === 'ticket-status'
  return (
    <Page
      brand={hospital.name}
      title={say(`${about}.title`)}
      help={{ name: owner.name, phone: owner.phone || hospital.phone }}
      acts={
        <>
          <Refused problem={problem} />
          {isOver ? (
            <Button kind="main" onPress={onChanged}>
              {say('changed.look')}
            </Button>
          ) : (
            <Button kind="main" onPress={press} isBusy={isSending}>
              {say(`${about}.send`, { owner: owner.name })}
            </Button>
          )}
          <Button onPress={back}>{say('say.back')}</Button>
        </>
      }
    >
      <Field
        label={say(`${about}.label`)}
        hint={say(`${about}.hint`)}
        kind="long"
        value={text}
        onText={write}
        maxLength={most}
        isOptional={isOptional}
        refusal={refusal ?? problem?.at(about === 'not-settled' ? 'reason' : 'text')}
      />
    </Page>
  )
}
