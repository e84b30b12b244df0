import { hash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type Instant, Temporal } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'

/** The cookie of a session: 256 bits that nobody can guess; the database keeps only their digest. */
export const SESSION_COOKIE = 'yiguanjia'
/** The cookie of a machine at a position: it allows the change of person by badge and PIN there, and nothing else. */
export const DESK_COOKIE = 'yiguanjia-desk'

/** The cookie of a paired machine (自助机); only the kiosk's own paths get it. */
export const DEVICE_COOKIE = 'yiguanjia-device'

const TOKEN = /^[\w-]{43}$/
const DESK_DAYS = 30
const DEVICE_DAYS = 400
const SEPARATE = Buffer.from('desk\0')

export const newToken = (): string => randomBytes(32).toString('base64url')
export const digestOf = (token: string): Buffer => hash('sha256', token, 'buffer')

/** The token that the request brings, if it has the shape of one. */
export function tokenOf(request: FastifyRequest): string | null {
  const token = request.cookies[SESSION_COOKIE]
  return token !== undefined && TOKEN.test(token) ? token : null
}

const attributes = (house: House) =>
  `Path=/; HttpOnly; SameSite=Strict${house.publicUrl.startsWith('https:') ? '; Secure' : ''}`

export const sessionCookie = (house: House, token: string): string => `${SESSION_COOKIE}=${token}; ${attributes(house)}`
export const noSessionCookie = (house: House): string => `${SESSION_COOKIE}=; Max-Age=0; ${attributes(house)}`

export const deviceCookie = (house: House, token: string): string =>
  `${DEVICE_COOKIE}=${token}; Max-Age=${DEVICE_DAYS * 86_400}; ${attributes(house).replace('Path=/;', 'Path=/api/kiosk;')}`

/** Marks this machine as the one of a position, for a month, renewed whenever somebody sits down at it. */
export function deskCookie(house: House, position: string, at: Instant): string {
  const ends = Math.floor(at.add({ hours: DESK_DAYS * 24 }).epochMilliseconds / 1000)
  const payload = Buffer.from(JSON.stringify([house.hospital.id, position, ends]))
  const signature = house.cipher.sign(Buffer.concat([SEPARATE, payload]))
  const value = `${payload.toString('base64url')}.${signature.toString('base64url')}`
  return `${DESK_COOKIE}=${value}; Max-Age=${DESK_DAYS * 86_400}; ${attributes(house)}`
}

/** The position of the machine that asks, or null where nobody has said it, or too long ago. */
export function deskOf(house: House, request: FastifyRequest): string | null {
  const [payload = '', signature = ''] = (request.cookies[DESK_COOKIE] ?? '').split('.')
  const bytes = Buffer.from(payload, 'base64url')
  const signed = Buffer.concat([SEPARATE, bytes])
  if (bytes.length === 0 || house.cipher.signedBy(signed, Buffer.from(signature, 'base64url')) === null) return null
  const [hospitalId, position, ends] = JSON.parse(bytes.toString('utf8')) as [string, string, number]
  const end = Temporal.Instant.fromEpochMilliseconds(ends * 1000)
  return hospitalId === house.hospital.id && Temporal.Instant.compare(house.clock.now(), end) < 0 ? position : null
}
