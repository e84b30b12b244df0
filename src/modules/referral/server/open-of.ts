import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/** What is open of an institution or a department: neither is closed with it (ORG-01). */
export const openOf = async (house: House, tx: Tx, unitId: string) =>
  (
    await run<{ id: string; number: string | null }>(
      tx,
      `select id, number from referral.referral where hospital_id = $1 and (institution_id = $2 or unit_id = $2) and closed_at is null
         and status <> 'draft' order by made_at limit 50`,
      [house.hospital.id, unitId],
    )
  ).map(row => ({ kind: 'referral', id: row.id, number: row.number ?? '—' }))
