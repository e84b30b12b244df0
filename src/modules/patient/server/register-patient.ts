import type { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import type { Answer } from '#kernel/endpoint.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import { type House, tellRead, tellRefusal, transact } from '#platform/house.ts'
import type { registerPatient as endpoint, PersonEntry } from '../contract.ts'
import { readEntry } from '../rules/entry.ts'
import type { Identifier, Person } from '../rules/person.ts'
import { numberKey } from '../rules/search-keys.ts'
import { insertKeys } from './find.ts'
import { findMatches, matchOf } from './find-matches.ts'
import { claim, rowNamedBy } from './identifier.ts'
import { insertPatients, loadPersons, mustLoad } from './store.ts'
import { todayOf } from './today.ts'

type Entry = z.output<typeof PersonEntry>
type Registered = Answer<typeof endpoint>

/** Numbers of cards that this desk read itself. */
const DESK = 'desk'

export const cardNamed = (number: string): Identifier => ({ system: DESK, kind: 'card', value: numberKey(number) })

/**
 * Registers a person at a desk (患者建档, PAT-01). Somebody with the same ID number is refused, with a masked hint, unless
 * `despite` says why; likely matches are answered, so that the desk can look at them.
 */
export async function registerPatient(
  house: House,
  caller: Caller,
  asked: Entry & { despite: string | null },
): Promise<Registered> {
  try {
    return await transact(house, caller, async ({ tx, tell }) => {
      const person = readEntry(asked, todayOf(house))
      const matches = await findMatches(house, tx, caller.hospitalId, person, [])
      const certain = matches.find(match => match.certainty === 'certain')
      if (certain !== undefined && asked.despite === null) throw existing(certain.stored)
      const identifiers = asked.card === null ? [] : [cardNamed(asked.card)]
      await mustBeFree(house, tx, caller.hospitalId, identifiers)
      const id = await add(house, tx, caller.hospitalId, person, identifiers)
      const { nameMasked, version } = await mustLoad(house, tx, caller.hospitalId, id)
      tell({
        action: 'patient.registered',
        subject: { kind: 'patient', id },
        patientId: id,
        version,
        facts: { source: DESK },
        ...(asked.despite !== null && { detail: { despite: asked.despite } }),
      })
      if (matches.length > 0)
        tell(
          shown(
            id,
            matches.map(match => match.stored.id),
          ),
        )
      return { id, version, nameMasked, likely: matches.map(match => matchOf(house, match)) }
    })
  } catch (error) {
    if (error instanceof Problem && error.code === 'patient-exists')
      await tellRefusal(house, caller, {
        action: 'patient.checked',
        subject: { kind: 'patient', id: String(error.facts['id']) },
        patientId: String(error.facts['id']),
        facts: { patients: [String(error.facts['id'])] },
      })
    throw error
  }
}

/** Who would match, before anything is written. */
export async function checkPerson(house: House, caller: Caller, asked: Entry) {
  const person = readEntry(asked, todayOf(house))
  const matches = await house.database.transact(tx => findMatches(house, tx, caller.hospitalId, person, []))
  const [first] = matches
  if (first !== undefined)
    await tellRead(
      house,
      caller,
      shown(
        first.stored.id,
        matches.map(match => match.stored.id),
      ),
    )
  return { matches: matches.map(match => matchOf(house, match)) }
}

export const existing = (stored: { readonly id: string; readonly nameMasked: string }) =>
  new Problem('patient-exists', { id: stored.id, nameMasked: stored.nameMasked, pointer: '/body/document/number' })

/** Refuses a card that is somebody else's. */
export async function mustBeFree(
  house: House,
  tx: Tx,
  hospitalId: string,
  identifiers: readonly Identifier[],
  except: readonly string[] = [],
) {
  const holder = await rowNamedBy(house, tx, hospitalId, identifiers)
  if (holder === null || except.includes(holder)) return
  const [person] = await loadPersons(house, tx, hospitalId, [holder])
  throw new Problem('card-taken', { id: person?.id, nameMasked: person?.nameMasked ?? '', pointer: '/body/card' })
}

async function add(
  house: House,
  tx: Tx,
  hospitalId: string,
  person: Person,
  identifiers: readonly Identifier[],
): Promise<string> {
  const id = house.ids.next()
  const at = house.clock.now()
  await insertPatients(house, tx, hospitalId, [{ id, person, source: DESK, said: {}, registeredAt: at, seenAt: at }])
  await claim(house, tx, hospitalId, id, identifiers)
  await insertKeys(house, tx, hospitalId, [{ id, person, rankedAt: at, identifiers }])
  return id
}

/** Several people were shown at once: one row that names them all. */
const shown = (subjectId: string, patients: readonly string[]) =>
  ({
    action: 'patient.checked',
    kind: 'read',
    subject: { kind: 'patient', id: subjectId },
    patientId: subjectId,
    facts: { patients },
  }) as const
