import { Button } from 'antd'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Notice, Refused } from '#ui/desk/states.tsx'
import { useWords } from '#ui/language.ts'
import { sayWhen } from '#ui/say-when.ts'
import { useSend } from '#ui/use-send.ts'
import { decideTemplate, type listTemplates } from '../contract.ts'
import { Preview, TemplateForm } from './template-form.tsx'
import { notificationWords, sayTitle } from './words.ts'

export type Template = Answer<typeof listTemplates>['items'][number]

interface Props {
  readonly template: Template
  readonly onChanged: () => void
}

/** One text: what holds, the draft, and who may decide on it. */
export function TemplateView({ template, onChanged }: Props) {
  const say = useWords(notificationWords)
  const may = useMay('message:write')
  const [isEditing, setEditing] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const { draft, version } = template
  const done = () => {
    setEditing(false)
    setSaved(true)
    onChanged()
  }
  return (
    <article className="d-log-one nt-message">
      <header className="d-log-head">
        <h1>
          {sayTitle(template.title)} · {say(`channel.${template.channel}`)} · {say(`language.${template.language}`)}
        </h1>
        {may && !isEditing && (
          <Button onClick={() => setEditing(true)}>
            {say(draft === null ? 'template.edit' : 'template.edit-draft')}
          </Button>
        )}
      </header>
      {isSaved && draft !== null && <Notice tone="done">{say('template.saved')}</Notice>}
      {isEditing ? (
        <TemplateForm template={template} onDone={done} onCancel={() => setEditing(false)} />
      ) : (
        <>
          <section>
            <h2 className="nt-title">
              {version === 0 ? say('templates.initial') : say('templates.version', { version })}
            </h2>
            <Preview template={template} content={template.content} />
          </section>
          {draft !== null && <Draft template={template} draft={draft} mayDecide={may} onChanged={onChanged} />}
        </>
      )}
    </article>
  )
}

function Draft({
  template,
  draft,
  mayDecide,
  onChanged,
}: {
  readonly template: Template
  readonly draft: NonNullable<Template['draft']>
  readonly mayDecide: boolean
  readonly onChanged: () => void
}) {
  const say = useWords(notificationWords)
  const { send, isSending, problem } = useSend(decideTemplate, onChanged)
  const { code, language, channel } = template
  const decide = (approve: boolean) =>
    void send({ params: { code, language, channel }, body: { version: draft.version, approve } })
  return (
    <section className="d-form">
      <h2 className="nt-title">{say('templates.draft')}</h2>
      <p className="d-hint">{say('template.draft-by', { author: draft.author, time: sayWhen(draft.writtenAt) })}</p>
      <Preview template={template} content={draft.content} />
      {mayDecide && draft.mine && <Notice>{say('template.mine')}</Notice>}
      <Refused problem={problem} />
      {mayDecide && (
        <div className="d-beside">
          {!draft.mine && (
            <Button type="primary" loading={isSending} onClick={() => decide(true)}>
              {say('template.approve')}
            </Button>
          )}
          <Button loading={isSending} onClick={() => decide(false)}>
            {say('template.withdraw')}
          </Button>
        </div>
      )}
    </section>
  )
}
