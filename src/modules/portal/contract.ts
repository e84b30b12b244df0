import { z } from 'zod'
import { get, post, remove } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'

const id = z.uuid()
const phone = text(20, 7)
const code = z.string().regex(/^\d{6}$/)

/** Who it is to the one who acts (与我的关系). */
export const Relation = z.enum(['self', 'spouse', 'parent', 'child', 'other'])

const Person = z.strictObject({
  relationId: id,
  patientId: id,
  nameMasked: z.string(),
  relation: Relation,
  isChild: z.boolean(),
  since: instant,
})

/** The account that is signed in (患者账户): whom it acts for, who else may be added by its number, and who acts for its owner. */
export const Me = z
  .strictObject({
    phoneMasked: z.string(),
    people: z.array(Person),
    candidates: z.array(z.strictObject({ patientId: id, nameMasked: z.string(), isChild: z.boolean() })),
    actingForMe: z.array(z.strictObject({ relationId: id, phoneMasked: z.string(), since: instant })),
  })
  .meta({ id: 'PatientAccount', description: '患者账户' })

const CODE_PROBLEMS = ['mobile-needed', 'codes-too-many', 'code-wrong'] as const

export const requestCode = post('/api/portal/code', {
  id: 'portal.request-code',
  summary: 'Send a one-time code to a number; the answer is the same for every number (获取验证码)',
  access: 'public',
  body: z.strictObject({ phone }),
  returns: z.strictObject({ minutes: z.int(), againSeconds: z.int() }),
  problems: ['mobile-needed', 'code-too-soon', 'codes-too-many'],
  callsPerMinute: 30,
})

export const signIn = post('/api/portal/session', {
  id: 'portal.sign-in',
  summary: 'Sign in with the code that was sent (患者登录)',
  access: 'public',
  body: z.strictObject({ phone, code, agreed: z.literal(true) }),
  returns: Me,
  status: 201,
  problems: [...CODE_PROBLEMS],
  callsPerMinute: 60,
})

export const whoAmI = get('/api/portal/session', {
  id: 'portal.who-am-i',
  summary: 'The account that is signed in, and whom it acts for; null where nobody is',
  access: 'public',
  returns: z.strictObject({ account: Me.nullable() }),
})

export const signOut = remove('/api/portal/session', {
  id: 'portal.sign-out',
  summary: 'Sign out',
  access: 'patient',
  returns: z.strictObject({}),
})

const PEOPLE_PROBLEMS = ['guardian-needed', 'self-already', 'people-too-many'] as const
const as = { relation: Relation, isGuardian: z.boolean() }

export const addPerson = post('/api/portal/people', {
  id: 'portal.add-person',
  summary:
    'Act for somebody who answers to a proved number, shown by birth date or the last four of the ID (添加就诊人)',
  access: 'patient',
  body: z.strictObject({
    patientId: id,
    ...as,
    proof: z.union([
      z.strictObject({ kind: z.literal('birth-date'), value: day }),
      z.strictObject({ kind: z.literal('id-last-four'), value: text(4, 4) }),
    ]),
  }),
  returns: Me,
  problems: ['not-found', 'proof-wrong', 'proof-locked', ...PEOPLE_PROBLEMS],
})

export const registerPerson = post('/api/portal/people/new', {
  id: 'portal.register-person',
  summary: 'Make a record of somebody whom the hospital does not know, by name and ID number (在线建档)',
  access: 'patient',
  body: z.strictObject({ name: text(60), idNumber: text(20, 15), ...as }),
  returns: Me,
  problems: ['document-invalid', 'name-unreadable', 'register-at-desk', 'proof-locked', ...PEOPLE_PROBLEMS],
})

export const provePhone = post('/api/portal/people/phone', {
  id: 'portal.prove-phone',
  summary: 'Show by a code that a relative with another number agrees to be added (家人手机号验证)',
  access: 'patient',
  body: z.strictObject({ phone, code }),
  returns: Me,
  problems: [...CODE_PROBLEMS],
})

export const endRelation = remove('/api/portal/people/:id', {
  id: 'portal.end-relation',
  summary: 'No longer act for somebody, or let nobody act for oneself any more; at once (移除、撤回)',
  access: 'patient',
  params: { id },
  returns: Me,
  problems: ['not-found'],
})

export const leave = post('/api/portal/leave', {
  id: 'portal.leave',
  summary: 'Close the account: nobody acts by it any more (注销)',
  access: 'patient',
  returns: z.strictObject({}),
})
