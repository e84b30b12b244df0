import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { id, params, Post, reason, Someone } from './words.ts'

export const QUALIFICATION_KINDS = ['licence', 'title', 'training', 'education', 'other'] as const
export const FILE_KINDS = ['undertaking', 'eligibility', 'certificate', 'other'] as const
export const IDENTITY_FIELDS = ['document', 'licence-number'] as const
export const FILE_BYTES = 2 * 1024 * 1024

const Qualification = z
  .strictObject({
    id,
    kind: z.enum(QUALIFICATION_KINDS),
    name: z.string(),
    numberMasked: z.string().nullable(),
    obtainedOn: day.nullable(),
    expiresOn: day.nullable(),
    isOver: z.boolean(),
  })
  .meta({ id: 'StaffQualification', description: '资质' })
const Lack = z.enum(['eligibility', 'undertaking'])
export const StaffRecord = z
  .strictObject({
    person: Someone,
    /** 0 while nobody has written one. */
    version: z.int(),
    employer: z.enum(['hospital', 'contractor']),
    contractor: z.string().nullable(),
    documentMasked: z.string().nullable(),
    clinicalSince: day.nullable(),
    clinicalYears: z.int().nullable(),
    badgeNumber: z.string().nullable(),
    agentNumber: z.string().nullable(),
    eligible: z.boolean().nullable(),
    checkedOn: day.nullable(),
    checkedBy: z.string().nullable(),
    undertakingOn: day.nullable(),
    inductionOn: day.nullable(),
    /** What stands between the person and a roster. */
    lacks: z.array(Lack),
    qualifications: z.array(Qualification),
    files: z.array(z.strictObject({ id, kind: z.enum(FILE_KINDS), name: z.string(), addedAt: instant })),
    today: day,
  })
  .meta({ id: 'StaffRecord', description: '人员档案' })
export const readRecord = get('/api/people/:id/record', {
  id: 'staff.record',
  summary: 'The register of a member of staff, identity masked; opening it is kept',
  access: 'register:read',
  params,
  returns: StaffRecord,
})
const nullableDay = day.nullable()
export const saveRecord = put('/api/people/:id/record', {
  id: 'staff.save-record',
  summary: 'Write the register of a member of staff; the document is changed only where it is sent',
  access: 'register:write',
  params,
  body: z.strictObject({
    version: z.int().min(0),
    employer: z.enum(['hospital', 'contractor']),
    contractor: text(60).nullable(),
    document: text(30, 4).nullable().optional(),
    clinicalSince: nullableDay,
    badgeNumber: text(20).nullable(),
    agentNumber: text(20).nullable(),
    eligible: z.boolean().nullable(),
    checkedOn: nullableDay,
    undertakingOn: nullableDay,
    inductionOn: nullableDay,
    /** A follow-up agent with few clinical years: whoever saves accepts it, and is recorded. */
    acceptsFewYears: z.boolean().default(false),
  }),
  returns: StaffRecord,
  problems: ['record-number-taken', 'few-clinical-years', 'own-check', 'person-left'],
})
export const unmaskRecord = post('/api/people/:id/record/unmask', {
  id: 'staff.unmask-record',
  summary: 'The document or a licence number, whole, for a reason that is kept',
  access: 'register:write',
  params,
  body: z.strictObject({ field: z.enum(IDENTITY_FIELDS), qualificationId: id.nullable().default(null), reason }),
  returns: z.strictObject({ value: z.string() }),
})
export const addQualification = post('/api/people/:id/qualifications', {
  id: 'staff.add-qualification',
  summary: 'Add a licence, title or training; the house reminds before it expires',
  access: 'register:write',
  params,
  body: z.strictObject({
    kind: z.enum(QUALIFICATION_KINDS),
    name: text(60),
    number: text(40).nullable(),
    obtainedOn: nullableDay,
    expiresOn: nullableDay,
  }),
  returns: Qualification,
  status: 201,
  problems: ['person-left'],
})
export const endQualification = post('/api/people/:id/qualifications/:qualificationId/end', {
  id: 'staff.end-qualification',
  summary: 'A qualification was renewed or holds no longer',
  access: 'register:write',
  params: { id, qualificationId: id },
  body: z.strictObject({ reason }),
  returns: z.strictObject({}),
})
export const fileRecord = post('/api/people/:id/record/files', {
  id: 'staff.file-record',
  summary: 'Attach a photo or a PDF to the register (base64, at most 1.5 MB)',
  access: 'register:write',
  params,
  body: z.strictObject({
    kind: z.enum(FILE_KINDS),
    name: text(120),
    type: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
    data: z.base64().max(FILE_BYTES),
  }),
  returns: z.strictObject({ id }),
  status: 201,
  problems: ['record-file-type', 'person-left'],
  bodyLimit: FILE_BYTES + 4096,
})
export const readRecordFile = get('/api/people/:id/record/files/:fileId', {
  id: 'staff.record-file',
  summary: 'One paper of the register (base64); opening it is kept',
  access: 'register:read',
  params: { id, fileId: id },
  returns: z.strictObject({ name: z.string(), type: z.string(), data: z.string() }),
})
export const listRegister = get('/api/staff-register', {
  id: 'staff.register',
  summary: 'Who may not be put on duty and why, and whose licence or training expires soon',
  access: 'register:read',
  query: z.strictObject({ only: z.enum(['lacking', 'expiring']), after: text(120).optional() }),
  returns: z.strictObject({
    items: z.array(
      z.strictObject({
        person: Someone,
        staffNumber: z.string(),
        lacks: z.array(Lack),
        post: Post.nullable(),
        expiring: z.strictObject({ kind: z.enum(QUALIFICATION_KINDS), name: z.string(), expiresOn: day }).nullable(),
      }),
    ),
    next: z.string().nullable(),
    /** How far ahead an expiry is shown. */
    days: z.int(),
  }),
})
