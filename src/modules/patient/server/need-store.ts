import type { Selectable } from 'kysely'
import type { Tables, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Need, NeedKind, NeedValue } from '../rules/profile.ts'

/** A need with the row that it stands in. */
export interface StoredNeed extends Need {
  readonly patientId: string
  readonly version: number
}

const needFrom = (house: House, row: Selectable<Tables['patient.need']>): StoredNeed => ({
  id: row.id,
  patientId: row.patientId,
  version: row.version,
  kind: row.kind as NeedKind,
  value: row.value as NeedValue,
  note: row.note === null ? null : house.cipher.decipher(row.note),
  since: row.since,
  validTo: row.validTo,
  source: row.source as Need['source'],
})

/** The needs of a person that nobody has ended, the oldest first. `family` is every row that the person is known under. */
export async function needsOf(
  house: House,
  tx: Tx,
  hospitalId: string,
  family: readonly string[],
): Promise<StoredNeed[]> {
  const rows = await tx
    .selectFrom('patient.need')
    .selectAll()
    .where('hospitalId', '=', hospitalId)
    .where('patientId', 'in', [...family])
    .where('endedAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(row => needFrom(house, row))
}

export const insertNeed = (
  house: House,
  tx: Tx,
  hospitalId: string,
  need: Omit<StoredNeed, 'version'>,
  by: { readonly personId: string | null; readonly at: string },
) =>
  tx
    .insertInto('patient.need')
    .values({
      ...need,
      hospitalId,
      version: 1,
      note: need.note === null ? null : house.cipher.encipher(need.note),
      writtenBy: by.personId,
      writtenAt: by.at,
      endedAt: null,
      endedBy: null,
    })
    .execute()

/** Ends a need over the version it was read at; false when somebody else was quicker. */
export async function endNeedRow(
  tx: Tx,
  hospitalId: string,
  need: { readonly id: string; readonly version: number },
  by: { readonly personId: string | null; readonly at: string },
): Promise<boolean> {
  const ended = await tx
    .updateTable('patient.need')
    .set({ endedAt: by.at, endedBy: by.personId, version: need.version + 1 })
    .where('hospitalId', '=', hospitalId)
    .where('id', '=', need.id)
    .where('version', '=', need.version)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}
