import './events.ts'
import './server/tables.ts'
import type { Module } from '#platform/module.ts'
import { problems } from './problems.ts'
import { expires } from './server/expires.ts'
import { declareQualityMessages } from './server/messages.ts'
import { routes } from './server/routes.ts'
import { reportSweep } from './server/sweeps.ts'
import { reportPolicy } from './settings.ts'

declareQualityMessages()

/** Figures, reports, consoles and the monthly review (指标、报告、复盘): see README.md. */
export const module: Module = {
  name: 'quality',
  problems,
  routes,
  settings: [reportPolicy, ...expires.map(kind => kind.keep)] as never,
  sweeps: [reportSweep],
  expires,
}

export { draftDay } from './server/draft-report.ts'
export { signReport } from './server/sign-report.ts'
