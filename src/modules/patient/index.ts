import './events.ts'
import './server/tables.ts'
import type { Module } from '#platform/module.ts'
import { problems } from './problems.ts'
import { findDuplicates } from './server/listen.ts'
import { sayVisits } from './server/contact-lines.ts'
import { proposePositionsFromVisits } from './server/outpatients.ts'
import { routes } from './server/routes.ts'
import { renewKeys } from './server/sweeps.ts'
import { contactPolicy } from './settings.ts'

proposePositionsFromVisits()
sayVisits()

/** The patient index, service profiles and visits (患者主索引、服务档案、就诊). */
export const module: Module = {
  name: 'patient',
  problems,
  routes,
  settings: [contactPolicy as never],
  sweeps: [renewKeys],
  listeners: [findDuplicates],
}

export { readName } from './rules/name.ts'
export { ageOn, type DocumentKind, isChild, type Person, type Sex } from './rules/person.ts'
export { readPhone } from './rules/phone.ts'
export { readResidentId } from './rules/resident-id.ts'
export { touch } from './server/find.ts'
export { knownByDocument } from './server/find-matches.ts'
export { type Imported, importPatients } from './server/import-patients.ts'
export {
  type KnownPatient,
  knownPatients,
  patientNamed,
  patientsOfPhone,
  type Proof,
  provesPatient,
  readMobile,
} from './server/known-patients.ts'
export { type Identified, identifiedPatient, identifyByPhone, identifyPatient } from './server/identify-patient.ts'
export { registerPatient } from './server/register-patient.ts'
export { MASKED_NAME, patientLabel } from './server/label.ts'
export { matchDocument } from './server/match-document.ts'
export { mergeFromSystem } from './server/merge-from-system.ts'
export { type OutwardPerson, outwardPersons, personsWithNumber } from './server/outward.ts'
export { patientTemplate } from './server/patient-template.ts'
export { banner } from './server/profile.ts'
export { onContactLine } from './server/contact-lines.ts'
export { isDialableFor, reachOfPatient } from './server/reach.ts'
export { familyOf } from './server/store.ts'
export { type FromSystem, upsertFromSystem } from './server/upsert-from-system.ts'
export { upsertVisit, type VisitFromSystem } from './server/upsert-visit.ts'
