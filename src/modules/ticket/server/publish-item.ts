import { type Caller, mustBeAble } from '#kernel/caller.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import type { Instant } from '#kernel/time.ts'
import type { ServiceItem } from '../rules/service-item.ts'
import { forgetItems } from './items.ts'

/**
 * Puts a version of a service item in force from now on, as a hospital is set up (服务事项发布). Later versions are drafted and
 * approved by two people; matters keep the version that they began with.
 */
export const publishItem = (house: House) => async (caller: Caller, item: ServiceItem) => {
  mustBeAble(caller, 'setting:write')
  const at = house.clock.now()
  await transact(house, caller, async ({ tx, tell }) => {
    await insertItem(tx, caller.hospitalId, item, {
      state: 'approved',
      authors: [],
      reason: '',
      at,
      effectiveFrom: at,
      approvedAt: at,
    })
    tell({
      action: 'service-item.published',
      subject: { kind: 'service-item', id: house.ids.next() },
      facts: { code: item.code, version: item.version },
    })
  })
  forgetItems(house)
}

export interface Written {
  readonly state: 'draft' | 'approved'
  readonly authors: readonly string[]
  readonly reason: string
  readonly at: Instant
  readonly effectiveFrom: Instant
  readonly approvedAt: Instant | null
}

/** Writes a version as it stands; a version that is there stays what it is. */
export const insertItem = (tx: Tx, hospitalId: string, item: ServiceItem, written: Written) =>
  run<{ version: number }>(
    tx,
    `insert into ticket.item (hospital_id, code, version, ${ITEM_COLUMNS}, state, authors, reason, written_at, effective_from, approved_at)
     values ($1, $2, $3, ${places(4, ITEM_VALUES)}, $${4 + ITEM_VALUES}, $${5 + ITEM_VALUES}, $${6 + ITEM_VALUES},
       $${7 + ITEM_VALUES}, $${8 + ITEM_VALUES}, $${9 + ITEM_VALUES})
     on conflict do nothing returning version`,
    [
      hospitalId,
      item.code,
      item.version,
      ...itemValues(item),
      written.state,
      written.authors,
      written.reason,
      written.at.toString(),
      written.effectiveFrom.toString(),
      written.approvedAt?.toString() ?? null,
    ],
  )

const ITEM_COLUMNS =
  'name, owner_group, class, due, receiver, off_hours, papers, fields, kinds, steps, evidence, proof, active'
const ITEM_VALUES = ITEM_COLUMNS.split(',').length

/** What an item says, in the order of `ITEM_COLUMNS`. */
const itemValues = (item: ServiceItem): readonly unknown[] => [
  item.name,
  item.group,
  item.class,
  item.due === null ? null : JSON.stringify(item.due),
  item.receiver,
  item.offHours,
  JSON.stringify(item.papers),
  JSON.stringify(item.fields),
  JSON.stringify(item.kinds),
  JSON.stringify(item.steps),
  item.evidence,
  item.proof,
  item.active,
]

const places = (from: number, count: number): string =>
  Array.from({ length: count }, (_, n) => `$${from + n}`).join(', ')

/** Writes a draft over what it was. */
export const itemChanges = (
  tx: Tx,
  draft: { readonly hospitalId: string; readonly code: string; readonly version: number },
  item: ServiceItem,
  written: Written & { readonly revision: number },
) =>
  run(
    tx,
    `update ticket.item set (${ITEM_COLUMNS}, authors, reason, written_at, effective_from, revision) =
       (${places(4, ITEM_VALUES + 5)})
     where hospital_id = $1 and code = $2 and version = $3`,
    [
      draft.hospitalId,
      draft.code,
      draft.version,
      ...itemValues(item),
      written.authors,
      written.reason,
      written.at.toString(),
      written.effectiveFrom.toString(),
      written.revision,
    ],
  )
