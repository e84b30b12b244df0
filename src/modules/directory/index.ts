import './events.ts'
import './server/tables.ts'
import type { Module } from '#platform/module.ts'
import { problems } from './problems.ts'
import { routes } from './server/routes.ts'
import { sessionSweep } from './server/sweeps.ts'
import { sessionPolicy } from './settings.ts'

/** Departments, doctors and clinic sessions (科室介绍、医生、出诊). */
export const module: Module = {
  name: 'directory',
  problems,
  routes,
  settings: [sessionPolicy as never],
  sweeps: [sessionSweep],
}

export type { FeeLevel, Title } from './rules/doctor.ts'
export { type HalfDay, isAvailable, mustFollow, type WeeklySession } from './rules/session.ts'
export { problems as directoryProblems } from './problems.ts'
export { addSession } from './server/add-session.ts'
export { isForPatients, type Listed, listUnits } from './server/directory.ts'
export { descriptionTemplate } from './server/description-template.ts'
export { doctorTemplate } from './server/doctor-template.ts'
export { findUnits } from './rules/find-units.ts'
export { findDoctors } from './rules/doctor.ts'
export { type ListedDoctor, listDoctors } from './server/doctors.ts'
export { makeSessions } from './server/make-sessions.ts'
export { giveOutSession, sessionToGiveOut } from './server/give-out-session.ts'
export {
  lockedSessions,
  resizeSession,
  type Session,
  saveSession,
  seekSessions,
  sessionById,
  sessionsBetween,
} from './server/session-store.ts'
export { mustBeFreeFor } from './server/substitute.ts'
export { soundOf } from './server/sound.ts'
export { type UpsertDoctor, upsertDoctor, upsertDoctors } from './server/upsert-doctor.ts'
export { saveWeeks } from './server/write-week.ts'
export { sessionPolicy }
