import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What a signature covers: the call as it went over the wire. `timestamp` is seconds since 1970. */
export interface Signed {
  readonly method: string
  readonly path: string
  readonly timestamp: string
  readonly body: string
}

/** The signature of a call between hospital and platform (签名): HMAC-SHA256 over method, path, time and the digest of the body, in hex. */
export function signatureOf(key: string, { method, path, timestamp, body }: Signed): string {
  const digest = createHash('sha256').update(body).digest('hex')
  return createHmac('sha256', key).update([method, path, timestamp, digest].join('\n')).digest('hex')
}

export function isSignedBy(key: string, call: Signed, signature: string): boolean {
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(key, call))]
  return given.length === right.length && timingSafeEqual(given, right)
}
