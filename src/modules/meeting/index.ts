import './events.ts'
import './server/tables.ts'
import type { Module } from '#platform/module.ts'
import { problems } from './problems.ts'
import { issueSweep } from './server/escalate-issues.ts'
import { routes } from './server/routes.ts'
import { coordinationPolicy } from './settings.ts'

/** Issues between departments and broadcasts to staff (内部协调、内部通知): see README.md. */
export const module: Module = {
  name: 'meeting',
  problems,
  routes,
  settings: [coordinationPolicy] as never,
  sweeps: [issueSweep],
}

export { sendBroadcast } from './server/broadcasts.ts'
export { agreeStep, finishStep, raiseIssue } from './server/issues.ts'
