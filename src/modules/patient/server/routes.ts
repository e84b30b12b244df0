import type { House } from '#platform/house.ts'
import { on, type Route } from '#platform/http/serve.ts'
import * as contract from '../contract.ts'
import { changePatient } from './change-patient.ts'
import { checkPhone, giveUpCorrection, listCorrections, readPhoneChecks } from './check-phone.ts'
import { listContacts } from './list-contacts.ts'
import { dismissDuplicate, listDuplicates, listMerges } from './duplicates.ts'
import { mergePatients, undoMerge } from './merge-patients.ts'
import { listVisits, openPatient } from './open-patient.ts'
import { endNeed, setNeed } from './profile.ts'
import { checkPerson, registerPatient } from './register-patient.ts'
import { searchPatients } from './search-patients.ts'
import { unmaskPatient } from './unmask-patient.ts'

export const routes = (house: House): readonly Route[] => [
  on(contract.searchPatients)(({ body }, { caller }) => searchPatients(house, caller, body)),
  on(contract.checkPerson)(({ body }, { caller }) => checkPerson(house, caller, body)),
  on(contract.registerPatient)(({ body }, { caller }) => registerPatient(house, caller, body)),
  on(contract.openPatient)(({ params }, { caller }) => openPatient(house, caller, params)),
  on(contract.changePatient)(({ params, body }, { caller }) => changePatient(house, caller, { ...params, ...body })),
  on(contract.unmaskPatient)(({ params, body }, { caller }) => unmaskPatient(house, caller, { ...params, ...body })),
  on(contract.setNeed)(({ params, body }, { caller }) => setNeed(house, caller, { ...params, ...body })),
  on(contract.endNeed)(({ params, body }, { caller }) => endNeed(house, caller, { ...params, ...body })),
  on(contract.listVisits)(({ params, query }, { caller }) => listVisits(house, caller, { ...params, ...query })),
  on(contract.listDuplicates)(({ query }, { caller }) => listDuplicates(house, caller, query)),
  on(contract.dismissDuplicate)(({ body }, { caller }) => dismissDuplicate(house, caller, body)),
  on(contract.mergePatients)(({ params, body }, { caller }) => mergePatients(house, caller, { ...params, ...body })),
  on(contract.undoMerge)(({ params, body }, { caller }) => undoMerge(house, caller, { ...params, ...body })),
  on(contract.checkPhone)(({ params, body }, { caller }) => checkPhone(house, caller, { ...params, ...body })),
  on(contract.readPhoneChecks)(({ params }, { caller }) => readPhoneChecks(house, caller, params)),
  on(contract.listCorrections)(({ query }, { caller }) => listCorrections(house, caller, query)),
  on(contract.giveUpCorrection)(({ params, body }, { caller }) =>
    giveUpCorrection(house, caller, { ...params, ...body }),
  ),
  on(contract.listContacts)(({ params, query }, { caller }) => listContacts(house, caller, { ...params, ...query })),
  on(contract.listMerges)(({ query }, { caller }) => listMerges(house, caller, query)),
]
