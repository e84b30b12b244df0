import type { Selectable } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import { run, type Tables, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Identifier, Person } from '../rules/person.ts'
import type { KeyUse, SearchKey } from '../rules/search-keys.ts'
import { type Stored, storedFrom } from './store.ts'
import { tokensFor, tokensOf } from './tokens.ts'

/** Makes the search keys of one person anew: after a change of what it is found by. */
export async function replaceKeys(
  house: House,
  tx: Tx,
  hospitalId: string,
  patient: { readonly id: string; readonly person: Person; readonly rankedAt: Instant },
  identifiers: readonly Identifier[],
): Promise<void> {
  await run(tx, 'delete from patient.search_token where hospital_id = $1 and patient_id = $2', [hospitalId, patient.id])
  await insertKeys(house, tx, hospitalId, [{ ...patient, identifiers }])
}

/** Writes the search keys of new people, however many, in one statement. */
export async function insertKeys(
  house: House,
  tx: Tx,
  hospitalId: string,
  people: readonly { id: string; person: Person; rankedAt: Instant; identifiers: readonly Identifier[] }[],
): Promise<void> {
  const rows = people.flatMap(one =>
    tokensOf(house.cipher, one.person, one.identifiers).map(token => ({
      token,
      id: one.id,
      at: one.rankedAt.toString(),
    })),
  )
  await run(
    tx,
    `insert into patient.search_token (hospital_id, token, seen_at, patient_id)
     select $1, k.token, k.at, k.id from unnest($2::bytea[], $3::timestamptz[], $4::uuid[]) as k (token, at, id)`,
    [hospitalId, rows.map(row => row.token), rows.map(row => row.at), rows.map(row => row.id)],
  )
}

export interface Hit {
  /** The person, not the alias that was found. */
  readonly id: string
  readonly use: KeyUse
  readonly rankedAt: Instant
}

/** Who is found by any of `keys`, at most `limit` for each, the newest contact first: read from the index alone. */
export async function findByKeys(
  house: House,
  tx: Tx,
  hospitalId: string,
  keys: readonly SearchKey[],
  limit: number,
): Promise<Hit[]> {
  const asked = keys.flatMap(key => tokensFor(house.cipher, key).map(token => ({ token, use: key.use })))
  if (asked.length === 0) return []
  return run<Hit>(
    tx,
    `select coalesce(p.merged_into, p.id) as id, k.use, t.seen_at as ranked_at
     from unnest($2::bytea[], $3::text[]) as k (token, use)
     cross join lateral (
       select s.patient_id, s.seen_at from patient.search_token s
       where s.hospital_id = $1 and s.token = k.token order by s.seen_at desc, s.patient_id desc limit $4
     ) as t
     join patient.patient p on p.hospital_id = $1 and p.id = t.patient_id`,
    [hospitalId, asked.map(one => one.token), asked.map(one => one.use), limit],
  )
}

/** One person may be found under several of its rows, and by several keys. */
const HITS_A_ROW = 2

/** The people whom the keys find, the newest contact first, each once, in one statement. */
export async function searchByKeys(
  house: House,
  tx: Tx,
  hospitalId: string,
  keys: readonly SearchKey[],
  rows: number,
): Promise<{ readonly stored: Stored; readonly use: KeyUse }[]> {
  const asked = keys.flatMap(key => tokensFor(house.cipher, key).map(token => ({ token, use: key.use })))
  if (asked.length === 0) return []
  const found = await run<Selectable<Tables['patient.patient']> & { use: KeyUse }>(
    tx,
    `with hit as (
       select coalesce(p.merged_into, p.id) as id, k.use, t.seen_at
       from unnest($2::bytea[], $3::text[]) as k (token, use)
       cross join lateral (
         select s.patient_id, s.seen_at from patient.search_token s
         where s.hospital_id = $1 and s.token = k.token order by s.seen_at desc, s.patient_id desc limit $4
       ) as t
       join patient.patient p on p.hospital_id = $1 and p.id = t.patient_id
     ), person as (select distinct on (id) id, use, seen_at from hit order by id, seen_at desc)
     select p.*, f.use from (select * from person order by seen_at desc, id desc limit $5) as f
     join patient.patient p on p.hospital_id = $1 and p.id = f.id order by f.seen_at desc, f.id desc`,
    [hospitalId, asked.map(one => one.token), asked.map(one => one.use), rows * HITS_A_ROW, rows],
  )
  return found.map(row => ({ stored: storedFrom(house.cipher, row), use: row.use }))
}

const HALF_A_DAY = { hours: 12 }

/**
 * The person was met at `at` (最近接触): lists put the newest first. The search keys follow at most twice a day, so that a
 * busy patient costs one short update.
 */
export async function touch(tx: Tx, hospitalId: string, patientId: string, at: Instant): Promise<void> {
  const moved = await run<{ id: string }>(
    tx,
    `update patient.patient p set seen_at = $3::timestamptz,
       ranked_at = case when p.ranked_at < $4::timestamptz then $3::timestamptz else p.ranked_at end
     from (select coalesce(merged_into, id) as id from patient.patient where hospital_id = $1 and id = $2) as root
     where p.hospital_id = $1 and p.id = root.id and p.seen_at < $3::timestamptz
     returning case when p.ranked_at = $3::timestamptz then p.id end as id`,
    [hospitalId, patientId, at.toString(), at.subtract(HALF_A_DAY).toString()],
  )
  if (!moved.some(row => row.id !== null)) return
  await run(
    tx,
    `update patient.search_token set seen_at = $3::timestamptz
     where hospital_id = $1 and patient_id in (select id from patient.patient where hospital_id = $1 and (id = $2 or merged_into = $2))`,
    [hospitalId, moved[0]?.id, at.toString()],
  )
}
