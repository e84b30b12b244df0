import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'

/** The character set of messages that name none in MSH-18; many hospital systems write GBK and do not say so (rules.md §9.1). */
export const assumedCharset: SettingKind<{ readonly charset: 'utf-8' | 'gb18030' }> = {
  key: 'interop.assumed-charset',
  title: 'HL7 消息未声明字符集（MSH-18）时按哪种读取',
  schema: z.strictObject({ charset: z.enum(['utf-8', 'gb18030']) }),
  initial: { charset: 'utf-8' },
}
