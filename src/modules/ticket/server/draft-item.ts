import { type Caller, personOf } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore, Temporal } from '#kernel/time.ts'
import { organisation } from '#modules/staff/index.ts'
import { run, type Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { mustBeSound } from '../rules/item-version.ts'
import type { ServiceItem } from '../rules/service-item.ts'
import { forgetItems } from './items.ts'
import { insertItem, itemChanges } from './publish-item.ts'
import type { ItemTable } from './tables.ts'

export interface SaveDraft {
  readonly item: Omit<ServiceItem, 'version'>
  /** The revision of the draft that is changed; null begins one. */
  readonly revision: number | null
  /** Begins an item that is not there yet. */
  readonly isNew: boolean
  readonly reason: string
  /** From when on it shall hold; null for as soon as it is approved. */
  readonly effectiveFrom: string | null
}

/** Drafts the next version of an item, or a new item (起草新版本); it is in force when a second person has approved it. */
export const saveDraft = (house: House) => async (caller: Caller, asked: SaveDraft) => {
  const at = house.clock.now()
  const me = personOf(caller)
  const who = await organisation(house)
  mustBeSound({ ...asked.item, version: 1 }, new Set([...who.units.values()].map(unit => unit.code)))
  const from = effectOf(asked.effectiveFrom, at)
  return transact(house, caller, async ({ tx, tell }) => {
    const rows = await versionsOf(tx, caller.hospitalId, asked.item.code)
    if (asked.isNew && rows.some(row => row.state !== 'discarded'))
      throw new Problem('item-exists', { code: asked.item.code })
    if (!asked.isNew && rows.length === 0) throw new Problem('not-found')
    const draft = rows.find(row => row.state === 'draft')
    if ((draft?.revision ?? null) !== asked.revision) throw new Problem('item-draft-changed')
    const version = draft?.version ?? Math.max(0, ...rows.map(row => row.version)) + 1
    const revision = (draft?.revision ?? 0) + 1
    const item: ServiceItem = { ...asked.item, version }
    const written = { state: 'draft', reason: asked.reason, at, effectiveFrom: from, approvedAt: null } as const
    if (draft === undefined) {
      // Two who begin at once: the database lets one.
      const [inserted] = await insertItem(tx, caller.hospitalId, item, { ...written, authors: [me] })
      if (inserted === undefined) throw new Problem('item-draft-changed')
    } else {
      await itemChanges(tx, draft, item, {
        ...written,
        authors: [...new Set([...draft.authors, me])],
        revision,
      })
    }
    tell({
      action: 'service-item.drafted',
      subject: { kind: 'service-item', id: house.ids.next() },
      facts: { code: item.code, version, revision },
      detail: { reason: asked.reason },
    })
    return { code: item.code, version, revision }
  })
}

export interface DecideDraft {
  readonly code: string
  readonly version: number
  readonly revision: number
}

/** A second person approves a draft (批准): whoever wrote any of it may not. It holds from its date on, or from now. */
export const approveDraft = (house: House) => async (caller: Caller, asked: DecideDraft) => {
  const at = house.clock.now()
  const me = personOf(caller)
  const approved = await transact(house, caller, async ({ tx, tell }) => {
    const draft = await draftOf(tx, caller.hospitalId, asked)
    if (draft.authors.includes(me)) throw new Problem('item-own-draft')
    const from = isBefore(draft.effectiveFrom, at) ? at : draft.effectiveFrom
    await decide(tx, draft, { state: 'approved', by: me, at, effectiveFrom: from })
    tell({
      action: 'service-item.approved',
      subject: { kind: 'service-item', id: house.ids.next() },
      facts: { code: draft.code, version: draft.version, effectiveFrom: from.toString(), active: draft.active },
    })
    return { code: draft.code, version: draft.version, revision: draft.revision }
  })
  forgetItems(house)
  return approved
}

/** A draft is given up; it stays to be read. */
export const discardDraft = (house: House) => (caller: Caller, asked: DecideDraft & { reason: string }) =>
  transact(house, caller, async ({ tx, tell }) => {
    const draft = await draftOf(tx, caller.hospitalId, asked)
    await decide(tx, draft, {
      state: 'discarded',
      by: personOf(caller),
      at: house.clock.now(),
      effectiveFrom: draft.effectiveFrom,
    })
    tell({
      action: 'service-item.discarded',
      subject: { kind: 'service-item', id: house.ids.next() },
      facts: { code: draft.code, version: draft.version },
      detail: { reason: asked.reason },
    })
    return { code: draft.code, version: draft.version, revision: draft.revision }
  })

function effectOf(wanted: string | null, at: Instant): Instant {
  if (wanted === null) return at
  const from = Temporal.Instant.from(wanted)
  if (isBefore(from, at)) throw new Problem('effective-past')
  return from
}

const versionsOf = (tx: Tx, hospitalId: string, code: string): Promise<ItemTable[]> =>
  run<ItemTable>(
    tx,
    'select * from ticket.item where hospital_id = $1 and code = $2 order by version desc for update',
    [hospitalId, code],
  )

/** The draft as the caller saw it; what another changed or decided meanwhile is refused. */
async function draftOf(tx: Tx, hospitalId: string, asked: DecideDraft): Promise<ItemTable> {
  const [row] = await run<ItemTable>(
    tx,
    'select * from ticket.item where hospital_id = $1 and code = $2 and version = $3 for update',
    [hospitalId, asked.code, asked.version],
  )
  if (row === undefined) throw new Problem('not-found')
  if (row.state !== 'draft' || row.revision !== asked.revision) throw new Problem('item-draft-changed')
  return row
}

const decide = (
  tx: Tx,
  draft: ItemTable,
  to: {
    readonly state: 'approved' | 'discarded'
    readonly by: string
    readonly at: Instant
    readonly effectiveFrom: Instant
  },
) =>
  run(
    tx,
    `update ticket.item set state = $4, approver_id = $5, approved_at = $6, effective_from = $7
     where hospital_id = $1 and code = $2 and version = $3`,
    [draft.hospitalId, draft.code, draft.version, to.state, to.by, to.at.toString(), to.effectiveFrom.toString()],
  )
