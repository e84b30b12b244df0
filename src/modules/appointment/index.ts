import './events.ts'
import { declareMessages } from '#modules/notification/index.ts'
import './server/tables.ts'
import './server/extra-tables.ts'
import './server/reservation-tables.ts'
import './server/treatment/tables.ts'
import type { Module } from '#platform/module.ts'
import { messageKinds } from './messages.ts'
import { problems } from './problems.ts'
import { sayAppointments } from './server/contact-lines.ts'
import { expireSweep } from './server/expire-waiting.ts'
import { hearNotified } from './server/hear-notified.ts'
import { hearSubstitution } from './server/hear-substitution.ts'
import { publishOpened } from './server/listen.ts'
import { mountCalendar } from './server/portal/calendar.ts'
import { missingListsSweep } from './server/missing-lists.ts'
import { tellPlatform } from './server/platform/listen.ts'
import { mountPlatform } from './server/platform/take-calls.ts'
import { platformSweep } from './server/platform/transfer.ts'
import { routes } from './server/routes.ts'
import { kioskSweep } from './server/kiosk-visit.ts'
import { aheadSweeps } from './server/sweeps-ahead.ts'
import { lapseSweep, noShowSweep, releaseSweep, reminderSweep } from './server/sweeps.ts'
import { followMerges } from './server/follow-merges.ts'
import { tellDesk } from './server/tell-desk.ts'
import { tellPatient } from './server/tell-patient.ts'
import {
  arrivalPolicy,
  bookingLimits,
  bookingPolicy,
  extraPolicy,
  listPolicy,
  kioskPolicy,
  noShowPolicy,
  platformPolicy,
  quotaPlan,
  rebookPolicy,
  redFlags,
  reservationPolicy,
  treatmentPolicy,
  reminderPolicy,
  stopPolicy,
  waitingPolicy,
} from './settings.ts'

sayAppointments()
declareMessages(...messageKinds)

/** Appointments on one pool for every channel (预约). */
export const module: Module = {
  name: 'appointment',
  problems,
  routes,
  mount(app, house) {
    mountCalendar(app, house)
    mountPlatform(app, house)
  },
  settings: [
    bookingPolicy,
    quotaPlan,
    listPolicy,
    noShowPolicy,
    waitingPolicy,
    stopPolicy,
    rebookPolicy,
    reminderPolicy,
    redFlags,
    extraPolicy,
    reservationPolicy,
    treatmentPolicy,
    arrivalPolicy,
    kioskPolicy,
    bookingLimits,
    platformPolicy,
  ] as never,
  sweeps: [
    lapseSweep,
    expireSweep,
    releaseSweep,
    noShowSweep,
    reminderSweep,
    ...aheadSweeps,
    kioskSweep,
    missingListsSweep,
    platformSweep,
  ],
  listeners: [publishOpened, hearSubstitution, tellPatient, tellDesk, hearNotified, tellPlatform, ...followMerges],
}

export { CHANNELS, type Channel } from './rules/quota.ts'
export { STATUSES, type Status } from './rules/appointment.ts'
export { type BookAppointment, bookAppointment, holdPlace } from './server/book-appointment.ts'
export { type BookingFacts, bookingOf } from './server/booking-of.ts'
export { bookWithin } from './server/book-within.ts'
export { cancelAppointment } from './server/cancel-appointment.ts'
export { bookingSets, countedBookings } from './server/counted-bookings.ts'
export { countedExtras, extraSets } from './server/counted.ts'
export { checkIn } from './server/check-in.ts'
export { type Competition, competitionFor } from './server/competition.ts'
export { confirmHold } from './server/confirm-hold.ts'
export { moveAppointment } from './server/move-appointment.ts'
export { noteNoShow } from './server/note-no-show.ts'
export { reopenSession } from './server/reopen-session.ts'
export { seekAppointments, type SoughtAppointment } from './server/seek-appointments.ts'
export { seekSlots, type SlotState, type SoughtSlot } from './server/seek-slots.ts'
export { stopSession } from './server/stop-session.ts'
export { placeTemplate } from './server/place-template.ts'
export { type JoinWaiting, joinWaitingList, leaveIfWaiting, leaveWaitingList } from './server/waiting-list.ts'
export { stopTransfers } from './server/platform/transfer.ts'
