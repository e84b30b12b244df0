import { run, type Tx } from '#platform/database.ts'
import type { Doctor } from '../rules/doctor.ts'

/** A doctor and the version that the row has. */
export interface StoredDoctor extends Doctor {
  readonly id: string
  readonly version: number
  readonly hasPhoto: boolean
}

const SELECT = `select d.id, d.code, d.person_id, d.is_visiting, d.name, d.title, d.fee_level, d.strengths, d.languages, d.is_public, d.version,
    coalesce((select array_agg(u.unit_id order by u.place) from directory.doctor_unit u
              where u.hospital_id = d.hospital_id and u.doctor_id = d.id), '{}') as unit_ids,
    exists (select from directory.doctor_photo p where p.hospital_id = d.hospital_id and p.doctor_id = d.id) as has_photo
  from directory.doctor d where d.hospital_id = $1 and d.left_at is null`

/** Those who see patients here now. */
export const doctors = (tx: Tx, hospitalId: string): Promise<StoredDoctor[]> => run(tx, SELECT, [hospitalId])

/** Those with these codes, locked against others who write them. */
export const doctorsByCode = (tx: Tx, hospitalId: string, codes: readonly string[]): Promise<StoredDoctor[]> =>
  run(tx, `${SELECT} and d.code = any($2) order by d.code for update of d`, [hospitalId, codes])

/** Those with these ids, locked against others who write them. */
export const doctorsById = (tx: Tx, hospitalId: string, ids: readonly string[]): Promise<StoredDoctor[]> =>
  run(tx, `${SELECT} and d.id = any($2) order by d.code for update of d`, [hospitalId, ids])

export async function doctorById(tx: Tx, hospitalId: string, id: string): Promise<StoredDoctor | undefined> {
  const [found] = await doctorsById(tx, hospitalId, [id])
  return found
}

/** What a doctor is called by, and the version that now stands. */
export interface Written {
  readonly id: string
  readonly code: string
  readonly version: number
}

/** Which doctors these members of staff are, those who left included. */
export const codesOfPeople = (
  tx: Tx,
  hospitalId: string,
  people: readonly string[],
): Promise<{ readonly code: string; readonly personId: string }[]> =>
  run(tx, 'select code, person_id from directory.doctor where hospital_id = $1 and person_id = any($2)', [
    hospitalId,
    people,
  ])

/** Writes doctors whole, new or over the version that was read. A code of somebody who left is taken up again. */
export async function saveDoctors(
  tx: Tx,
  hospitalId: string,
  rows: readonly (Doctor & { readonly id: string; readonly version: number })[],
  at: string,
): Promise<readonly Written[]> {
  const written = await run<Written>(
    tx,
    `insert into directory.doctor as d (hospital_id, id, code, person_id, is_visiting, name, title, fee_level, strengths, languages, is_public,
       left_at, changed_at, version)
     select $1, x.id, x.code, x.person_id, x.is_visiting, x.name, x.title, x.fee_level, x.strengths, x.languages, x.is_public, null, $3::timestamptz, x.version
     from json_to_recordset($2::json) as x(id uuid, code text, person_id uuid, is_visiting boolean, name text, title text, fee_level text,
       strengths text[], languages text[], is_public boolean, version integer)
     on conflict (hospital_id, code) do update set person_id = excluded.person_id, is_visiting = excluded.is_visiting, name = excluded.name, title = excluded.title,
       fee_level = excluded.fee_level, strengths = excluded.strengths, languages = excluded.languages,
       is_public = excluded.is_public, left_at = null, changed_at = excluded.changed_at, version = d.version + 1
     returning id, code, version`,
    [
      hospitalId,
      JSON.stringify(
        rows.map(row => ({
          id: row.id,
          code: row.code,
          person_id: row.personId,
          is_visiting: row.isVisiting,
          name: row.name,
          title: row.title,
          fee_level: row.feeLevel,
          strengths: row.strengths,
          languages: row.languages,
          is_public: row.isPublic,
          version: row.version,
        })),
      ),
      at,
    ],
  )
  const idOf = new Map(written.map(row => [row.code, row.id]))
  const places = rows.flatMap(row =>
    row.unitIds.map((unit_id, place) => ({ doctor_id: idOf.get(row.code), unit_id, place })),
  )
  await run(tx, 'delete from directory.doctor_unit where hospital_id = $1 and doctor_id = any($2)', [
    hospitalId,
    written.map(row => row.id),
  ])
  await run(
    tx,
    `insert into directory.doctor_unit (hospital_id, doctor_id, unit_id, place)
     select $1, x.doctor_id, x.unit_id, x.place from json_to_recordset($2::json) as x(doctor_id uuid, unit_id uuid, place integer)`,
    [hospitalId, JSON.stringify(places)],
  )
  return written
}

export async function savePhoto(
  tx: Tx,
  hospitalId: string,
  photo: {
    readonly doctorId: string
    readonly type: 'image/jpeg' | 'image/png'
    readonly content: Buffer
    readonly at: string
  },
): Promise<void> {
  const { doctorId, type, content, at } = photo
  await run(
    tx,
    `insert into directory.doctor_photo (hospital_id, doctor_id, type, content, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (hospital_id, doctor_id) do update set type = excluded.type, content = excluded.content, changed_at = excluded.changed_at`,
    [hospitalId, doctorId, type, content, at],
  )
}

export async function photoOf(
  tx: Tx,
  hospitalId: string,
  doctorId: string,
): Promise<{ readonly type: 'image/jpeg' | 'image/png'; readonly content: Buffer } | undefined> {
  const [found] = await run<{ type: 'image/jpeg' | 'image/png'; content: Buffer }>(
    tx,
    'select type, content from directory.doctor_photo where hospital_id = $1 and doctor_id = $2',
    [hospitalId, doctorId],
  )
  return found
}

/** Marks that a doctor sees patients here no longer. */
export const markLeft = (tx: Tx, hospitalId: string, id: string, at: string): Promise<unknown> =>
  run(
    tx,
    `update directory.doctor set left_at = $3::timestamptz, changed_at = $3::timestamptz, version = version + 1
     where hospital_id = $1 and id = $2`,
    [hospitalId, id, at],
  )
