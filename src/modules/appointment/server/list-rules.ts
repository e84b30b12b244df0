import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type House, transact } from '#platform/house.ts'
import { writeSetting } from '#platform/settings.ts'
import type { ListPolicy } from '../rules/place-list.ts'
import { listPolicy } from '../settings.ts'

/** How lists of places are taken now (号源上传规则), with the version. */
export const readListRules = (house: House) => async (caller: Caller) => {
  const { version, value } = await house.settings.at(caller.hospitalId, listPolicy, house.clock.now())
  return { ...value, version }
}

/** Writes the next version of the rules; lists that were taken before stay as they are. */
export const setListRules =
  (house: House) =>
  async (caller: Caller, { version: seen, ...rules }: ListPolicy & { readonly version: number }) => {
    const at = house.clock.now()
    house.settings.forget()
    const { version } = await house.settings.at(caller.hospitalId, listPolicy, at)
    if (version !== seen) throw new Problem('stale-version', { id: caller.hospitalId, version })
    await transact(house, caller, async ({ tx, tell }) => {
      const written = await writeSetting(tx, caller.hospitalId, listPolicy, rules, {
        personId: personOf(caller),
        effectiveFrom: at,
        at,
      })
      tell({
        action: 'appointment.list-rules-set',
        subject: { kind: 'hospital', id: caller.hospitalId },
        facts: { version: written, cutOffHour: rules.cutOffHour, horizonDays: rules.horizonDays },
      })
    })
    house.settings.forget()
    return readListRules(house)(caller)
  }
