import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { myAlerts, seeAlert } from './alerts.ts'
import { broadcastReceipts, listBroadcasts, readBroadcast, sendBroadcast } from './broadcasts.ts'
import { agreeStep, closeIssue, finishStep, listIssues, moveDue, raiseIssue } from './issues.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.listIssues)(({ query }, { caller }) => listIssues(house)(caller, query)),
  on(contract.raiseIssue)(({ body }, { caller }) => raiseIssue(house)(caller, body)),
  on(contract.agreeStep)(({ params, body }, { caller }) => agreeStep(house)(caller, { ...params, ...body })),
  on(contract.finishStep)(({ params, body }, { caller }) => finishStep(house)(caller, { ...params, ...body })),
  on(contract.moveDue)(({ params, body }, { caller }) => moveDue(house)(caller, { ...params, ...body })),
  on(contract.closeIssue)(({ params, body }, { caller }) => closeIssue(house)(caller, { ...params, ...body })),
  on(contract.listBroadcasts)((_, { caller }) => listBroadcasts(house)(caller)),
  on(contract.sendBroadcast)(({ body }, { caller }) => sendBroadcast(house)(caller, body)),
  on(contract.readBroadcast)(({ params }, { caller }) => readBroadcast(house)(caller, params)),
  on(contract.broadcastReceipts)(({ params }, { caller }) => broadcastReceipts(house)(caller, params)),
  on(contract.myAlerts)((_, { caller }) => myAlerts(house)(caller)),
  on(contract.seeAlert)(({ params }, { caller }) => seeAlert(house)(caller, params)),
]
