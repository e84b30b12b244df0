import type { Instant } from '#kernel/time.ts'
import { type Channels } from '../settings.ts'
import { signatureOf } from './aliyun-signature.ts'
import { type Called, callProvider } from './call-provider.ts'
import type { Adapter, Known, Outcome, Parcel } from './port.ts'
import { placesOf } from '../rules/template.ts'

/** What the SMS adapter works with. */
export interface SmsAccount extends Pick<Channels['sms'], 'endpoint' | 'accessKeyId' | 'signName'> {
  readonly accessKeySecret: string
  readonly callSeconds: number
  now(): Instant
  nonce(): string
}

/** Said of a message that the provider did not take because there were too many. */
const THROTTLED = /^(isv\.BUSINESS_LIMIT_CONTROL|isv\.DAY_LIMIT_CONTROL|isv\.MONTH_LIMIT_CONTROL|Throttling(\..+)?)$/
/** Said when the provider broke in the middle: it may have taken the message. */
const BROKEN = /^(isp\.|ServiceUnavailable|InternalError)/
const PAGE = 50
const PAGES_AT_MOST = 4
const FAILED = 2
const DELIVERED = 3

/** Short messages (短信) by Aliyun's interface: it is not idempotent, so nothing here tries twice (rules.md §9.6). */
export function smsAdapter(account: SmsAccount): Adapter {
  const call = (action: string, asked: Readonly<Record<string, string>>) => {
    const params: Record<string, string> = {
      ...asked,
      AccessKeyId: account.accessKeyId,
      Action: action,
      Format: 'JSON',
      SignatureMethod: 'HMAC-SHA1',
      SignatureNonce: account.nonce(),
      SignatureVersion: '1.0',
      Timestamp: account.now().round('second').toString(),
      Version: '2017-05-25',
    }
    const body = new URLSearchParams({ ...params, Signature: signatureOf('POST', params, account.accessKeySecret) })
    return callProvider(new URL(account.endpoint), { method: 'POST', body }, account.callSeconds)
  }
  return {
    channel: 'sms',
    async send([parcel]) {
      if (parcel === undefined) return { kind: 'refused', code: 'empty' }
      return outcomeOf(
        await call('SendSms', {
          PhoneNumbers: parcel.address,
          SignName: account.signName,
          TemplateCode: parcel.content.providerCode ?? '',
          TemplateParam: JSON.stringify(paramsOf(parcel)),
          OutId: parcel.id,
        }),
      )
    },
    async ask({ id, address, sentOn }) {
      for (let page = 1; page <= PAGES_AT_MOST; page += 1) {
        const called = await call('QuerySendDetails', {
          PhoneNumber: address,
          SendDate: sentOn.replaceAll('-', ''),
          PageSize: String(PAGE),
          CurrentPage: String(page),
        })
        const known = knownOf(called, id)
        if (known !== null) return known
      }
      return { kind: 'not-found' }
    },
  }
}

/** All values are strings, and only those that the text has; of the link only the code, because values may hold no address. */
function paramsOf({ content, values, link }: Parcel): Record<string, string> {
  const all: Readonly<Record<string, string>> = { ...values, link: link?.split('#')[1] ?? '' }
  return Object.fromEntries(placesOf(content.text).map(name => [name, all[name] ?? '']))
}

function outcomeOf(called: Called): Outcome {
  if (called.kind === 'unreachable') return { kind: 'throttled', code: called.code }
  if (called.kind === 'unknown') return called
  const code = String(called.body['Code'] ?? '')
  if (code === 'OK') return { kind: 'sent', providerId: String(called.body['BizId'] ?? '') || null }
  if (code === '' || BROKEN.test(code)) return { kind: 'unknown', code: code || 'unreadable' }
  return THROTTLED.test(code) ? { kind: 'throttled', code } : { kind: 'refused', code }
}

interface Detail {
  readonly OutId?: string
  readonly SendStatus?: number
  readonly ErrCode?: string
}

/** What one page of the day's messages to a number says of ours; null where the next page may. */
function knownOf(called: Called, id: string): Known | null {
  if (called.kind !== 'answer') return { kind: 'no-answer', code: called.code }
  const code = String(called.body['Code'] ?? '')
  if (code !== 'OK') return { kind: 'no-answer', code: code || 'unreadable' }
  const list = (called.body['SmsSendDetailDTOs'] as { SmsSendDetailDTO?: readonly Detail[] } | undefined)
    ?.SmsSendDetailDTO
  const details = list ?? []
  const ours = details.find(detail => detail.OutId === id)
  if (ours === undefined) return details.length < PAGE ? { kind: 'not-found' } : null
  if (ours.SendStatus === FAILED) return { kind: 'refused', code: ours.ErrCode ?? 'failed' }
  return { kind: ours.SendStatus === DELIVERED ? 'delivered' : 'waiting', providerId: null }
}
