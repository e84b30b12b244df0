import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { accountByBadge } from './account-store.ts'
import { type Opened, openSession } from './open-session.ts'
import { trySecret } from './try-secret.ts'

/** A badge as readers and people give it. */
export const plainBadge = (badge: string): string => badge.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()

/**
 * Another person takes over a shared position with badge and PIN (快速换人, SEC-01): only where somebody has signed in with a
 * password before, at this machine; the person before is signed out.
 */
export const quickSwitch =
  (house: House) =>
  async (
    caller: Caller,
    asked: { readonly badge: string; readonly pin: string; readonly desk: string | null },
  ): Promise<Opened> => {
    const position = caller.position ?? asked.desk
    if (position === null) throw new Problem('unknown-desk')
    const badge = plainBadge(asked.badge)
    const known = await accountByBadge(house.database, house.hospital.id, house.cipher.tokens('badge', badge))
    const account = await trySecret(house, {
      caller,
      way: 'badge',
      wrong: 'wrong-pin',
      name: badge,
      known,
      secret: asked.pin,
      stored: known?.pinHash ?? null,
    })
    return openSession(house, caller, { personId: account.personId, way: 'badge', position })
  }
