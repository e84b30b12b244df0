import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { day, instant, text } from '#kernel/text.ts'
import { TicketRow } from '#modules/ticket/contract.ts'

const id = z.uuid()
const Unit = z.strictObject({ id, name: z.string() })
const Someone = z.strictObject({ id, name: z.string() })
const version = z.int().min(1).max(1_000_000)
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export const DimensionName = z.enum(['item', 'channel', 'position', 'group', 'unit', 'hour', 'reason'])

/** What a figure is, in the language of the caller. */
export const FigureHead = z
  .strictObject({
    figure: z.string(),
    name: z.string(),
    /** What is counted, and out of what. */
    formula: z.string(),
    unit: z.enum(['matters', 'shares', 'promises', 'minutes', 'trips', 'bookings', 'requests', 'shifts', 'percent']),
    kind: z.enum(['count', 'sum', 'rate', 'mean']),
    kpi: z.string().nullable(),
    target: z.strictObject({ is: z.enum(['at-least', 'at-most']), value: z.number() }).nullable(),
  })
  .meta({ id: 'FigureHead', description: '指标' })

/** One figure of one place. */
export const FigureCell = z
  .strictObject({
    shown: z.string(),
    value: z.number().nullable(),
    count: z.number(),
    of: z.int().nullable(),
    reached: z.boolean().nullable(),
  })
  .meta({ id: 'FigureCell' })

const Figure = FigureHead.extend({ cell: FigureCell })

