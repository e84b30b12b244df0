import './events.ts'
import './server/tables.ts'
import type { Module } from '#platform/module.ts'
import { problems } from './problems.ts'
import { routes } from './server/routes.ts'

/** What is told about departments: where they are, when they are open, what they do (科室介绍). */
export const module: Module = { name: 'directory', problems, routes }
