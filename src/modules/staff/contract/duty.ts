import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant } from '#kernel/text.ts'
import { UnitKind } from './units.ts'
import { id, params, Post, Someone } from './words.ts'

export const ABSENCE_REASONS = ['leave', 'sick', 'training', 'meeting', 'away', 'other'] as const

export const Duty = z
  .strictObject({
    id,
    kind: z.enum(['on-duty', 'absent']),
    from: instant,
    to: instant,
    reason: z.enum(ABSENCE_REASONS).nullable(),
  })
  .meta({ id: 'Duty' })

export const setDuty = post('/api/people/:id/duties', {
  id: 'staff.set-duty',
  summary:
    'Put a person on duty, or say that they are absent: what comes new goes to the deputy meanwhile. Everyone for themselves',
  access: 'signed-in',
  params,
  body: z.strictObject({
    kind: z.enum(['on-duty', 'absent']),
    from: instant,
    to: instant,
    reason: z.enum(ABSENCE_REASONS).nullable(),
  }),
  returns: Duty,
  status: 201,
  problems: ['duty-order', 'duty-overlaps', 'duty-past', 'not-cleared'],
})

export const planDuty = post('/api/people/:id/duties/by-calendar', {
  id: 'staff.plan-duty',
  summary: 'Put a person on duty for the working days between two days, by the hospital calendar',
  access: 'staff:write',
  params,
  body: z.strictObject({ first: day, last: day }),
  returns: z.strictObject({ days: z.int() }),
  problems: ['duty-order', 'duty-past', 'not-cleared'],
})

export const endDuty = post('/api/people/:id/duties/:dutyId/end', {
  id: 'staff.end-duty',
  summary: 'End a duty or an absence now, or take it away before it began',
  access: 'signed-in',
  params: { id, dutyId: id },
  returns: z.strictObject({}),
  problems: ['duty-past'],
})

const Standing = z.strictObject({ assignmentId: id, person: Someone, onDuty: z.boolean(), absence: Duty.nullable() })

export const CoverageRow = z
  .strictObject({
    unit: z.strictObject({ id, code: z.string(), name: z.string(), kind: UnitKind }),
    state: z.enum(['vacant', 'nobody', 'unattended', 'deputy', 'duty-office', 'covered']),
    gap: z.boolean(),
    liaison: Standing.nullable(),
    deputy: Standing.nullable(),
    receiver: z.strictObject({ person: Someone, as: Post }),
  })
  .meta({ id: 'Coverage' })

export const readCoverage = get('/api/coverage', {
  id: 'staff.coverage',
  summary: 'The 1+3+N coverage: every department with its liaison, deputy and who receives now, the worst first',
  access: 'coverage:read',
  returns: z.strictObject({
    at: instant,
    desk: z.strictObject({ id, name: z.string(), onDuty: z.int() }).nullable(),
    groups: z.array(z.strictObject({ id, name: z.string(), lead: Someone.nullable(), onDuty: z.int() })),
    dutyOffice: z.array(z.strictObject({ person: Someone, as: Post })),
    departments: z.array(CoverageRow),
  }),
})
