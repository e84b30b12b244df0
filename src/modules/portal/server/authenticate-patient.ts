import type { FastifyRequest } from 'fastify'
import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { familyOf } from '#modules/patient/index.ts'
import { publicCaller } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { errorFacts } from '#platform/log.ts'
import { patientSignIn } from '../settings.ts'
import { relationsOf } from './store.ts'
import { digestOf, tokenOf } from './token.ts'

/** A session as a process remembers it, for two seconds at most. */
interface Remembered {
  readonly id: string
  readonly accountId: string
  readonly caller: Caller
  readonly idleMs: number
  readonly endsMs: number
  readonly until: number
  seenMs: number
  writtenMs: number
}

const REMEMBERED_MS = 2000
const REMEMBERED_AT_MOST = 20_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const memories = new WeakMap<House, { readonly sessions: Map<string, Remembered>; forgotten: number }>()
function memoryOf(house: House) {
  const memory = memories.get(house) ?? { sessions: new Map<string, Remembered>(), forgotten: 0 }
  memories.set(house, memory)
  return memory
}

/** What an account may do has changed: seen here at once, on other processes within two seconds. */
export function forgetAccounts(house: House, ids: readonly string[]): void {
  const memory = memoryOf(house)
  memory.forgotten += 1
  for (const [digest, one] of memory.sessions) if (ids.includes(one.accountId)) memory.sessions.delete(digest)
}

/** Which patient asks (患者身份认证): the session of the patients' cookie, and whom it may act for now; else nobody. */
export const authenticatePatient = (house: House) => {
  const nobody = publicCaller(house)
  return async (request: FastifyRequest): Promise<Caller> => {
    const token = tokenOf(request)
    const session = token === null ? null : await sessionOf(house, digestOf(token))
    if (session === null) return nobody
    const now = house.clock.now()
    if (now.epochMilliseconds - session.seenMs > session.idleMs || now.epochMilliseconds > session.endsMs) return nobody
    if (isPersons(request)) see(house, session, now)
    return session.caller
  }
}

/** Did a person do something, or did the screen ask by itself? */
const isPersons = (request: FastifyRequest): boolean =>
  request.headers['activity'] !== 'none' && request.routeOptions.url !== '/api/portal/live'

function see(house: House, session: Remembered, now: Instant): void {
  session.seenMs = Math.max(session.seenMs, now.epochMilliseconds)
  if (session.seenMs - session.writtenMs < MINUTE_MS) return
  session.writtenMs = session.seenMs
  house.database
    .statement(
      'update portal.session set seen_at = greatest(seen_at, $3::timestamptz) where hospital_id = $1 and id = $2',
      [house.hospital.id, session.id, now.toString()],
    )
    .catch((error: unknown) =>
      house.log.warn(errorFacts(error), 'the last sign of a patient’s session was not written'),
    )
}

async function sessionOf(house: House, digest: Buffer): Promise<Remembered | null> {
  const memory = memoryOf(house)
  const key = digest.toString('base64')
  const known = memory.sessions.get(key)
  if (known !== undefined && known.until > performance.now()) return known
  const { forgotten } = memory
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
  if (found === undefined) {
    memory.sessions.delete(key)
    return null
  }
  const policy = (await house.settings.at(house.hospital.id, patientSignIn, house.clock.now())).value
  const session: Remembered = {
    id: found.id,
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
    until: performance.now() + REMEMBERED_MS,
    seenMs: Math.max(known?.seenMs ?? 0, found.seenAt.epochMilliseconds),
    writtenMs: Math.max(known?.writtenMs ?? 0, found.seenAt.epochMilliseconds),
  }
  if (memory.sessions.size > REMEMBERED_AT_MOST) memory.sessions.clear()
  if (memory.forgotten === forgotten) memory.sessions.set(key, session)
  return session
}

/** Every id under which the people of an account are known: records that were merged are theirs too. */
const patientsOf = (house: House, accountId: string): Promise<readonly string[]> =>
  house.database.transact(async tx => {
    const ids: string[] = []
    for (const { patientId } of await relationsOf(tx, house.hospital.id, accountId))
      ids.push(...(await familyOf(tx, house.hospital.id, patientId)))
    return [...new Set(ids)]
  })
