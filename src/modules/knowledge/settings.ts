import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'

/** When published content is looked at again (内容复核): months after it was published or last looked at. */
export interface ReviewPolicy {
  readonly months: number
}

export const reviewPolicy: SettingKind<ReviewPolicy> = {
  key: 'knowledge.review',
  title: '内容复核周期',
  schema: z.strictObject({ months: z.int().min(1).max(60) }),
  initial: { months: 12 },
}