export const CountedRow = z
  .strictObject({
    key: id,
    at: instant,
    /** Counted in the upper part of a ratio. */
    counts: z.boolean(),
    amount: z.int().nullable(),
    unit: Unit.nullable(),
    reason: z.string().nullable(),
    record: z
      .strictObject({
        number: z.string(),
        title: z.string(),
        person: z.string().nullable(),
        /** Where it opens on the desk. */
        opensAt: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'CountedRow', description: '数字背后的一行' })

export const COMPARED = ['yesterday', 'last-week', 'last-month'] as const

export const readOverview = get('/api/overview', {
  id: 'quality.overview',
  summary: 'The centre today: five numbers, hours, departments by clock, reasons, broken promises (总览)',
  access: 'report:read',
  query: z.strictObject({ compare: z.enum(COMPARED).default('yesterday') }),
  returns: z.strictObject({
    at: instant,
    day,
    numbers: z.array(Figure.extend({ before: FigureCell })),
    before: z.strictObject({ day, reportId: id.nullable() }),
    hours: z.array(z.strictObject({ hour: z.int(), opened: z.int(), closed: z.int() })),
    load: z.strictObject({
      columns: z.array(FigureHead),
      rows: z.array(z.strictObject({ unit: Unit, cells: z.array(z.int()), late: z.int(), longest: z.int() })),
    }),
    /** Bookings of today: their share, success, no-shows, changes. */
    bookings: z.array(Figure),
    reasons: z.array(z.strictObject({ reason: z.string(), label: z.string(), count: z.int() })),
    promises: z.strictObject({ total: z.int(), items: z.array(CountedRow) }),
    unsigned: z.array(z.strictObject({ id, day })),
  }),
})

export const openFigure = get('/api/figures/:figure/rows', {
  id: 'quality.open-figure',
  summary: 'The rows behind a figure; as many as the figure says (下钻)',
  access: 'report:read',
  params: { figure: text(40) },
  query: z.strictObject({
    /** Of a frozen report, or of a day as it stands now. */
    report: id.optional(),
    day: day.optional(),
    by: DimensionName.optional(),
    is: z.string().max(80).optional(),
    after: z.string().max(160).optional(),
  }),
  returns: z.strictObject({
    head: FigureHead,
    cell: FigureCell,
    label: z.string().nullable(),
    total: z.int(),
    items: z.array(CountedRow),
    next: z.string().nullable(),
  }),
  problems: ['figure-unknown', 'report-unknown', 'report-rows-over'],
})

/** What a report is known by in a list. */
export const ReportRow = z
  .strictObject({
    id,
    kind: z.enum(['day', 'month']),
    day,
    version,
    draftedAt: instant,
    because: z.enum(['day-end', 'rest-of-day', 'correction', 'month-end', 'review']),
    complete: z.boolean(),
    opened: z.int(),
    closed: z.int(),
    overdue: z.int(),
    signed: z.strictObject({ by: Someone, at: instant }).nullable(),
    approved: z.strictObject({ by: Someone, at: instant }).nullable(),
    /** An earlier version of the same day was signed. */
    signedBefore: z.boolean(),
    flagged: z.boolean(),
  })
  .meta({ id: 'ReportRow', description: '日报、月报（列表）' })

export const ReportSection = z.strictObject({
  id: z.string(),
  title: z.string(),
  by: DimensionName.nullable(),
  columns: z.array(FigureHead),
  rows: z.array(z.strictObject({ part: z.string().nullable(), label: z.string(), cells: z.array(FigureCell) })),
})

export const Report = ReportRow.extend({
  from: instant,
  to: instant,
  reason: z.string().nullable(),
  remarks: z.string().nullable(),
  sections: z.array(ReportSection),
  /** What the hospital's report also wants, of parts of the house that are not there yet. */
  absent: z.array(z.string()),
  versions: z.array(z.strictObject({ id, version, draftedAt: instant, signed: z.boolean() })),
  may: z.array(z.enum(['sign', 'correct', 'approve', 'export'])),
}).meta({ id: 'Report', description: '一份冻结的报告' })

export const listReports = get('/api/reports', {
  id: 'quality.reports',
  summary: 'Reports, the newest day first, the newest version of each',
  access: 'report:read',
  query: z.strictObject({ kind: z.enum(['day', 'month']).default('day'), before: day.optional() }),
  returns: z.strictObject({ items: z.array(ReportRow), next: day.nullable() }),
})

export const openReport = get('/api/reports/:id', {
  id: 'quality.report',
  summary: 'One frozen report',
  access: 'report:read',
  params: { id },
  returns: Report,
})

const Changed = z.strictObject({ id, version })

export const signReport = post('/api/reports/:id/sign', {
  id: 'quality.sign-report',
  summary: 'The desk signs the report, with remarks (签字)',
  access: 'report:sign',
  params: { id },
  body: z.strictObject({ remarks: text(1000).nullable() }),
  returns: Changed,
  problems: ['report-signed', 'report-superseded'],
})

export const correctReport = post('/api/reports/:id/correct', {
  id: 'quality.correct-report',
  summary: 'Count anew, as a new version with a reason (更正)',
  access: 'report:sign',
  params: { id },
  body: z.strictObject({ reason: text(300) }),
  returns: Changed,
  problems: ['report-superseded'],
})

export const approveReport = post('/api/reports/:id/approve', {
  id: 'quality.approve-report',
  summary: 'The director approves the monthly report; the deputy only within a delegation (审批月报)',
  access: 'report:approve',
  params: { id },
  body: z.strictObject({}),
  returns: Changed,
  problems: ['director-only', 'report-approved', 'report-superseded', 'report-not-monthly'],
})

export const exportReport = post('/api/reports/:id/export', {
  id: 'quality.export-report',
  summary: 'The report as a Word, Excel or CSV file; who took it stands in the journal (导出)',
  access: 'report:export',
  params: { id },
  body: z.strictObject({ as: z.enum(['docx', 'xlsx', 'csv']) }),
  returns: z.strictObject({ name: z.string(), type: z.string(), content: z.base64() }),
})

/** One row behind a number of a console. */
export const ConsoleRow = z
  .strictObject({ key: z.string(), title: z.string(), note: z.string().nullable(), to: z.string().nullable() })
  .meta({ id: 'ConsoleRow' })
const ConsoleNumber = z.strictObject({
  id: z.string(),
  name: z.string(),
  formula: z.string(),
  count: z.int(),
  tone: z.enum(['plain', 'late']),
  /** A figure opens its rows; anything else brings them. */
  figure: z.string().nullable(),
})
const Console = z.strictObject({
  at: instant,
  numbers: z.array(ConsoleNumber),
})

export const ConsoleName = z.enum(['director', 'deputy'])
export const readConsole = get('/api/consoles/:console', {
  id: 'quality.console',
  summary: 'The director’s or the deputy’s console (主任、副主任工作台)',
  access: 'report:approve',
  params: { console: ConsoleName },
  returns: Console,
})
export const openConsoleNumber = get('/api/consoles/:console/:number', {
  id: 'quality.console-rows',
  summary: 'The rows behind a number of a console',
  access: 'report:approve',
  params: { console: ConsoleName, number: text(40) },
  returns: z.strictObject({ name: z.string(), items: z.array(ConsoleRow) }),
  problems: ['figure-unknown'],
})

export const readGroup = get('/api/groups', {
  id: 'quality.groups',
  summary: 'The groups that one leads: people on duty and their load, matters by next clock (组长看板)',
  access: 'group:lead',
  query: z.strictObject({ unit: id.optional() }),
  returns: z.strictObject({
    at: instant,
    groups: z.array(Unit),
    unit: Unit.nullable(),
    people: z.array(
      z.strictObject({ person: Someone, post: z.string(), onDuty: z.boolean(), shares: z.int(), late: z.int() }),
    ),
    shares: z.array(
      z.strictObject({
        partId: id,
        state: z.enum(['unaccepted', 'in-work']),
        late: z.boolean(),
        /** The one who has it is off duty. */
        unattended: z.boolean(),
        dueAt: instant,
        assignee: Someone,
        matter: TicketRow,
      }),
    ),
  }),
})

const ReviewAction = z
  .strictObject({
    id,
    number: z.string(),
    decision: z.string(),
    unit: Unit.nullable(),
    owner: Someone,
    dueOn: day,
    doneAt: instant.nullable(),
    result: z.string().nullable(),
    late: z.boolean(),
  })
  .meta({ id: 'ImprovementAction', description: '改进措施' })

const ReviewRow = z.strictObject({
  id,
  month,
  startsAt: instant,
  place: z.string(),
  invited: z.int(),
  present: z.int(),
  actions: z.int(),
  closedAt: instant.nullable(),
})

export const Review = ReviewRow.extend({
  version,
  report: z.strictObject({ id, version }),
  pack: z.array(ReportSection),
  painPoints: z.array(z.strictObject({ id, unit: Unit, text: z.string(), frequency: z.string() })),
  painPointsMissing: z.array(Unit),
  absent: z.array(z.string()),
  before: z.array(ReviewAction),
  seats: z.array(
    z.strictObject({
      unit: Unit,
      person: Someone.nullable(),
      state: z.enum(['invited', 'present', 'absent']),
      proposal: z.string().nullable(),
    }),
  ),
  decisions: z.array(ReviewAction),
  minutes: z.string().nullable(),
}).meta({ id: 'ServiceReview', description: '月度服务复盘会' })

export const listReviews = get('/api/reviews', {
  id: 'quality.reviews',
  summary: 'Monthly service reviews, the newest first (复盘会)',
  access: 'report:read',
  returns: z.strictObject({ items: z.array(ReviewRow), open: z.array(ReviewAction) }),
})
export const openReview = get('/api/reviews/:id', {
  id: 'quality.review',
  summary: 'One review: its pack, who came, what was decided',
  access: 'report:read',
  params: { id },
  returns: Review,
})
export const callReview = post('/api/reviews', {
  id: 'quality.call-review',
  summary: 'Call the review of a month: the pack is made and the liaisons are invited',
  access: 'review:write',
  body: z.strictObject({ month, startsAt: instant, place: text(100), units: z.array(id).max(200) }),
  returns: z.strictObject({ id }),
  status: 201,
  problems: ['review-called', 'month-to-come', 'unit-unknown', 'no-figures'],
})
export const seatReview = post('/api/reviews/:id/seats', {
  id: 'quality.seat-review',
  summary: 'Who came, and what the department proposes (到会、提案)',
  access: 'review:write',
  params: { id },
  body: z.strictObject({
    unitId: id,
    state: z.enum(['invited', 'present', 'absent']),
    proposal: text(1000).nullable(),
  }),
  returns: z.strictObject({ id }),
  problems: ['review-closed', 'not-invited'],
})
export const decideReview = post('/api/reviews/:id/decisions', {
  id: 'quality.decide-review',
  summary: 'A decision becomes an improvement action with owner and day (决定)',
  access: 'review:write',
  params: { id },
  body: z.strictObject({ decision: text(1000), unitId: id.nullable(), ownerId: id, dueOn: day }),
  returns: z.strictObject({ id, number: z.string() }),
  status: 201,
  problems: ['review-closed', 'person-unknown', 'deadline-past'],
})
export const closeReview = post('/api/reviews/:id/close', {
  id: 'quality.close-review',
  summary: 'Minutes are written and the review is closed',
  access: 'review:write',
  params: { id },
  body: z.strictObject({ minutes: text(4000), version }),
  returns: z.strictObject({ id }),
  problems: ['review-closed', 'stale-version', 'attendance-missing'],
})
export const finishAction = post('/api/improvement-actions/:id/done', {
  id: 'quality.finish-action',
  summary: 'The action is done, with its result',
  access: 'report:read',
  params: { id },
  body: z.strictObject({ result: text(1000) }),
  returns: z.strictObject({ id }),
  problems: ['action-done', 'not-your-action'],
})
