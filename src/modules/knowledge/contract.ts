import { z } from 'zod'
import { get, post, put } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { AUDIENCES, KINDS } from './rules/content.ts'
import { STATES } from './rules/life.ts'

const id = z.uuid()
const unitId = z.uuid()
const version = z.int().min(1).max(1_000_000)
const Someone = z.strictObject({ id: z.uuid(), name: z.string() })
const minute = z
  .int()
  .min(0)
  .max(24 * 60)

const Hours = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('calendar') }),
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({
    kind: z.literal('weekly'),
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
    from: minute,
    to: minute,
    alsoHolidays: z.boolean(),
  }),
])
const phone = text(40, 3).regex(/^[0-9+\-、 ()转]+$/)

const GuideContent = z.strictObject({
  kind: z.literal('guide'),
  summary: text(300),
  steps: z
    .array(
      z.strictObject({
        title: text(40),
        text: text(500),
        who: text(40).nullable(),
        unitId: unitId.nullable(),
        papers: z.array(text(60)).max(12),
        minutes: z
          .int()
          .min(1)
          .max(60 * 24 * 30)
          .nullable(),
        cost: text(60).nullable(),
      }),
    )
    .min(1)
    .max(20),
  faq: z.array(z.strictObject({ question: text(100), answer: text(500) })).max(12),
  english: text(600).nullable(),
})
const NumberContent = z.strictObject({
  kind: z.literal('number'),
  synonyms: z.array(text(30)).max(20),
  lines: z
    .array(
      z.strictObject({ name: text(40), unitId: unitId.nullable(), phone, hours: Hours, remark: text(100).nullable() }),
    )
    .min(1)
    .max(8),
})
const NoticeContent = z.strictObject({
  kind: z.literal('notice'),
  body: text(4000),
  validFrom: day,
  validTo: day.nullable(),
})
const DoctorContent = z.strictObject({ kind: z.literal('doctor'), introduction: text(2000) })
export const ItemContent = z
  .discriminatedUnion('kind', [GuideContent, NumberContent, NoticeContent, DoctorContent])
  .meta({ id: 'KnowledgeContent', description: '内容' })

/** Where a step is done, or who answers: a department with its place. */
export const Place = z
  .strictObject({
    unitId,
    name: z.string(),
    building: z.string().nullable(),
    floor: z.string().nullable(),
    room: z.string().nullable(),
    /** Has the directory a page that this reader may open? */
    isListed: z.boolean(),
  })
  .meta({ id: 'KnowledgePlace' })

/** Which version this is: every channel tells the same. */
const edition = {
  id,
  kind: z.enum(KINDS),
  code: z.string(),
  title: z.string(),
  audience: z.enum(AUDIENCES),
  revisionId: z.uuid(),
  number: z.int(),
  publishedAt: instant,
}

export const Answering = z.strictObject({ isLive: z.boolean(), next: instant.nullable() })

/** What is published, with the places and hours that its words name, for one reader now. */
export const PublishedItem = z
  .strictObject({
    ...edition,
    content: ItemContent,
    subjectId: z.uuid().nullable(),
    places: z.array(Place),
    /** Of each line of a phone book topic, in their order. */
    answering: z.array(Answering),
    /** Of a guide, from the first step to the last. */
    minutes: z.int().nullable(),
  })
  .meta({ id: 'PublishedItem', description: '已发布内容' })
export const PublishedRow = z
  .strictObject({ ...edition, hint: z.string().nullable(), subjectId: z.uuid().nullable() })
  .meta({ id: 'PublishedRow' })

/** One find of the one search: a department, a doctor, or something published. */
export const KnowledgeFind = z
  .strictObject({
    kind: z.enum(['department', ...KINDS.filter(kind => kind !== 'doctor'), 'doctor'] as const),
    id,
    title: z.string(),
    hint: z.string().nullable(),
    phone: z.string().nullable(),
    isLive: z.boolean().nullable(),
    audience: z.enum(AUDIENCES),
  })
  .meta({ id: 'KnowledgeFind' })

const kind = z.enum(KINDS)
const query = z.strictObject({ q: text(60, 0).optional(), kind: kind.optional() })

