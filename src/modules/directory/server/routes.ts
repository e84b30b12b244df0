import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { addSession } from './add-session.ts'
import { changePhoto } from './change-photo.ts'
import { describeUnit } from './describe-unit.ts'
import { findForPatients, findForStaff, openForPatients, openForStaff } from './directory.ts'
import { doctorLeaves } from './doctor-leaves.ts'
import { findDoctorsForPatients, findDoctorsForStaff, openDoctorForPatients, openDoctorForStaff } from './doctors.ts'
import { listSessions, readWeek } from './sessions.ts'
import { substitute } from './substitute.ts'
import { upsertDoctor } from './upsert-doctor.ts'
import { writeWeek } from './write-week.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.findUnits)(({ query }) => findForStaff(house, query.q ?? '')),
  on(contract.openUnit)(({ params }, { caller }) => openForStaff(house, caller, params.unitId)),
  on(contract.describeUnit)(({ params, body }, { caller }) => describeUnit(house, caller, { ...params, ...body })),
  on(contract.findPublicUnits)(({ query }) => findForPatients(house, query.q ?? '')),
  on(contract.openPublicUnit)(({ params }) => openForPatients(house, params.unitId)),
  on(contract.findDoctors)(({ query }) => findDoctorsForStaff(house, query)),
  on(contract.openDoctor)(({ params }, { caller }) => openDoctorForStaff(house, caller, params.doctorId)),
  on(contract.upsertDoctor)(({ body }, { caller }) => upsertDoctor(house)(caller, body)),
  on(contract.doctorLeaves)(({ params, body }, { caller }) => doctorLeaves(house)(caller, { ...params, ...body })),
  on(contract.changePhoto)(({ params, body }, { caller }) => changePhoto(house)(caller, { ...params, ...body })),
  on(contract.readWeek)(({ params }) => readWeek(house, params.doctorId)),
  on(contract.writeWeek)(({ params, body }, { caller }) => writeWeek(house)(caller, { ...params, ...body })),
  on(contract.listSessions)(({ query }) => listSessions(house, query)),
  on(contract.addSession)(({ body }, { caller }) => addSession(house)(caller, body)),
  on(contract.substituteSession)(({ params, body }, { caller }) => substitute(house)(caller, { ...params, ...body })),
  on(contract.findPublicDoctors)(({ query }) => findDoctorsForPatients(house, query)),
  on(contract.openPublicDoctor)(({ params }) => openDoctorForPatients(house, params.doctorId)),
]
