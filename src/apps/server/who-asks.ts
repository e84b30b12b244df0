import type { FastifyRequest } from 'fastify'
import type { Caller } from '#kernel/caller.ts'
import { authenticatePatient } from '#modules/portal/index.ts'
import { authenticate } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'

/**
 * Finds out who asks, by the way that is asked for: patients' sessions count on the patients' paths only, and staff's everywhere else, so that
 * one browser may hold both and neither speaks for the other.
 */
export function whoAsks(house: House): (request: FastifyRequest) => Promise<Caller> {
  const ofStaff = authenticate(house)
  const ofPatients = authenticatePatient(house)
  return request =>
    request.routeOptions.url?.startsWith('/api/portal/') === true ? ofPatients(request) : ofStaff(request)
}
