import { z } from 'zod'
import { CHANNELS, type Channel } from '#modules/appointment/index.ts'
import type { SettingKind } from '#platform/settings.ts'

/** The character set of messages that name none in MSH-18; many hospital systems write GBK and do not say so (rules.md §9.1). */
export const assumedCharset: SettingKind<{ readonly charset: 'utf-8' | 'gb18030' }> = {
  key: 'interop.assumed-charset',
  title: 'HL7 消息未声明字符集（MSH-18）时按哪种读取',
  schema: z.strictObject({ charset: z.enum(['utf-8', 'gb18030']) }),
  initial: { charset: 'utf-8' },
}

/** As which channel a booking counts that another system tells of by HL7 (SIU): it takes from that channel's share. */
export const schedulingPolicy: SettingKind<{ readonly channel: Channel }> = {
  key: 'interop.scheduling',
  title: 'HL7 预约消息（SIU）按哪个渠道占号',
  schema: z.strictObject({ channel: z.enum(CHANNELS) }),
  initial: { channel: 'platform' },
}
