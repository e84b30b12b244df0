import { run, type Tx } from '#platform/database.ts'

/** So many rows of the main table a transaction. */
export const AT_ONCE = 20_000

/** The next so many people in the order of their ids, behind `after`. */
export const patientsAfter = (tx: Tx, hospitalId: string, after: string) =>
  run<{ id: string; nameMasked: string }>(
    tx,
    `select id, name_masked from patient.patient where hospital_id = $1 and id > $2 and merged_into is null
     order by id limit ${AT_ONCE}`,
    [hospitalId, after],
  )

/** A version 7 id of a moment, the rest of it from a number and a word. */
export const idOf = (at: string, word: string, number = 'n') => `(
  lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${number} || '${word}'), 1, 3) ||
  'a' || substr(md5(${number} || '${word}'), 4, 15))::uuid`

/** Before the first person, and from the first again when all have had their turn. */
export const FIRST = '00000000-0000-0000-0000-000000000000'
export const lastOf = (patients: readonly { readonly id: string }[], after: string): string =>
  patients.length < AT_ONCE ? FIRST : (patients.at(-1)?.id ?? after)
