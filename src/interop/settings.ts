import { z } from 'zod'
import { CHANNELS, type Channel } from '#modules/appointment/index.ts'
import { text } from '#kernel/text.ts'
import type { SettingKind } from '#platform/settings.ts'
import type { OutgoingPolicy } from './rules/outgoing.ts'

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

/** How the house names itself in messages that it sends, and how long it waits, tries again and gives up. */
export const outgoingPolicy: SettingKind<OutgoingPolicy> = {
  key: 'interop.outgoing',
  title: '发出的 HL7 消息：本院系统名、应答等待与重试',
  schema: z.strictObject({
    application: text(20),
    facility: text(20),
    answerSeconds: z.int().min(1).max(120),
    firstWaitSeconds: z.int().min(1).max(3600),
    longestWaitMinutes: z.int().min(1).max(720),
    giveUpHours: z.number().min(0.1).max(720),
  }),
  initial: {
    application: 'YGJ',
    facility: 'YGJ',
    answerSeconds: 15,
    firstWaitSeconds: 10,
    longestWaitMinutes: 30,
    giveUpHours: 24,
  },
}
