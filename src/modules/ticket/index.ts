import './events.ts'
import { declareMessages } from '#modules/notification/index.ts'
import type { Module } from '#platform/module.ts'
import { messageKinds } from './messages.ts'
import { problems } from './problems.ts'
import { sayMatters } from './server/contact-lines.ts'
import { listeners } from './server/listen.ts'
import { refuseToCloseBusyUnits } from './server/open-matters.ts'
import { routes } from './server/routes.ts'
import { clockSweep, coverSweep } from './server/sweeps.ts'
import { outsideListeners } from './server/tell-outside.ts'
import { painPointSweep } from './server/remind-pain-points.ts'
import { readingPolicy } from '#platform/reading.ts'
import { clockPolicy, messagesOutside, painPointPolicy } from './settings.ts'

refuseToCloseBusyUnits()
declareMessages(...messageKinds)
sayMatters()

/** Service requests (服务工单): see README.md. */
export const module: Module = {
  name: 'ticket',
  problems,
  routes,
  settings: [clockPolicy, painPointPolicy, messagesOutside, readingPolicy] as never,
  sweeps: [clockSweep, coverSweep, painPointSweep],
  listeners: [...listeners, ...outsideListeners],
}

export { matterSets } from './server/counted.ts'
export { itemsOf } from './server/items.ts'
export { countedMatters, firstMatterAt, matterRows } from './server/list-tickets.ts'
export { unitShares, type UnitShare } from './server/unit-shares.ts'
export { createTicket } from './server/create-ticket.ts'
export { departmentsWithoutPainPoint, painPointsOf } from './server/pain-points.ts'
export { publishItem } from './server/publish-item.ts'
export type { ServiceItem } from './rules/service-item.ts'
export type { SopStep } from './rules/sop.ts'
