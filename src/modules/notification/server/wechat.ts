import { fitField, render } from '../rules/template.ts'
import type { Channels } from '../settings.ts'
import { type Called, callProvider, jsonRequest } from './call-provider.ts'
import type { Adapter, Outcome, Parcel } from './port.ts'

/** What the WeChat adapter works with; the token is shared by all processes. */
export interface WeChatAccount extends Pick<Channels['wechat'], 'endpoint' | 'appId'> {
  readonly appSecret: string
  readonly callSeconds: number
  /** A token that was good when it was kept, or null. */
  keptToken(): Promise<string | null>
  keepToken(token: string, seconds: number): Promise<void>
}

const BAD_TOKEN = new Set([40001, 40014, 42001])
/** Too many today, too many at once for one person, or the system is busy: it was not taken. */
const THROTTLED = new Set([45009, 43108, 45011, -1])

/** Template messages of the hospital's official account (公众号模板消息, rules.md §9.4). */
export function weChatAdapter(account: WeChatAccount): Adapter {
  return {
    channel: 'wechat',
    ask: null,
    async send([parcel]) {
      if (parcel === undefined) return { kind: 'refused', code: 'empty' }
      const first = await sendWith(account, parcel, false)
      // A token that another process renewed is bad here too: fetched anew, once.
      return 'badToken' in first ? await sendAgain(account, parcel) : first
    },
  }
}

async function sendAgain(account: WeChatAccount, parcel: Parcel): Promise<Outcome> {
  const second = await sendWith(account, parcel, true)
  return 'badToken' in second ? { kind: 'refused', code: second.badToken } : second
}

async function sendWith(
  account: WeChatAccount,
  parcel: Parcel,
  anew: boolean,
): Promise<Outcome | { readonly badToken: string }> {
  const token = await tokenOf(account, anew)
  if (typeof token !== 'string') return token
  const url = new URL(`${account.endpoint}/cgi-bin/message/template/send`)
  url.searchParams.set('access_token', token)
  return outcomeOf(await callProvider(url, jsonRequest(bodyOf(parcel)), account.callSeconds))
}

const bodyOf = ({ id, address, content, values, link }: Parcel) => ({
  touser: address,
  template_id: content.providerCode,
  // WeChat sends one message for one such id.
  client_msg_id: id,
  ...(link === null ? {} : { url: link }),
  data: Object.fromEntries(
    content.fields.map(field => [field.name, { value: fitField(field.name, render(field.text, values, null)) }]),
  ),
})

/** The access token; nothing has been sent while there is none, so a failure here is only a wait. */
async function tokenOf(account: WeChatAccount, anew: boolean): Promise<string | Outcome> {
  const kept = anew ? null : await account.keptToken()
  if (kept !== null) return kept
  const called = await callProvider(
    new URL(`${account.endpoint}/cgi-bin/stable_token`),
    jsonRequest({
      grant_type: 'client_credential',
      appid: account.appId,
      secret: account.appSecret,
      force_refresh: anew,
    }),
    account.callSeconds,
  )
  if (called.kind !== 'answer') return { kind: 'throttled', code: called.code }
  const { access_token: token, expires_in: seconds, errcode } = called.body
  if (typeof token !== 'string' || typeof seconds !== 'number')
    return THROTTLED.has(Number(errcode))
      ? { kind: 'throttled', code: String(errcode) }
      : { kind: 'refused', code: String(errcode ?? 'unreadable') }
  await account.keepToken(token, seconds)
  return token
}

function outcomeOf(called: Called): Outcome | { readonly badToken: string } {
  if (called.kind === 'unreachable') return { kind: 'throttled', code: called.code }
  if (called.kind === 'unknown') return called
  const { errcode, msgid } = called.body
  if (typeof errcode !== 'number') return { kind: 'unknown', code: 'unreadable' }
  if (errcode === 0) return { kind: 'sent', providerId: msgid === undefined ? null : String(msgid) }
  if (BAD_TOKEN.has(errcode)) return { badToken: String(errcode) }
  return { kind: THROTTLED.has(errcode) ? 'throttled' : 'refused', code: String(errcode) }
}
