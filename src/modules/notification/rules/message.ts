/** The states of a message (消息状态). `sending` is committed before the provider is called. */
export const STATES = ['queued', 'held', 'sending', 'sent', 'delivered', 'failed', 'unknown'] as const
export type MessageState = (typeof STATES)[number]

/** By what a text goes out. `screen` is the message centre (消息中心), which stands in for a channel that is not set up. */
export const CHANNELS = ['sms', 'wechat', 'robot', 'screen'] as const
export type Channel = (typeof CHANNELS)[number]
/** The channels that have texts of their own; the screen shows the text of the one it stands in for. */
export const TEXT_CHANNELS = ['sms', 'wechat', 'robot'] as const
export type TextChannel = (typeof TEXT_CHANNELS)[number]

export const OUTCOMES = ['told', 'told-family', 'not-needed', 'given-up'] as const
/** What became of a task to tell somebody (电话告知结果). */
export type Outcome = (typeof OUTCOMES)[number]

/** Why a person must tell it. */
export type Because = 'no-address' | 'undelivered' | 'unknown' | 'restored'

/** What is wanted of a message: to whom, about what, in which words. */
export interface Wanted {
  readonly template: string
  readonly to:
    | { readonly kind: 'patient'; readonly patientId: string }
    | { readonly kind: 'person'; readonly personId: string; readonly unitId?: string }
    | { readonly kind: 'number'; readonly phone: string; readonly name?: string }
  readonly about: { readonly kind: string; readonly id: string }
  readonly values: Readonly<Record<string, string>>
  /** Goes out at night too. */
  readonly urgent?: boolean
  /** An address of this house, signed where it opens something; the text shows a short one. */
  readonly link?: string
  /** Only an action of the recipient counts as receipt, until then (ISO instant). */
  readonly answerBy?: string
  /** The recipient is called by a person (按患者意愿电话告知): no text goes out. */
  readonly byPhone?: boolean
}
