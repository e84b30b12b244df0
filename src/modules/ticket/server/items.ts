import type { Instant } from '#kernel/time.ts'
import type { House } from '#platform/house.ts'
import type { ServiceItem } from '../rules/service-item.ts'
import { itemsAt } from './store.ts'

const REMEMBERED_MS = 5000
const remembered = new WeakMap<House, { items: ReadonlyMap<string, ServiceItem>; until: number }>()

/** The service items in force, by code; some seconds old at most. */
export async function itemsOf(house: House, at: Instant): Promise<ReadonlyMap<string, ServiceItem>> {
  const known = remembered.get(house)
  if (known !== undefined && known.until > performance.now()) return known.items
  const rows = await house.database.transact(tx => itemsAt(tx, house.hospital.id, at))
  const items = new Map(rows.map(item => [item.code, item]))
  remembered.set(house, { items, until: performance.now() + REMEMBERED_MS })
  return items
}

/** After an item was written. */
export const forgetItems = (house: House): void => void remembered.delete(house)
