import type { z } from 'zod'
import type { Caller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Profile } from '../contract.ts'
import {
  type BannerLine,
  bannerOf,
  type ContactWay,
  contactWay,
  holding,
  mustBeNeed,
  type Need,
  replacedBy,
} from '../rules/profile.ts'
import { endNeedRow, insertNeed, needsOf, type StoredNeed } from './need-store.ts'
import { familyOf, mustLoad } from './store.ts'
import { todayOf } from './today.ts'

type Shown = z.output<typeof Profile>

/** The service profile as screens show it: what is written, what of it holds today, and what that means. */
export function profileOf(house: House, needs: readonly StoredNeed[]): Shown {
  const today = todayOf(house)
  const current = distinct(holding(needs, today))
  return {
    needs: needs.map(need => shownNeed(need, today)),
    banner: bannerOf(current),
    contact: contactWay(current),
  }
}

const shownNeed = ({ id, version, kind, value, note, since, validTo, source }: StoredNeed, today: string) => ({
  id,
  version,
  kind,
  value,
  note,
  since,
  validTo,
  source,
  holds: holding([{ id, kind, value, note, since, validTo, source }], today).length > 0,
})

/** Two merged rows may say the same. */
const distinct = (needs: readonly Need[]): Need[] => [
  ...new Map(needs.map(need => [`${need.kind} ${need.value} ${need.note}`, need])).values(),
]

export interface Banner {
  readonly lines: readonly BannerLine[]
  readonly contact: ContactWay
}

/**
 * What everyone who meets the patient reads first, and whether a telephone may be offered (PAT-03): for any screen where the
 * patient is met. Who shows it, journals its own reading with the `patientId`. Empty for an unknown id.
 */
export const banner = (house: House, caller: Caller, patientId: string): Promise<Banner> =>
  house.database.transact(tx => bannerIn(house, tx, caller.hospitalId, patientId))

async function bannerIn(house: House, tx: Tx, hospitalId: string, patientId: string): Promise<Banner> {
  const family = await familyOf(tx, hospitalId, patientId)
  const needs = family.length === 0 ? [] : await needsOf(house, tx, hospitalId, family)
  const { banner: lines, contact } = profileOf(house, needs)
  return { lines, contact }
}

type SetNeed = Pick<Need, 'kind' | 'note' | 'validTo' | 'source'> & {
  readonly id: string
  readonly value: string
  readonly since?: string | undefined
}

/** Writes a need into the service profile (服务档案); of a kind that can be only one, the one before ends. */
export const setNeed = (house: House, caller: Caller, asked: SetNeed): Promise<Shown> =>
  transact(house, caller, async ({ tx, tell }) => {
    const { hospitalId } = caller
    const stored = await mustLoad(house, tx, hospitalId, asked.id, true)
    const { id: _, ...said } = asked
    const need: Need = {
      ...said,
      value: said.value as Need['value'],
      id: house.ids.next(),
      since: said.since ?? todayOf(house),
    }
    mustBeNeed(need)
    const family = await familyOf(tx, hospitalId, stored.id)
    const by = { personId: caller.personId, at: house.clock.now().toString() }
    const replaced = replacedBy(await needsOf(house, tx, hospitalId, family), need)
    for (const old of replaced) {
      await endNeedRow(tx, hospitalId, old as StoredNeed, by)
      tell(entry('patient.need-ended', stored.id, old))
    }
    await insertNeed(house, tx, hospitalId, { ...need, patientId: stored.id }, by)
    tell(entry('patient.need-set', stored.id, need))
    return profileOf(house, await needsOf(house, tx, hospitalId, family))
  })

/** A need holds no longer. */
export const endNeed = (
  house: House,
  caller: Caller,
  asked: { id: string; needId: string; version: number },
): Promise<Shown> =>
  transact(house, caller, async ({ tx, tell }) => {
    const { hospitalId } = caller
    const stored = await mustLoad(house, tx, hospitalId, asked.id, true)
    const family = await familyOf(tx, hospitalId, stored.id)
    const need = (await needsOf(house, tx, hospitalId, family)).find(one => one.id === asked.needId)
    if (need === undefined) throw new Problem('not-found')
    const by = { personId: caller.personId, at: house.clock.now().toString() }
    if (need.version !== asked.version || !(await endNeedRow(tx, hospitalId, need, by)))
      throw new Problem('stale-version', { id: need.id, version: need.version, changed: ['value'] })
    tell(entry('patient.need-ended', stored.id, need))
    return profileOf(house, await needsOf(house, tx, hospitalId, family))
  })

const entry = (action: 'patient.need-set' | 'patient.need-ended', patientId: string, need: Need) =>
  ({
    action,
    subject: { kind: 'patient', id: patientId },
    patientId,
    facts: { kind: need.kind, value: need.value, needId: need.id },
    detail: { note: need.note, since: need.since, validTo: need.validTo, source: need.source },
  }) as const
