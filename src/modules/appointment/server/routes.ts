import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { approveExtra, refuseExtra } from './answer-extra.ts'
import { askExtra, withdrawExtra } from './ask-extra.ts'
import { answerStop } from './answer-stop.ts'
import { bookAppointment, holdPlace } from './book-appointment.ts'
import { readBookableDays, readBookableTimes } from './bookable.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { byHand, checkIn } from './check-in.ts'
import { kioskRoutes } from './kiosk-routes.ts'
import { confirmHold } from './confirm-hold.ts'
import { listDay, listOfPatient, openAppointment } from './list-appointments.ts'
import { listAskedExtras, listExtras, openAskedExtra, openExtra } from './list-extras.ts'
import { listReservations, openReservation } from './list-reservations.ts'
import { listSlots } from './list-slots.ts'
import { changePlaces, releaseShare } from './change-places.ts'
import { giveOutList } from './give-out-list.ts'
import { readPlatform, readTransfers, retryTransfers, setPlatform } from './platform/settings-of-platform.ts'
import { readListRules, setListRules } from './list-rules.ts'
import { readPlaces, readSchedule } from './read-schedule.ts'
import { readSlotLife } from './read-slot-life.ts'
import { listStopCases } from './list-stop-cases.ts'
import { listWaiting } from './list-waiting.ts'
import { moveAllStopped } from './move-all-stopped.ts'
import { moveAppointment } from './move-appointment.ts'
import { portalRoutes } from './portal/routes.ts'
import { openStopCase } from './open-stop-case.ts'
import { stopImpact } from './stop-impact.ts'
import {
  bookReserved,
  cancelReservation,
  makeReservation,
  moveReservation,
  noteReservationCall,
} from './reservations.ts'
import { reliabilityRoutes } from './reliability-routes.ts'
import { noteStopAttempt, stopSession } from './stop-session.ts'
import { askForCall, readRebooking, takeRebooking } from './rebook/rebooking.ts'
import { moveStopped } from './rebook-arrived.ts'
import { registerOnSite } from './register-on-site.ts'
import { treatmentRoutes } from './treatment/routes.ts'
import { answerOffer, joinWaitingList, leaveWaitingList } from './waiting-list.ts'
import { listBookable } from './suggest-units.ts'

