import { Button } from 'antd'
import { useState } from 'react'
import { Field } from '#ui/desk/field.tsx'
import { Refused } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { useSend } from '#ui/use-send.ts'
import { previewTemplate, writeTemplate } from '../contract.ts'
import { fieldLines, fieldsFrom } from './field-lines.ts'
import type { Template } from './template-view.tsx'
import { notificationWords } from './words.ts'

type Content = Template['content']

/** How a text looks with its values at their longest, and what must be mended. */
export function Preview({ template, content }: { readonly template: Template; readonly content: Content }) {
  const say = useWords(notificationWords)
  const { code, language, channel } = template
  const { answer } = useAnswer(
    previewTemplate,
    { params: { code, language, channel }, body: content },
    { keepsPrevious: true },
  )
  if (!answer) return null
  return (
    <section className="nt-phone" aria-label={say('template.preview')}>
      <h2 className="d-hint">{say('template.preview')}</h2>
      <p className="nt-bubble">{answer.words || '–'}</p>
      {channel === 'sms' && (
        <p className="d-hint figures">
          {say('template.segments', { characters: answer.characters, segments: answer.segments })}
        </p>
      )}
      {content.providerCode !== null && <p className="d-hint figures">{content.providerCode}</p>}
      <ul className="nt-findings">
        {answer.findings.map(finding => (
          <li key={`${finding.at} ${finding.code} ${Object.values(finding.facts).join(' ')}`}>
            {say(`finding.${finding.code}` as 'finding.empty', { link: '{link}', ...finding.facts })}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface FormProps {
  readonly template: Template
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Writes a draft of a text (起草模板). */
export function TemplateForm({ template, onDone, onCancel }: FormProps) {
  const say = useWords(notificationWords)
  const { code, language, channel } = template
  const from = template.draft?.content ?? template.content
  const [text, setText] = useState(from.text)
  const [providerCode, setProviderCode] = useState(from.providerCode ?? '')
  const [lines, setLines] = useState(fieldLines(from.fields))
  const { send, isSending, problem } = useSend(writeTemplate, onDone)
  const content: Content = {
    text: channel === 'wechat' ? '' : text,
    providerCode: providerCode.trim() === '' ? null : providerCode.trim(),
    fields: channel === 'wechat' ? fieldsFrom(lines) : [],
  }
  return (
    <form
      className="d-form"
      onSubmit={event => {
        event.preventDefault()
        void send({ params: { code, language, channel }, body: content })
      }}
    >
      {channel === 'wechat' ? (
        <Field label={say('template.fields')} hint={say('template.fields-hint', { item: '{item}' })}>
          {control => (
            <textarea
              {...control}
              className="d-input figures"
              rows={5}
              maxLength={1000}
              value={lines}
              onChange={event => setLines(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <Field
          label={say('template.text')}
          hint={say('template.text-hint', {
            places: template.values.map(value => `{${value.name}}`).join(' '),
            link: '{link}',
          })}
          refusal={problem?.at('text')}
        >
          {control => (
            <textarea
              {...control}
              className="d-input"
              rows={4}
              maxLength={1000}
              value={text}
              onChange={event => setText(event.target.value)}
            />
          )}
        </Field>
      )}
      {channel !== 'robot' && (
        <Field label={say('template.code')} hint={say('template.code-hint')} refusal={problem?.at('providerCode')}>
          {control => (
            <input
              {...control}
              className="d-input figures"
              maxLength={80}
              value={providerCode}
              onChange={event => setProviderCode(event.target.value)}
            />
          )}
        </Field>
      )}
      <Preview template={template} content={content} />
      <Refused problem={problem} />
      <div className="d-beside">
        <Button type="primary" htmlType="submit" loading={isSending}>
          {say('template.save')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  )
}
