import { randomUUID } from 'node:crypto'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Step } from '../rules/route.ts'
import type { Channels, Policy } from '../settings.ts'
import type { Adapter, Outcome } from './port.ts'
import { robotAdapter } from './robot.ts'
import { robotSecret, secretOf } from './secrets.ts'
import { smsAdapter } from './sms.ts'
import { weChatAdapter } from './wechat.ts'

/** The message centre itself (消息中心): what stands there has arrived there. */
const screen: Adapter = {
  channel: 'screen',
  send: async () => ({ kind: 'delivered', providerId: null }),
  ask: null,
}

/** A channel that is on, and has no key. */
const keyless = (channel: Adapter['channel']): Adapter => ({
  channel,
  send: async (): Promise<Outcome> => ({ kind: 'refused', code: 'no-key' }),
  ask: null,
})

/** Ends a token a little before WeChat does. */
const EARLY_SECONDS = 300

/** The adapter of the channel that a call goes by, with its key read now. */
export async function adapterOf(house: House, step: Step, channels: Channels, policy: Policy): Promise<Adapter> {
  const { callSeconds } = policy
  if (step.channel === 'screen') return screen
  if (step.channel === 'sms') {
    const accessKeySecret = await secretOf(house, 'sms.access-key-secret')
    if (accessKeySecret === null) return keyless('sms')
    return smsAdapter({
      ...channels.sms,
      accessKeySecret,
      callSeconds,
      now: () => house.clock.now(),
      nonce: () => randomUUID(),
    })
  }
  if (step.channel === 'wechat') {
    const appSecret = await secretOf(house, 'wechat.app-secret')
    return appSecret === null
      ? keyless('wechat')
      : weChatAdapter({ ...channels.wechat, appSecret, callSeconds, ...tokenShelf(house) })
  }
  const key = await secretOf(house, robotSecret(step.address))
  return key === null ? keyless('robot') : robotAdapter({ endpoint: channels.robot.endpoint, key, callSeconds })
}

const tokenShelf = (house: House) => ({
  async keptToken(): Promise<string | null> {
    const [row] = await house.database.statement<{ value: Buffer }>(
      `select value from notification.access_token where hospital_id = $1 and name = 'wechat' and ends_at > $2::timestamptz`,
      [house.hospital.id, house.clock.now().toString()],
    )
    return row === undefined ? null : house.cipher.decipher(row.value)
  },
  async keepToken(token: string, seconds: number): Promise<void> {
    const now = house.clock.now()
    await house.database.transact(tx =>
      run(
        tx,
        `insert into notification.access_token (hospital_id, name, value, fetched_at, ends_at) values ($1, 'wechat', $2, $3, $4)
         on conflict (hospital_id, name) do update
           set value = excluded.value, fetched_at = excluded.fetched_at, ends_at = excluded.ends_at`,
        [
          house.hospital.id,
          house.cipher.encipher(token),
          now.toString(),
          now.add({ seconds: Math.max(1, seconds - EARLY_SECONDS) }).toString(),
        ],
      ),
    )
  },
})
