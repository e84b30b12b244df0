import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { listDeliveries, messageFigures } from './figures.ts'
import { openLink } from './links.ts'
import { listMessages } from './list-messages.ts'
import { listTasks } from './list-tasks.ts'
import { readSettings, setChannels, setKey, setPolicy } from './message-settings.ts'
import { openMessage, unmaskRecipient } from './open-message.ts'
import { resendMessage } from './resend-message.ts'
import { takeReceipts } from './take-receipts.ts'
import { finishTask } from './tasks.ts'
import { decideTemplate, listTemplates, previewTemplate, writeTemplate } from './templates.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.listMessages)(({ query }, { caller }) => listMessages(house)(caller, query)),
  on(contract.openMessage)(({ params }, { caller }) => openMessage(house)(caller, params)),
  on(contract.resendMessage)(({ params, body }, { caller }) => resendMessage(house)(caller, { ...params, ...body })),
  on(contract.unmaskRecipient)(({ params, body }, { caller }) =>
    unmaskRecipient(house)(caller, { ...params, ...body }),
  ),
  on(contract.messageFigures)(({ query }, { caller }) => messageFigures(house)(caller, query)),
  on(contract.listDeliveries)(({ query }, { caller }) => listDeliveries(house)(caller, query)),
  on(contract.listTasks)(({ query }, { caller }) => listTasks(house)(caller, query)),
  on(contract.finishTask)(({ params, body }, { caller }) => finishTask(house)(caller, { ...params, ...body })),
  on(contract.listTemplates)((_, { caller }) => listTemplates(house)(caller)),
  on(contract.previewTemplate)(({ params, body }, { caller }) => previewTemplate(house)(caller, params, body)),
  on(contract.writeTemplate)(({ params, body }, { caller }) => writeTemplate(house)(caller, params, body)),
  on(contract.decideTemplate)(({ params, body }, { caller }) => decideTemplate(house)(caller, params, body)),
  on(contract.readSettings)(() => readSettings(house)),
  on(contract.setPolicy)(({ body }, { caller }) => setPolicy(house)(caller, body)),
  on(contract.setChannels)(({ body }, { caller }) => setChannels(house)(caller, body)),
  on(contract.setSecret)(({ params, body }, { caller }) => setKey(house)(caller, { ...params, ...body })),
  on(contract.takeReceipts)(({ query, body }) => takeReceipts(house)(query.key, body)),
  on(contract.openLink)(({ body }) => openLink(house)(body)),
]
