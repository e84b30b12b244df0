import './events.ts'
import './server/tables.ts'
import { declareMessages } from '#modules/notification/index.ts'
import type { Module } from '#platform/module.ts'
import { messageKinds } from './messages.ts'
import { problems } from './problems.ts'
import { routes } from './server/routes.ts'
import { tellAdministrators } from './server/tell-administrators.ts'
import { backupPolicy } from './settings.ts'

declareMessages(...messageKinds)

export { backUp } from './server/back-up.ts'
export { recordRestoreTest } from './server/record-test.ts'
export { dailyBackup } from './server/sweeps.ts'

/** Backups, their log and restore tests (备份与恢复测试). Its sweep is the house's own: see `dailyBackup`. */
export const module: Module = {
  name: 'backup',
  problems,
  routes,
  settings: [backupPolicy] as never,
  listeners: [tellAdministrators],
}
