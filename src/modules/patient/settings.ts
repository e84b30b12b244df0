import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'

/** How long a telephone number counts as checked (PAT-05). */
export interface ContactPolicy {
  readonly confirmDays: number
}

export const contactPolicy: SettingKind<ContactPolicy> = {
  key: 'patient.contact',
  title: '联系电话核对：多少天未核对后，接触患者时提示核对',
  schema: z.strictObject({ confirmDays: z.int().min(1).max(3650) }),
  initial: { confirmDays: 180 },
}
