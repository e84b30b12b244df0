import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { DELEGATION_SCOPES } from '../rules/delegation.ts'
import { STANDARD_DAYS } from '../rules/staffing.ts'
import { id, params, Post, reason, Someone } from './words.ts'

export { DELEGATION_SCOPES, STANDARD_DAYS }

export const Delegation = z
  .strictObject({
    id,
    unit: z.strictObject({ id, name: z.string() }),
    director: Someone,
    deputy: Someone,
    scope: z.array(z.enum(DELEGATION_SCOPES)),
    reason: z.string(),
    from: instant,
    to: instant,
    givenAt: instant,
    revokedAt: instant.nullable(),
    revokeReason: z.string().nullable(),
    /** Does it hold now? */
    holds: z.boolean(),
  })
  .meta({ id: 'Delegation', description: '主任授权' })
export const listDelegations = get('/api/delegations', {
  id: 'staff.delegations',
  summary: 'In what and how long the deputy acts for the director, the newest first',
  access: 'delegation:read',
  query: z.strictObject({ after: text(80).optional() }),
  returns: z.strictObject({ items: z.array(Delegation), next: z.string().nullable(), mayGive: z.boolean() }),
})
export const delegate = post('/api/delegations', {
  id: 'staff.delegate',
  summary: 'The director lets the deputy act in the own place, from a moment to a moment',
  access: 'delegation:write',
  body: z.strictObject({ from: instant, to: instant, scope: z.array(z.enum(DELEGATION_SCOPES)).min(1).max(8), reason }),
  returns: Delegation,
  status: 201,
  problems: ['not-director', 'no-deputy', 'delegation-order'],
})
export const revokeDelegation = post('/api/delegations/:id/revoke', {
  id: 'staff.revoke-delegation',
  summary: 'The director takes a delegation back; from now on the deputy acts as deputy',
  access: 'delegation:write',
  params,
  body: z.strictObject({ reason }),
  returns: Delegation,
  problems: ['not-director', 'delegation-over'],
})

const minuteOfShift = z.int().min(0).max(2880)
const Standard = z
  .strictObject({
    id,
    unit: z.strictObject({ id, name: z.string() }),
    post: Post,
    shift: z.string(),
    fromMinute: z.int(),
    toMinute: z.int(),
    days: z.enum(STANDARD_DAYS),
    least: z.int(),
  })
  .meta({ id: 'StaffingStandard', description: '人员配备标准' })
export const readStaffing = get('/api/staffing', {
  id: 'staff.staffing',
  summary: 'The least number of people by post, unit and shift, and who is missing in the shifts that run now',
  access: 'coverage:read',
  returns: z.strictObject({
    at: instant,
    running: z.array(z.strictObject({ standard: Standard, actual: z.int(), missing: z.int() })),
    standards: z.array(Standard),
  }),
})
export const setStandard = post('/api/staffing', {
  id: 'staff.set-standard',
  summary: 'Set the least number of people of a post in a unit during a shift; one that held before ends',
  access: 'staff:write',
  body: z.strictObject({
    unitId: id,
    post: Post,
    shift: text(20),
    fromMinute: minuteOfShift,
    toMinute: minuteOfShift,
    days: z.enum(STANDARD_DAYS),
    least: z.int().min(1).max(200),
  }),
  returns: Standard,
  status: 201,
  problems: ['post-unfit', 'shift-order'],
})
export const endStandard = post('/api/staffing/:id/end', {
  id: 'staff.end-standard',
  summary: 'A staffing standard holds no longer',
  access: 'staff:write',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({}),
})