export const searchKnowledge = get('/api/knowledge', {
  id: 'knowledge.search',
  summary: 'One search over departments, doctors, notices, guides and the phone book (知识查询)',
  access: 'directory:read',
  query: z.strictObject({
    q: text(60, 0).optional(),
    kind: z.enum(['department', 'doctor', 'guide', 'number', 'notice']).optional(),
  }),
  returns: z.strictObject({ items: z.array(KnowledgeFind) }),
})
export const openItem = get('/api/knowledge/:id', {
  id: 'knowledge.open',
  summary: 'What is published of one item, for staff',
  access: 'directory:read',
  params: { id },
  returns: PublishedItem,
})
export const introductionOf = get('/api/knowledge/doctors/:doctorId', {
  id: 'knowledge.doctor',
  summary: 'The published introduction of a doctor (医生介绍), for staff; null where there is none',
  access: 'directory:read',
  params: { doctorId: z.uuid() },
  returns: z.strictObject({ item: PublishedItem.nullable() }),
})
export const guideOfTopic = get('/api/knowledge/guides/:code', {
  id: 'knowledge.guide',
  summary: 'The staff guide of a process, by its topic (流程指引)',
  access: 'directory:read',
  params: { code: z.string().max(40) },
  returns: z.strictObject({ item: PublishedItem.nullable() }),
})
export const giveNumber = post('/api/knowledge/:id/give', {
  id: 'knowledge.give',
  summary: 'A number of the phone book was given; of a patient, it stands in the patient’s contact (转介电话告知)',
  access: 'directory:read',
  params: { id },
  body: z.strictObject({ revisionId: z.uuid(), line: z.int().min(0).max(7), patientId: z.uuid().nullable() }),
  returns: z.strictObject({ phone: z.string(), name: z.string() }),
  problems: ['number-changed'],
})
export const listPublic = get('/api/public/knowledge', {
  id: 'knowledge.list-public',
  summary: 'What is published for everybody, without sign-in',
  access: 'public',
  query,
  returns: z.strictObject({ items: z.array(PublishedRow) }),
})
export const openPublic = get('/api/public/knowledge/:id', {
  id: 'knowledge.open-public',
  summary: 'One published item for everybody, without sign-in; also what the printed sheet shows',
  access: 'public',
  params: { id },
  returns: PublishedItem,
})
export const publicIntroduction = get('/api/public/doctors/:doctorId/introduction', {
  id: 'knowledge.doctor-public',
  summary: 'The published introduction of a doctor whom patients may look up, without sign-in',
  access: 'public',
  params: { doctorId: z.uuid() },
  returns: z.strictObject({ item: PublishedItem.nullable() }),
})

/** One row of the editor's list (内容管理). */
export const ContentRow = z
  .strictObject({
    id,
    kind,
    audience: z.enum(AUDIENCES),
    code: z.string(),
    title: z.string(),
    owner: Someone,
    unit: Someone.nullable(),
    version,
    /** The state of what is worked on, else of the newest version. */
    state: z.enum(STATES),
    isLive: z.boolean(),
    changedAt: instant,
    nextReviewOn: day.nullable(),
    /** Its owner is asked to look whether it still holds. */
    isDue: z.boolean(),
  })
  .meta({ id: 'ContentRow' })
export const ContentVersion = z
  .strictObject({
    id: z.uuid(),
    number: z.int(),
    state: z.enum(STATES),
    title: z.string(),
    authors: z.array(Someone),
    reviewer: Someone.nullable(),
    note: z.string().nullable(),
    changedAt: instant,
    publishedAt: instant.nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'ContentVersion' })
export const ContentItem = ContentRow.extend({
  subject: Someone.nullable(),
  versions: z.array(ContentVersion),
  /** The newest words: what is worked on, else what is published, else what was. */
  content: ItemContent,
  /** The version that these words are of. */
  shownId: z.uuid(),
  mayWrite: z.boolean(),
  mayReview: z.boolean(),
  mayWithdraw: z.boolean(),
}).meta({ id: 'ContentItem', description: '内容条目' })
export const Difference = z
  .strictObject({ path: z.array(z.string()), before: z.string().nullable(), after: z.string().nullable() })
  .meta({ id: 'ContentDifference' })

const Changed = z.strictObject({ id, version })
const words = { title: text(60), content: ItemContent }
const step = <const Name extends string>(name: Name, summary: string) =>
  ({ id: `content.${name}`, summary, params: { id }, returns: Changed }) as const

