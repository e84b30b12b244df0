import '../events.ts'
import './tables.ts'
import { fhirProblems } from '#interop/fhir/problems.ts'
import { fhirRefusals, mountFhir } from '#interop/fhir/server/mount.ts'
import type { Module } from '#platform/module.ts'
import { problems } from '../problems.ts'
import { assumedCharset, outgoingPolicy, schedulingPolicy } from '../settings.ts'
import { expires, messagesKept } from './expires.ts'
import { routes } from './routes.ts'
import { sendOutgoing } from './send-outgoing.ts'
import { sweeps } from './sweeps.ts'
import { tellReceivers } from './tell-receivers.ts'

export { listenForMessages } from './listen.ts'
export { stopTelling } from './send-outgoing.ts'

/** What other systems tell the house (院内消息接口): the log of messages, their application to patients and visits, replay. */
export const module: Module = {
  name: 'interop',
  problems: { ...problems, ...fhirProblems },
  routes,
  settings: [assumedCharset, schedulingPolicy, outgoingPolicy, messagesKept] as never,
  sweeps: [...sweeps, sendOutgoing],
  listeners: [tellReceivers],
  expires,
  mount: mountFhir,
  refusals: fhirRefusals,
}
