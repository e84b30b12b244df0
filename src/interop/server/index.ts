import '../events.ts'
import './tables.ts'
import type { Module } from '#platform/module.ts'
import { problems } from '../problems.ts'
import { assumedCharset } from '../settings.ts'
import { routes } from './routes.ts'
import { sweeps } from './sweeps.ts'

export { listenForMessages } from './listen.ts'

/** What other systems tell the house (院内消息接口): the log of messages, their application to patients and visits, replay. */
export const module: Module = { name: 'interop', problems, routes, settings: [assumedCharset as never], sweeps }
