import './events.ts'
import './server/tables.ts'
import type { Module } from '#platform/module.ts'
import { problems } from './problems.ts'
import { sweeps } from './server/carry-on.ts'
import { routes } from './server/routes.ts'
import { mountUpload } from './server/upload.ts'
import { keepPolicy } from './settings.ts'

/** Lists that a hospital brings, from Excel and CSV (初始化导入). */
export const module: Module = {
  name: 'data-import',
  problems,
  routes,
  mount: mountUpload,
  settings: [keepPolicy] as never,
  sweeps,
}
