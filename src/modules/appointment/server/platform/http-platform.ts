import { callProvider } from '#modules/notification/index.ts'
import type { Clock } from '#kernel/time.ts'
import type { BookingPlatform } from './port.ts'
import { signatureOf } from './signature.ts'

export interface PlatformAccount {
  readonly endpoint: string
  readonly key: string
  readonly callSeconds: number
}

/** A platform that is told by HTTP: `PUT {endpoint}/slots/{id}`, signed. */
export const httpPlatform = (account: PlatformAccount, clock: Clock): BookingPlatform => ({
  async put(slot) {
    const url = new URL(`${account.endpoint.replace(/\/$/, '')}/slots/${slot.slot}`)
    const body = JSON.stringify(slot)
    const timestamp = String(Math.floor(clock.now().epochMilliseconds / 1000))
    const called = await callProvider(
      url,
      {
        method: 'PUT',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-timestamp': timestamp,
          'x-signature': signatureOf(account.key, { method: 'PUT', path: url.pathname, timestamp, body }),
        },
        body,
      },
      account.callSeconds,
    )
    if (called.kind === 'unreachable') return { kind: 'down', code: called.code }
    if (called.kind === 'unknown') return { kind: called.code === 'timeout' ? 'down' : 'failed', code: called.code }
    if (called.status === 200 && called.body['ok'] === true) return { kind: 'taken' }
    const code = called.body['code']
    return { kind: 'failed', code: typeof code === 'string' ? code.slice(0, 40) : `http-${called.status}` }
  },
})
