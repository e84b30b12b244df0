import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { maskPhone } from '#kernel/masking.ts'
import { Problem } from '#kernel/problem.ts'
import { familyOf, knownPatients, type KnownPatient, patientsOfPhone } from '#modules/patient/index.ts'
import type { Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { tellOpened } from '#platform/reading.ts'
import type { signIn as endpoint } from '../contract.ts'
import { accountOf, provedPhones, type Related, relationsOf, relationsTo } from './store.ts'

export type Me = Answer<typeof endpoint>

/** The account that is signed in, or none: pages that everybody may see ask too. */
export const whoAmI =
  (house: House) =>
  async (caller: Caller): Promise<{ account: Me | null }> => ({
    account: caller.kind === 'patient' ? await meOf(house, caller) : null,
  })

/** The account and its people (我和家人), names masked; whose record it shows is told to the journal. */
export async function meOf(house: House, caller: Caller): Promise<Me> {
  const me = await house.database.transact(async tx => {
    const account = await accountOf(house, tx, caller.personId as string)
    const relations = await relationsOf(tx, house.hospital.id, account.id)
    const people = await peopleOf(house, tx, relations)
    const phones = await provedPhones(house, tx, account, house.clock.now())
    const mine = new Set(people.map(one => one.patientId))
    const others = await candidatesOf(house, tx, phones)
    return {
      phoneMasked: maskPhone(account.phone),
      people,
      candidates: others
        .filter(one => !mine.has(one.id))
        .map(one => ({ patientId: one.id, nameMasked: one.nameMasked, isChild: one.isChild })),
      actingForMe: await actingForMe(house, tx, relations),
    }
  })
  for (const { patientId } of [...me.people, ...me.candidates])
    await tellOpened(house, caller, {
      action: 'portal.opened',
      subject: { kind: 'patient', id: patientId },
      patientId,
      facts: { from: 'people' },
    })
  return me
}

async function peopleOf(house: House, tx: Tx, relations: readonly Related[]): Promise<Me['people']> {
  const known = await Promise.all(relations.map(async one => (await knownPatients(house, tx, [one.patientId]))[0]))
  return relations.flatMap((one, n) => {
    const person = known[n]
    if (person === undefined) return []
    const { id, relation, since } = one
    return [
      {
        relationId: id,
        patientId: person.id,
        nameMasked: person.nameMasked,
        relation,
        isChild: person.isChild,
        since: since.toString(),
      },
    ]
  })
}

/** Who answers to one of these numbers, each once (可添加的就诊人). */
export async function candidatesOf(house: House, tx: Tx, phones: readonly string[]): Promise<KnownPatient[]> {
  const found = new Map<string, KnownPatient>()
  for (const phone of phones) for (const one of await patientsOfPhone(house, tx, phone)) found.set(one.id, one)
  return [...found.values()]
}

/** Other accounts that act for the owner of this one: who is oneself may see and withdraw them. */
async function actingForMe(house: House, tx: Tx, relations: readonly Related[]): Promise<Me['actingForMe']> {
  const self = relations.find(one => one.relation === 'self')
  if (self === undefined) return []
  const family = await familyOf(tx, house.hospital.id, self.patientId)
  const others = (await relationsTo(tx, house.hospital.id, family)).filter(one => one.accountId !== self.accountId)
  return Promise.all(
    others.map(async one => ({
      relationId: one.id,
      phoneMasked: maskPhone((await accountOf(house, tx, one.accountId)).phone),
      since: one.since.toString(),
    })),
  )
}

/** Somebody for whom the one who is signed in may act now. */
export interface Acted {
  readonly patientId: string
  readonly nameMasked: string
  readonly isChild: boolean
}

/**
 * The person for whom something is done (就诊人): refused as not found where the account does not act for that person, and where a child's
 * guardian did not say to be one.
 */
export async function actsFor(house: House, caller: Caller, patientId: string): Promise<Acted> {
  if (caller.kind !== 'patient' || !caller.patients.includes(patientId)) throw new Problem('not-found')
  return house.database.transact(async tx => {
    const [person] = await knownPatients(house, tx, [patientId])
    if (person === undefined) throw new Problem('not-found')
    if (person.isChild) {
      const family = await familyOf(tx, house.hospital.id, patientId)
      const relations = await relationsOf(tx, house.hospital.id, caller.personId as string)
      if (!relations.some(one => one.isGuardian && family.includes(one.patientId))) throw new Problem('guardian-needed')
    }
    return { patientId: person.id, nameMasked: person.nameMasked, isChild: person.isChild }
  })
}
