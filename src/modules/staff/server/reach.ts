import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/** The whole telephone of a member of staff, for whoever sends and shows it to nobody; null where there is none. */
export async function reachOfPerson(house: House, tx: Tx, personId: string): Promise<string | null> {
  const [row] = await run<{ phone: Buffer | null }>(
    tx,
    'select phone from staff.person where hospital_id = $1 and id = $2 and left_at is null',
    [house.hospital.id, personId],
  )
  return row?.phone ? house.cipher.decipher(row.phone) : null
}
