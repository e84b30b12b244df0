import { run, type Tx } from '#platform/database.ts'
import { type Description, UNDESCRIBED } from '../rules/description.ts'

/** A description and its version; 0 while nobody has written one. */
export interface Stored extends Description {
  readonly unitId: string
  readonly version: number
}

interface Row extends Omit<Stored, 'mapPoint'> {
  readonly mapX: number | null
  readonly mapY: number | null
}

const COLUMNS = `unit_id, version, introduction, building, floor, room, map_x, map_y, phone, hours, services, visiting_notes,
  aliases, is_public`

const storedFrom = ({ mapX, mapY, ...row }: Row): Stored => ({
  ...row,
  mapPoint: mapX === null || mapY === null ? null : { x: mapX, y: mapY },
})

export async function descriptions(tx: Tx, hospitalId: string): Promise<Stored[]> {
  const rows = await run<Row>(tx, `select ${COLUMNS} from directory.description where hospital_id = $1`, [hospitalId])
  return rows.map(storedFrom)
}

export async function descriptionOf(tx: Tx, hospitalId: string, unitId: string): Promise<Stored> {
  const [row] = await run<Row>(
    tx,
    `select ${COLUMNS} from directory.description where hospital_id = $1 and unit_id = $2 for update`,
    [hospitalId, unitId],
  )
  return row === undefined ? { ...UNDESCRIBED, unitId, version: 0 } : storedFrom(row)
}

/** Writes the description over the version it was read at; false when somebody else was quicker. */
export async function saveDescription(
  tx: Tx,
  hospitalId: string,
  description: Stored,
  by: { readonly at: string; readonly personId: string | null },
): Promise<boolean> {
  const { unitId, version, mapPoint, ...words } = description
  const values = {
    ...words,
    services: [...words.services],
    aliases: [...words.aliases],
    mapX: mapPoint?.x ?? null,
    mapY: mapPoint?.y ?? null,
    version: version + 1,
    changedAt: by.at,
    changedBy: by.personId,
  }
  const written = await tx
    .insertInto('directory.description')
    .values({ hospitalId, unitId, ...values })
    .onConflict(conflict =>
      conflict
        .columns(['hospitalId', 'unitId'])
        .doUpdateSet(values)
        .where('description.version' as never, '=', version as never),
    )
    .returning('version')
    .executeTakeFirst()
  return written !== undefined
}
