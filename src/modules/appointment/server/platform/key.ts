import type { House } from '#platform/house.ts'

/** The key that hospital and platform sign with, for the adapter alone: nothing shows or logs it. Null while it is not set. */
export async function keyOf(house: House): Promise<string | null> {
  const [row] = await house.database.statement<{ value: Buffer }>(
    'select value from appointment.platform_key where hospital_id = $1',
    [house.hospital.id],
  )
  return row === undefined ? null : house.cipher.decipher(row.value)
}
