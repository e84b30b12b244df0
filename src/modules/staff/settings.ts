import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'

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
  initial: { names: Array.from({ length: 10 }, (_, n) => `${n + 1} 号工位`) },
}