export const routes = (house: House): readonly Route[] => [
  ...kioskRoutes(house),
  ...portalRoutes(house),
  ...reliabilityRoutes(house),
  on(contract.listBookable)(({ query: { channel = 'web', q } }) => listBookable(house)({ q, channel })),
  on(contract.readBookableDays)(({ params, query: { channel = 'web' } }) =>
    readBookableDays(house)({ ...params, channel }),
  ),
  on(contract.readBookableTimes)(({ params, query: { channel = 'web', ...asked } }) =>
    readBookableTimes(house)({ ...params, ...asked, channel }),
  ),
  on(contract.listSlots)(({ query }, { caller }) => listSlots(house)(caller, query)),
  on(contract.bookAppointment)(({ body }, { caller }) => bookAppointment(house)(caller, body)),
  on(contract.holdPlace)(({ body }, { caller }) => holdPlace(house)(caller, body)),
  on(contract.confirmHold)(({ params, body }, { caller }) => confirmHold(house)(caller, { ...params, ...body })),
  on(contract.moveAppointment)(({ params, body }, { caller }) =>
    moveAppointment(house)(caller, { ...params, ...body }),
  ),
  on(contract.cancelAppointment)(({ params, body }, { caller }) =>
    cancelAppointment(house)(caller, { ...params, ...body }),
  ),
  on(contract.checkIn)(({ params, body }, { caller }) => checkIn(house)(caller, { ...params, ...body })),
  on(contract.registerOnSite)(({ body: { place, ...asked } }, { caller }) =>
    registerOnSite(house)(caller, asked, byHand(caller, place, asked.channel === 'assisted')),
  ),
  on(contract.listDay)(({ query }, { caller }) => listDay(house)(caller, query)),
  on(contract.listOfPatient)(({ params }, { caller }) => listOfPatient(house)(caller, { patientId: params.id })),
  on(contract.openAppointment)(({ params }, { caller }) => openAppointment(house)(caller, params)),
  on(contract.joinWaitingList)(({ body }, { caller }) => joinWaitingList(house)(caller, body)),
  on(contract.listWaiting)(({ query }, { caller }) => listWaiting(house)(caller, query)),
  on(contract.answerOffer)(({ params, body }, { caller }) => answerOffer(house)(caller, { ...params, ...body })),
  on(contract.leaveWaitingList)(({ params, body }, { caller }) =>
    leaveWaitingList(house)(caller, { ...params, ...body }),
  ),
  on(contract.readListRules)((_, { caller }) => readListRules(house)(caller)),
  on(contract.setListRules)(({ body }, { caller }) => setListRules(house)(caller, body)),
  on(contract.readPlatform)((_, { caller }) => readPlatform(house)(caller)),
  on(contract.setPlatform)(({ body }, { caller }) => setPlatform(house)(caller, body)),
  on(contract.readTransfers)((_, { caller }) => readTransfers(house)(caller)),
  on(contract.retryTransfers)((_, { caller }) => retryTransfers(house)(caller)),
  on(contract.readSchedule)(({ query }, { caller }) => readSchedule(house)(caller, query)),
  on(contract.readPlaces)(({ params }, { caller }) => readPlaces(house)(caller, params)),
  on(contract.giveOutPlaces)(({ body }, { caller }) => giveOutList(house, 'desk')(caller, body)),
  on(contract.changePlaces)(({ params, body }, { caller }) => changePlaces(house)(caller, { ...params, ...body })),
  on(contract.releaseShare)(({ params, body }, { caller }) => releaseShare(house)(caller, { ...params, ...body })),
  on(contract.readSlotLife)(({ params }, { caller }) => readSlotLife(house)(caller, params)),
  on(contract.stopSession)(({ params, body }, { caller }) => stopSession(house)(caller, { ...params, ...body })),
  on(contract.makeReservation)(({ body }, { caller }) => makeReservation(house)(caller, body)),
  on(contract.listReservations)(({ query }, { caller }) => listReservations(house)(caller, query)),
  on(contract.openReservation)(({ params }, { caller }) => openReservation(house)(caller, params)),
  on(contract.bookReserved)(({ params, body }, { caller }) => bookReserved(house)(caller, { ...params, ...body })),
  on(contract.moveReservation)(({ params, body }, { caller }) =>
    moveReservation(house)(caller, { ...params, ...body }),
  ),
  on(contract.noteReservationCall)(({ params }, { caller }) => noteReservationCall(house)(caller, params)),
  on(contract.cancelReservation)(({ params, body }, { caller }) =>
    cancelReservation(house)(caller, { ...params, ...body }),
  ),
  ...treatmentRoutes(house),
  on(contract.askExtra)(({ body }, { caller }) => askExtra(house)(caller, body)),
  on(contract.withdrawExtra)(({ params, body }, { caller }) => withdrawExtra(house)(caller, { ...params, ...body })),
  on(contract.listExtras)((_, { caller }) => listExtras(house)(caller)),
  on(contract.openExtra)(({ params }, { caller }) => openExtra(house)(caller, params)),
  on(contract.listAskedExtras)((_, { caller }) => listAskedExtras(house)(caller)),
  on(contract.openAskedExtra)(({ params }, { caller }) => openAskedExtra(house)(caller, params)),
  on(contract.approveExtra)(({ params }, { caller }) => approveExtra(house)(caller, params)),
  on(contract.refuseExtra)(({ params, body }, { caller }) => refuseExtra(house)(caller, { ...params, ...body })),
  on(contract.listStopCases)((_, { caller }) => listStopCases(house)(caller)),
  on(contract.stopImpact)(({ params }, { caller }) => stopImpact(house)(caller, params)),
  on(contract.openStopCase)(({ params }, { caller }) => openStopCase(house)(caller, params)),
  on(contract.moveAllStopped)(({ params, body }, { caller, language }) =>
    moveAllStopped(house)(caller, { ...params, ...body }, language),
  ),
  on(contract.moveStopped)(({ params, body }, { caller }) => moveStopped(house)(caller, { ...params, ...body })),
  on(contract.readRebooking)((_, { caller }) => readRebooking(house)(caller)),
  on(contract.takeRebooking)(({ body }, { caller }) => takeRebooking(house)(caller, body)),
  on(contract.askForCall)((_, { caller }) => askForCall(house)(caller)),
  on(contract.answerStop)(({ params, body }, { caller }) => answerStop(house)(caller, { ...params, ...body })),
  on(contract.noteStopAttempt)(({ params }, { caller }) =>
    noteStopAttempt(house)(caller, { appointmentId: params.id }),
  ),
]
