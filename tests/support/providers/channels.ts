import type { Caller } from '#kernel/caller.ts'
import { setChannels, setPolicy } from '#modules/notification/server/message-settings.ts'
import { setSecret } from '#modules/notification/server/secrets.ts'
import { decideTemplate, writeTemplate } from '#modules/notification/server/templates.ts'
import { type Channels, messageChannels, messagePolicy, type Policy } from '#modules/notification/settings.ts'
import type { House } from '#platform/house.ts'
import { builder } from '../hospital.ts'
import { type Aliyun, aliyun } from './aliyun.ts'
import { type WeChat, weChat } from './wechat.ts'
import { type WeCom, weCom } from './wecom.ts'

export const SECRETS = {
  'sms.access-key-secret': 'an-access-key-secret',
  'sms.receipt-key': 'a-receipt-key',
  'wechat.app-secret': 'an-app-secret',
  'robot.all': 'a-robot-key-0001',
} as const

export interface ProviderSet {
  readonly sms: Aliyun
  readonly wechat: WeChat
  readonly robot: WeCom
  /** Sets up the channels; what is named goes over the usual. */
  setUp(channels?: Partial<Channels>, policy?: Partial<Policy>): Promise<void>
  close(): Promise<void>
}

/** The three providers as local servers, and the house told of them by its own use cases. */
export async function providers(house: House): Promise<ProviderSet> {
  const sms = await aliyun({ keyId: 'LTAI-test', secret: SECRETS['sms.access-key-secret'] })
  const wechat = await weChat({ appId: 'wx-test', secret: SECRETS['wechat.app-secret'] })
  const robot = await weCom([SECRETS['robot.all']])
  const caller = builder(house)
  return {
    sms,
    wechat,
    robot,
    async setUp(channels = {}, policy = {}) {
      const now = house.clock.now()
      const before = await house.settings.at(house.hospital.id, messageChannels, now)
      await setChannels(house)(caller, {
        version: before.version,
        value: {
          screen: false,
          sms: { on: true, endpoint: sms.url, accessKeyId: 'LTAI-test', signName: '示范医院' },
          wechat: { on: true, endpoint: wechat.url, appId: 'wx-test' },
          robot: { on: true, endpoint: robot.url, groups: [{ code: 'all', name: '全院', units: [] }] },
          ...channels,
        },
      })
      const rules = await house.settings.at(house.hospital.id, messagePolicy, now)
      await setPolicy(house)(caller, {
        version: rules.version,
        value: { ...messagePolicy.initial, callSeconds: 0.4, ...policy },
      })
      for (const [name, value] of Object.entries(SECRETS)) await setSecret(house)(caller, { name, value })
    },
    async close() {
      await Promise.all([sms.close(), wechat.close(), robot.close()])
    },
  }
}

/** Gives a kind of message the providers' numbers, written by one person and approved by another. */
export async function approveTexts(house: House, code: string, by: Caller = builder(house)): Promise<void> {
  await approveSms(house, code, '您的事项 {number} 已受理：{link}', by)
  await approve(house, code, by, 'wechat', {
    text: '',
    providerCode: 'ngqIpbwh8bUfcSsECmogfXcV14J0tQlEpBO27izEYtY',
    fields: [
      { name: 'thing2', text: '{item}' },
      { name: 'character_string1', text: '{number}' },
    ],
  })
}

/** The same for the text of an SMS alone. */
export const approveSms = (house: House, code: string, text: string, by: Caller = builder(house)): Promise<void> =>
  approve(house, code, by, 'sms', { text, providerCode: 'SMS_154950909', fields: [] })

async function approve(
  house: House,
  code: string,
  by: Caller,
  channel: 'sms' | 'wechat',
  content: Parameters<ReturnType<typeof writeTemplate>>[2],
): Promise<void> {
  const other: Caller = { ...by, personId: '0198d0d0-0000-7000-8000-0000000000fe' }
  const which = { code, language: 'zh', channel } as const
  const { draft } = await writeTemplate(house)(by, which, content)
  await decideTemplate(house)(other, which, { version: draft?.version ?? 0, approve: true })
}
