import type { FastifyRequest } from 'fastify'
import type { Caller, Scope } from '#kernel/caller.ts'
import type { House } from '#platform/house.ts'
import { readLink } from '#platform/links.ts'
import { keepAlive } from '#platform/session-memory.ts'
import { ofPerson } from '../rules/look-up.ts'
import { isPartner, permissionsOf } from '../rules/permission.ts'
import { holdsAt } from '../rules/post.ts'
import { signInPolicy } from '../settings.ts'
import { liveSession, touchSession } from './account-store.ts'
import { memoryOf, type StaffSession } from './memory.ts'
import { organisation } from './organisation.ts'
import { deviceCaller, isForKiosks } from './pair-device.ts'
import { digestOf, tokenOf } from './token.ts'
import { isOutworn } from './who-am-i.ts'

const MINUTE_MS = 60_000
const NOTHING: ReadonlyMap<string, Scope> = new Map()

/** Who nobody knows. */
export const publicCaller = (house: House): Caller => ({
  hospitalId: house.hospital.id,
  kind: 'public',
  personId: null,
  sessionId: null,
  permissions: NOTHING,
  only: null,
  patients: [],
  position: null,
  once: null,
})

/**
 * Finds out who asks (身份认证): a signed link, or the session of the cookie. What is not ours, was changed, or has ended is the
 * public caller. A session is remembered for two seconds, so that a busy desk asks the database once; the last sign of a person is
 * written once a minute. Requests that a screen makes by itself say `activity: none` and keep no session alive.
 */
export const authenticate = (house: House) => {
  const nobody = publicCaller(house)
  return async (request: FastifyRequest): Promise<Caller> => {
    if (isForKiosks(request)) return (await deviceCaller(house, nobody, request)) ?? nobody
    const { authorization } = request.headers
    if (authorization?.startsWith('Link ') === true) return (await linkCaller(house, authorization.slice(5))) ?? nobody
    const token = tokenOf(request)
    if (token === null) return nobody
    const digest = digestOf(token)
    const session = await memoryOf(house).sessions.find(digest, () => readSession(house, digest))
    if (session === null) return nobody
    const now = house.clock.now()
    if (now.epochMilliseconds - session.seenMs > session.idleMs) return nobody
    if (isPersons(request))
      keepAlive(house, session, at => touchSession(house.database, house.hospital.id, session.id, at))
    return session.caller
  }
}

/** Did a person do something, or did the screen ask by itself? */
const isPersons = (request: FastifyRequest): boolean =>
  request.headers['activity'] !== 'none' && request.routeOptions.url !== '/api/live'

async function readSession(house: House, digest: Buffer): Promise<StaffSession | null> {
  const found = await liveSession(house.database, house.hospital.id, digest)
  if (found === null) return null
  const now = house.clock.now()
  const policy = (await house.settings.at(house.hospital.id, signInPolicy, now)).value
  const org = await organisation(house)
  const rights = isOutworn(found, policy.passwordDays, now.epochMilliseconds)
    ? NOTHING
    : permissionsOf(org, found.personId, now)
  return {
    id: found.id,
    seenAt: found.seenAt,
    caller: {
      ...publicCaller(house),
      kind: isPartner(org, found.personId, now) ? 'partner' : 'staff',
      personId: found.personId,
      sessionId: found.id,
      permissions: rights,
      position: found.position,
    },
    idleMs: policy.idleMinutes * MINUTE_MS,
  }
}

/** A link opens one matter; a liaison's also works on it, as long as that person holds a post. */
const OF_A_LIAISON: ReadonlyMap<string, Scope> = new Map([
  ['ticket:read', 'hospital'],
  ['ticket:work', 'hospital'],
])

/** Whoever is asked for an extra number (紧急加号) answers that one request. */
const OF_THE_ASKED: ReadonlyMap<string, Scope> = new Map([
  ['extra-request:read', 'hospital'],
  ['extra-request:answer', 'hospital'],
])

/** What a link of each purpose opens, and nothing else. */
const OPENS = { patient: 'ticket', liaison: 'ticket', extra: 'extra-request', booking: 'appointment' } as const

async function linkCaller(house: House, token: string): Promise<Caller | null> {
  const now = house.clock.now()
  const link = readLink(house.cipher, token, now)
  if (link === null || link.hospitalId !== house.hospital.id) return null
  const only = { kind: OPENS[link.purpose], id: link.subjectId }
  if (link.purpose === 'patient' || link.purpose === 'booking')
    return { ...publicCaller(house), kind: 'patient-link', only }
  if (link.personId === null) return null
  const posts = ofPerson(await organisation(house), link.personId)
  if (!posts.some(post => holdsAt(post, now))) return null
  const permissions = link.purpose === 'extra' ? OF_THE_ASKED : OF_A_LIAISON
  return { ...publicCaller(house), kind: 'liaison-link', personId: link.personId, permissions, only }
}
