import { z } from 'zod'
import { get } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { id, params } from './words.ts'

export const Visit = z
  .strictObject({
    id,
    system: z.string(),
    number: z.string().nullable(),
    class: z.enum(['outpatient', 'inpatient', 'emergency', 'other']),
    departmentCode: z.string().nullable(),
    /** Our own name of the department, where its code is one of ours. */
    department: z.string().nullable(),
    room: z.string().nullable(),
    bed: z.string().nullable(),
    state: z.enum(['open', 'ended', 'cancelled']),
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'Visit', description: '就诊' })

export const listVisits = get('/api/patients/:id/visits', {
  id: 'patient.visits',
  summary: 'Visits of a person, the newest first',
  access: 'patient:read',
  params,
  query: z.strictObject({ after: text(80).optional() }),
  returns: z.strictObject({ items: z.array(Visit), next: z.string().nullable() }),
})

export const ContactLine = z
  .strictObject({
    id,
    at: instant,
    kind: z.string(),
    zh: z.string(),
    en: z.string(),
    by: z.string().nullable(),
    /** The address of what it tells of, where there is a screen for it. */
    to: z.string().nullable(),
  })
  .meta({ id: 'ContactLine', description: '服务轨迹' })

export const listContacts = get('/api/patients/:id/contacts', {
  id: 'patient.contacts',
  summary: 'Every contact with a person, of all modules, the newest first (服务轨迹)',
  access: 'patient:read',
  params,
  query: z.strictObject({ after: text(120).optional() }),
  returns: z.strictObject({ items: z.array(ContactLine), next: z.string().nullable() }),
})
