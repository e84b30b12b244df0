import type { Instant } from '#kernel/time.ts'
import { Temporal } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { ServiceItem } from '../rules/service-item.ts'
import type { ItemTable } from './tables.ts'

const REMEMBERED_MS = 5000
interface Remembered {
  readonly items: ReadonlyMap<string, ServiceItem>
  readonly until: number
  /** From when to when they hold: until the next version takes effect. */
  readonly from: Instant
  readonly to: Instant | null
}
const inForce = new WeakMap<House, Remembered>()

/** The service items in force, by code; some seconds old at most. */
export async function itemsOf(house: House, at: Instant): Promise<ReadonlyMap<string, ServiceItem>> {
  const known = inForce.get(house)
  if (known !== undefined && known.until > performance.now() && holds(known, at)) return known.items
  const { items, next } = await house.database.transact(async tx => ({
    items: await itemsAt(tx, house.hospital.id, at),
    next: await nextEffect(tx, house.hospital.id, at),
  }))
  const byCode = new Map(items.map(item => [item.code, item]))
  inForce.set(house, { items: byCode, until: performance.now() + REMEMBERED_MS, from: at, to: next })
  return byCode
}

const holds = (known: Remembered, at: Instant): boolean =>
  Temporal.Instant.compare(at, known.from) >= 0 && (known.to === null || Temporal.Instant.compare(at, known.to) < 0)

/** After an item was written. */
export const forgetItems = (house: House): void => void inForce.delete(house)

/** The items in force at `at`: of each code, the newest approved version whose time has come. */
export async function itemsAt(tx: Tx, hospitalId: string, at: Instant): Promise<ServiceItem[]> {
  const rows = await run<ItemTable>(
    tx,
    `select distinct on (code) * from ticket.item
     where hospital_id = $1 and state = 'approved' and effective_from <= $2 order by code, version desc`,
    [hospitalId, at.toString()],
  )
  return rows.filter(row => row.active).map(itemOf)
}

async function nextEffect(tx: Tx, hospitalId: string, at: Instant): Promise<Instant | null> {
  const [row] = await run<{ next: Instant | null }>(
    tx,
    `select min(effective_from) as next from ticket.item where hospital_id = $1 and state = 'approved' and effective_from > $2`,
    [hospitalId, at.toString()],
  )
  return row?.next ?? null
}

/** A row as the rules know it. */
export const itemOf = (row: ItemTable): ServiceItem => ({
  code: row.code,
  version: row.version,
  name: row.name,
  group: row.ownerGroup,
  class: row.class,
  due: row.due,
  receiver: row.receiver,
  offHours: row.offHours,
  papers: row.papers,
  fields: row.fields,
  kinds: row.kinds,
  steps: row.steps,
  evidence: row.evidence,
  proof: row.proof,
  active: row.active,
})

const MOST_VERSIONS = 500
const versions = new WeakMap<House, Map<string, ServiceItem>>()

/** The version that a matter began with; an approved version never changes, so it may be remembered. Null where there is none. */
export async function versionOf(house: House, tx: Tx, code: string, version: number): Promise<ServiceItem | null> {
  const known = versions.get(house) ?? new Map<string, ServiceItem>()
  versions.set(house, known)
  const key = `${code} ${version}`
  const found = known.get(key)
  if (found !== undefined) return found
  const [row] = await run<ItemTable>(
    tx,
    `select * from ticket.item where hospital_id = $1 and code = $2 and version = $3 and state = 'approved'`,
    [house.hospital.id, code, version],
  )
  if (row === undefined) return null
  if (known.size >= MOST_VERSIONS) known.clear()
  const item = itemOf(row)
  known.set(key, item)
  return item
}
