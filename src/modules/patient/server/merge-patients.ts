import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact, type Work } from '#platform/house.ts'
import { type Gained, mergedPerson, mustBeMergeable, mustBeUndoable, unmergedPerson } from '../rules/merge.ts'
import { changedFields } from '../rules/person.ts'
import { replaceKeys } from './find.ts'
import { identifiersOf } from './identifier.ts'
import { lockRows, mustBeCurrent, type Stored, savePerson } from './store.ts'

interface Asked {
  /** Who stays. */
  readonly id: string
  readonly loserId: string
  readonly version: number
  readonly loserVersion: number
  readonly reason: string
}

/**
 * Merges one row into another (合并, PAT-01). Nothing is moved and nothing deleted: the loser stays as an alias under its own
 * id, so every link to it keeps its end, and the undo has nothing to guess.
 */
export const mergePatients = (
  house: House,
  caller: Caller,
  asked: Asked,
): Promise<{ mergeId: string; id: string; version: number }> =>
  transact(house, caller, async work => {
    const { survivor, loser } = await pairOf(house, work.tx, caller.hospitalId, asked.id, asked.loserId)
    mustBeMergeable(survivor, loser)
    await mustBeCurrent(work.tx, caller.hospitalId, survivor, asked.version)
    await mustBeCurrent(work.tx, caller.hospitalId, loser, asked.loserVersion)
    return mergeRows(house, work, caller, { survivor, loser, reason: asked.reason, source: 'desk' })
  })

/** Both rows, locked; refuses like an unknown id. */
export async function pairOf(house: House, tx: Tx, hospitalId: string, survivorId: string, loserId: string) {
  const rows = await lockRows(house, tx, hospitalId, [survivorId, loserId])
  const survivor = rows.get(survivorId)
  const loser = rows.get(loserId)
  if (survivor === undefined || loser === undefined) throw new Problem('not-found')
  return { survivor, loser }
}

/** The merge of two locked rows, whoever asks for it. */
export async function mergeRows(
  house: House,
  { tx, tell }: Work,
  caller: Caller,
  asked: { readonly survivor: Stored; readonly loser: Stored; readonly reason: string; readonly source: string },
): Promise<{ mergeId: string; id: string; version: number }> {
  const { survivor, loser, source } = asked
  const { hospitalId } = caller
  const now = house.clock.now().toString()
  const { person, gained } = mergedPerson(survivor.person, loser.person)
  // Those that lay under the loser now lie under the survivor, so that no chain is longer than one.
  const moved = await run<{ id: string }>(
    tx,
    'update patient.patient set merged_into = $3 where hospital_id = $1 and merged_into = $2 returning id',
    [hospitalId, loser.id, survivor.id],
  )
  await savePerson(house, tx, hospitalId, loser, { person: loser.person, mergedInto: survivor.id })
  const version = await savePerson(house, tx, hospitalId, survivor, { person })
  await refreshKeys(house, tx, hospitalId, { ...survivor, person })
  const mergeId = house.ids.next()
  await tx
    .insertInto('patient.merge')
    .values({
      hospitalId,
      id: mergeId,
      survivorId: survivor.id,
      loserId: loser.id,
      moved: moved.map(row => row.id),
      gained: house.cipher.encipherJson(gained),
      reason: house.cipher.encipher(asked.reason),
      source,
      mergedAt: now,
      mergedBy: caller.personId,
      undoneAt: null,
      undoneBy: null,
    })
    .execute()
  await settleDuplicate(tx, hospitalId, survivor.id, loser.id, 'merged', { at: now, by: caller.personId })
  tell({
    action: 'patient.merged',
    subject: { kind: 'patient', id: survivor.id },
    patientId: survivor.id,
    version,
    facts: { mergeId, survivorId: survivor.id, loserId: loser.id, moved: moved.map(row => row.id), source },
    detail: { reason: asked.reason, gained },
  })
  tellFields(tell, survivor, person, version, source)
  return { mergeId, id: survivor.id, version }
}

interface MergeRow {
  readonly survivorId: string
  readonly loserId: string
  readonly moved: readonly string[]
  readonly gained: Buffer
  readonly undoneAt: unknown
}

/** Undoes a merge (撤销合并): both rows stand as before, the newest merge first. */
export const undoMerge = (house: House, caller: Caller, asked: { readonly id: string; readonly reason: string }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const { hospitalId } = caller
    const [merge] = await run<MergeRow>(
      tx,
      'select survivor_id, loser_id, moved, gained, undone_at from patient.merge where hospital_id = $1 and id = $2 for update',
      [hospitalId, asked.id],
    )
    if (merge === undefined) throw new Problem('not-found')
    if (merge.undoneAt !== null) throw new Problem('merge-undone')
    const { survivor, loser } = await pairOf(house, tx, hospitalId, merge.survivorId, merge.loserId)
    mustBeUndoable(survivor, loser)
    const now = house.clock.now().toString()
    const person = unmergedPerson(survivor.person, house.cipher.decipherJson<Gained>(merge.gained))
    await savePerson(house, tx, hospitalId, loser, { person: loser.person, mergedInto: null })
    await run(tx, 'update patient.patient set merged_into = $3 where hospital_id = $1 and id = any($2::uuid[])', [
      hospitalId,
      merge.moved,
      loser.id,
    ])
    const version = await savePerson(house, tx, hospitalId, survivor, { person })
    await refreshKeys(house, tx, hospitalId, { ...survivor, person })
    await run(tx, 'update patient.merge set undone_at = $3, undone_by = $4 where hospital_id = $1 and id = $2', [
      hospitalId,
      asked.id,
      now,
      caller.personId,
    ])
    await settleDuplicate(tx, hospitalId, survivor.id, loser.id, 'dismissed', { at: now, by: caller.personId })
    tell({
      action: 'patient.unmerged',
      subject: { kind: 'patient', id: survivor.id },
      patientId: survivor.id,
      version,
      facts: { mergeId: asked.id, survivorId: survivor.id, loserId: loser.id, moved: merge.moved },
      detail: { reason: asked.reason },
    })
    tellFields(tell, survivor, person, version, 'desk')
    return { survivorId: survivor.id, loserId: loser.id }
  })

/** The survivor may now be found by what it took over, or no longer. */
async function refreshKeys(house: House, tx: Tx, hospitalId: string, survivor: Stored): Promise<void> {
  const own = await identifiersOf(house, tx, hospitalId, [survivor.id])
  await replaceKeys(house, tx, hospitalId, survivor, own.get(survivor.id) ?? [])
}

/** For whoever holds an old version: what the merge changed on the row. */
function tellFields(
  tell: Work['tell'],
  before: Stored,
  after: Stored['person'],
  version: number,
  source: string,
): void {
  const fields = changedFields(before.person, after)
  if (fields.length === 0) return
  tell({
    action: 'patient.changed',
    subject: { kind: 'patient', id: before.id },
    patientId: before.id,
    version,
    facts: { fields, source },
  })
}

/** Somebody has decided about the pair; it is not proposed again. */
export async function settleDuplicate(
  tx: Tx,
  hospitalId: string,
  one: string,
  other: string,
  state: 'dismissed' | 'merged',
  decided: { readonly at: string; readonly by: string | null },
): Promise<boolean> {
  const [low = '', high = ''] = [one, other].toSorted()
  const rows = await run(
    tx,
    `update patient.duplicate set state = $4, decided_at = $5, decided_by = $6
     where hospital_id = $1 and one_id = $2 and other_id = $3 returning one_id`,
    [hospitalId, low, high, state, decided.at, decided.by],
  )
  return rows.length > 0
}
