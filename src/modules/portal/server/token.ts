import { hash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { House } from '#platform/house.ts'

/** The cookie of a patient's session; it goes to the patients' paths only, and is never the staff's. */
const COOKIE = 'yiguanjia-patient'
const TOKEN = /^[\w-]{43}$/
const HOUR_SECONDS = 3600

export const newToken = (): string => randomBytes(32).toString('base64url')
export const digestOf = (token: string): Buffer => hash('sha256', token, 'buffer')

/** The token that the request brings, if it has the shape of one. */
export function tokenOf(request: FastifyRequest): string | null {
  const token = request.cookies[COOKIE]
  return token !== undefined && TOKEN.test(token) ? token : null
}

const attributes = (house: House) =>
  `Path=/api/portal; HttpOnly; SameSite=Strict${house.publicUrl.startsWith('https:') ? '; Secure' : ''}`

export const sessionCookie = (house: House, token: string, hours: number): string =>
  `${COOKIE}=${token}; Max-Age=${hours * HOUR_SECONDS}; ${attributes(house)}`
export const noSessionCookie = (house: House): string => `${COOKIE}=; Max-Age=0; ${attributes(house)}`

/** A telephone as the tables know it: under every key, the current first. */
export const phoneTokens = (house: House, phone: string): Buffer[] => house.cipher.tokens('portal phone', phone)
/** A code belongs to its number. */
export const codeTokens = (house: House, phone: string, code: string): Buffer[] =>
  house.cipher.tokens('portal code', `${phone} ${code}`)

/** The current one. */
export function current(tokens: readonly Buffer[]): Buffer {
  const [token] = tokens
  if (token === undefined) throw new Error('there is no key')
  return token
}
