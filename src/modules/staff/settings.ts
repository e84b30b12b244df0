import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'
import type { PositionPlan } from './rules/position.ts'

/** How signing in is guarded (SEC-01, rules.md §8.2). */
export interface SignInPolicy {
  /** After so many failures the next try is refused unseen. */
  readonly failures: number
  readonly lockMinutes: number
  /** Without a sign of the person for so long, the session has ended. */
  readonly idleMinutes: number
  /** A password is to be replaced after so many days; 0: never. */
  readonly passwordDays: number
}

export const signInPolicy: SettingKind<SignInPolicy> = {
  key: 'staff.sign-in',
  title: '登录安全：错误次数、锁定分钟、空闲退出分钟、密码有效天数',
  schema: z.strictObject({
    failures: z.int().min(3).max(10),
    lockMinutes: z.int().min(1).max(1440),
    idleMinutes: z.int().min(1).max(240),
    passwordDays: z.int().min(0).max(730),
  }),
  initial: { failures: 5, lockMinutes: 15, idleMinutes: 15, passwordDays: 90 },
}

/** The positions (工位) at which people of the desks sit. */
export interface Positions {
  readonly names: readonly string[]
}

export const positions: SettingKind<Positions> = {
  key: 'staff.positions',
  title: '服务工位名称',
  schema: z.strictObject({ names: z.array(z.string().trim().min(1).max(20)).max(60) }),
  initial: { names: Array.from({ length: 12 }, (_, n) => `${n + 1} 号工位`) },
}

/** Self-service machines (自助设备): how long a pairing code holds, after how long without a sign of life a machine counts as silent,
 * and after how many seconds without a touch a kiosk forgets who stood there, having counted down the last of them. */
export const devicePolicy: SettingKind<{
  readonly codeMinutes: number
  readonly silentMinutes: number
  readonly idleSeconds: number
  readonly warnSeconds: number
}> = {
  key: 'staff.devices',
  title: '自助设备：配对码有效分钟、无响应分钟、无操作清屏秒数、倒计时秒数',
  schema: z
    .strictObject({
      codeMinutes: z.int().min(1).max(1440),
      silentMinutes: z.int().min(2).max(1440),
      idleSeconds: z.int().min(20).max(600),
      warnSeconds: z.int().min(5).max(60),
    })
    .refine(one => one.warnSeconds < one.idleSeconds, { error: '倒计时须短于无操作时间' }),
  initial: { codeMinutes: 15, silentMinutes: 5, idleSeconds: 60, warnSeconds: 20 },
}

/** How many positions are opened: the range, the volume that asks for more, and when one that nobody closed is closed. */
export interface PositionSetting extends PositionPlan {
  readonly closedAfterHours: number
}

export const positionPlan: SettingKind<PositionSetting> = {
  key: 'staff.position-plan',
  title: '工位开放：最少、最多、参照周数、门诊量与工位数对照、无人关闭时几小时后自动关闭',
  schema: z.strictObject({
    least: z.int().min(0).max(60),
    most: z.int().min(1).max(60),
    weeks: z.int().min(1).max(12),
    steps: z
      .array(z.strictObject({ from: z.int().min(0).max(100_000), positions: z.int().min(0).max(60) }))
      .min(1)
      .max(20),
    closedAfterHours: z.int().min(1).max(48),
  }),
  initial: {
    least: 8,
    most: 10,
    weeks: 4,
    steps: [
      { from: 0, positions: 8 },
      { from: 80, positions: 9 },
      { from: 120, positions: 10 },
    ],
    closedAfterHours: 14,
  },
}

/** The staff register: when it reminds of what expires, and whom it warns of at follow-up. */
export interface RegisterPolicy {
  readonly reminderDays: readonly number[]
  /** Codes of the units that follow patients up. */
  readonly followUpUnits: readonly string[]
  /** Fewer clinical years than these are a warning there. */
  readonly clinicalYears: number
}

export const registerPolicy: SettingKind<RegisterPolicy> = {
  key: 'staff.register',
  title: '人员档案：到期前几天提醒、回访单位、回访人员临床年限',
  schema: z.strictObject({
    reminderDays: z.array(z.int().min(1).max(400)).max(10),
    followUpUnits: z.array(z.string().min(1).max(20)).max(20),
    clinicalYears: z.int().min(0).max(60),
  }),
  initial: { reminderDays: [60, 30, 7], followUpUnits: ['HFZ'], clinicalYears: 20 },
}
