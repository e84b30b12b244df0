import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'

/** How patients sign in by a one-time code, and how long that lasts (患者登录, POR-01). */
export interface PatientSignIn {
  /** A code is good for so long. */
  readonly codeMinutes: number
  /** Between two codes to one number. */
  readonly gapSeconds: number
  readonly codesPerPhone: number
  readonly codesPerAddress: number
  /** Wrong codes until the code is spent. */
  readonly tries: number
  /** Wrong codes from one address, and wrong proofs of one person, in an hour. */
  readonly triesPerAddress: number
  readonly proofs: number
  /** Without a sign of the person for so long, the session has ended. */
  readonly idleMinutes: number
  /** And after so long in any case. */
  readonly absoluteHours: number
  readonly peopleAtMost: number
  /** A number that was not used for so long may be another person's now: its people are to be proved anew. */
  readonly proveAgainDays: number
}

export const patientSignIn: SettingKind<PatientSignIn> = {
  key: 'portal.sign-in',
  title:
    '患者登录：验证码有效分钟、发送间隔秒、每小时每号码与每地址条数、错误次数、空闲与最长时间、就诊人数、多少天不用须重新核验',
  schema: z.strictObject({
    codeMinutes: z.int().min(1).max(30),
    gapSeconds: z.int().min(10).max(600),
    codesPerPhone: z.int().min(1).max(20),
    codesPerAddress: z.int().min(1).max(1000),
    tries: z.int().min(1).max(10),
    triesPerAddress: z.int().min(1).max(1000),
    proofs: z.int().min(1).max(20),
    idleMinutes: z.int().min(1).max(240),
    absoluteHours: z.int().min(1).max(720),
    peopleAtMost: z.int().min(1).max(20),
    proveAgainDays: z.int().min(7).max(730),
  }),
  initial: {
    codeMinutes: 5,
    gapSeconds: 60,
    codesPerPhone: 5,
    codesPerAddress: 60,
    tries: 5,
    triesPerAddress: 60,
    proofs: 5,
    idleMinutes: 30,
    absoluteHours: 24,
    peopleAtMost: 8,
    proveAgainDays: 90,
  },
}
