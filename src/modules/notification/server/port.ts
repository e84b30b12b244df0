import type { Channel } from '../rules/message.ts'
import type { Content } from '../rules/template.ts'

/** What an adapter is given to send: one text to one address. */
export interface Parcel {
  /** Goes to the provider as the id by which it can be asked later. */
  readonly id: string
  readonly address: string
  readonly content: Content
  readonly values: Readonly<Record<string, string>>
  readonly link: string | null
  /** The text as a person reads it. */
  readonly words: string
}

/** What became of a call (投递结果). `throttled` was not taken, and may be tried later; `unknown` may have been taken. */
export type Outcome =
  | { readonly kind: 'sent'; readonly providerId: string | null }
  | { readonly kind: 'delivered'; readonly providerId: string | null }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'throttled'; readonly code: string }
  | { readonly kind: 'unknown'; readonly code: string }

/** What a provider knows of a message that it was given before. */
export type Known =
  | { readonly kind: 'delivered'; readonly providerId: string | null }
  | { readonly kind: 'waiting'; readonly providerId: string | null }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'no-answer'; readonly code: string }

/** One provider behind the notification port (消息渠道适配器). It never tries again by itself. */
export interface Adapter {
  readonly channel: Channel
  /** Several parcels only where the channel can merge them. */
  send(parcels: readonly Parcel[]): Promise<Outcome>
  /** Null where a provider cannot be asked. */
  readonly ask: ((parcel: { id: string; address: string; sentOn: string }) => Promise<Known>) | null
}
