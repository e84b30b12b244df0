import type { Selectable } from 'kysely'
import { maskName } from '#kernel/masking.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import type { Cipher } from '#platform/cipher.ts'
import { run, type Tables, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Person, Sex } from '../rules/person.ts'
import type { Said } from '../rules/said.ts'

/** A person as a use case holds one: the row, and what identifies, deciphered. */
export interface Stored {
  readonly id: string
  readonly version: number
  readonly nameMasked: string
  readonly person: Person
  readonly keyVersion: number
  readonly source: string
  readonly said: Said
  readonly mergedInto: string | null
  readonly registeredAt: Instant
  readonly seenAt: Instant
  readonly rankedAt: Instant
}

/** What lies enciphered; sex and birthday stand beside it, because figures count by them. */
type Identity = Omit<Person, 'sex' | 'birthDate'>

const identityOf = (person: Person): Identity => ({
  name: person.name,
  document: person.document,
  noDocumentReason: person.noDocumentReason,
  phones: person.phones,
  address: person.address,
  relatives: person.relatives,
  insurance: person.insurance,
})

export const storedFrom = (cipher: Cipher, row: Selectable<Tables['patient.patient']>): Stored => ({
  ...row,
  person: { ...cipher.decipherJson<Identity>(row.identity), sex: row.sex, birthDate: row.birthDate },
})

/** The person whom `id` names, under whichever row it is an alias of. With `lock`, nobody else changes it meanwhile. */
export async function load(
  house: House,
  tx: Tx,
  hospitalId: string,
  id: string,
  lock: boolean,
): Promise<Stored | null> {
  let query = tx
    .selectFrom('patient.patient')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', eb =>
      eb
        .selectFrom('patient.patient as alias')
        .select(({ fn }) => fn.coalesce('alias.mergedInto', 'alias.id').as('id'))
        .where('alias.hospitalId', '=', hospitalId)
        .where('alias.id', '=', id),
    )
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row === undefined ? null : storedFrom(house.cipher, row)
}

/** As `load`, or the refusal that tells nobody whether there is one. */
export async function mustLoad(house: House, tx: Tx, hospitalId: string, id: string, lock = false): Promise<Stored> {
  const stored = await load(house, tx, hospitalId, id, lock)
  if (stored === null) throw new Problem('not-found')
  return stored
}

/** Exactly these rows (at least one), aliases included, locked in one order so that two who want the same pair do not wait for each other. */
export async function lockRows(
  house: House,
  tx: Tx,
  hospitalId: string,
  ids: readonly string[],
): Promise<Map<string, Stored>> {
  const rows = await tx
    .selectFrom('patient.patient')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map(row => [row.id, storedFrom(house.cipher, row)]))
}

/** The rows of these persons, each alias as the person it belongs to, once. */
export async function loadPersons(house: House, tx: Tx, hospitalId: string, ids: readonly string[]): Promise<Stored[]> {
  const rows = await run<Selectable<Tables['patient.patient']>>(
    tx,
    `select distinct on (p.id) p.* from patient.patient a
     join patient.patient p on p.hospital_id = a.hospital_id and p.id = coalesce(a.merged_into, a.id)
     where a.hospital_id = $1 and a.id = any($2::uuid[])`,
    [hospitalId, [...ids]],
  )
  return rows.map(row => storedFrom(house.cipher, row))
}

/** The ids that a person is known under: the row that stands, then its aliases. Empty for an unknown id. */
export async function familyOf(tx: Tx, hospitalId: string, id: string): Promise<string[]> {
  const rows = await run<{ id: string }>(
    tx,
    `with root as (select coalesce(merged_into, id) as id from patient.patient where hospital_id = $1 and id = $2)
     select id from root
     union all select p.id from patient.patient p join root on p.merged_into = root.id where p.hospital_id = $1`,
    [hospitalId, id],
  )
  return rows.map(row => row.id)
}

export interface NewPatient {
  readonly id: string
  readonly person: Person
  readonly source: string
  readonly said: Said
  readonly registeredAt: Instant
  readonly seenAt: Instant
}

