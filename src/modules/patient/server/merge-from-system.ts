import type { Caller } from '#kernel/caller.ts'
import { type House, transact } from '#platform/house.ts'
import { rowNumbers } from '../rules/intake.ts'
import { mustBeMergeable } from '../rules/merge.ts'
import type { Identifier } from '../rules/person.ts'
import { claim, rowNamedBy } from './identifier.ts'
import { mergeRows, pairOf } from './merge-patients.ts'
import { familyOf } from './store.ts'
import { type FromSystem, refreshKeys, type Taken, takePerson } from './upsert-from-system.ts'

/** Two rows are one person; `person` is the one that stays. */
export interface MergeFromSystem extends FromSystem {
  readonly from: readonly Identifier[]
}

/** Merges two persons on another system's word; what it does not know yet it creates, what is merged already stays so. */
export const mergeFromSystem =
  (house: House) =>
  (caller: Caller, asked: MergeFromSystem): Promise<Taken> =>
    transact(house, caller, async work => {
      const { hospitalId } = caller
      const from = rowNumbers(asked.from)
      const known = await rowNamedBy(house, work.tx, hospitalId, from)
      const taken = await takePerson(house, work, caller, asked)
      if (known === null) {
        // Nobody heard of the loser: its numbers become the survivor's, so that later messages find the right person.
        await claim(house, work.tx, hospitalId, taken.patientId, from)
        await refreshKeys(house, work.tx, hospitalId, taken.patientId)
        return taken
      }
      const [loserId] = await familyOf(work.tx, hospitalId, known)
      if (loserId === undefined || loserId === taken.patientId) return taken
      const { survivor, loser } = await pairOf(house, work.tx, hospitalId, taken.patientId, loserId)
      mustBeMergeable(survivor, loser)
      await mergeRows(house, work, caller, { survivor, loser, reason: asked.source, source: asked.source })
      return { ...taken, outcome: 'changed' }
    })
