import type { Caller } from '#kernel/caller.ts'
import { can } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { type Organisation, organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { itemOf } from './items.ts'
import { someone } from './shown.ts'
import type { ItemTable } from './tables.ts'

/** The catalogue of service items (服务事项目录): each with its versions, what is in force, what is drafted, what comes. */
export const readCatalogue = (house: House) => async (caller: Caller) => {
  const now = house.clock.now()
  const who = await organisation(house)
  const rows = await house.database.transact(tx =>
    run<ItemTable>(tx, 'select * from ticket.item where hospital_id = $1 order by code, version desc', [
      caller.hospitalId,
    ]),
  )
  const codes = [...new Set(rows.map(row => row.code))]
  const items = codes.map(code => {
    const own = rows.filter(row => row.code === code)
    const approved = own.filter(row => row.state === 'approved')
    const current = approved.find(row => isDue(row, now))
    const shown = current ?? own[0]
    return {
      code,
      name: shown?.name ?? code,
      group: shown?.ownerGroup ?? ('desk' as const),
      class: shown?.class ?? ('general' as const),
      due: shown?.due ?? null,
      receiver: shown?.receiver ?? '',
      steps: shown?.steps.length ?? 0,
      state: stateOf(current, approved, own),
      current: current?.version ?? null,
      versions: own.map(row => versionShown(who, row)),
    }
  })
  return { items, active: items.filter(item => item.state === 'active').length }
}

const isDue = (row: ItemTable, now: Instant): boolean => row.effectiveFrom.epochMilliseconds <= now.epochMilliseconds

/** In force, retired, decided but not yet in force, or never more than a draft. */
function stateOf(current: ItemTable | undefined, approved: readonly ItemTable[], own: readonly ItemTable[]) {
  if (current !== undefined) return current.active ? ('active' as const) : ('retired' as const)
  if (approved.length > 0) return 'coming' as const
  return own.some(row => row.state === 'draft') ? ('draft' as const) : ('discarded' as const)
}

const versionShown = (who: Organisation, row: ItemTable) => ({
  version: row.version,
  state: row.state,
  revision: row.revision,
  active: row.active,
  authors: row.authors.map(id => someone(who, id)),
  approver: row.approverId === null ? null : someone(who, row.approverId),
  reason: row.reason,
  effectiveFrom: row.effectiveFrom.toString(),
  approvedAt: row.approvedAt?.toString() ?? null,
})

/** One version, and the approved one before it to compare it with. */
export const readItemVersion = (house: House) => async (caller: Caller, asked: { code: string; version: number }) => {
  const who = await organisation(house)
  const rows = await house.database.transact(tx => rowsOf(tx, caller.hospitalId, asked))
  const row = rows.find(one => one.version === asked.version)
  if (row === undefined) throw new Problem('not-found')
  const before = rows.find(one => one.version < asked.version && one.state === 'approved')
  return {
    item: itemOf(row),
    before: before === undefined ? null : itemOf(before),
    ...versionShown(who, row),
    mayApprove:
      row.state === 'draft' && can(caller, 'service-item:approve') && !row.authors.includes(caller.personId ?? ''),
  }
}

const rowsOf = (tx: Tx, hospitalId: string, asked: { code: string; version: number }) =>
  run<ItemTable>(
    tx,
    'select * from ticket.item where hospital_id = $1 and code = $2 and version <= $3 order by version desc',
    [hospitalId, asked.code, asked.version],
  )
