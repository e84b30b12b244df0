import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { planBackups, readBackups, runNow } from './read-backups.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.readBackups)((_, { caller }) => readBackups(house, caller)),
  on(contract.runBackup)((_, { caller }) => runNow(house, caller)),
  on(contract.planBackups)(({ body }, { caller }) => planBackups(house, caller, body)),
]
