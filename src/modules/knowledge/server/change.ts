import { type Caller, canIn } from '#kernel/caller.ts'
import type { Action, Events } from '#kernel/event.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant, PlainDate } from '#kernel/time.ts'
import type { Tx } from '#platform/database.ts'
import { type House, transact } from '#platform/house.ts'
import { mustFollow, type State } from '../rules/life.ts'
import { type Item, itemById, type Revision, revisionsOf, saveItem, saveRevisions, turnEdition } from './store.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** An item that is being changed: locked, saved when the step ends, told with its new version. */
export interface OpenItem {
  readonly tx: Tx
  readonly caller: Caller
  readonly at: Instant
  readonly today: PlainDate
  readonly item: Mutable<Item>
  /** The draft, or what waits for review. */
  readonly working: Mutable<Revision> | undefined
  /** What everybody sees now. */
  readonly live: Mutable<Revision> | undefined
  /** The highest number that a version has. */
  readonly lastNumber: number
  /** Adds a version, or marks one as changed. */
  put(revision: Revision): void
  move(revision: Mutable<Revision>, to: State): void
  tell<A extends Extract<Action, `knowledge.${string}`>>(
    action: A,
    facts: Events[A],
    detail?: Record<string, unknown>,
  ): void
}

/** What a step answers with. */
export interface Changed {
  readonly id: string
  readonly version: number
}

const NEEDS = { write: 'knowledge:write', review: 'knowledge:review' } as const

/** One step of one item, in one transaction. An item of another unit and none at all are refused alike. */
export const changeItem = (
  house: House,
  caller: Caller,
  asked: { readonly id: string; readonly version: number | null },
  right: keyof typeof NEEDS,
  work: (open: OpenItem) => Promise<void> | void,
): Promise<Changed> =>
  transact(house, caller, async ({ tx, tell }) => {
    const { hospitalId } = caller
    const item = await itemById(tx, hospitalId, asked.id)
    if (item === undefined || !mayIn(caller, right, item)) throw new Problem('not-found')
    if (asked.version !== null && asked.version !== item.version)
      throw new Problem('stale-version', { id: item.id, version: item.version })
    const revisions = await revisionsOf(tx, hospitalId, item.id)
    const at = house.clock.now()
    const changed = new Set<Revision>()
    const version = item.version + 1
    const open: OpenItem = {
      tx,
      caller,
      at,
      today: at.toZonedDateTimeISO(house.hospital.zone).toPlainDate(),
      item: { ...item },
      working: revisions.find(one => one.state === 'draft' || one.state === 'review'),
      live: revisions.find(one => one.id === item.liveId),
      lastNumber: revisions[0]?.number ?? 0,
      put: revision => void changed.add(revision),
      move(revision, to) {
        mustFollow(revision.state, to)
        revision.state = to
        revision.changedAt = at
        changed.add(revision)
      },
      tell: (action, facts, detail = {}) =>
        tell({ action, facts, detail, subject: { kind: 'knowledge', id: item.id }, version, unitId: item.unitId }),
    }
    await work(open)
    // First what ends, then what takes its place: at no moment are two of them published.
    const ending = [...changed].filter(one => one.endedAt !== null)
    for (const some of [ending, [...changed].filter(one => one.endedAt === null)])
      if (some.length > 0) await saveRevisions(tx, hospitalId, some)
    await saveItem(tx, hospitalId, { ...open.item, version: item.version })
    if (open.item.liveId !== item.liveId) await turnEdition(tx, hospitalId)
    return { id: item.id, version }
  })

/** May the caller do this with an item: everywhere, in the unit that it belongs to, or as the one who owns it? */
export const mayIn = (caller: Caller, right: keyof typeof NEEDS, item: Pick<Item, 'unitId' | 'ownerId'>): boolean =>
  caller.kind === 'system' ||
  canIn(caller, NEEDS[right], item.unitId) ||
  (right === 'write' && caller.permissions.has(NEEDS.write) && item.ownerId === caller.personId)

/** The version that is worked on; refuses where there is none, or in another state. */
export function workingIn(open: OpenItem, state: 'draft' | 'review'): Mutable<Revision> {
  if (open.working?.state !== state) throw new Problem('content-nothing-to-do')
  return open.working
}

/** What everybody sees ends now. */
export function endLive(open: OpenItem, as: 'replaced' | 'withdrawn' | 'expired'): Revision | undefined {
  const { live } = open
  if (live === undefined) return undefined
  open.move(live, as)
  live.endedAt = open.at
  open.item.liveId = null
  open.item.endsOn = null
  return live
}
