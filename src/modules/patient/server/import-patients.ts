import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { type House, transact } from '#platform/house.ts'
import type { Identifier, Person } from '../rules/person.ts'
import { insertKeys } from './find.ts'
import { claimAll } from './identifier.ts'
import { insertPatients } from './store.ts'

/** One person of a list (批量建档): what is known, the numbers, and the last contact where that is known. */
export interface Imported {
  readonly person: Person
  readonly identifiers: readonly Identifier[]
  readonly seenAt?: Instant
}

/**
 * Registers a list of new people at once, some hundred at a time; duplicates are proposed afterwards, not refused. Their
 * numbers must be new. Returns the ids in the order of the list.
 */
export const importPatients =
  (house: House) =>
  (caller: Caller, source: string, list: readonly Imported[]): Promise<string[]> =>
    transact(house, caller, async ({ tx, tell }) => {
      const { hospitalId } = caller
      const now = house.clock.now()
      const people = list.map(one => ({
        ...one,
        id: house.ids.next(),
        source,
        said: {},
        registeredAt: now,
        seenAt: one.seenAt ?? now,
      }))
      await insertPatients(house, tx, hospitalId, people)
      const claims = people.flatMap(({ id, identifiers }) =>
        identifiers.map(identifier => ({ patientId: id, identifier })),
      )
      if ((await claimAll(house, tx, hospitalId, claims)) < claims.length)
        throw new Error('a number of the list is taken')
      await insertKeys(
        house,
        tx,
        hospitalId,
        people.map(one => ({ ...one, rankedAt: one.seenAt })),
      )
      for (const { id } of people)
        tell({
          action: 'patient.registered',
          subject: { kind: 'patient', id },
          patientId: id,
          version: 1,
          facts: { source },
        })
      return people.map(one => one.id)
    })
