import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import type { Listener } from '#platform/listeners.ts'
import type { Expiring } from '#platform/retention.ts'
import * as contract from '../contract.ts'
import { letGo, redeliver } from './redeliver.ts'
import { readUpkeep } from './read-upkeep.ts'
import { setTerm } from './set-term.ts'

/** What the upkeep looks after. */
export interface Cared {
  readonly listeners: readonly Listener[]
  readonly kinds: readonly Expiring[]
}

export const routes = (house: House, cared: Cared): readonly Route[] => [
  on(contract.readUpkeep)((_, { caller }) => readUpkeep(house, cared)(caller)),
  on(contract.redeliver)(({ body }, { caller }) => redeliver(house, cared)(caller, body)),
  on(contract.letGo)(({ body }, { caller }) => letGo(house)(caller, body)),
  on(contract.setTerm)(({ params, body }, { caller }) => setTerm(house, cared)(caller, { ...params, ...body })),
]
