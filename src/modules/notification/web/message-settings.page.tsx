import { createFileRoute } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '#kernel/endpoint.ts'
import { useMay } from '#ui/desk/session.tsx'
import { Failure, Notice, RowsLoading } from '#ui/desk/states.tsx'
import { useAnswer } from '#ui/desk/use-answer.ts'
import { useWords } from '#ui/language.ts'
import { readSettings } from '../contract.ts'
import { ChannelsForm } from './channels-form.tsx'
import { PolicyForm } from './policy-form.tsx'
import { Secrets } from './secrets.tsx'
import { notificationWords } from './words.ts'
import './messages.css'

export const Route = createFileRoute('/_frame/message-settings')({ component: MessageSettings })

export type Settings = Answer<typeof readSettings>

/** Channels, keys and rules of messages (消息渠道与规则), each by version. */
function MessageSettings() {
  const say = useWords(notificationWords)
  const may = useMay('setting:write')
  const [saved, setSaved] = useState<number | null>(null)
  const { answer, problem, again, put } = useAnswer(readSettings, {}, { live: { subject: 'setting', id: null } })
  if (!answer) return problem ? <Failure problem={problem} onRetry={again} /> : <RowsLoading rows={8} />
  const changed = (settings: Settings, version: number | null) => {
    put(settings)
    setSaved(version)
  }
  return (
    // Reachable by Tab, so that whoever may only look can scroll it by the arrow keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="nt-settings" role="group" aria-label={say('settings.title')} tabIndex={may ? undefined : 0}>
      <h1>{say('settings.title')}</h1>
      {!may && <Notice>{say('settings.read-only')}</Notice>}
      {saved !== null && <Notice tone="done">{say('settings.saved', { version: saved })}</Notice>}
      <ChannelsForm
        key={`c${answer.channels.version}`}
        settings={answer}
        mayChange={may}
        onChanged={next => changed(next, next.channels.version)}
      />
      <Secrets settings={answer} mayChange={may} onChanged={next => changed(next, null)} />
      <PolicyForm
        key={`p${answer.policy.version}`}
        settings={answer}
        mayChange={may}
        onChanged={next => changed(next, next.policy.version)}
      />
    </div>
  )
}
