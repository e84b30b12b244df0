import './events.ts'
import './server/tables.ts'
import type { Module } from '#platform/module.ts'
import { problems } from './problems.ts'
import { routes } from './server/routes.ts'
import { backupPolicy } from './settings.ts'

export { backUp } from './server/back-up.ts'
export { recordRestoreTest } from './server/record-test.ts'
export { dailyBackup } from './server/sweeps.ts'

/** Backups, their log and restore tests (备份与恢复测试). Its sweep is the house's own: see `dailyBackup`. */
export const module: Module = { name: 'backup', problems, routes, settings: [backupPolicy] as never }
