import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { writeSetting } from '#platform/settings.ts'
import type { Cared } from './cared.ts'

/** Sets for how many days a kind of record is kept (保存期限), as the next version; it counts from the next run on. */
export const setTerm =
  (house: House, { kinds }: Cared) =>
  async (
    caller: Caller,
    asked: { readonly name: string; readonly days: number; readonly version: number },
  ): Promise<{ version: number }> => {
    const keep = kinds.find(one => one.name === asked.name)?.keep
    if (keep === undefined) throw new Problem('term-unknown')
    if (asked.days < keep.atLeast) throw new Problem('term-too-short', { least: keep.atLeast })
    const at = house.clock.now()
    house.settings.forget()
    const before = await house.settings.at(caller.hospitalId, keep, at)
    if (before.version !== asked.version)
      throw new Problem('stale-version', { id: caller.hospitalId, version: before.version })
    const version = await transact(house, caller, async ({ tx, tell }) => {
      const by = { personId: personOf(caller), effectiveFrom: at, at }
      const written = await writeSetting(tx, caller.hospitalId, keep, { days: asked.days }, by)
      tell({
        action: 'upkeep.term-set',
        subject: { kind: 'upkeep', id: caller.hospitalId },
        version: written,
        facts: { name: asked.name, days: asked.days, before: before.value.days },
      })
      return written
    })
    house.settings.forget()
    return { version }
  }
