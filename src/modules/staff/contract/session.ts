import { z } from 'zod'
import { get, post, put, remove } from '#kernel/endpoint.ts'
import { text } from '#kernel/text.ts'
import { Duty } from './duty.ts'
import { id, otp, Post, secret, Someone } from './words.ts'

/** Who is signed in, for the frame of every screen. */
export const Me = z
  .strictObject({
    person: Someone,
    posts: z.array(z.strictObject({ post: Post, unitId: id, unitName: z.string() })),
    permissions: z.array(z.string()),
    position: z.string().nullable(),
    idleMinutes: z.int(),
    /** Until a password of one's own is set, nothing else is allowed. */
    mustChangePassword: z.boolean(),
    /** From a community hospital: sees its own pages and nothing of the house. */
    isPartner: z.boolean(),
    hasPin: z.boolean(),
    hasFactor: z.boolean(),
    /** The absence that holds now, so that the person can end it. */
    absence: Duty.nullable(),
    hospital: z.strictObject({ name: z.string(), phone: z.string(), zone: z.string() }),
  })
  .meta({ id: 'Me' })

export const signIn = post('/api/session', {
  id: 'staff.sign-in',
  summary: 'Sign in with login and password; the session comes as a cookie',
  access: 'public',
  body: z.strictObject({ login: text(40), password: secret, code: otp.optional() }),
  returns: Me,
  problems: ['wrong-credentials', 'locked-out', 'code-needed', 'wrong-code'],
  callsPerMinute: 120,
})

export const whoAmI = get('/api/session', {
  id: 'staff.who-am-i',
  summary: 'Who is signed in, with posts and permissions',
  access: 'account',
  returns: Me,
})

export const signOut = remove('/api/session', {
  id: 'staff.sign-out',
  summary: 'Sign out: the session ends everywhere',
  access: 'account',
  returns: z.strictObject({}),
})

export const quickSwitch = post('/api/session/switch', {
  id: 'staff.quick-switch',
  summary: 'Another person takes over a shared position with badge and PIN',
  access: 'public',
  body: z.strictObject({ badge: text(64, 4), pin: secret }),
  returns: Me,
  problems: ['wrong-pin', 'locked-out', 'unknown-desk', 'no-induction', 'position-beyond-range'],
  callsPerMinute: 60,
})

export const choosePosition = put('/api/session/position', {
  id: 'staff.choose-position',
  summary: 'Say at which service position one sits; this machine may then be switched by badge and PIN',
  access: 'signed-in',
  body: z.strictObject({ position: text(20).nullable(), reason: text(200).nullable().default(null) }),
  returns: Me,
  problems: ['unknown-position', 'no-induction', 'position-beyond-range'],
})

export const listPositions = get('/api/positions', {
  id: 'staff.positions',
  summary: 'The service positions of the desks',
  access: 'signed-in',
  returns: z.strictObject({ positions: z.array(z.string()) }),
})