export const listContent = get('/api/content', {
  id: 'content.list',
  summary: 'What is written, waits for review, is published or due to be looked at (内容管理)',
  access: 'knowledge:write',
  query: z.strictObject({
    view: z.enum(['mine', 'review', 'due', 'all']),
    kind: kind.optional(),
    q: text(60, 0).optional(),
  }),
  returns: z.strictObject({
    items: z.array(ContentRow),
    counts: z.strictObject({ mine: z.int(), review: z.int(), due: z.int(), all: z.int() }),
  }),
})
export const openContent = get('/api/content/:id', {
  id: 'content.open',
  summary: 'An item with its versions',
  access: 'knowledge:write',
  params: { id },
  returns: ContentItem,
})
export const compareContent = get('/api/content/:id/difference', {
  id: 'content.difference',
  summary: 'Where two versions of an item differ (版本差异)',
  access: 'knowledge:write',
  params: { id },
  query: z.strictObject({ before: z.uuid(), after: z.uuid() }),
  returns: z.strictObject({ items: z.array(Difference) }),
})
export const createContent = post('/api/content', {
  id: 'content.create',
  summary: 'Begin an item with its first draft (新建内容)',
  access: 'knowledge:write',
  status: 201,
  body: z
    .strictObject({
      kind,
      audience: z.enum(AUDIENCES),
      code: text(40)
        .regex(/^[a-z0-9-]+$/)
        .nullable(),
      unitId: unitId.nullable(),
      subjectId: z.uuid().nullable(),
      ...words,
    })
    .meta({ id: 'CreateContent' }),
  returns: Changed,
  problems: [
    'content-kind',
    'content-staff-only',
    'content-subject',
    'content-dates',
    'content-exists',
    'content-unit-unknown',
    'content-doctor-unknown',
  ],
})
export const writeContent = put('/api/content/:id/draft', {
  ...step('write', 'Write in the draft, or begin the next version'),
  access: 'knowledge:write',
  body: z.strictObject({ version, ...words }).meta({ id: 'WriteContent' }),
  problems: ['stale-version', 'content-kind', 'content-dates', 'content-in-review', 'content-unit-unknown'],
})
export const submitContent = post('/api/content/:id/submit', {
  ...step('submit', 'Send the draft to a second person (送审)'),
  access: 'knowledge:write',
  body: z.strictObject({ version }),
  problems: ['stale-version', 'content-nothing-to-do'],
})
export const takeBackContent = post('/api/content/:id/take-back', {
  ...step('take-back', 'Take back what was sent to review (撤回)'),
  access: 'knowledge:write',
  body: z.strictObject({ version }),
  problems: ['stale-version', 'content-nothing-to-do'],
})
export const approveContent = post('/api/content/:id/approve', {
  ...step('approve', 'A second person approves: every channel shows it from now on (审核发布)'),
  access: 'knowledge:review',
  body: z.strictObject({ version }),
  problems: ['stale-version', 'content-nothing-to-do', 'content-own-draft'],
})
export const returnContent = post('/api/content/:id/return', {
  ...step('return', 'A second person sends it back with what is to be mended (退回)'),
  access: 'knowledge:review',
  body: z.strictObject({ version, note: text(500) }),
  problems: ['stale-version', 'content-nothing-to-do', 'content-own-draft'],
})
export const withdrawContent = post('/api/content/:id/withdraw', {
  ...step('withdraw', 'Take it from every channel (撤下)'),
  access: 'knowledge:review',
  body: z.strictObject({ version, reason: text(200) }),
  problems: ['stale-version', 'content-nothing-to-do'],
})
export const contentStillHolds = post('/api/content/:id/still-holds', {
  ...step('still-holds', 'The owner has looked: it still holds (复核无误)'),
  access: 'knowledge:write',
  body: z.strictObject({ version }),
  problems: ['stale-version', 'content-nothing-to-do'],
})
export const changeContentOwner = post('/api/content/:id/owner', {
  ...step('owner', 'Somebody else answers for it from now on (更换责任人)'),
  access: 'knowledge:write',
  body: z.strictObject({ version, ownerId: z.uuid() }),
  problems: ['stale-version', 'content-person-unknown'],
})
