import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import type { Cared } from './cared.ts'
import { letGo, redeliver } from './redeliver.ts'
import { readUpkeep } from './read-upkeep.ts'
import { setTerm } from './set-term.ts'

export const routes = (house: House, cared: Cared): readonly Route[] => [
  on(contract.readUpkeep)((_, { caller }) => readUpkeep(house, cared)(caller)),
  on(contract.redeliver)(({ body }, { caller }) => redeliver(house, cared)(caller, body)),
  on(contract.letGo)(({ body }, { caller }) => letGo(house)(caller, body)),
  on(contract.setTerm)(({ params, body }, { caller }) => setTerm(house, cared)(caller, { ...params, ...body })),
]
