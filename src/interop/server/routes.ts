import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { changeClient, listClients, makeClient, renewSecret, revokeClient } from './clients.ts'
import { listOutgoing, openOutgoing, outgoingFigures, resendOutgoing } from './outgoing.ts'
import { addReceiver, changeReceiver, listReceivers } from './receivers.ts'
import { listMessages, messageFigures, openMessage } from './read.ts'
import { replayMessage } from './replay-message.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.listMessages)(({ query }, { caller, language }) => listMessages(house)(caller, query, language)),
  on(contract.messageFigures)(({ query }, { caller }) => messageFigures(house)(caller, query)),
  on(contract.openMessage)(({ params }, { caller, language }) => openMessage(house)(caller, params, language)),
  on(contract.replayMessage)(async ({ params, body }, { caller, language }) => {
    await replayMessage(house)(caller, { ...params, ...body })
    return openMessage(house)(caller, params, language)
  }),
  on(contract.listClients)((_, { caller }) => listClients(house)(caller)),
  on(contract.makeClient)(({ body }, { caller }) => makeClient(house)(caller, body)),
  on(contract.changeClient)(({ params, body }, { caller }) => changeClient(house)(caller, { ...params, ...body })),
  on(contract.renewSecret)(({ params }, { caller }) => renewSecret(house)(caller, params)),
  on(contract.revokeClient)(({ params }, { caller }) => revokeClient(house)(caller, params)),
  on(contract.listReceivers)((_, { caller }) => listReceivers(house)(caller)),
  on(contract.addReceiver)(({ body }, { caller }) => addReceiver(house)(caller, body)),
  on(contract.changeReceiver)(({ params, body }, { caller }) => changeReceiver(house)(caller, { ...params, ...body })),
  on(contract.listOutgoing)(({ query }, { caller }) => listOutgoing(house)(caller, query)),
  on(contract.outgoingFigures)(({ query }, { caller }) => outgoingFigures(house)(caller, query)),
  on(contract.openOutgoing)(({ params }, { caller }) => openOutgoing(house)(caller, params)),
  on(contract.resendOutgoing)(async ({ params, body }, { caller }) => {
    await resendOutgoing(house)(caller, { ...params, ...body })
    return openOutgoing(house)(caller, params)
  }),
]
