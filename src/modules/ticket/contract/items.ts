/** Service items and their versions (服务事项). */
import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant } from '#kernel/text.ts'
import { Someone, due, id, key, reason, version } from './pieces.ts'
import { ServiceItem, TicketClass } from './shapes.ts'

export const listItems = get('/api/service-items', {
  id: 'ticket.items',
  summary: 'The service items in force',
  access: 'ticket:read',
  returns: z.strictObject({ items: z.array(ServiceItem) }),
})

const ItemVersion = z.strictObject({
  version,
  state: z.enum(['draft', 'approved', 'discarded']),
  revision: version,
  active: z.boolean(),
  authors: z.array(Someone),
  approver: Someone.nullable(),
  reason: z.string(),
  effectiveFrom: instant,
  approvedAt: instant.nullable(),
})

const code = ServiceItem.shape.code

const versionParams = { code, version: z.coerce.number().int().min(1).max(1_000_000) }

const span = { from: instant.optional(), to: instant.optional() }

/** The catalogue of service items (服务事项目录, SCR-39). */
export const readCatalogue = get('/api/service-items/catalogue', {
  id: 'service-item.catalogue',
  summary: 'Every service item with its versions: in force, drafted, to come, retired',
  access: 'service-item:read',
  returns: z.strictObject({
    items: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        group: ServiceItem.shape.group,
        class: TicketClass,
        due,
        receiver: z.string(),
        steps: z.int(),
        state: z.enum(['active', 'retired', 'coming', 'draft', 'discarded']),
        current: version.nullable(),
        versions: z.array(ItemVersion),
      }),
    ),
    active: z.int(),
  }),
})

export const readItemVersion = get('/api/service-items/:code/versions/:version', {
  id: 'service-item.version',
  summary: 'One version of a service item, and the approved one before it',
  access: 'service-item:read',
  params: versionParams,
  returns: ItemVersion.extend({ item: ServiceItem, before: ServiceItem.nullable(), mayApprove: z.boolean() }),
})

const Drafted = z.strictObject({ code: z.string(), version, revision: version })

export const saveDraft = post('/api/service-items/drafts', {
  id: 'service-item.draft',
  summary: 'Draft the next version of a service item, or a new one (起草)',
  access: 'service-item:write',
  body: z.strictObject({
    item: ServiceItem.omit({ version: true }),
    revision: version.nullable(),
    isNew: z.boolean(),
    reason,
    effectiveFrom: instant.nullable(),
  }),
  returns: Drafted,
  problems: ['item-exists', 'item-draft-changed', 'item-wrong', 'effective-past'],
  bodyLimit: 256 * 1024,
})

export const approveDraft = post('/api/service-items/:code/versions/:version/approve', {
  id: 'service-item.approve',
  summary: 'A second person approves a draft; it holds from its date on (批准)',
  access: 'service-item:approve',
  params: versionParams,
  body: z.strictObject({ revision: version }),
  returns: Drafted,
  problems: ['item-own-draft', 'item-draft-changed'],
})

export const discardDraft = post('/api/service-items/:code/versions/:version/discard', {
  id: 'service-item.discard',
  summary: 'Give a draft up, with a reason',
  access: 'service-item:write',
  params: versionParams,
  body: z.strictObject({ revision: version, reason }),
  returns: Drafted,
  problems: ['item-draft-changed'],
})

export const readStepTimes = get('/api/service-items/:code/step-times', {
  id: 'service-item.step-times',
  summary: 'How long each step takes: median and 90th percentile, over 30 days unless told otherwise',
  access: 'service-item:read',
  params: { code },
  query: z.strictObject(span),
  returns: z.strictObject({
    from: instant,
    to: instant,
    steps: z.array(
      z.strictObject({
        key: z.string(),
        name: z.string(),
        count: z.int(),
        /** Seconds. */
        median: z.int().nullable(),
        p90: z.int().nullable(),
      }),
    ),
  }),
})

export const readStepRows = get('/api/service-items/:code/step-times/:step', {
  id: 'service-item.step-rows',
  summary: 'The stamps behind the time of one step, the slowest first',
  access: 'service-item:read',
  params: { code, step: key },
  query: z.strictObject(span),
  returns: z.strictObject({
    items: z.array(
      z.strictObject({
        ticketId: id,
        number: z.string(),
        at: instant,
        seconds: z.int(),
        by: Someone.nullable(),
      }),
    ),
  }),
})
