import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { describeUnit } from './describe-unit.ts'
import { findForPatients, findForStaff, openForPatients, openForStaff } from './directory.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.findUnits)(({ query }) => findForStaff(house, query.q ?? '')),
  on(contract.openUnit)(({ params }, { caller }) => openForStaff(house, caller, params.unitId)),
  on(contract.describeUnit)(({ params, body }, { caller }) => describeUnit(house, caller, { ...params, ...body })),
  on(contract.findPublicUnits)(({ query }) => findForPatients(house, query.q ?? '')),
  on(contract.openPublicUnit)(({ params }) => openForPatients(house, params.unitId)),
]