/** Writes new people, however many, in one statement. */
export async function insertPatients(
  house: House,
  tx: Tx,
  hospitalId: string,
  people: readonly NewPatient[],
): Promise<void> {
  const column = <T>(value: (one: NewPatient) => T) => people.map(value)
  await run(
    tx,
    `insert into patient.patient (hospital_id, id, version, name_masked, sex, birth_date, identity, key_version, source, said,
       registered_at, seen_at, ranked_at)
     select $1, p.id, 1, p.name_masked, p.sex, p.birth_date, p.identity, $2, p.source, p.said, p.registered_at, p.seen_at, p.seen_at
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::text[], $9::json[], $10::timestamptz[],
       $11::timestamptz[]) as p (id, name_masked, sex, birth_date, identity, source, said, registered_at, seen_at)`,
    [
      hospitalId,
      house.keys.current.version,
      column(one => one.id),
      column(one => maskName(one.person.name)),
      column(one => one.person.sex),
      column(one => one.person.birthDate),
      column(one => house.cipher.encipherJson(identityOf(one.person))),
      column(one => one.source),
      column(one => JSON.stringify(one.said)),
      column(one => one.registeredAt.toString()),
      column(one => one.seenAt.toString()),
    ],
  )
}

/** Writes what is known of a person now, over the version it was read at; returns the new version. */
export async function savePerson(
  house: House,
  tx: Tx,
  hospitalId: string,
  before: Pick<Stored, 'id' | 'version'>,
  after: {
    readonly person: Person
    readonly said?: Said
    readonly mergedInto?: string | null
    readonly keyVersion?: number
  },
): Promise<number> {
  const saved = await tx
    .updateTable('patient.patient')
    .set({
      version: before.version + 1,
      nameMasked: maskName(after.person.name),
      sex: after.person.sex,
      birthDate: after.person.birthDate,
      identity: house.cipher.encipherJson(identityOf(after.person)),
      ...(after.keyVersion !== undefined && { keyVersion: after.keyVersion }),
      ...(after.said !== undefined && { said: JSON.stringify(after.said) }),
      ...(after.mergedInto !== undefined && { mergedInto: after.mergedInto }),
    })
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returning('version')
    .executeTakeFirst()
  if (saved === undefined) throw new Problem('stale-version', { id: before.id })
  return saved.version
}

/** Notes when each field was last spoken of; nothing that anybody sees changes. */
export const saveSaid = (tx: Tx, hospitalId: string, id: string, said: Said): Promise<unknown> =>
  run(tx, 'update patient.patient set said = $3::json where hospital_id = $1 and id = $2', [
    hospitalId,
    id,
    JSON.stringify(said),
  ])

/** Which fields were changed since `version`, by the journal; for whoever wrote over an old one. */
export async function changedSince(tx: Tx, hospitalId: string, id: string, version: number): Promise<string[]> {
  const rows = await run<{ field: string }>(
    tx,
    `select distinct f.field from platform.journal j, json_array_elements_text(j.facts -> 'fields') as f (field)
     where j.hospital_id = $1 and j.subject_id = $2 and j.kind = 'change' and j.action = 'patient.changed' and j.version > $3
     order by f.field`,
    [hospitalId, id, version],
  )
  return rows.map(row => row.field)
}

/** Refuses a change that was made on an old version, and says what changed meanwhile. */
export async function mustBeCurrent(
  tx: Tx,
  hospitalId: string,
  stored: Pick<Stored, 'id' | 'version'>,
  version: number,
): Promise<void> {
  if (stored.version === version) return
  throw new Problem('stale-version', {
    id: stored.id,
    version: stored.version,
    changed: await changedSince(tx, hospitalId, stored.id, version),
  })
}

export interface Label {
  readonly id: string
  readonly nameMasked: string
  readonly sex: Sex
  readonly birthYear: number | null
}

/** The labels of the people with ids `$2`, each by the id that was asked for. */
export const LABELS = `select a.id as "askedId", p.id, p.name_masked as "nameMasked", p.sex, left(p.birth_date, 4)::int as "birthYear"
  from patient.patient a
  join patient.patient p on p.hospital_id = a.hospital_id and p.id = coalesce(a.merged_into, a.id)
  where a.hospital_id = $1 and a.id = any($2::uuid[])`
