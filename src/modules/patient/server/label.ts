import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { LABEL, type Label } from './store.ts'

/**
 * The masked name, sex and birth year of a person, for the lists of other modules; an alias gives the person it was merged
 * into. One prepared read of a primary key; null for an unknown id.
 */
export async function patientLabel(
  house: House,
  tx: Tx | null,
  hospitalId: string,
  patientId: string,
): Promise<Label | null> {
  const values = [hospitalId, patientId]
  const [row] = tx === null ? await house.database.statement<Label>(LABEL, values) : await run<Label>(tx, LABEL, values)
  return row ?? null
}
