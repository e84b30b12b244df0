import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { appealMissed, decideAppeal } from './appeal.ts'
import { listAppeals } from './list-appeals.ts'
import { readStanding } from './read-standing.ts'
import { readLimits, setLimits } from './set-limits.ts'

export const reliabilityRoutes = (house: House): readonly Route[] => [
  on(contract.readStanding)(({ params }, { caller }) => readStanding(house)(caller, { patientId: params.id })),
  on(contract.appealMissed)(({ params, body }, { caller }) => appealMissed(house)(caller, { ...params, ...body })),
  on(contract.listAppeals)((_, { caller }) => listAppeals(house)(caller)),
  on(contract.decideAppeal)(({ params, body }, { caller }) => decideAppeal(house)(caller, { ...params, ...body })),
  on(contract.readBookingLimits)((_, { caller }) => readLimits(house)(caller)),
  on(contract.setBookingLimits)(({ body }, { caller }) => setLimits(house)(caller, body)),
]
