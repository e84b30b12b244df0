import type { Sweep } from '#platform/sweeps.ts'
import { sendDue } from './send-due.ts'

/** Sends what is due: new messages, held ones whose night is over, those that a provider put off (消息发送). */
const outbox: Sweep = { name: 'notification: send', every: 1, run: sendDue }

export const sweeps: readonly Sweep[] = [outbox]
