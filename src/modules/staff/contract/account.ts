import { z } from 'zod'
import { post, put } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { Me } from './session.ts'
import { login, otp, params, reason, secret } from './words.ts'

export const changePassword = put('/api/account/password', {
  id: 'staff.change-password',
  summary: 'Set a new password; other sessions of the person end',
  access: 'account',
  body: z.strictObject({ current: secret, next: z.string().min(1).max(128) }),
  returns: Me,
  problems: ['wrong-password', 'locked-out', 'weak-password', 'same-password'],
  callsPerMinute: 30,
})

export const setPin = put('/api/account/pin', {
  id: 'staff.set-pin',
  summary: 'Register the own badge and set its PIN',
  access: 'signed-in',
  body: z.strictObject({ password: secret, badge: text(64, 4), pin: z.string().max(12) }),
  returns: z.strictObject({}),
  problems: ['wrong-password', 'locked-out', 'weak-pin', 'badge-taken', 'must-change-password'],
  callsPerMinute: 30,
})

export const beginFactor = post('/api/account/factor', {
  id: 'staff.begin-factor',
  summary: 'Begin a second factor: the secret for an authenticator',
  access: 'account',
  body: z.strictObject({ password: secret }),
  returns: z.strictObject({ secret: z.string(), uri: z.string() }),
  problems: ['wrong-password', 'locked-out', 'factor-on'],
  callsPerMinute: 30,
})

export const turnFactor = put('/api/account/factor', {
  id: 'staff.turn-factor',
  summary: 'Turn the second factor on with a first code, or off with one',
  access: 'account',
  body: z.strictObject({ on: z.boolean(), code: otp }),
  returns: z.strictObject({}),
  problems: ['factor-none', 'wrong-code', 'locked-out'],
  callsPerMinute: 30,
})

const OneTime = z.strictObject({ login: z.string(), code: z.string(), endsAt: instant })

export const openAccount = post('/api/people/:id/account', {
  id: 'staff.open-account',
  summary: 'Open a personal account; answers a one-time code that must be replaced by a password',
  access: 'account:write',
  params,
  body: z.strictObject({ login }),
  returns: OneTime,
  status: 201,
  problems: ['login-taken', 'account-exists', 'person-left'],
})

export const renewCode = post('/api/people/:id/account/code', {
  id: 'staff.renew-code',
  summary:
    'A new one-time code for somebody who forgot the password; unlocks and enables the account, ends its sessions',
  access: 'account:write',
  params,
  body: z.strictObject({ reason }),
  returns: OneTime,
  problems: ['person-left'],
})

export const disableAccount = post('/api/people/:id/account/disable', {
  id: 'staff.disable-account',
  summary: 'Close an account; its sessions end',
  access: 'account:write',
  params,
  body: z.strictObject({ reason }),
  returns: z.strictObject({}),
  problems: ['last-administrator'],
})
