import './events.ts'
import { declareMessages } from '#modules/notification/index.ts'
import type { Module } from '#platform/module.ts'
import { answers, removalHour } from '#platform/retention.ts'
import { messageKinds } from './messages.ts'
import { problems } from './problems.ts'
import { routes } from './server/routes.ts'
import { tellAdministrators } from './server/tell-administrators.ts'

declareMessages(...messageKinds)

/** What keeps the house running, for who runs it (运行维护): of all the others, given to it, because it looks after each of them. */
export const upkeep = (others: readonly Module[]): Module => ({
  name: 'upkeep',
  problems,
  routes: house =>
    routes(house, {
      listeners: [tellAdministrators, ...others.flatMap(module => module.listeners ?? [])],
      kinds: [answers, ...others.flatMap(module => module.expires ?? [])],
    }),
  settings: [removalHour, answers.keep] as never,
  listeners: [tellAdministrators],
})
