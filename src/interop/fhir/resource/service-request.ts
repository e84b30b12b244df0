import type { ServiceRequest } from 'fhir/r4.js'
import type { SoughtReferral } from '#modules/referral/index.ts'
import { priorityOf, requestStatus } from '../rules/request-status.ts'
import { type Base, coded, extension, refer } from './common.ts'

/** The number that a referral has here, as an identifier. */
export const referralSystem = (base: Base): string => `${base}/sid/referral-number`

/** A referral (转诊): who asks for what, for whom, and how soon; what is said of the illness is not given outward. */
export const serviceRequestResource = (
  referral: SoughtReferral,
  names: { readonly institution: string; readonly unit: string },
  base: Base,
): ServiceRequest => ({
  resourceType: 'ServiceRequest',
  id: referral.id,
  meta: { versionId: String(referral.version) },
  extension: [extension(base, 'referral-state', { valueCode: referral.status.replaceAll('_', '-') })],
  identifier: [{ use: 'official', system: referralSystem(base), value: referral.number }],
  status: requestStatus(referral.status),
  intent: 'order',
  priority: priorityOf(referral.urgency),
  code: coded(base, 'referral-type', referral.type),
  subject:
    referral.patientId === null
      ? { type: 'Patient', display: referral.patientMasked }
      : refer('Patient', referral.patientId, referral.patientMasked),
  ...(referral.plannedAt === null ? {} : { occurrenceDateTime: referral.plannedAt.toString() }),
  ...(referral.acceptedAt === null ? {} : { authoredOn: referral.acceptedAt.toString() }),
  requester: { type: 'Organization', display: names.institution },
  ...(referral.unitId === null ? {} : { performer: [{ type: 'Organization', display: names.unit }] }),
})
