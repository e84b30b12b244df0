import type { House } from '#platform/house.ts'
import { type Call, on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { addPerson, changePerson } from './add-person.ts'
import { addUnit, changeUnit } from './add-unit.ts'
import { appoint, endAssignment } from './appoint.ts'
import { changePassword } from './change-password.ts'
import { choosePosition, listPositions } from './choose-position.ts'
import { closeUnit } from './close-unit.ts'
import { delegate, listDelegations, revokeDelegation } from './delegate.ts'
import { disableAccount, openAccount, renewCode } from './open-account.ts'
import type { Opened } from './open-session.ts'
import { addDevice, changeDevice, listDevices, renewDeviceCode, revokeDevice } from './devices.ts'
import { pairDevice, readKiosk } from './pair-device.ts'
import { personLeaves } from './person-leaves.ts'
import { quickSwitch } from './quick-switch.ts'
import { readCalendar } from './read-calendar.ts'
import { readCoverage } from './read-coverage.ts'
import { listPeople, readPerson, unmaskPhone } from './read-people.ts'
import { readUnits } from './read-units.ts'
import { endDuty, planDuty, setDuty } from './set-duty.ts'
import { listRegister } from './list-register.ts'
import { addQualification, endQualification, fileRecord } from './qualify.ts'
import { readRecord, readRecordFile, unmaskRecord } from './read-record.ts'
import { saveRecord } from './save-record.ts'
import { closePosition, openPosition, readPositions, readSeats } from './service-positions.ts'
import { publishStatement, readMyDuties, readStatements } from './statements.ts'
import { beginFactor, turnFactor } from './second-factor.ts'
import { setPin } from './set-pin.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { endStandard, readStaffing, setStandard } from './staffing.ts'
import { deskCookie, deskOf, deviceCookie, noSessionCookie, sessionCookie } from './token.ts'
import { whoAmI } from './who-am-i.ts'
import { writeCalendar } from './write-calendar.ts'

export const routes = (house: House): readonly Route[] => {
  const letIn = async (call: Call, opening: Promise<Opened>) => {
    const { token, me } = await opening
    call.header('set-cookie', sessionCookie(house, token))
    return me
  }
  return [
    on(contract.signIn)(({ body }, call) => letIn(call, signIn(house)(call.caller, body))),
    on(contract.whoAmI)((_, { caller }) => whoAmI(house)(caller)),
    on(contract.signOut)(async (_, call) => {
      const done = await signOut(house)(call.caller)
      call.header('set-cookie', noSessionCookie(house))
      return done
    }),
    on(contract.quickSwitch)(({ body }, call) =>
      letIn(call, quickSwitch(house)(call.caller, { ...body, desk: deskOf(house, call.request) })),
    ),
    on(contract.choosePosition)(async ({ body }, call) => {
      const me = await choosePosition(house)(call.caller, body)
      if (me.position !== null) call.header('set-cookie', deskCookie(house, me.position, house.clock.now()))
      return me
    }),
    on(contract.listDevices)(() => listDevices(house)()),
    on(contract.addDevice)(({ body }, { caller }) => addDevice(house)(caller, body)),
    on(contract.changeDevice)(({ params, body }, { caller }) => changeDevice(house)(caller, { ...params, ...body })),
    on(contract.renewDeviceCode)(({ params }, { caller }) => renewDeviceCode(house)(caller, params)),
    on(contract.revokeDevice)(({ params, body }, { caller }) => revokeDevice(house)(caller, { ...params, ...body })),
    on(contract.pairDevice)(async ({ body }, call) => {
      const { token, paired } = await pairDevice(house)(call.caller, body)
      call.header('set-cookie', deviceCookie(house, token))
      return paired
    }),
    on(contract.readKiosk)((_, { caller }) => readKiosk(house)(caller)),
    on(contract.listPositions)(() => listPositions(house)()),
    on(contract.changePassword)(({ body }, { caller }) => changePassword(house)(caller, body)),
    on(contract.beginFactor)(({ body }, { caller }) => beginFactor(house)(caller, body)),
    on(contract.turnFactor)(({ body }, { caller }) => turnFactor(house)(caller, body)),
    on(contract.setPin)(({ body }, { caller }) => setPin(house)(caller, body)),
    on(contract.readUnits)(() => readUnits(house)()),
    on(contract.addUnit)(({ body }, { caller }) => addUnit(house)(caller, body)),
    on(contract.changeUnit)(({ params, body }, { caller }) => changeUnit(house)(caller, { ...params, ...body })),
    on(contract.closeUnit)(({ params, body }, { caller }) => closeUnit(house)(caller, { ...params, ...body })),
    on(contract.appoint)(({ body }, { caller }) => appoint(house)(caller, body)),
    on(contract.endAssignment)(({ params, body }, { caller }) => endAssignment(house)(caller, { ...params, ...body })),
    on(contract.setDuty)(({ params, body }, { caller }) => setDuty(house)(caller, { ...params, ...body })),
    on(contract.planDuty)(({ params, body }, { caller }) => planDuty(house)(caller, { ...params, ...body })),
    on(contract.endDuty)(({ params }, { caller }) => endDuty(house)(caller, params)),
    on(contract.readCoverage)(() => readCoverage(house)()),
    on(contract.listPeople)(({ query }, { caller }) => listPeople(house)(caller, query)),
    on(contract.readPerson)(({ params }, { caller }) => readPerson(house)(caller, params)),
    on(contract.unmaskPhone)(({ params, body }, { caller }) => unmaskPhone(house)(caller, { ...params, ...body })),
    on(contract.addPerson)(({ body }, { caller }) => addPerson(house)(caller, body)),
    on(contract.changePerson)(({ params, body }, { caller }) => changePerson(house)(caller, { ...params, ...body })),
    on(contract.personLeaves)(({ params, body }, { caller }) => personLeaves(house)(caller, { ...params, ...body })),
    on(contract.openAccount)(({ params, body }, { caller }) => openAccount(house)(caller, { ...params, ...body })),
    on(contract.renewCode)(({ params, body }, { caller }) => renewCode(house)(caller, { ...params, ...body })),
    on(contract.disableAccount)(({ params, body }, { caller }) =>
      disableAccount(house)(caller, { ...params, ...body }),
    ),
    on(contract.readCalendar)(() => readCalendar(house)()),
    on(contract.listDelegations)(({ query }, { caller }) => listDelegations(house)(caller, query)),
    on(contract.delegate)(({ body }, { caller }) => delegate(house)(caller, body)),
    on(contract.revokeDelegation)(({ params, body }, { caller }) =>
      revokeDelegation(house)(caller, { ...params, ...body }),
    ),
    on(contract.readStaffing)(() => readStaffing(house)()),
    on(contract.setStandard)(({ body }, { caller }) => setStandard(house)(caller, body)),
    on(contract.endStandard)(({ params, body }, { caller }) => endStandard(house)(caller, { ...params, ...body })),
    on(contract.readPositions)(() => readPositions(house)()),
    on(contract.readSeats)(({ query }) => readSeats(house)(query)),
    on(contract.openPosition)(({ body }, { caller }) => openPosition(house)(caller, body)),
    on(contract.closePosition)(({ body }, { caller }) => closePosition(house)(caller, body)),
    on(contract.readStatements)(({ params }, { caller }) => readStatements(house)(caller, params)),
    on(contract.readMyDuties)((_, { caller }) => readMyDuties(house)(caller)),
    on(contract.publishStatement)(({ params, body }, { caller }) =>
      publishStatement(house)(caller, { ...params, ...body }),
    ),
    on(contract.readRecord)(({ params }, { caller }) => readRecord(house)(caller, params)),
    on(contract.saveRecord)(({ params, body }, { caller }) => saveRecord(house)(caller, { ...params, ...body })),
    on(contract.unmaskRecord)(({ params, body }, { caller }) => unmaskRecord(house)(caller, { ...params, ...body })),
    on(contract.addQualification)(({ params, body }, { caller }) =>
      addQualification(house)(caller, { ...params, ...body }),
    ),
    on(contract.endQualification)(({ params, body }, { caller }) =>
      endQualification(house)(caller, { ...params, ...body }),
    ),
    on(contract.fileRecord)(({ params, body }, { caller }) => fileRecord(house)(caller, { ...params, ...body })),
    on(contract.readRecordFile)(({ params }, { caller }) => readRecordFile(house)(caller, params)),
    on(contract.listRegister)(({ query }, { caller }) => listRegister(house)(caller, query)),
    on(contract.writeCalendar)(({ body }, { caller }) => writeCalendar(house)(caller, body)),
  ]
}
