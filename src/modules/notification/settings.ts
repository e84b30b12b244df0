import type { z } from 'zod'
import type { SettingKind } from '#platform/settings.ts'
import { Channels as ChannelsShape, Policy as PolicyShape } from './contract.ts'

export type Policy = z.output<typeof PolicyShape>
export type Channels = z.output<typeof ChannelsShape>

/** How messages go out (消息规则). */
export const messagePolicy: SettingKind<Policy> = {
  key: 'notification.policy',
  title: '消息规则：免打扰、回退、重试',
  schema: PolicyShape,
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

/** Which channels are set up, and where (消息渠道). */
export const messageChannels: SettingKind<Channels> = {
  key: 'notification.channels',
  title: '消息渠道',
  schema: ChannelsShape,
  initial: {
    screen: true,
    sms: { on: false, endpoint: 'https://dysmsapi.aliyuncs.com', accessKeyId: '', signName: '' },
    wechat: { on: false, endpoint: 'https://api.weixin.qq.com', appId: '' },
    robot: { on: false, endpoint: 'https://qyapi.weixin.qq.com', groups: [] },
  },
}
