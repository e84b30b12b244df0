import type { ColumnType } from 'kysely'
import type { Instant } from '#kernel/time.ts'

type At = ColumnType<Instant, string, string>
type AtOrNull = ColumnType<Instant | null, string | null, string | null>

/** `notification.template`: one version of a text (消息模板). */
interface TemplateTable {
  hospitalId: string
  code: string
  language: string
  channel: string
  version: number
  state: string
  content: ColumnType<unknown, string, string>
  authorId: string
  writtenAt: At
  decidedBy: string | null
  decidedAt: AtOrNull
}

/** `notification.message`: one message to one recipient (消息). */
interface MessageTable {
  hospitalId: string
  id: string
  version: number
  template: string
  language: string
  aboutKind: string
  aboutId: string
  toKind: string
  patientId: string | null
  personId: string | null
  unitId: string | null
  recipient: Buffer | null
  recipientMasked: string
  content: Buffer
  urgent: boolean
  state: string
  route: Buffer | null
  step: number
  lane: string | null
  waits: number
  madeAt: At
  dueAt: AtOrNull
  answerBy: AtOrNull
  answeredAt: AtOrNull
  settledAt: AtOrNull
  resendOf: string | null
  /** A person tells it on the telephone; no text goes out. */
  byPhone: ColumnType<boolean, boolean | undefined, boolean>
}

/** `notification.delivery`: one try by one channel (投递). */
interface DeliveryTable {
  hospitalId: string
  id: string
  messageId: string
  step: number
  channel: string
  state: string
  addressMasked: string
  numberToken: Buffer | null
  templateVersion: number
  words: Buffer
  callId: string
  providerId: string | null
  code: string | null
  claimedAt: At
  sentAt: AtOrNull
  settledAt: AtOrNull
  asked: number
}

/** `notification.task`: what a person tells, because no channel could (电话告知). */
interface TaskTable {
  hospitalId: string
  id: string
  version: number
  messageId: string
  because: string
  madeAt: At
  attempts: number
  doneAt: AtOrNull
  doneBy: string | null
  outcome: string | null
  note: Buffer | null
}

/** `notification.secret`: a provider's key (渠道密钥). */
interface SecretTable {
  hospitalId: string
  name: string
  version: number
  value: Buffer
  setAt: At
  setBy: string | null
}

/** `notification.access_token`: a provider's token until it ends (访问令牌). */
interface AccessTokenTable {
  hospitalId: string
  name: string
  value: Buffer
  fetchedAt: At
  endsAt: At
}

/** `notification.allowance`: how many calls a lane has left (令牌桶). */
interface AllowanceTable {
  hospitalId: string
  lane: string
  leftOver: number
  at: At
}

/** `notification.link`: a short address in a message (短链接). */
interface LinkTable {
  hospitalId: string
  code: Buffer
  messageId: string
  target: Buffer
  endsAt: At
}

declare module '#platform/database.ts' {
  interface Tables {
    'notification.template': TemplateTable
    'notification.message': MessageTable
    'notification.delivery': DeliveryTable
    'notification.task': TaskTable
    'notification.secret': SecretTable
    'notification.access_token': AccessTokenTable
    'notification.allowance': AllowanceTable
    'notification.link': LinkTable
  }
}
