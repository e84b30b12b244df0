import type { ServiceRequest } from 'fhir/r4.js'
import { Problem } from '#kernel/problem.ts'
import { familyOf } from '#modules/patient/index.ts'
import { seekReferrals } from '#modules/referral/index.ts'
import type { House } from '#platform/house.ts'
import type { Page } from '../resource/bundle.ts'
import { referralSystem, serviceRequestResource } from '../resource/service-request.ts'
import { referralStates } from '../rules/request-status.ts'
import { type Asked, codesOf, cursorOf, idsOf, pageSize, readCursor, referenceOf, tokenOf } from '../rules/search.ts'
import { type Call, namesIn, needs, tellWhomRead } from './call.ts'
import { given, pageOf } from './search-pool.ts'

/** Referrals (转诊) by id, number or person, for accounts that may read persons. */
export async function searchRequests(house: House, call: Call, asked: Asked): Promise<Page<ServiceRequest>> {
  await needs(house, call, 'read', 'ServiceRequest')
  const names = await namesIn(house)
  const size = pageSize(asked)
  const ids = idsOf(asked)
  const token = tokenOf(asked, 'identifier')
  const patient = referenceOf(asked, 'patient', 'Patient') ?? referenceOf(asked, 'subject', 'Patient')
  if (ids === undefined && token === undefined && patient === undefined) throw new Problem('fhir-search-too-wide')
  const isOurs = token === undefined || token.system === null || token.system === referralSystem(call.base)
  const rows = await house.database.transact(async tx =>
    seekReferrals(tx, house.hospital.id, {
      atMost: size + 1,
      ...given('ids', ids),
      ...given('numbers', token === undefined ? undefined : isOurs ? [token.value] : []),
      ...given('patientIds', patient === undefined ? undefined : await familyOf(tx, house.hospital.id, patient)),
      ...given('statuses', codesOf(asked, 'status')?.flatMap(referralStates)),
      ...given('afterId', readCursor(asked, 'id')?.id),
    }),
  )
  await tellWhomRead(
    house,
    call,
    'ServiceRequest',
    rows.slice(0, size).flatMap(row => row.patientId ?? []),
  )
  return pageOf(
    rows,
    size,
    row => cursorOf('', row.id),
    row =>
      serviceRequestResource(
        row,
        { institution: names.unit(row.institutionId).name, unit: names.unit(row.unitId ?? '').name },
        call.base,
      ),
  )
}
