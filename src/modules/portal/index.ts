import './events.ts'
import './server/tables.ts'
import { declareMessages } from '#modules/notification/index.ts'
import type { Module } from '#platform/module.ts'
import { messageKinds } from './messages.ts'
import { problems } from './problems.ts'
import { expires } from './server/expires.ts'
import { routes } from './server/routes.ts'
import { codeSweep } from './server/sweeps.ts'
import { patientSignIn } from './settings.ts'

declareMessages(...messageKinds)

export { authenticatePatient } from './server/authenticate-patient.ts'
export { actsFor } from './server/people.ts'

/** Patients' accounts: sign-in by a one-time code, whom one acts for (患者账户、就诊人). */
export const module: Module = {
  name: 'portal',
  problems,
  routes,
  settings: [patientSignIn, ...expires.map(kind => kind.keep)] as never,
  sweeps: [codeSweep],
  expires,
}
