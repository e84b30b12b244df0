import { Problem } from '#kernel/problem.ts'
import type { TextChannel } from './message.ts'

/**
 * A kind of message (消息种类): which event it tells, to whom, and what stands in it. The module that sends it declares it, with
 * the texts that it starts with; a hospital writes its own versions over them.
 */
export interface MessageKind {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** A text to staff may name departments freely; a patient's phone is read by others too. */
  readonly to: 'patient' | 'staff'
  /** Names of the values, each with the most characters that it may have. */
  readonly values: Readonly<Record<string, number>>
  readonly initial: Readonly<Record<'zh' | 'en', { readonly text: string; readonly robot?: string }>>
  /**
   * Values that are the recipient's alone, `link` too where it acts in the recipient's name: staff read them only where the message centre
   * stands in for a provider, and nobody calls to tell them.
   */
  readonly secret?: readonly string[]
}

/** The words of a message as staff may read them: secret values as dots. */
export const discreet = (kind: MessageKind, words: string, values: Readonly<Record<string, string>>): string =>
  (kind.secret ?? []).reduce((text, name) => {
    const value = values[name] ?? ''
    return value === '' ? text : text.replaceAll(value, '•'.repeat(6))
  }, words)

/** One version of a text for one channel. */
export interface Content {
  /** With `{value}` and `{link}` places. Empty for WeChat, which has fields. */
  readonly text: string
  /** The number that the provider knows it by: TemplateCode of SMS, template_id of WeChat. */
  readonly providerCode: string | null
  /** WeChat: `thing2` → `{item}`. */
  readonly fields: readonly { readonly name: string; readonly text: string }[]
}

/** What a checker found: where, and what to mend. */
export interface Finding {
  readonly at: string
  readonly code:
    | 'place-unknown'
    | 'too-long'
    | 'sensitive-word'
    | 'name'
    | 'field-unknown'
    | 'empty'
    | 'url'
    | 'no-link'
  readonly facts: Readonly<Record<string, string | number>>
}

const PLACE = /\{(\w+)\}/g
const LINK = 'link'
const SIGNATURE = 12
/** A link as a text shows it: `https://host.example/p#1234567890AB`. */
const LINK_LENGTH = 44
const SMS_SINGLE = 70
const SMS_PART = 67
const SMS_PARTS_AT_MOST = 3
const ROBOT_BYTES = 2048

/** Longest value of each field type of WeChat, in characters (rules.md §9.4). */
const WECHAT_FIELDS: Readonly<Record<string, number>> = {
  thing: 20,
  number: 32,
  letter: 32,
  symbol: 5,
  character_string: 32,
  phrase: 5,
  name: 10,
  phone_number: 17,
  car_number: 8,
  date: 20,
  time: 20,
  amount: 11,
}
/** Words by which a text would name a person. */
const NAMES = /^(name|patient|patientname|姓名)$/i

export const placesOf = (text: string): string[] => [...text.matchAll(PLACE)].map(match => match[1] ?? '')

/** How many parts an SMS of so many characters has: 70 alone, else 67 each. */
export const segmentsOf = (characters: number): number =>
  characters <= SMS_SINGLE ? 1 : Math.ceil(characters / SMS_PART)

/** `text` with its values at their longest. */
export const longest = (text: string, kind: Pick<MessageKind, 'values'>): string =>
  text.replaceAll(PLACE, (place, name: string) => {
    if (name === LINK) return '0'.repeat(LINK_LENGTH)
    return name in kind.values ? '字'.repeat(kind.values[name] ?? 0) : place
  })

