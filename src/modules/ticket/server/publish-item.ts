import { type Caller, mustBeAble } from '#kernel/caller.ts'
import { type House, transact } from '#platform/house.ts'
import type { ServiceItem } from '../rules/service-item.ts'
import { forgetItems } from './items.ts'
import { insertItem } from './store.ts'

/** Puts a version of a service item in force from now on (服务事项发布); matters keep the version that they began with. */
export const publishItem = (house: House) => async (caller: Caller, item: ServiceItem) => {
  mustBeAble(caller, 'setting:write')
  await transact(house, caller, async ({ tx, tell }) => {
    await insertItem(tx, caller.hospitalId, item, house.clock.now())
    tell({
      action: 'service-item.published',
      subject: { kind: 'service-item', id: house.ids.next() },
      facts: { code: item.code, version: item.version },
    })
  })
  forgetItems(house)
}
