import type { Instant } from '#kernel/time.ts'
import { Temporal } from '#kernel/time.ts'
import type { Cipher } from '#platform/cipher.ts'

const SEPARATE = Buffer.from('zone\0')
const UUID = 16
const PAYLOAD = UUID + 4

/**
 * What a phone reads at a machine to say that it is in the zone (诊区码): the machine and until when, signed. A photograph of it sent home
 * is of no use some minutes later.
 */
export function signZone(cipher: Cipher, deviceId: string, until: Instant): string {
  const payload = Buffer.concat([Buffer.from(deviceId.replaceAll('-', ''), 'hex'), Buffer.alloc(4)])
  payload.writeUInt32BE(Math.floor(until.epochMilliseconds / 1000), UUID)
  return Buffer.concat([payload, cipher.sign(Buffer.concat([SEPARATE, payload]))]).toString('base64url')
}

/** The machine of a code, or null when it is not ours, was changed, or is over at `at`. */
export function readZone(cipher: Cipher, code: string, at: Instant): string | null {
  const bytes = Buffer.from(code, 'base64url')
  if (bytes.length <= PAYLOAD) return null
  const payload = bytes.subarray(0, PAYLOAD)
  if (cipher.signedBy(Buffer.concat([SEPARATE, payload]), bytes.subarray(PAYLOAD)) === null) return null
  const until = Temporal.Instant.fromEpochMilliseconds(payload.readUInt32BE(UUID) * 1000)
  if (Temporal.Instant.compare(until, at) <= 0) return null
  return payload
    .subarray(0, UUID)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
