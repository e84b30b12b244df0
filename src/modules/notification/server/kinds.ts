import { Problem } from '#kernel/problem.ts'
import { checkTemplate, type Content, type MessageKind } from '../rules/template.ts'
import type { TextChannel } from '../rules/message.ts'
import { messagePolicy } from '../settings.ts'

const kinds = new Map<string, MessageKind>()

/**
 * Makes kinds of messages known (登记消息种类): a module does it once, when it is loaded. Texts that would not pass the check do
 * not start the house.
 */
export function declareMessages(...declared: readonly MessageKind[]): void {
  for (const kind of declared) {
    for (const language of ['zh', 'en'] as const)
      for (const channel of ['sms', 'robot'] as const) {
        const wrong = checkTemplate(kind, channel, initialContent(kind, language, channel), [
          ...messagePolicy.initial.sensitiveWords,
        ])
        if (wrong.length > 0)
          throw new Error(`message ${kind.code} (${language}, ${channel}): ${wrong.map(one => one.code).join(', ')}`)
      }
    kinds.set(kind.code, kind)
  }
}

/** The text that the program comes with: version 0. WeChat has none; its templates are the hospital's own. */
export const initialContent = (kind: MessageKind, language: 'zh' | 'en', channel: TextChannel): Content => {
  const { text, robot } = kind.initial[language]
  if (channel === 'wechat') return { text: '', providerCode: null, fields: [] }
  return { text: channel === 'robot' ? (robot ?? text) : text, providerCode: null, fields: [] }
}

export function kindOf(code: string): MessageKind {
  const kind = kinds.get(code)
  if (kind === undefined) throw new Problem('template-unknown', { code })
  return kind
}

export const knownKinds = (): readonly MessageKind[] =>
  [...kinds.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1))
