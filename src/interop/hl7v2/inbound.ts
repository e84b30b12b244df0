import { Problem } from '#kernel/problem.ts'
import { type AdtIntention, translateAdt } from './adt.ts'
import type { Charset } from './charset.ts'
import { checkHeader, glimpse, type Header, headerOf } from './header.ts'
import { type Message, parseMessage } from './message.ts'
import { type SiuIntention, translateSiu } from './siu.ts'

/** What a message wants done (意图), of whichever type it is. */
export type Intention = AdtIntention | SiuIntention

/** A message as it came in (入站消息): what is known of it, and what it wants or why it is refused. */
export type Inbound =
  | { readonly header: Header; readonly intentions: readonly Intention[]; readonly refusal: null }
  | { readonly header: Header; readonly intentions: null; readonly refusal: Problem }

/** Reads the bytes of one message without its frame. Whatever the bytes are, it does not throw. */
export function readInbound(bytes: Buffer, settings: { readonly zone: string; readonly assumed: Charset }): Inbound {
  let header: Header | null = null
  try {
    const message = parseMessage(bytes, settings.assumed)
    header = headerOf(message)
    checkHeader(header)
    return { header, intentions: translate(message, header.type, settings.zone), refusal: null }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { header: header ?? glimpse(bytes), intentions: null, refusal: error }
  }
}

const translate = (message: Message, type: string, zone: string): readonly Intention[] =>
  type === 'SIU' ? translateSiu(message, zone) : translateAdt(message, zone)
