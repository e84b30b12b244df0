import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { laneOf } from '#platform/lane.ts'
import { LABELS, type Label } from './store.ts'

/**
 * The masked name, sex and birth year of a person, for the lists of other modules; an alias gives the person it was merged
 * into. One prepared read of a primary key, for all who ask at the same moment; null for an unknown id.
 */
export async function patientLabel(
  house: House,
  tx: Tx | null,
  hospitalId: string,
  patientId: string,
): Promise<Label | null> {
  if (tx === null) return laneIn(house, hospitalId)(patientId)
  const [label] = labelsOf([patientId], await run<Row>(tx, LABELS, [hospitalId, [patientId]]))
  return label ?? null
}

type Row = Label & { readonly askedId: string }

function labelsOf(ids: readonly string[], rows: readonly Row[]): (Label | null)[] {
  const labels = new Map(rows.map(({ askedId, ...label }) => [askedId, label]))
  return ids.map(id => labels.get(id) ?? null)
}

/** SQL: the masked name of the person of an id, for a statement that writes for many; null for an unknown id, and for an alias. */
export const MASKED_NAME = (hospital: string, id: string): string =>
  `(select n.name_masked from patient.patient n where n.hospital_id = ${hospital} and n.id = ${id} and n.merged_into is null)`

const AT_MOST = 32
type Lanes = Map<string, (id: string) => Promise<Label | null>>
const lanes = new WeakMap<House, Lanes>()

function laneIn(house: House, hospitalId: string) {
  const known: Lanes = lanes.get(house) ?? new Map()
  lanes.set(house, known)
  const lane =
    known.get(hospitalId) ??
    laneOf<string, Label | null>(
      async ids => labelsOf(ids, await house.database.statement<Row>(LABELS, [hospitalId, ids])),
      { atMost: AT_MOST },
    )
  known.set(hospitalId, lane)
  return lane
}
