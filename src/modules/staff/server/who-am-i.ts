import { type Caller, personOf } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import type { whoAmI as endpoint } from '../contract.ts'
import { ofPerson } from '../rules/look-up.ts'
import type { Organisation } from '../rules/organisation.ts'
import { isPartner, permissionsOf } from '../rules/permission.ts'
import { holdsAt, longestFirst } from '../rules/post.ts'
import { signInPolicy } from '../settings.ts'
import { accountByPerson } from './account-store.ts'
import { dutyView } from './duty-view.ts'
import { organisation } from './organisation.ts'
import { dutiesWithin } from './store.ts'

export type Me = Answer<typeof endpoint>

/** Who is signed in, for the frame of every screen. */
export const whoAmI =
  (house: House) =>
  async (caller: Caller): Promise<Me> =>
    meOf(house, personOf(caller), caller.position)

/** The same for a session that was just opened. */
export async function meOf(house: House, personId: string, position: string | null): Promise<Me> {
  const at = house.clock.now()
  const org = await organisation(house)
  const policy = (await house.settings.at(house.hospital.id, signInPolicy, at)).value
  const account = await accountByPerson(house.database, house.hospital.id, personId)
  const mustChangePassword = account !== null && isOutworn(account, policy.passwordDays, at.epochMilliseconds)
  return {
    person: { id: personId, name: org.people.get(personId)?.name ?? '' },
    posts: postsOf(org, personId, at),
    permissions: mustChangePassword ? [] : [...permissionsOf(org, personId, at).keys()].toSorted(),
    position,
    idleMinutes: policy.idleMinutes,
    mustChangePassword,
    isPartner: isPartner(org, personId, at),
    hasFactor: account !== null && account.factorOn,
    hasPin: account !== null && account.pinHash !== null,
    absence: await absenceOf(house, personId, at),
    hospital: { name: house.hospital.name, phone: house.hospital.phone, zone: house.hospital.zone },
  }
}

async function absenceOf(house: House, personId: string, at: Instant): Promise<Me['absence']> {
  const duties = await house.database.transact(tx =>
    dutiesWithin(tx, house.hospital.id, at, at.add({ milliseconds: 1 }), personId),
  )
  const absence = duties.find(duty => duty.kind === 'absent')
  return absence === undefined ? null : dutyView(absence)
}

const DAY_MS = 86_400_000

/** Must the password be replaced before anything else: a one-time code, or one that is too old? */
export const isOutworn = (
  account: { readonly mustChange: boolean; readonly changedAt: { readonly epochMilliseconds: number } },
  passwordDays: number,
  nowMs: number,
): boolean =>
  account.mustChange || (passwordDays > 0 && nowMs - account.changedAt.epochMilliseconds > passwordDays * DAY_MS)

/** The posts that a person holds now, the longest held first. */
export const postsOf = (org: Organisation, personId: string, at: Instant): Me['posts'] =>
  ofPerson(org, personId)
    .filter(held => holdsAt(held, at))
    .toSorted(longestFirst)
    .map(held => ({ post: held.post, unitId: held.unitId, unitName: org.units.get(held.unitId)?.name ?? '' }))
