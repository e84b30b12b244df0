import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { takeReport, takeTemplate } from './files.ts'
import { listImports, openImport, stopImport } from './read-imports.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.listImports)((_, { caller }) => listImports(house, caller)),
  on(contract.openImport)(({ params }, { caller }) => openImport(house, caller, params.id)),
  on(contract.stopImport)(({ params }, { caller }) => stopImport(house, caller, params.id)),
  on(contract.takeTemplate)(({ params, query }, { caller, language }) =>
    takeTemplate(house, caller, { ...params, ...query }, language),
  ),
  on(contract.takeReport)(({ params }, { caller, language }) => takeReport(house, caller, params.id, language)),
]
