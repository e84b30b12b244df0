import type { Caller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import { likeness } from '../rules/duplicate.ts'
import { NAMELESS, rowNumbers, type SaidPerson, statedPerson } from '../rules/intake.ts'
import { changedFields, type Identifier, personNamed } from '../rules/person.ts'
import { newestChecks, remembering } from '../rules/phone-check.ts'
import { hear } from '../rules/said.ts'
import { numberKey, searchKeys } from '../rules/search-keys.ts'
import { findByKeys, insertKeys, replaceKeys } from './find.ts'
import { claim, identifiersOf, rowNamedBy } from './identifier.ts'
import { checksOf, keepJudgement } from './phone-checks.ts'
import { spellingsOf } from './pinyin.ts'
import {
  familyOf,
  insertPatients,
  loadPersons,
  lockRows,
  mustLoad,
  type Stored,
  savePerson,
  saveSaid,
} from './store.ts'
import { todayOf } from './today.ts'

/** A word of another system about a person (系统来信): who said it, when it happened, and what it says. */
export interface FromSystem {
  /** Who said it, for the journal: `HIS`. */
  readonly source: string
  /** Null counts as now. */
  readonly occurredAt: Instant | null
  readonly person: SaidPerson
}
export interface Taken {
  readonly patientId: string
  readonly outcome: 'created' | 'changed' | 'unchanged'
}

/** Creates or changes a person on another system's word (PAT-01): found by its numbers, field by field the newest word wins. */
export const upsertFromSystem =
  (house: House) =>
  (caller: Caller, asked: FromSystem): Promise<Taken> =>
    transact(house, caller, work => takePerson(house, work, caller, asked))

/** Inside a transaction that is open. */
export async function takePerson(house: House, work: Work, caller: Caller, asked: FromSystem): Promise<Taken> {
  const { hospitalId } = caller
  const numbers = rowNumbers(asked.person.identifiers)
  const known =
    (await rowNamedBy(house, work.tx, hospitalId, numbers)) ??
    (await samePersonUnnumbered(house, work.tx, hospitalId, asked))
  if (known !== null) return changePerson(house, work, caller, known, asked)
  const created = await createPerson(house, work, caller, asked, numbers)
  if (created !== null) return { patientId: created, outcome: 'created' }
  // Another message of the same person was quicker by a moment.
  const other = await rowNamedBy(house, work.tx, hospitalId, numbers)
  if (other === null) throw new Error('a number is taken, but by nobody')
  return changePerson(house, work, caller, other, asked)
}

/**
 * Somebody whom a desk registered, with the same ID number and name, before the hospital's system had a number for them. A
 * row that has a number of this system is another row of that system: it is proposed for merging, not taken.
 */
async function samePersonUnnumbered(
  house: House,
  tx: Tx,
  hospitalId: string,
  asked: FromSystem,
): Promise<string | null> {
  const stated = statedPerson(asked.person, null, todayOf(house))
  if (!stated.document || stated.name === undefined) return null
  const person = { ...personNamed(stated.name), ...stated }
  const keys = searchKeys(person, [], []).filter(key => key.use === 'document')
  const hits = await findByKeys(house, tx, hospitalId, keys, 5)
  const rows = await loadPersons(
    house,
    tx,
    hospitalId,
    hits.map(hit => hit.id),
  )
  const systems = new Set(asked.person.identifiers.map(one => one.system))
  for (const row of rows) {
    const like = likeness(
      { person, spellings: spellingsOf(person.name) },
      { person: row.person, spellings: spellingsOf(row.person.name) },
    )
    const family = await familyOf(tx, hospitalId, row.id)
    const own = [...(await identifiersOf(house, tx, hospitalId, family)).values()].flat()
    const isNumbered = own.some(one => systems.has(one.system) && rowNumbers([one]).length > 0)
    if (like?.certainty === 'certain' && !like.reasons.includes('other-name') && !isNumbered) return row.id
  }
  return null
}

/** Null when another transaction has just given one of the numbers to somebody. */
async function createPerson(
  house: House,
  work: Work,
  caller: Caller,
  asked: FromSystem,
  numbers: readonly Identifier[],
) {
  const { hospitalId } = caller
  const now = house.clock.now()
  const at = asked.occurredAt ?? now
  const { value: person, said } = hear(personNamed(NAMELESS), {}, statedPerson(asked.person, null, todayOf(house)), at)
  const id = house.ids.next()
  await insertPatients(house, work.tx, hospitalId, [
    { id, person, source: asked.source, said, registeredAt: now, seenAt: now },
  ])
  if ((await claim(house, work.tx, hospitalId, id, numbers)) < numbers.length) {
    await run(work.tx, 'delete from patient.identifier where hospital_id = $1 and patient_id = $2', [hospitalId, id])
    await run(work.tx, 'delete from patient.patient where hospital_id = $1 and id = $2', [hospitalId, id])
    return null
  }
  const others = otherNumbers(asked.person.identifiers, person.document?.number ?? null)
  await claim(house, work.tx, hospitalId, id, others)
  await insertKeys(house, work.tx, hospitalId, [{ id, person, rankedAt: now, identifiers: [...numbers, ...others] }])
  work.tell({
    action: 'patient.registered',
    subject: { kind: 'patient', id },
    patientId: id,
    version: 1,
    facts: { source: asked.source },
  })
  return id
}

/** Numbers that name a person only together with other facts: insurers', and a resident ID that is not the document. */
const otherNumbers = (identifiers: readonly Identifier[], document: string | null): Identifier[] =>
  identifiers
    .filter(one => one.value !== '' && rowNumbers([one]).length === 0)
    .filter(one => one.kind !== 'resident-id' || numberKey(one.value) !== document)

async function changePerson(
  house: House,
  work: Work,
  caller: Caller,
  patientId: string,
  asked: FromSystem,
): Promise<Taken> {
  const { hospitalId } = caller
  const stored = await mustLoad(house, work.tx, hospitalId, patientId, true)
  const at = asked.occurredAt ?? house.clock.now()
  const said = hear(stored.person, stored.said, statedPerson(asked.person, stored.person, todayOf(house)), at)
  const family = await familyOf(work.tx, hospitalId, stored.id)
  const isCalledAnew = changedFields(stored.person, said.value).includes('phones')
  const checks = isCalledAnew ? newestChecks(await checksOf(house, work.tx, hospitalId, family)) : new Map()
  const heard = { ...said, value: { ...said.value, phones: remembering(said.value.phones, checks) } }
  const known = new Set([...(await identifiersOf(house, work.tx, hospitalId, family)).values()].flat().map(keyOf))
  const numbers = [
    ...rowNumbers(asked.person.identifiers),
    ...otherNumbers(asked.person.identifiers, heard.value.document?.number ?? null),
  ].filter(one => !known.has(keyOf(one)))
  const isNumbered = (await claim(house, work.tx, hospitalId, stored.id, numbers)) > 0
  const fields = changedFields(stored.person, heard.value)
  if (fields.length === 0 && !isNumbered) {
    if (JSON.stringify(heard.said) !== JSON.stringify(stored.said))
      await saveSaid(work.tx, hospitalId, stored.id, heard.said)
    return { patientId: stored.id, outcome: 'unchanged' }
  }
  const version = await savePerson(house, work.tx, hospitalId, stored, { person: heard.value, said: heard.said })
  await refreshKeys(house, work.tx, hospitalId, stored.id)
  if (fields.includes('phones'))
    await keepJudgement(house, work, caller, {
      patientId: stored.id,
      family,
      before: stored.person.phones,
      after: heard.value.phones,
      source: 'record',
    })
  work.tell({
    action: 'patient.changed',
    subject: { kind: 'patient', id: stored.id },
    patientId: stored.id,
    version,
    facts: { fields: isNumbered ? [...fields, 'numbers'] : fields, source: asked.source },
    detail: {
      before: Object.fromEntries(fields.map(field => [field, stored.person[field]])),
      after: Object.fromEntries(fields.map(field => [field, heard.value[field]])),
    },
  })
  return { patientId: stored.id, outcome: 'changed' }
}

const keyOf = ({ system, kind, value }: Identifier): string => JSON.stringify([system, kind, value])

export async function refreshKeys(house: House, tx: Tx, hospitalId: string, id: string): Promise<void> {
  const stored = (await lockRows(house, tx, hospitalId, [id])).get(id) as Stored
  const own = (await identifiersOf(house, tx, hospitalId, [id])).get(id) ?? []
  await replaceKeys(house, tx, hospitalId, stored, own)
}
