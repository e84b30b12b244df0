import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'

export const Undelivered = z
  .strictObject({
    /** Who could not take it, and what it was: names of the program. */
    listener: z.string(),
    journalId: z.uuid(),
    action: z.string(),
    at: instant,
    error: z.string(),
  })
  .meta({ id: 'UndeliveredEvent', description: '没有送达的事件' })

export const KeptKind = z
  .strictObject({
    name: z.string(),
    /** In Chinese, with the law or rule behind it. */
    title: z.string(),
    days: z.int(),
    atLeast: z.int(),
    version: z.int(),
  })
  .meta({ id: 'KeptKind', description: '保存期限' })

export const RemovalRun = z
  .strictObject({
    id: z.uuid(),
    beganAt: instant,
    endedAt: instant.nullable(),
    removed: z.record(z.string(), z.int()),
    failed: z.array(z.string()),
  })
  .meta({ id: 'RemovalRun', description: '到期清理记录' })

export const readUpkeep = get('/api/upkeep', {
  id: 'upkeep.read',
  summary: 'Events that were set aside, how long records are kept, and what was removed (运行维护)',
  access: 'upkeep:read',
  returns: z.strictObject({
    undelivered: z.array(Undelivered),
    kept: z.array(KeptKind),
    runs: z.array(RemovalRun),
    /** The hour of the night from which old records go. */
    hour: z.int(),
    mayAct: z.boolean(),
    maySet: z.boolean(),
  }),
})

const which = { listener: text(120), journalId: z.uuid() }

export const redeliver = post('/api/upkeep/redeliver', {
  id: 'upkeep.redeliver',
  summary: 'Have an event delivered again that was set aside (重新送达)',
  access: 'upkeep:act',
  body: z.strictObject(which),
  returns: z.strictObject({}),
  problems: ['delivery-gone', 'delivery-failed'],
})

export const letGo = post('/api/upkeep/let-go', {
  id: 'upkeep.let-go',
  summary: 'Let go of an event that was set aside, with a reason (放弃送达)',
  access: 'upkeep:act',
  body: z.strictObject({ ...which, reason: text(200, 2) }),
  returns: z.strictObject({}),
  problems: ['delivery-gone'],
})

export const setTerm = put('/api/upkeep/terms/:name', {
  id: 'upkeep.set-term',
  summary: 'Set for how many days a kind of record is kept (保存期限)',
  access: 'setting:write',
  params: { name: text(60) },
  body: z.strictObject({ days: z.int().min(1).max(36_500), version: z.int().min(0) }),
  returns: z.strictObject({ version: z.int() }),
  problems: ['term-unknown', 'term-too-short', 'stale-version'],
})
