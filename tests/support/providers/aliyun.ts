import { createHmac } from 'node:crypto'
import { type Provider, provider } from './provider.ts'

export interface Sms {
  readonly bizId: string
  readonly phone: string
  readonly template: string
  readonly params: Readonly<Record<string, unknown>>
  readonly outId: string
  status: 1 | 2 | 3
}

export interface Aliyun extends Provider {
  /** What it took, in order: with a broken connection too. */
  readonly taken: Sms[]
  readonly calls: string[]
  /** The receipt as it pushes it. */
  receipt(sms: Sms, success: boolean): object
}

/** Aliyun's SMS as it answers (rules.md §9.6): checks the signature, the nonce and that values are strings. */
export async function aliyun(account: { readonly keyId: string; readonly secret: string }): Promise<Aliyun> {
  const taken: Sms[] = []
  const calls: string[] = []
  const nonces = new Set<string>()
  const server = await provider(({ body }, behaviour) => {
    const asked = Object.fromEntries(new URLSearchParams(body)) as Record<string, string>
    calls.push(asked['Action'] ?? '')
    const wrong = signatureFault(asked, account, nonces)
    if (wrong !== null) return { status: 400, body: { Code: wrong, Message: wrong, RequestId: 'R' } }
    if (behaviour.kind === 'code')
      return { status: behaviour.status ?? 200, body: { Code: behaviour.code, Message: 'refused', RequestId: 'R' } }
    return { body: asked['Action'] === 'SendSms' ? send(asked, taken) : details(asked, taken) }
  })
  return {
    ...server,
    taken,
    calls,
    receipt: (sms, success) => ({
      phone_number: sms.phone,
      send_time: '2026-11-16 09:00:01',
      report_time: '2026-11-16 09:00:03',
      success,
      err_code: success ? 'DELIVERED' : 'MK:0001',
      err_msg: success ? '用户接收成功' : '空号',
      sms_size: '1',
      biz_id: sms.bizId,
      out_id: sms.outId,
    }),
  }
}

function send(asked: Record<string, string>, taken: Sms[]): object {
  const params = JSON.parse(asked['TemplateParam'] ?? '{}') as Record<string, unknown>
  const fault = (code: string) => ({ Code: code, Message: code, RequestId: 'R' })
  if (!/^1\d{10}$/.test(asked['PhoneNumbers'] ?? '')) return fault('isv.MOBILE_NUMBER_ILLEGAL')
  if (!/^SMS_\d+$/.test(asked['TemplateCode'] ?? '')) return fault('isv.SMS_TEMPLATE_ILLEGAL')
  if (Object.values(params).some(value => typeof value !== 'string')) return fault('isv.INVALID_JSON_PARAM')
  if (Object.values(params).some(value => /https?:/.test(String(value)))) return fault('isv.PARAM_NOT_SUPPORT_URL')
  const sms: Sms = {
    bizId: `9006${String(taken.length).padStart(14, '0')}^0`,
    phone: asked['PhoneNumbers'] ?? '',
    template: asked['TemplateCode'] ?? '',
    params,
    outId: asked['OutId'] ?? '',
    status: 1,
  }
  taken.push(sms)
  return { Code: 'OK', Message: 'OK', RequestId: 'R', BizId: sms.bizId }
}

function details(asked: Record<string, string>, taken: readonly Sms[]): object {
  const [size, page] = [Number(asked['PageSize']), Number(asked['CurrentPage'])]
  const all = taken.filter(sms => sms.phone === asked['PhoneNumber'])
  return {
    Code: 'OK',
    Message: 'OK',
    RequestId: 'R',
    TotalCount: String(all.length),
    SmsSendDetailDTOs: {
      SmsSendDetailDTO: all.slice((page - 1) * size, page * size).map(sms => ({
        PhoneNum: sms.phone,
        TemplateCode: sms.template,
        OutId: sms.outId,
        SendStatus: sms.status,
        ErrCode: sms.status === 3 ? 'DELIVERED' : sms.status === 2 ? 'MK:0001' : '',
        SendDate: '2026-11-16 09:00:01',
      })),
    },
  }
}

/** By the published algorithm, written down a second time. */
function signatureFault(
  asked: Record<string, string>,
  account: { readonly keyId: string; readonly secret: string },
  nonces: Set<string>,
): string | null {
  const { Signature: given, ...signed } = asked
  if (signed['AccessKeyId'] !== account.keyId) return 'InvalidAccessKeyId.NotFound'
  const nonce = signed['SignatureNonce'] ?? ''
  if (nonces.has(nonce)) return 'SignatureNonceUsed'
  nonces.add(nonce)
  const percent = (text: string) =>
    [...Buffer.from(text)]
      .map(byte => {
        const letter = String.fromCharCode(byte)
        return /[A-Za-z0-9\-_.~]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
      })
      .join('')
  const query = Object.entries(signed)
    .map(([name, value]) => [percent(name), percent(value)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(pair => pair.join('='))
    .join('&')
  const right = createHmac('sha1', `${account.secret}&`)
    .update(`POST&%2F&${percent(query)}`)
    .digest('base64')
  return given === right ? null : 'SignatureDoesNotMatch'
}
