import { z } from 'zod'
import { post } from '#kernel/endpoint.ts'
import { instant } from '#kernel/text.ts'
import { id, params, Post, reason } from './words.ts'

export const Assignment = z
  .strictObject({ id, personId: id, post: Post, unitId: id, from: instant, to: instant.nullable() })
  .meta({ id: 'Assignment' })

export const appoint = post('/api/assignments', {
  id: 'staff.appoint',
  summary: 'Give a person a post in a unit from now on',
  access: 'staff:write',
  body: z.strictObject({
    personId: id,
    post: Post,
    unitId: id,
    /** At follow-up, with few clinical years: whoever appoints accepts it, and is recorded. */
    acceptsFewYears: z.boolean().default(false),
  }),
  returns: Assignment,
  status: 201,
  problems: [
    'few-clinical-years',
    'post-taken',
    'post-held-already',
    'post-unfit',
    'own-deputy',
    'own-appointment',
    'guarded-post',
    'person-left',
  ],
})

export const endAssignment = post('/api/assignments/:id/end', {
  id: 'staff.end-assignment',
  summary: 'End a term now',
  access: 'staff:write',
  params,
  body: z.strictObject({ reason }),
  returns: Assignment,
  problems: ['last-administrator', 'guarded-post'],
})
