import { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const url = z
  .url({ protocol: /^https?$/ })
  .max(200)
  .transform(value => value.replace(/\/+$/, ''))
const word = (max: number) => z.string().trim().min(1).max(max)

export const Policy = z.strictObject({
  /** What is not urgent is held from, to (hospital time). */
  quietHours: z.strictObject({ from: clockTime, to: clockTime }),
  order: z.array(z.enum(['wechat', 'sms'])).max(2),
  /** So many of a patient's numbers are tried. */
  numbersAtMost: z.int().min(1).max(5),
  /** So many texts one number gets in a day, over all kinds. */
  perNumberPerDay: z.int().min(1).max(50),
  /** After so long a message that is still `sending` is unknown: the process that sent it died. */
  sendingMinutes: z.int().min(1).max(60),
  /** When a provider is asked what became of an unknown message. */
  askAfterMinutes: z.array(z.int().min(1).max(1440)).min(1).max(6),
  /** When a provider is asked for a receipt that did not come. */
  receiptAfterMinutes: z.array(z.int().min(1).max(4320)).max(6),
  /** How long a throttled message waits, try by try; after the last the next channel is taken. */
  throttledMinutes: z.array(z.int().min(1).max(1440)).min(1).max(10),
  /** A call to a provider takes no longer (seconds of the machine). */
  callSeconds: z.number().min(0.1).max(30),
  /** How long a short link in a message opens something. */
  linkDays: z.int().min(1).max(90),
  /** Words that no text to a patient holds. */
  sensitiveWords: z.array(word(20)).max(200),
  /** Calls to one group robot in a minute. */
  robotPerMinute: z.int().min(1).max(20),
})
export type Policy = z.output<typeof Policy>

/** How messages go out (消息规则). */
export const messagePolicy: SettingKind<Policy> = {
  key: 'notification.policy',
  title: '消息规则：免打扰、回退、重试',
  schema: Policy,
  initial: {
    quietHours: { from: '21:00', to: '08:00' },
    order: ['wechat', 'sms'],
    numbersAtMost: 3,
    perNumberPerDay: 10,
    sendingMinutes: 2,
    askAfterMinutes: [1, 5, 30],
    receiptAfterMinutes: [30, 240, 1440],
    throttledMinutes: [10, 20, 60, 240],
    callSeconds: 8,
    linkDays: 30,
    sensitiveWords: [
      '肿瘤',
      '癌',
      '艾滋',
      'HIV',
      '梅毒',
      '淋病',
      '性病',
      '精神',
      '心理',
      '抑郁',
      '结核',
      '肝炎',
      '流产',
      '不孕',
      '戒毒',
      '阳性',
      '诊断',
      '病理',
    ],
    robotPerMinute: 20,
  },
}

export const Channels = z.strictObject({
  /** The message centre stands in for what is not set up. */
  screen: z.boolean(),
  sms: z.strictObject({
    on: z.boolean(),
    endpoint: url,
    accessKeyId: z.string().trim().max(100),
    signName: z.string().trim().max(30),
  }),
  wechat: z.strictObject({ on: z.boolean(), endpoint: url, appId: z.string().trim().max(60) }),
  robot: z.strictObject({
    on: z.boolean(),
    endpoint: url,
    /** Groups, each with its robot; one without units is for all others. */
    groups: z
      .array(
        z.strictObject({
          code: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/),
          name: word(30),
          units: z.array(z.uuid()).max(200),
        }),
      )
      .max(50),
  }),
})
export type Channels = z.output<typeof Channels>

/** Which channels are set up, and where (消息渠道); their keys are kept apart, enciphered. */
export const messageChannels: SettingKind<Channels> = {
  key: 'notification.channels',
  title: '消息渠道',
  schema: Channels as z.ZodType<Channels>,
  initial: {
    screen: true,
    sms: { on: false, endpoint: 'https://dysmsapi.aliyuncs.com', accessKeyId: '', signName: '' },
    wechat: { on: false, endpoint: 'https://api.weixin.qq.com', appId: '' },
    robot: { on: false, endpoint: 'https://qyapi.weixin.qq.com', groups: [] },
  },
}
