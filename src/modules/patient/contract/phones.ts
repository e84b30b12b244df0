import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { id, params, PhoneState, reason, version } from './words.ts'

const source = z.enum(['desk', 'call', 'message'])

export const checkPhone = post('/api/patients/:id/phones/check', {
  id: 'patient.check-phone',
  summary:
    'Say of a number that it is right, wrong or out of use; a wrong one is dialled no more and is to be put right (号码核对)',
  access: 'patient:write',
  params,
  body: z.strictObject({
    version,
    index: z.int().min(0).max(20),
    state: z.enum(['confirmed', 'wrong', 'unused']),
    source,
  }),
  returns: z.strictObject({ id, version }),
  problems: ['stale-version'],
})

export const readPhoneChecks = get('/api/patients/:id/phones/checks', {
  id: 'patient.phone-checks',
  summary: 'What was found out about the numbers of a person, masked, the newest first',
  access: 'patient:read',
  params,
  returns: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        masked: z.string(),
        state: PhoneState,
        source: z.enum(['desk', 'call', 'message', 'record']),
        at: instant,
        by: z.string().nullable(),
      }),
    ),
  }),
})

export const listCorrections = get('/api/phone-corrections', {
  id: 'patient.corrections',
  summary: 'Wrong numbers that are to be put right, the oldest first (号码补正)',
  access: 'patient:write',
  query: z.strictObject({ after: text(120).optional() }),
  returns: z.strictObject({
    items: z.array(
      z.strictObject({
        id,
        patient: z.strictObject({ id, nameMasked: z.string() }),
        masked: z.string(),
        source: z.string(),
        openedAt: instant,
        openedBy: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
    count: z.int(),
  }),
})

export const giveUpCorrection = post('/api/phone-corrections/:id/give-up', {
  id: 'patient.give-up-correction',
  summary: 'No other number could be found; the wrong one stays wrong',
  access: 'patient:write',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({}),
})
