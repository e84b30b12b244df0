import { createHmac } from 'node:crypto'

/** As Aliyun wants names and values in what is signed (RFC 3986). */
const encode = (value: string): string =>
  encodeURIComponent(value).replaceAll(/[!'()*]/g, letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

/** The signature of an RPC call (HMAC-SHA1, version 1.0) over its parameters, in their order of bytes. */
export function signatureOf(method: string, params: Readonly<Record<string, string>>, secret: string): string {
  const query = Object.keys(params)
    .toSorted()
    .map(name => `${encode(name)}=${encode(params[name] ?? '')}`)
    .join('&')
  return createHmac('sha1', `${secret}&`)
    .update([method, encode('/'), encode(query)].join('&'))
    .digest('base64')
}
