import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'

const id = z.uuid()
const Named = z.strictObject({ id, name: z.string() })
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

export const PainPointStatus = z.enum(['filed', 'taken-up', 'solved', 'declined'])
export const Frequency = z.enum(['daily', 'weekly', 'monthly', 'now-and-then'])

export const PainPoint = z
  .strictObject({
    id,
    unit: Named,
    month,
    issue: z.string(),
    effect: z.string(),
    frequency: Frequency,
    proposal: z.string().nullable(),
    status: PainPointStatus,
    answer: z.string().nullable(),
    filedBy: Named,
    filedAt: instant,
    version: z.int(),
  })
  .meta({ id: 'PainPoint', description: '科室服务痛点' })

export const listPainPoints = get('/api/pain-points', {
  id: 'ticket.pain-points',
  summary: 'Pain points of a month, and the departments that reported none (科室服务痛点)',
  access: 'pain-point:read',
  query: z.strictObject({ month: month.optional() }),
  returns: z.strictObject({
    month,
    items: z.array(PainPoint),
    /** Departments without a report in the month; of the caller's own units where the caller reads no more. */
    without: z.array(z.strictObject({ unit: Named, liaison: Named.nullable() })),
    /** The units in whose name the caller may report. */
    mine: z.array(Named),
    mayAnswer: z.boolean(),
  }),
})
export const filePainPoint = post('/api/pain-points', {
  id: 'ticket.file-pain-point',
  summary: 'A department reports a recurring obstacle, its effect and a proposal',
  access: 'pain-point:write',
  body: z
    .strictObject({
      unitId: id,
      issue: text(300),
      effect: text(500),
      frequency: Frequency,
      proposal: text(500).nullable(),
    })
    .meta({ id: 'FilePainPoint' }),
  returns: PainPoint,
  status: 201,
  problems: ['pain-point-unit'],
})
export const answerPainPoint = post('/api/pain-points/:id/answer', {
  id: 'ticket.answer-pain-point',
  summary: 'Take a pain point up, call it solved, or decline it, with an answer to the department',
  access: 'ticket:manage',
  params: { id },
  body: z.strictObject({ status: PainPointStatus.exclude(['filed']), answer: text(500), version: z.int().min(1) }),
  returns: PainPoint,
  problems: ['pain-point-status', 'stale-version'],
})
