import type { Module } from '#platform/module.ts'
import './events.ts'
import { problems } from './problems.ts'
import { expires } from './server/expires.ts'
import { routes } from './server/routes.ts'
import { sweeps } from './server/sweeps.ts'
import { devicePolicy, positionPlan, positions, registerPolicy, signInPolicy } from './settings.ts'

export {
  coverage,
  escalation,
  holdersAnywhere,
  holdersOf,
  isOpen,
  onDuty,
  receiverOf,
} from './rules/coverage.ts'
export { isWorkingMinute } from './rules/look-up.ts'
export type { Organisation, Post, Unit, UnitKind } from './rules/organisation.ts'
export { isPartner, permissionsOf } from './rules/permission.ts'
export { POSTS } from './rules/post.ts'
export { vacancies, worksIn } from './rules/tree.ts'
export { addPerson } from './server/add-person.ts'
export { addUnit } from './server/add-unit.ts'
export { appoint, endAssignment } from './server/appoint.ts'
export { authenticate, publicCaller } from './server/authenticate.ts'
export { carrySessions } from './server/carry-sessions.ts'
export { actsForDirector } from './server/delegate.ts'
export { onCloseUnit } from './server/close-unit.ts'
export { deviceIdOf, deviceInUse, readDevice } from './server/pair-device.ts'
export { ensureFirstAdministrator } from './server/first-administrator.ts'
export { giveAccounts } from './server/give-accounts.ts'
export { type Imported, importStaff, type RegisterEntry, type StaffPlan } from './server/import-staff.ts'
export { organisation } from './server/organisation.ts'
export { reachOfPerson } from './server/reach.ts'
export { addQualification } from './server/qualify.ts'
export { saveRecord } from './server/save-record.ts'
export { onCountOutpatients } from './server/seat.ts'
export { staffTemplate } from './server/staff-template.ts'
export { unitTemplate } from './server/unit-template.ts'
export { setDuty } from './server/set-duty.ts'
export { openPosition } from './server/service-positions.ts'
export { shortfallsById, staffSets } from './server/shortfalls.ts'
export { setStandard, staffingShortfalls } from './server/staffing.ts'

/** Units, posts, people, duty, accounts, sessions and the hospital calendar (组织、岗位、人员、账号). */
export const module: Module = {
  name: 'staff',
  problems,
  routes,
  settings: [
    signInPolicy,
    positions,
    positionPlan,
    registerPolicy,
    devicePolicy,
    ...expires.map(kind => kind.keep),
  ] as never,
  sweeps,
  expires,
}
