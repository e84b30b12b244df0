import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../../contract.ts'
import { arriveMine } from './arrive-mine.ts'
import { cancelMine, confirmMine, holdMine, moveMine, releaseMine } from './book-mine.ts'
import { listVisits, openVisit } from './visits.ts'
import { answerMine, joinMine, leaveMine } from './wait-mine.ts'

/** What a patient who is signed in does with bookings (患者端预约). */
export const portalRoutes = (house: House): readonly Route[] => [
  on(contract.holdMine)(({ body }, { caller }) => holdMine(house)(caller, body)),
  on(contract.releaseMine)(({ params }, { caller }) => releaseMine(house)(caller, params)),
  on(contract.confirmMine)(({ params }, { caller }) => confirmMine(house)(caller, params)),
  on(contract.moveMine)(({ params, body }, { caller }) => moveMine(house)(caller, { ...params, ...body })),
  on(contract.cancelMine)(({ params, body }, { caller }) => cancelMine(house)(caller, { ...params, ...body })),
  on(contract.arriveMine)(({ params, body }, { caller }) => arriveMine(house)(caller, { ...params, ...body })),
  on(contract.listVisits)((_, { caller }) => listVisits(house)(caller)),
  on(contract.openVisit)(({ params }, { caller }) => openVisit(house)(caller, params)),
  on(contract.joinMine)(({ body }, { caller }) => joinMine(house)(caller, body)),
  on(contract.answerMine)(({ params, body }, { caller }) => answerMine(house)(caller, { ...params, ...body })),
  on(contract.leaveMine)(({ params }, { caller }) => leaveMine(house)(caller, params)),
]
