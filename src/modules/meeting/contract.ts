import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'

const id = z.uuid()
const params = { id }
const version = z.int().min(1).max(1_000_000)
const Named = z.strictObject({ id, name: z.string() })

export const IssueStatus = z.enum(['open', 'done', 'dropped'])

export const Issue = z
  .strictObject({
    id,
    number: z.string(),
    title: z.string(),
    description: z.string(),
    units: z.array(Named),
    raisedBy: Named,
    raisedAt: instant,
    dueAt: instant,
    status: IssueStatus,
    overdue: z.boolean(),
    /** 1 the heads were told, 2 the deputy director too. */
    level: z.int(),
    steps: z.array(
      z.strictObject({
        id,
        text: z.string(),
        person: Named,
        dueAt: instant,
        overdue: z.boolean(),
        doneAt: instant.nullable(),
        note: z.string().nullable(),
        mayFinish: z.boolean(),
      }),
    ),
    outcome: z.string().nullable(),
    closedAt: instant.nullable(),
    version,
    mayAgree: z.boolean(),
    mayClose: z.boolean(),
  })
  .meta({ id: 'CoordinationIssue', description: '协调事项' })

const Step = z.strictObject({ text: text(300), personId: id, dueAt: instant })

export const listIssues = get('/api/coordination', {
  id: 'meeting.issues',
  summary: 'Cross-department issues with their agreed steps, the next due first (内部协调)',
  access: 'coordination:read',
  query: z.strictObject({ view: z.enum(['open', 'overdue', 'closed']).default('open') }),
  returns: z.strictObject({ items: z.array(Issue), now: instant }),
})
export const raiseIssue = post('/api/coordination', {
  id: 'meeting.raise-issue',
  summary: 'Raise an issue between departments',
  access: 'coordination:write',
  body: z
    .strictObject({
      title: text(120),
      description: text(2000),
      units: z.array(id).min(1).max(20),
      dueAt: instant,
      steps: z.array(Step).max(20),
    })
    .meta({ id: 'RaiseIssue' }),
  returns: Issue,
  status: 201,
  problems: ['issue-unit', 'issue-person', 'issue-due-past'],
})
export const agreeStep = post('/api/coordination/:id/steps', {
  id: 'meeting.agree-step',
  summary: 'Agree a step: who does what by when',
  access: 'coordination:write',
  params,
  body: Step,
  returns: Issue,
  problems: ['issue-closed', 'issue-not-yours', 'issue-person', 'issue-due-past'],
})
export const finishStep = post('/api/coordination/:id/steps/:stepId/done', {
  id: 'meeting.finish-step',
  summary: 'A step is done',
  access: 'coordination:write',
  params: { id, stepId: id },
  body: z.strictObject({ note: text(300).nullable() }),
  returns: Issue,
  problems: ['issue-closed', 'issue-not-yours', 'step-done'],
})
export const moveDue = post('/api/coordination/:id/due', {
  id: 'meeting.move-due',
  summary: 'Move the due of an issue, with a reason; who was told is not told again',
  access: 'coordination:write',
  params,
  body: z.strictObject({ dueAt: instant, reason: text(300), version }),
  returns: Issue,
  problems: ['issue-closed', 'issue-not-yours', 'issue-due-past', 'stale-version'],
})
export const closeIssue = post('/api/coordination/:id/close', {
  id: 'meeting.close-issue',
  summary: 'The issue is settled, or dropped with the reason',
  access: 'coordination:write',
  params,
  body: z.strictObject({ status: IssueStatus.exclude(['open']), outcome: text(1000), version }),
  returns: Issue,
  problems: ['issue-closed', 'issue-not-yours', 'steps-open', 'stale-version'],
})

export const Broadcast = z
  .strictObject({
    id,
    title: z.string(),
    body: z.string(),
    audience: z.enum(['all', 'unit', 'post']),
    unit: Named.nullable(),
    post: z.string().nullable(),
    sentBy: Named,
    sentAt: instant,
    /** When I read it; null while I have not, and where it did not go to me. */
    readAt: instant.nullable(),
    isMine: z.boolean(),
    /** For those who send: to how many it went and how many read it. */
    people: z.int().nullable(),
    read: z.int().nullable(),
  })
  .meta({ id: 'Broadcast', description: '内部通知' })

export const listBroadcasts = get('/api/broadcasts', {
  id: 'meeting.broadcasts',
  summary: 'Broadcasts to me, and for those who send all of them, the newest first (内部通知)',
  access: 'signed-in',
  returns: z.strictObject({ items: z.array(Broadcast), maySend: z.boolean() }),
})
export const sendBroadcast = post('/api/broadcasts', {
  id: 'meeting.send-broadcast',
  summary: 'Tell staff something: all, a unit and what is below it, or a post',
  access: 'broadcast:send',
  body: z
    .strictObject({
      title: text(120),
      body: text(4000),
      to: z.discriminatedUnion('audience', [
        z.strictObject({ audience: z.literal('all') }),
        z.strictObject({ audience: z.literal('unit'), unitId: id }),
        z.strictObject({ audience: z.literal('post'), post: text(40) }),
      ]),
    })
    .meta({ id: 'SendBroadcast' }),
  returns: Broadcast,
  status: 201,
  problems: ['issue-unit', 'audience-empty'],
})
export const readBroadcast = post('/api/broadcasts/:id/read', {
  id: 'meeting.read-broadcast',
  summary: 'I have read it',
  access: 'signed-in',
  params,
  body: z.strictObject({}),
  returns: z.strictObject({ id, readAt: instant }),
})
export const broadcastReceipts = get('/api/broadcasts/:id/receipts', {
  id: 'meeting.receipts',
  summary: 'Who has read a broadcast, and who has not (阅读回执)',
  access: 'broadcast:send',
  params,
  returns: z.strictObject({
    unread: z.array(z.strictObject({ person: Named, unit: z.string() })),
    read: z.array(z.strictObject({ person: Named, unit: z.string(), at: instant })),
  }),
})

export const myAlerts = get('/api/coordination/alerts', {
  id: 'meeting.alerts',
  summary: 'What I have not seen: issues that came to me or escalated, and broadcasts that I have not read',
  access: 'signed-in',
  returns: z.strictObject({
    alerts: z.array(
      z.strictObject({
        id,
        kind: z.enum(['raised', 'step', 'head', 'director']),
        issueId: id,
        number: z.string(),
        title: z.string(),
        at: instant,
      }),
    ),
    broadcasts: z.array(z.strictObject({ id, title: z.string(), sentAt: instant })),
  }),
})
export const seeAlert = post('/api/coordination/alerts/:id/seen', {
  id: 'meeting.see-alert',
  summary: 'I have seen it',
  access: 'signed-in',
  params,
  body: z.strictObject({}),
  returns: z.strictObject({ id }),
})
