import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Identifier } from '../rules/person.ts'
import { identifierTokens } from './tokens.ts'

interface Row {
  readonly patientId: string
  readonly system: string
  readonly kind: Identifier['kind']
  readonly value: Buffer
}

/** The numbers that these rows are known by, row by row. */
export async function identifiersOf(
  house: House,
  tx: Tx,
  hospitalId: string,
  ids: readonly string[],
): Promise<Map<string, Identifier[]>> {
  const rows = await run<Row>(
    tx,
    `select patient_id, system, kind, value from patient.identifier
     where hospital_id = $1 and patient_id = any($2::uuid[]) and ended_at is null order by since, id`,
    [hospitalId, [...ids]],
  )
  const found = new Map<string, Identifier[]>(ids.map(id => [id, []]))
  for (const { patientId, value, ...row } of rows)
    found.get(patientId)?.push({ ...row, value: house.cipher.decipher(value) })
  return found
}

/** The row that one of these numbers names; of several rows the one that the first number names. */
export async function rowNamedBy(
  house: House,
  tx: Tx,
  hospitalId: string,
  identifiers: readonly Identifier[],
): Promise<string | null> {
  const asked = identifiers.flatMap((one, order) =>
    identifierTokens(house.cipher, one).map(token => ({ ...one, token, order })),
  )
  const [row] = await run<{ patientId: string }>(
    tx,
    `select i.patient_id from unnest($2::text[], $3::text[], $4::bytea[], $5::int[]) as k (system, kind, token, place)
     join patient.identifier i on i.hospital_id = $1 and i.system = k.system and i.kind = k.kind and i.token = k.token and i.ended_at is null
     order by k.place limit 1`,
    [
      hospitalId,
      asked.map(one => one.system),
      asked.map(one => one.kind),
      asked.map(one => one.token),
      asked.map(one => one.order),
    ],
  )
  return row?.patientId ?? null
}

/**
 * Gives these numbers to the row; those that another row has stay there. Two at once: the second waits for the first's
 * commit. Returns how many were new.
 */
export async function claim(
  house: House,
  tx: Tx,
  hospitalId: string,
  patientId: string,
  identifiers: readonly Identifier[],
): Promise<number> {
  return claimAll(
    house,
    tx,
    hospitalId,
    identifiers.map(identifier => ({ patientId, identifier })),
  )
}

/** The same for many rows at once. */
export async function claimAll(
  house: House,
  tx: Tx,
  hospitalId: string,
  claims: readonly { readonly patientId: string; readonly identifier: Identifier }[],
): Promise<number> {
  if (claims.length === 0) return 0
  const rows = await run(
    tx,
    `insert into patient.identifier (hospital_id, id, patient_id, system, kind, token, value, since)
     select $1, k.id, k.patient_id, k.system, k.kind, k.token, k.value, $8
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[], $7::bytea[]) as k (id, patient_id, system, kind, token, value)
     on conflict (hospital_id, system, kind, token) where ended_at is null do nothing returning id`,
    [
      hospitalId,
      claims.map(() => house.ids.next()),
      claims.map(one => one.patientId),
      claims.map(one => one.identifier.system),
      claims.map(one => one.identifier.kind),
      claims.map(one => identifierTokens(house.cipher, one.identifier)[0]),
      claims.map(one => house.cipher.encipher(one.identifier.value)),
      house.clock.now().toString(),
    ],
  )
  return rows.length
}
