import type { Schedule, Slot } from 'fhir/r4.js'
import type { SlotState, SoughtSlot } from '#modules/appointment/index.ts'
import type { Session } from '#modules/directory/index.ts'
import { type Base, coded, extension, type NamedUnit, refer } from './common.ts'

const STATUS = { free: 'free', full: 'busy', stopped: 'busy-unavailable' } as const

/** What a search for a status means here. */
export const slotStates = (code: string): readonly SlotState[] =>
  (Object.keys(STATUS) as SlotState[]).filter(state => STATUS[state] === code)

/** One start time of a session (号源时段). A slot has several places; it is free while the caller's channel has one left. */
export const slotResource = (slot: SoughtSlot, unit: NamedUnit, base: Base): Slot => ({
  resourceType: 'Slot',
  id: slot.id,
  extension: [
    extension(base, 'slot-capacity', { valueInteger: slot.capacity }),
    extension(base, 'slot-free', { valueInteger: slot.free }),
  ],
  serviceType: [coded(base, 'unit', unit.code, unit.name)],
  appointmentType: coded(base, 'fee-level', slot.feeLevel),
  schedule: refer('Schedule', slot.sessionId),
  status: STATUS[slot.state],
  start: slot.startsAt,
  end: slot.endsAt,
})

/** A clinic session (出诊) of one doctor. */
export const scheduleResource = (session: Session, unit: NamedUnit, doctor: string, base: Base): Schedule => ({
  resourceType: 'Schedule',
  id: session.id,
  meta: { versionId: String(session.version) },
  active: session.state !== 'stopped',
  serviceType: [coded(base, 'unit', unit.code, unit.name)],
  actor: [refer('Practitioner', session.seenBy, doctor)],
  planningHorizon: { start: session.fromAt.toString(), end: session.toAt.toString() },
  ...(session.room === null ? {} : { comment: session.room }),
})
