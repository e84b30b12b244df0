import { type Instant, Temporal } from '#kernel/time.ts'
import type { Cipher } from '#platform/cipher.ts'

/** What a signed link opens: one matter, for one purpose, for one person where it names one, until it ends. */
export interface Link {
  readonly purpose: 'patient' | 'liaison' | 'extra' | 'booking'
  readonly hospitalId: string
  readonly subjectId: string
  readonly personId: string | null
  readonly endsAt: Instant
}

const PURPOSES = ['patient', 'liaison', 'extra', 'booking'] as const
const UUID = 16
const PAYLOAD = 1 + UUID * 3 + 4
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The token of a link (签名链接), for the fragment of an address: it never reaches a log. URL-safe, 92 characters. */
export function signLink(cipher: Cipher, link: Link): string {
  const payload = Buffer.concat([
    Buffer.of(PURPOSES.indexOf(link.purpose)),
    bytesOf(link.hospitalId),
    bytesOf(link.subjectId),
    bytesOf(link.personId ?? NOBODY),
    Buffer.alloc(4),
  ])
  payload.writeUInt32BE(Math.floor(link.endsAt.epochMilliseconds / 1000), PAYLOAD - 4)
  return Buffer.concat([payload, cipher.sign(payload)]).toString('base64url')
}

/** What a token opens, or null when it is not ours, was changed, or has ended at `at`. */
export function readLink(cipher: Cipher, token: string, at: Instant): Link | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length <= PAYLOAD) return null
  const payload = bytes.subarray(0, PAYLOAD)
  if (cipher.signedBy(payload, bytes.subarray(PAYLOAD)) === null) return null
  const purpose = PURPOSES[payload[0] ?? -1]
  const endsAt = Temporal.Instant.fromEpochMilliseconds(payload.readUInt32BE(PAYLOAD - 4) * 1000)
  if (purpose === undefined || Temporal.Instant.compare(endsAt, at) <= 0) return null
  const id = (n: number) => uuidOf(payload.subarray(1 + n * UUID, 1 + (n + 1) * UUID))
  const person = id(2)
  return { purpose, hospitalId: id(0), subjectId: id(1), personId: person === NOBODY ? null : person, endsAt }
}

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
