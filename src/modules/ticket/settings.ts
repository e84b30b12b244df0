import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'
import { type ClockPolicy, DEFAULT_POLICY } from './rules/clock.ts'

/** How often a department is asked for its pain points (科室服务痛点, TKT-15), in days. */
export const painPointPolicy: SettingKind<{ readonly everyDays: number }> = {
  key: 'ticket.pain-points',
  title: '科室服务痛点的提醒间隔（天）',
  schema: z.strictObject({ everyDays: z.int().min(1).max(366) }),
  initial: { everyDays: 30 },
}

const minutes = z
  .int()
  .min(1)
  .max(60 * 24 * 60)
const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])

/** The limits of a matter (工单时限): response, general and complex limit, steps of escalation. */
export const clockPolicy: SettingKind<ClockPolicy> = {
  key: 'ticket.clocks',
  title: '工单时限与升级',
  schema: z.strictObject({
    counts: z.enum(['calendar', 'working']),
    whileWaiting: z.enum(['runs', 'stops']),
    response: minutes,
    responseSteps: z
      .array(
        z.strictObject({
          after: minutes,
          step: z.enum(['response-warning', 'response-breach', 'response-escalation']),
          level,
        }),
      )
      .max(3),
    limit: z.strictObject({ general: minutes, complex: minutes }),
    tellAt: z.number().gt(0).lt(1),
    warnAt: z.number().gt(0).lt(1),
    confirmation: minutes,
    confirmationAttempts: z.int().min(1).max(20),
  }),
  initial: DEFAULT_POLICY,
}

/** What is told outside the house (对外消息): how fresh news is, how long its links open the matter. */
export interface MessagesOutside {
  readonly newsMinutes: number
  readonly patientLinkHours: number
  readonly liaisonLinkHours: number
}
export const messagesOutside: SettingKind<MessagesOutside> = {
  key: 'ticket.messages',
  title: '工单的对外消息',
  schema: z.strictObject({
    newsMinutes: z.int().min(5).max(1440),
    patientLinkHours: z.int().min(24).max(2160),
    liaisonLinkHours: z.int().min(1).max(168),
  }),
  initial: { newsMinutes: 60, patientLinkHours: 720, liaisonLinkHours: 24 },
}
