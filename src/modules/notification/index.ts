import './events.ts'
import './server/tables.ts'
import type { Module } from '#platform/module.ts'
import { messageKinds } from './messages.ts'
import { problems } from './problems.ts'
import { sayMessages } from './server/contact-lines.ts'
import { expires } from './server/expires.ts'
import { declareMessages } from './server/kinds.ts'
import { routes } from './server/routes.ts'
import { sweeps } from './server/sweeps.ts'
import { tellStaff } from './server/tell-staff.ts'
import { messageChannels, messagePolicy } from './settings.ts'

sayMessages()
declareMessages(...messageKinds)

/** Messages to patients and staff (消息通知): see README.md. */
export const module: Module = {
  name: 'notification',
  problems,
  routes,
  settings: [messagePolicy, messageChannels, ...expires.map(kind => kind.keep)] as never,
  sweeps,
  expires,
  listeners: [tellStaff],
}

export type { Wanted } from './rules/message.ts'
export type { MessageKind } from './rules/template.ts'
export { aboutOf } from './server/about-of.ts'
export { acknowledge } from './server/acknowledge.ts'
export { callProvider } from './server/call-provider.ts'
export { declareMessages } from './server/kinds.ts'
export { endTasks } from './server/end-tasks.ts'
export { newestMessages } from './server/newest-messages.ts'
export { quietEnd } from './server/quiet-end.ts'
export { stopSending } from './server/send-due.ts'
export { sendMessage } from './server/send-message.ts'
