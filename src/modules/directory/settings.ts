import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'
import type { HalfDayHours } from './rules/session.ts'

const minute = z
  .int()
  .min(0)
  .max(24 * 60)
const halfDay = z.strictObject({ from: minute, to: minute })

/** How far ahead clinic sessions are made and given out (出诊排班与放号), and when a half-day begins and ends. */
export interface SessionPolicy {
  readonly hours: HalfDayHours
  /** Days for which sessions stand, today included. */
  readonly madeAhead: number
  /** Days for which they are given out. */
  readonly openAhead: number
}

export const sessionPolicy: SettingKind<SessionPolicy> = {
  key: 'directory.sessions',
  title: '出诊排班与放号',
  schema: z.strictObject({
    hours: z.strictObject({ morning: halfDay, afternoon: halfDay, evening: halfDay }),
    madeAhead: z.int().min(1).max(90),
    openAhead: z.int().min(1).max(90),
  }),
  initial: {
    hours: {
      morning: { from: 8 * 60, to: 12 * 60 },
      afternoon: { from: 14 * 60, to: 17 * 60 + 30 },
      evening: { from: 18 * 60, to: 20 * 60 + 30 },
    },
    madeAhead: 28,
    openAhead: 14,
  },
}
