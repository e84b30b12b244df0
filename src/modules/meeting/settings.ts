import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'

/** When an issue past its due goes from the heads up to the deputy director (COM-06). */
export const coordinationPolicy: SettingKind<{ readonly directorAfterHours: number }> = {
  key: 'meeting.coordination',
  title: '协调事项逾期后再上报副主任的间隔（小时）',
  schema: z.strictObject({ directorAfterHours: z.int().min(1).max(240) }),
  initial: { directorAfterHours: 24 },
}
