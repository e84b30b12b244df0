import type { Channels } from '../settings.ts'
import { type Called, callProvider, jsonRequest } from './call-provider.ts'
import type { Adapter, Outcome } from './port.ts'
import { mergedWords } from '../rules/merged-words.ts'

/** What the adapter of a group's robot works with. The key opens the group to whoever has it: it is never logged. */
export interface RobotAccount extends Pick<Channels['robot'], 'endpoint'> {
  readonly key: string
  readonly callSeconds: number
}

/** Too many in a minute, or in a day. */
const THROTTLED = new Set([130101, 45009])

/** A group's robot of 企业微信 (群机器人, rules.md §9.5): several alerts go in one call. */
export const robotAdapter = (account: RobotAccount): Adapter => ({
  channel: 'robot',
  ask: null,
  async send(parcels) {
    const url = new URL(`${account.endpoint}/cgi-bin/webhook/send`)
    url.searchParams.set('key', account.key)
    const content = mergedWords(parcels.map(parcel => parcel.words))
    return outcomeOf(
      await callProvider(url, jsonRequest({ msgtype: 'markdown', markdown: { content } }), account.callSeconds),
    )
  },
})

function outcomeOf(called: Called): Outcome {
  if (called.kind === 'unreachable') return { kind: 'throttled', code: called.code }
  if (called.kind === 'unknown') return called
  const { errcode } = called.body
  if (typeof errcode !== 'number') return { kind: 'unknown', code: 'unreadable' }
  if (errcode === 0) return { kind: 'sent', providerId: null }
  return { kind: THROTTLED.has(errcode) ? 'throttled' : 'refused', code: String(errcode) }
}
