import type { Caller } from '#kernel/caller.ts'
import type { House } from '#platform/house.ts'
import { transact } from '#platform/house.ts'
import { endSessions, insertSession } from './account-store.ts'
import { forgetSessions } from './memory.ts'
import { organisation } from './organisation.ts'
import { isDeskAgent, sit } from './seat.ts'
import { digestOf, newToken } from './token.ts'
import { type Me, meOf } from './who-am-i.ts'

/** A session that was just opened; the token goes into the cookie and nowhere else. */
export interface Opened {
  readonly token: string
  readonly me: Me
}

/** Opens a session for a person, and ends the one that the same browser had. */
export async function openSession(
  house: House,
  caller: Caller,
  opening: { readonly personId: string; readonly way: 'password' | 'badge'; readonly position: string | null },
): Promise<Opened> {
  const at = house.clock.now()
  const token = newToken()
  const id = house.ids.next()
  const { personId, way, position } = opening
  // Never repeated by an idempotency key: the answer of a sign-in is a secret.
  const asker: Caller = { ...caller, kind: 'staff', personId, sessionId: id, once: null }
  const org = position === null ? null : await organisation(house)
  await transact(house, asker, async work => {
    const { tx, tell } = work
    if (position !== null && org !== null && isDeskAgent(org, personId, at))
      await sit(house, work, {
        person: { id: personId, name: org.people.get(personId)?.name ?? '' },
        position,
        reason: null,
      })
    if (caller.sessionId !== null && caller.personId !== null) {
      await endSessions(tx, house.hospital.id, { id: caller.sessionId }, at)
      tell({
        action: 'staff.signed-out',
        subject: { kind: 'session', id: caller.sessionId },
        facts: { because: 'switched' },
      })
    }
    await insertSession(tx, {
      hospitalId: house.hospital.id,
      id,
      tokenDigest: digestOf(token),
      personId,
      createdAt: at.toString(),
      seenAt: at.toString(),
      endedAt: null,
      position,
    })
    tell({ action: 'staff.signed-in', subject: { kind: 'session', id }, facts: { way } })
  })
  if (caller.sessionId !== null) forgetSessions(house, [caller.sessionId])
  return { token, me: await meOf(house, personId, position) }
}
