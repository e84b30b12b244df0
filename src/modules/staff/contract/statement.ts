import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { DUTY_LINK_KEYS, DUTY_LINKS } from '../rules/duty-line.ts'
import { Post } from './words.ts'

export { DUTY_LINKS }
const link = z.enum(DUTY_LINK_KEYS)
const Statement = z
  .strictObject({
    post: Post,
    version: z.int(),
    /** Null for the first, which holds until another does. */
    effectiveFrom: day.nullable(),
    author: z.string().nullable(),
    writtenAt: instant.nullable(),
    lines: z.array(z.strictObject({ no: z.int(), text: z.string(), link })),
  })
  .meta({ id: 'DutyStatement', description: '岗位职责' })
export const readStatements = get('/api/duty-statements/:post', {
  id: 'staff.statements',
  summary: 'What a post has to do, line by line: every version, the newest first',
  access: 'signed-in',
  params: { post: Post },
  returns: z.strictObject({ holds: z.int(), versions: z.array(Statement), mayPublish: z.boolean(), today: day }),
})
export const readMyDuties = get('/api/my-duties', {
  id: 'staff.my-duties',
  summary: 'What the own posts have to do, as it holds today',
  access: 'signed-in',
  returns: z.strictObject({ statements: z.array(Statement) }),
})
export const publishStatement = post('/api/duty-statements/:post', {
  id: 'staff.publish-statement',
  summary: 'The director publishes a new version of what a post has to do; the deputy under a delegation',
  access: 'statement:write',
  params: { post: Post },
  body: z.strictObject({
    effectiveFrom: day,
    lines: z
      .array(z.strictObject({ text: text(200), link }))
      .min(1)
      .max(30),
  }),
  returns: Statement,
  status: 201,
  problems: ['not-director', 'statement-past', 'statement-link'],
})