/** Letters as PostgreSQL and the providers count them, not UTF-16 halves. */
const lengthOf = (text: string): number => [...text].length
const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** What must be mended in a text before anybody may approve it (模板检查): places, lengths, illness, names. */
export function checkTemplate(
  kind: MessageKind,
  channel: TextChannel,
  content: Content,
  sensitive: readonly string[],
): Finding[] {
  const found: Finding[] = []
  const parts =
    channel === 'wechat'
      ? content.fields.map((field, index) => ({ at: `fields/${index}`, text: field.text }))
      : [{ at: 'text', text: content.text }]
  if (parts.every(part => part.text.trim() === '')) found.push({ at: 'text', code: 'empty', facts: {} })
  for (const { at, text } of parts) {
    for (const name of placesOf(text)) {
      if (NAMES.test(name)) found.push({ at, code: 'name', facts: { name } })
      else if (name !== LINK && !(name in kind.values)) found.push({ at, code: 'place-unknown', facts: { name } })
    }
    const word = kind.to === 'patient' ? sensitive.find(one => text.includes(one)) : undefined
    if (word !== undefined) found.push({ at, code: 'sensitive-word', facts: { word } })
  }
  if (channel === 'sms') found.push(...checkSms(kind, content))
  if (channel === 'wechat') found.push(...checkWeChat(kind, content))
  if (channel === 'robot' && bytesOf(longest(content.text, kind)) > ROBOT_BYTES)
    found.push({ at: 'text', code: 'too-long', facts: { most: ROBOT_BYTES } })
  return found
}

function checkSms(kind: MessageKind, { text }: Content): Finding[] {
  const found: Finding[] = []
  if (/https?:/i.test(text)) found.push({ at: 'text', code: 'url', facts: {} })
  const length = lengthOf(longest(text, kind)) + SIGNATURE
  if (segmentsOf(length) > SMS_PARTS_AT_MOST)
    found.push({ at: 'text', code: 'too-long', facts: { most: SMS_PART * SMS_PARTS_AT_MOST - SIGNATURE } })
  return found
}

function checkWeChat(kind: MessageKind, { fields }: Content): Finding[] {
  return fields.flatMap(({ name, text }, index): Finding[] => {
    const at = `fields/${index}`
    const type = name.replace(/\d+$/, '')
    const most = WECHAT_FIELDS[type]
    // `first` and `remark` are filtered out by WeChat since 2023-05.
    if (most === undefined || type === name) return [{ at, code: 'field-unknown', facts: { name } }]
    const alone = /^\{\w+\}$/.test(text)
    if (!alone && lengthOf(longest(text, kind)) > most) return [{ at, code: 'too-long', facts: { most } }]
    return placesOf(text).includes(LINK) ? [{ at, code: 'no-link', facts: {} }] : []
  })
}

/** A value cut to what its place takes: one line, at most `most` characters. */
export function fit(value: string, most: number): string {
  const line = value.replaceAll(/\s+/g, ' ').trim()
  const letters = [...line]
  return letters.length <= most ? line : `${letters.slice(0, most - 1).join('')}…`
}

/** A WeChat field's value, cut to what its type takes. */
export const fitField = (name: string, value: string): string =>
  fit(value, WECHAT_FIELDS[name.replace(/\d+$/, '')] ?? SMS_SINGLE)

/** Refuses values that the kind does not have, and the lack of one that it has. */
export function mustFill(kind: MessageKind, values: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(values))
    if (!(name in kind.values)) throw new Problem('template-has-no-place', { name })
  for (const name of Object.keys(kind.values))
    if ((values[name] ?? '').trim() === '') throw new Problem('template-wants-value', { name })
}

/**
 * The values as they may leave the house: each cut to its length; to a patient, one that names an illness or a sensitive
 * clinic is replaced by `instead`, and a long number, such as an ID number, is hidden.
 */
export function harmless(
  kind: MessageKind,
  values: Readonly<Record<string, string>>,
  sensitive: readonly string[],
  instead: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (kind.to === 'patient' && sensitive.some(word => value.includes(word))) return [name, instead]
      return [name, fit(value.replaceAll(/\d{11,}[\dXx]?/g, '***'), kind.values[name] ?? SMS_SINGLE)]
    }),
  )
}

/** A text with its places filled. */
export const render = (text: string, values: Readonly<Record<string, string>>, link: string | null): string =>
  text
    .replaceAll(PLACE, (_, name: string) => (name === LINK ? (link ?? '') : (values[name] ?? '')))
    // Markdown of a link that there is none of: its words stay.
    .replaceAll(/\[([^\]\n]+)\]\(\)/g, '$1')
    .replaceAll(/[ \t]+\n/g, '\n')
    .trim()

/** What a person reads of a text on any channel. */
export const readable = (content: Content, values: Readonly<Record<string, string>>, link: string | null): string =>
  content.fields.length === 0
    ? render(content.text, values, link)
    : [...content.fields.map(field => fitField(field.name, render(field.text, values, link))), link ?? '']
        .filter(line => line !== '')
        .join('\n')
