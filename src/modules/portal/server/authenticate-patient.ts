import type { FastifyRequest } from 'fastify'
import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { familyOf } from '#modules/patient/index.ts'
import { publicCaller } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { keepAlive, type SessionMemory, sessionMemory } from '#platform/session-memory.ts'
import { patientSignIn } from '../settings.ts'
import { relationsOf } from './store.ts'
import { digestOf, tokenOf } from './token.ts'

/** A patient's session: over when nobody has used it for that long, and some hours after the sign-in in any case. */
interface PatientSession {
  readonly id: string
  readonly seenAt: Instant
  readonly accountId: string
  readonly caller: Caller
  readonly idleMs: number
  readonly endsMs: number
}

const SESSIONS_AT_MOST = 20_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const memories = new WeakMap<object, SessionMemory<PatientSession>>()
function memoryOf(house: House): SessionMemory<PatientSession> {
  const memory = memories.get(house.database) ?? sessionMemory<PatientSession>(SESSIONS_AT_MOST)
  memories.set(house.database, memory)
  return memory
}

/** What an account may do has changed: seen here at once, on other processes within two seconds. */
export const forgetAccounts = (house: House, ids: readonly string[]): void =>
  memoryOf(house).forget(session => ids.includes(session.accountId))

/** Which patient asks (患者身份认证): the session of the patients' cookie, and whom it may act for now; else nobody. */
export const authenticatePatient = (house: House) => {
  const nobody = publicCaller(house)
  return async (request: FastifyRequest): Promise<Caller> => {
    const token = tokenOf(request)
    if (token === null) return nobody
    const digest = digestOf(token)
    const session = await memoryOf(house).find(digest, () => readSession(house, digest))
    if (session === null) return nobody
    const now = house.clock.now()
    if (now.epochMilliseconds - session.seenMs > session.idleMs || now.epochMilliseconds > session.endsMs) return nobody
    if (isPersons(request)) keepAlive(house, session, at => touchSession(house, session.id, at))
    return session.caller
  }
}

/** Did a person do something, or did the screen ask by itself? */
const isPersons = (request: FastifyRequest): boolean =>
  request.headers['activity'] !== 'none' && request.routeOptions.url !== '/api/portal/live'

const touchSession = (house: House, id: string, at: Instant): Promise<unknown> =>
  house.database.statement(
    'update portal.session set seen_at = greatest(seen_at, $3::timestamptz) where hospital_id = $1 and id = $2',
    [house.hospital.id, id, at.toString()],
  )

async function readSession(house: House, digest: Buffer): Promise<PatientSession | null> {
  const [found] = await house.database.statement<{
    id: string
    accountId: string
    createdAt: Instant
    seenAt: Instant
  }>(
    `select id, account_id as "accountId", created_at as "createdAt", seen_at as "seenAt" from portal.session
     where hospital_id = $1 and token_digest = $2 and ended_at is null`,
    [house.hospital.id, digest],
  )
  if (found === undefined) return null
  const policy = (await house.settings.at(house.hospital.id, patientSignIn, house.clock.now())).value
  return {
    id: found.id,
    seenAt: found.seenAt,
    accountId: found.accountId,
    caller: {
      ...publicCaller(house),
      kind: 'patient',
      personId: found.accountId,
      sessionId: found.id,
      patients: await patientsOf(house, found.accountId),
    },
    idleMs: policy.idleMinutes * MINUTE_MS,
    endsMs: found.createdAt.epochMilliseconds + policy.absoluteHours * HOUR_MS,
  }
}

/** Every id under which the people of an account are known: records that were merged are theirs too. */
const patientsOf = (house: House, accountId: string): Promise<readonly string[]> =>
  house.database.transact(async tx => {
    const ids: string[] = []
    for (const { patientId } of await relationsOf(tx, house.hospital.id, accountId))
      ids.push(...(await familyOf(tx, house.hospital.id, patientId)))
    return [...new Set(ids)]
  })
