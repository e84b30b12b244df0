import { createHash, timingSafeEqual } from 'node:crypto'
import type { Caller, Scope as Where } from '#kernel/caller.ts'
import { type Instant, isBefore, Temporal } from '#kernel/time.ts'
import type { Channel } from '#modules/appointment/index.ts'
import { publicCaller } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { randomBytesOf } from '#platform/random.ts'

/** What a machine account may: read persons and bookings, book for its own channel. What is published any account may read. */
export const SCOPES = ['read', 'book'] as const
export type Scope = (typeof SCOPES)[number]

/** A program that comes with an account (接口账号). */
export interface Client {
  readonly id: string
  readonly name: string
  readonly channel: Channel
  readonly scopes: readonly Scope[]
  readonly secretVersion: number
}

interface Known extends Client {
  readonly secretDigest: Buffer
}

/** Of 256 random bits a plain digest is enough: there is nothing to guess. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
export const newSecret = (): string => randomBytesOf(32).toString('base64url')

const REMEMBERED_MS = 2000
const memories = new WeakMap<House, Map<string, { client: Known | null; until: number }>>()

/** Forgets what this process remembers of accounts: after a change here; another process sees it within two seconds. */
export const forgetClients = (house: House): void => void memories.delete(house)

async function clientById(house: House, id: string): Promise<Known | null> {
  const memory = memories.get(house) ?? new Map<string, { client: Known | null; until: number }>()
  memories.set(house, memory)
  const known = memory.get(id)
  if (known !== undefined && known.until > performance.now()) return known.client
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const [client = null] = await house.database.transact(tx =>
    run<Known>(
      tx,
      `select id, name, channel, scopes, secret_digest, secret_version from interop.client
       where hospital_id = $1 and id = $2 and revoked_at is null`,
      [house.hospital.id, id],
    ),
  )
  if (memory.size > 1000) memory.clear()
  memory.set(id, { client, until: performance.now() + REMEMBERED_MS })
  return client
}

/** The account that comes with its secret, or null. */
export async function clientWithSecret(house: House, id: string, secret: string): Promise<Client | null> {
  const client = await clientById(house, id)
  const digest = digestOf(secret)
  if (client === null || !timingSafeEqual(digest, client.secretDigest)) return null
  return client
}

const HEAD = Buffer.from('fhir')
const UUID = 16
const LENGTH = HEAD.length + UUID + 4 + 4
/** How long a token is good for. */
export const TOKEN_SECONDS = 3600

/** A token for an account (访问令牌): which, of which secret, until when, signed. Nothing of it is kept. */
export function tokenFor(house: House, client: Client, at: Instant): string {
  const payload = Buffer.concat([HEAD, Buffer.from(client.id.replaceAll('-', ''), 'hex'), Buffer.alloc(8)])
  payload.writeUInt32BE(client.secretVersion, LENGTH - 8)
  payload.writeUInt32BE(Math.floor(at.epochMilliseconds / 1000) + TOKEN_SECONDS, LENGTH - 4)
  return Buffer.concat([payload, house.cipher.sign(payload)]).toString('base64url')
}

/** The account of a token, as long as both are good. */
export async function clientOfToken(house: House, token: string): Promise<Client | null> {
  const bytes = Buffer.from(token, 'base64url')
  const payload = bytes.subarray(0, LENGTH)
  if (bytes.length <= LENGTH || !payload.subarray(0, HEAD.length).equals(HEAD)) return null
  if (house.cipher.signedBy(payload, bytes.subarray(LENGTH)) === null) return null
  const endsAt = Temporal.Instant.fromEpochMilliseconds(payload.readUInt32BE(LENGTH - 4) * 1000)
  if (!isBefore(house.clock.now(), endsAt)) return null
  const hex = payload.subarray(HEAD.length, HEAD.length + UUID).toString('hex')
  const client = await clientById(house, hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
  return client !== null && client.secretVersion === payload.readUInt32BE(LENGTH - 8) ? client : null
}

const GIVES: Readonly<Record<Scope, readonly string[]>> = {
  read: ['appointment:read', 'patient:read'],
  book: ['appointment:book'],
}

/** The account as one who asks: use cases and the journal know it by its id. */
export const callerOf = (house: House, client: Client): Caller => ({
  ...publicCaller(house),
  kind: 'client',
  personId: client.id,
  permissions: new Map<string, Where>(client.scopes.flatMap(scope => GIVES[scope]).map(right => [right, 'hospital'])),
})
