import type { Sweep } from '#platform/sweeps.ts'

const KEPT_HOURS = 24

/** Removes codes and proved numbers whose time has passed: they are good for nothing any more. */
export const codeSweep: Sweep = {
  name: 'portal: codes',
  every: 3600,
  run: async (house, now) => {
    const before = now.subtract({ hours: KEPT_HOURS }).toString()
    await house.database.statement('delete from portal.code where hospital_id = $1 and ends_at < $2::timestamptz', [
      house.hospital.id,
      before,
    ])
    await house.database.statement(
      'delete from portal.proved_phone where hospital_id = $1 and ends_at < $2::timestamptz',
      [house.hospital.id, before],
    )
  },
}
