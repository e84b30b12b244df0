import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'
import type { AttachmentPolicy } from './rules/attachment.ts'
import { type Completeness, DEFAULT_COMPLETENESS, FIELDS } from './rules/completeness.ts'
import { REFERRAL_TYPES } from './rules/referral.ts'

const required = z.array(z.enum(FIELDS)).max(FIELDS.length)

/** What each type of referral must have before it is accepted (转诊完整性要求, REF-01), and up to which age a guardian is asked for. */
export const completeness: SettingKind<Completeness> = {
  key: 'referral.completeness',
  title: '转诊必填项与监护人年龄',
  schema: z.strictObject({
    required: z.record(z.enum(REFERRAL_TYPES), required),
    guardianBelowAge: z.int().min(0).max(18),
  }),
  initial: DEFAULT_COMPLETENESS,
}

/** The largest file that the page takes, whatever is set. */
export const FILE_BYTES_AT_MOST = 4 * 1024 * 1024

/** How many files come with a referral, and how large each may be (转诊附件). */
export const attachmentPolicy: SettingKind<AttachmentPolicy> = {
  key: 'referral.attachments',
  title: '转诊附件数量与大小',
  schema: z.strictObject({
    files: z.int().min(0).max(20),
    bytes: z.int().min(1024).max(FILE_BYTES_AT_MOST),
  }),
  initial: { files: 6, bytes: FILE_BYTES_AT_MOST },
}

/** For how long a referral is kept for the one who just takes a place for it. */
export const placingPolicy: SettingKind<{ readonly seconds: number }> = {
  key: 'referral.placing',
  title: '转诊约号占用时间',
  schema: z.strictObject({ seconds: z.int().min(5).max(600) }),
  initial: { seconds: 60 },
}
