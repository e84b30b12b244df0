import { z } from 'zod'
import { get, post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { FIELD_TYPES, PAPER_CASES, PROOFS } from './rules/service-item.ts'
import { OBSERVED, STEP_EVIDENCE } from './rules/sop.ts'

export * from './contract/bulk.ts'
export * from './contract/effort.ts'
export * from './contract/pain-point.ts'

const id = z.uuid()
const params = { id }
const partParams = { id, partId: id }
const version = z.int().min(1).max(1_000_000)
const phone = text(20, 3).regex(/^[0-9+\- ]+$/)
const reason = text(500)

export const TicketStatus = z.enum([
  'registered',
  'dispatched',
  'accepted',
  'in_progress',
  'waiting_patient',
  'joint_meeting',
  'resolved',
  'archived',
  'archived_unconfirmed',
  'cancelled',
  'merged',
])
export const PartStatus = z.enum(['dispatched', 'accepted', 'in_progress', 'done', 'withdrawn'])
export const Difficulty = z.enum(['investigation', 'meeting', 'outside-party'])
export const TicketClass = z.enum(['general', 'complex'])
export const Urgency = z.enum(['emergency', 'urgent', 'routine'])
/** Where a request came in (渠道, code list of the specification). */
export const Channel = z.enum([
  'desk',
  'guide',
  'hotline',
  'web',
  'wechat',
  'kiosk',
  'consulting-room',
  'ward',
  'letter',
  'other',
])
export const ContactWay = z.enum(['phone', 'sms', 'wechat', 'in-person'])
export const PaperCase = z.enum(PAPER_CASES)

const key = text(40).regex(/^[\w-]+$/)
const due = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('minutes'), minutes: z.int().min(1).max(43_200) }),
    z.strictObject({ kind: z.literal('working-days'), days: z.int().min(0).max(60) }),
  ])
  .nullable()
const ItemField = z
  .strictObject({
    key,
    name: text(40),
    type: z.enum(FIELD_TYPES),
    required: z.boolean(),
    options: z.array(text(60)).max(30),
  })
  .meta({ id: 'ItemField' })
export const SopStep = z
  .strictObject({
    key,
    name: text(80),
    optional: z.boolean(),
    evidence: z.enum(STEP_EVIDENCE),
    tells: text(90).nullable(),
    observed: z.enum(OBSERVED).nullable(),
    module: text(40).nullable(),
    within: z.int().min(1).max(43_200).nullable(),
    endsLimit: z.boolean(),
  })
  .meta({ id: 'SopStep', description: '标准流程步骤' })

/** One version of a service item (服务事项). */
export const ServiceItem = z
  .strictObject({
    code: text(20).regex(/^[A-Z0-9-]+$/),
    version,
    /** As long as a message holds. */
    name: text(20),
    group: z.enum(['desk', 'pre', 'in', 'post']),
    class: TicketClass,
    due,
    receiver: text(20),
    offHours: text(20).nullable(),
    papers: z.array(z.strictObject({ name: text(80), case: PaperCase, copies: z.int().min(1).max(20) })).max(40),
    fields: z.array(ItemField).max(20),
    kinds: z
      .array(
        z.strictObject({
          key,
          name: text(40),
          receivers: z.array(text(20)).max(6),
          fields: z.array(ItemField).max(20),
          due,
          proof: z.enum(PROOFS).nullable(),
        }),
      )
      .max(12),
    steps: z.array(SopStep).min(1).max(40),
    evidence: text(120),
    proof: z.enum(PROOFS),
    active: z.boolean(),
  })
  .meta({ id: 'ServiceItem', description: '服务事项' })

const Someone = z.strictObject({ id, name: z.string() })
const Unit = z.strictObject({ id, name: z.string() })

export const Clock = z
  .strictObject({
    id,
    kind: z.enum(['response', 'limit', 'deadline', 'promise', 'confirmation', 'step']),
    unit: Unit.nullable(),
    startedAt: instant,
    dueAt: instant,
    stoppedAt: instant.nullable(),
    breached: z.boolean(),
  })
  .meta({ id: 'TicketClock', description: '时限' })

/** One row of a list: least data, the patient masked. */
export const TicketRow = z
  .strictObject({
    id,
    number: z.string(),
    version,
    status: TicketStatus,
    item: z.strictObject({ code: z.string(), name: z.string() }),
    patient: z.strictObject({ id: id.nullable(), nameMasked: z.string() }),
    urgency: Urgency,
    class: TicketClass,
    owner: Someone,
    assignees: z.array(z.strictObject({ unit: Unit, person: Someone, status: PartStatus })),
    openedAt: instant,
    waitingSince: instant.nullable(),
    overdue: z.boolean(),
    responseBreach: z.boolean(),
    round: z.int(),
    /** The clock that ends next; null when none runs. */
    nextClock: Clock.nullable(),
  })
  .meta({ id: 'TicketRow', description: '工单（列表）' })

export const Part = z
  .strictObject({
    id,
    unit: Unit,
    assignee: Someone,
    assignedAs: z.string(),
    status: PartStatus,
    dispatchedAt: instant,
    acceptedAt: instant.nullable(),
    doneAt: instant.nullable(),
    dueAt: instant.nullable(),
    responseBreach: z.boolean(),
    result: z.string().nullable(),
    minutes: z.int().nullable(),
    /** What this department is asked for (子任务). */
    task: z.string().nullable(),
    /** The number of the merged matter that it came from. */
    of: z.string().nullable(),
  })
  .meta({ id: 'TicketPart', description: '部门分工' })

/** One line of the time line: what happened, who did it, and the words that were said. */
export const Line = z
  .strictObject({
    id,
    at: instant,
    action: z.string(),
    by: z.strictObject({ kind: z.string(), name: z.string().nullable() }),
    unit: Unit.nullable(),
    facts: z.record(z.string(), z.unknown()),
    detail: z.record(z.string(), z.unknown()),
    /** The number of the merged matter where it happened. */
    of: z.string().nullable(),
  })
  .meta({ id: 'TicketLine', description: '时间线' })

export const Promised = z
  .strictObject({
    id,
    text: z.string(),
    dueAt: instant,
    madeBy: Someone,
    madeAt: instant,
    keptAt: instant.nullable(),
    broken: z.boolean(),
    of: z.string().nullable(),
  })
  .meta({ id: 'Promise', description: '对患者的承诺' })

export const Meeting = z
  .strictObject({
    id,
    way: z.enum(['online', 'room']),
    place: z.string(),
    startsAt: instant,
    calledBy: Someone,
    invited: z.array(
      z.strictObject({
        unit: Unit,
        answer: z.enum(['waiting', 'takes-part', 'declined']),
        reason: z.string().nullable(),
      }),
    ),
    people: z.array(
      z.strictObject({
        person: Someone,
        answer: z.enum(['waiting', 'takes-part', 'declined']),
        reason: z.string().nullable(),
      }),
    ),
    minutes: z.string().nullable(),
    responsible: Unit.nullable(),
    deadline: instant.nullable(),
    beyondLimit: z.boolean(),
    decidedAt: instant.nullable(),
  })
  .meta({ id: 'JointMeeting', description: '跨科室联席会议' })

export const Segment = z.strictObject({
  phase: z.enum(['dispatch', 'response', 'work', 'closing', 'confirmation']),
  unit: Unit.nullable(),
  minutes: z.int(),
  running: z.boolean(),
})

/** What the one who asks may do next, so that a screen offers that and nothing else. */
export const Act = z.enum([
  'accept',
  'decline',
  'hand-on',
  'progress',
  'finish-part',
  'reply',
  'note',
  'promise',
  'wait',
  'resume',
  'classify',
  'dispatch',
  'meet',
  'decide-meeting',
  'resolve',
  'confirm',
  'disagree',
  'attempt',
  'hand-over',
  'force-hand-over',
  'reopen',
  'cancel',
  'merge',
  'urge',
])

/** Where a matter stands in its SOP (办理步骤): each step, whether it is done, by whom, with what, and how long it took. */
export const Sop = z
  .strictObject({
    version,
    done: z.int(),
    of: z.int(),
    steps: z.array(
      SopStep.pick({ key: true, name: true, optional: true, evidence: true, observed: true, module: true }).extend({
        dueAt: instant.nullable(),
        stamp: z
          .strictObject({
            at: instant,
            by: z.string().nullable(),
            unit: Unit.nullable(),
            seconds: z.int(),
            words: z.string().nullable(),
            isSigned: z.boolean(),
            attachmentId: id.nullable(),
          })
          .nullable(),
        undone: z.array(z.strictObject({ at: instant, by: z.string().nullable(), reason: z.string() })),
      }),
    ),
    mayTick: z.boolean(),
    /** What holds the result back now. */
    open: z.array(z.string()),
    evidence: z.string(),
    proof: z.enum(PROOFS),
  })
  .meta({ id: 'Sop', description: '办理步骤' })

const StepTick = z.strictObject({
  step: key,
  words: text(300).nullable().default(null),
  signature: z.string().max(40_000).nullable().default(null),
})
const PaperTick = z.strictObject({
  name: text(80),
  state: z.enum(['present', 'missing', 'not-needed']),
  copies: z.int().min(0).max(50).optional(),
})

export const Ticket = TicketRow.extend({
  trackingCode: z.string(),
  channel: Channel,
  requester: z.strictObject({ nameMasked: z.string(), relation: z.string(), phoneMasked: z.string() }),
  description: z.string(),
  difficulty: z.array(Difficulty),
  scope: z.enum(['single', 'multi']),
  wantedAt: instant.nullable(),
  contactWay: ContactWay,
  consent: z.boolean(),
  position: z.string().nullable(),
  papers: z.array(PaperTick),
  papersReason: z.string().nullable(),
  kind: z.string().nullable(),
  form: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  sop: Sop.nullable(),
  parts: z.array(Part),
  clocks: z.array(Clock),
  promises: z.array(Promised),
  meetings: z.array(Meeting),
  attachments: z.array(z.strictObject({ id, name: z.string(), type: z.string(), at: instant })),
  offeredTo: Someone.nullable(),
  elapsed: z.strictObject({ gross: z.int(), waiting: z.int(), net: z.int() }),
  waitingReason: z.string().nullable(),
  criticalPath: z.array(Segment),
  result: z.string().nullable(),
  evidence: z.string().nullable(),
  confirmation: z.strictObject({ method: z.string(), at: instant, by: z.string().nullable() }).nullable(),
  /** The matter that stays, where this one was merged. */
  mergedInto: z.strictObject({ id, number: z.string() }).nullable(),
  /** What was merged into this one. */
  merged: z.array(
    z.strictObject({ id, number: z.string(), item: z.string(), description: z.string(), openedAt: instant }),
  ),
  /** How earlier rounds ended. */
  rounds: z.array(
    z.strictObject({
      round: z.int(),
      status: TicketStatus,
      result: z.string().nullable(),
      evidence: z.string().nullable(),
      method: z.string().nullable(),
      closedAt: instant,
    }),
  ),
  attempts: z.int(),
  closedAt: instant.nullable(),
  line: z.array(Line),
  may: z.array(Act),
  now: instant,
}).meta({ id: 'Ticket', description: '工单' })

/** What a step answers with: enough to show it, and the version for the next. */
export const Changed = z
  .strictObject({ id, number: z.string(), status: TicketStatus, version })
  .meta({ id: 'TicketChanged', description: '工单变更结果' })

const step = <B extends z.ZodType>(name: string, summary: string, body: B, problems: readonly string[] = []) =>
  post(`/api/tickets/:id/${name}`, {
    id: `ticket.${name}`,
    summary,
    access: 'ticket:read',
    params,
    body,
    returns: Changed,
    problems: ['ticket-status', 'stale-version', ...problems],
  })

const STEP_PROBLEMS = ['step-unknown', 'step-observed', 'step-done', 'step-evidence-missing'] as const

export const CreateTicket = z
  .strictObject({
    patientId: id.nullable(),
    requester: z.strictObject({ name: text(40), relation: text(20), phone: phone.nullable() }),
    item: text(20),
    description: text(2000),
    difficulty: z.array(Difficulty).max(3),
    /** Units that take part; empty lets the item's rule decide. */
    units: z.array(id).max(12),
    urgency: Urgency,
    channel: Channel,
    wantedAt: instant.nullable(),
    contactWay: ContactWay,
    consent: z.boolean(),
    papers: z.array(PaperTick).max(40),
    /** Why it goes on without a missing paper. */
    papersReason: reason.nullable(),
    /** The typed case of the item (类型), such as 系统未同步. */
    kind: key.nullable().default(null),
    form: z.record(key, z.union([text(500), z.number(), z.array(text(60)).max(30)])).default({}),
  })
  .meta({ id: 'CreateTicket' })

export const createTicket = post('/api/tickets', {
  id: 'ticket.create',
  summary: 'Take a request at the one window and dispatch it (一窗受理)',
  access: 'ticket:create',
  body: CreateTicket,
  returns: z
    .strictObject({
      id,
      number: z.string(),
      version,
      status: TicketStatus,
      trackingCode: z.string(),
      dueAt: instant,
      /** Open matters of the same person and kind from the last 24 hours. */
      similar: z.array(z.strictObject({ id, number: z.string() })),
    })
    .meta({ id: 'TicketCreated' }),
  status: 201,
  problems: [
    'item-unknown',
    'kind-unknown',
    'field-needed',
    'field-wrong',
    'unit-unknown',
    'papers-missing',
    'patient-unknown',
    'rule-without-receiver',
  ],
})

export const TicketView = z.enum([
  'mine',
  'undispatched',
  'due-soon',
  'overdue',
  'promises',
  'open',
  'closed',
  'predicted-overdue',
])

export const listTickets = get('/api/tickets', {
  id: 'ticket.list',
  summary: 'Matters, the next clock first',
  access: 'ticket:read',
  query: z.strictObject({
    view: TicketView.default('mine'),
    unit: id.optional(),
    after: z.string().max(120).optional(),
  }),
  returns: z.strictObject({ items: z.array(TicketRow), next: z.string().nullable(), now: instant }),
})

export const countTickets = get('/api/tickets/counts', {
  id: 'ticket.counts',
  summary: 'How many matters each view holds',
  access: 'ticket:read',
  returns: z.record(TicketView, z.int()),
})

export const ownedMatters = get('/api/tickets/owned', {
  id: 'ticket.owned',
  summary: 'How many open matters the caller owns',
  access: 'ticket:read',
  returns: z.strictObject({ count: z.int() }),
})

export const leaveMatters = post('/api/tickets/owned/leave', {
  id: 'ticket.leave',
  summary: 'Sign off with open matters: the managers of the centre are told',
  access: 'ticket:read',
  returns: z.strictObject({ count: z.int() }),
})

export const findTickets = get('/api/tickets/find', {
  id: 'ticket.find',
  summary: 'Matters by number, tracking code or patient',
  access: 'ticket:read',
  query: z.strictObject({ q: text(40).optional(), patient: id.optional() }),
  returns: z.strictObject({ items: z.array(TicketRow), now: instant }),
})

export const similarTickets = get('/api/tickets/similar', {
  id: 'ticket.similar',
  summary: 'Open matters of the same patient and kind from the last 24 hours',
  access: 'ticket:create',
  query: z.strictObject({ patient: id, item: text(20) }),
  returns: z.strictObject({ items: z.array(z.strictObject({ id, number: z.string(), openedAt: instant })) }),
})

export const openTicket = get('/api/tickets/:id', {
  id: 'ticket.open',
  summary: 'One matter with its time line',
  access: 'ticket:read',
  params,
  returns: Ticket,
})

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

export const acceptPart = post('/api/tickets/:id/parts/:partId/accept', {
  id: 'ticket.accept',
  summary: 'The department accepts its share (接单)',
  access: 'ticket:read',
  params: partParams,
  body: z.strictObject({}),
  returns: Changed,
  problems: ['part-status', 'not-your-part'],
})
export const declinePart = post('/api/tickets/:id/parts/:partId/decline', {
  id: 'ticket.decline',
  summary: 'The department declines with a reason; its head has it now (退回)',
  access: 'ticket:read',
  params: partParams,
  body: z.strictObject({ reason }),
  returns: Changed,
  problems: ['part-status', 'not-your-part'],
})
export const handOnPart = post('/api/tickets/:id/parts/:partId/hand-on', {
  id: 'ticket.hand-on',
  summary: 'Hand a share on to another unit, or to a colleague in the unit (转办)',
  access: 'ticket:read',
  params: partParams,
  body: z.strictObject({ reason, unitId: id.nullable(), personId: id.nullable() }),
  returns: Changed,
  problems: ['part-status', 'not-your-part', 'unit-unknown', 'person-not-in-unit'],
})
export const finishPart = post('/api/tickets/:id/parts/:partId/finish', {
  id: 'ticket.finish-part',
  summary: 'The department has done its share: result, evidence, minutes used',
  access: 'ticket:read',
  params: partParams,
  body: z.strictObject({
    result: text(2000),
    evidence: text(500),
    minutes: z.int().min(0).max(10_000),
    steps: z.array(StepTick).max(40).default([]),
  }),
  returns: Changed,
  problems: ['part-status', 'not-your-part', ...STEP_PROBLEMS, 'steps-open', 'proof-missing'],
})

export const givePaperList = post('/api/paper-lists', {
  id: 'ticket.paper-list',
  summary: 'Give somebody the list of what is missing, printed or sent (一次性告知清单)',
  access: 'ticket:create',
  body: z.strictObject({
    item: text(20),
    patientId: id.nullable(),
    phone: phone.nullable(),
    papers: z.array(PaperTick).max(40),
    way: z.enum(['sent', 'printed']),
  }),
  returns: z.strictObject({ id, papers: z.array(z.string()) }),
  problems: ['item-unknown', 'nothing-missing', 'list-too-long', 'list-without-address'],
})
export const sendPaperList = step('send-papers', 'Send the list of what the matter still lacks', z.strictObject({}), [
  'nothing-missing',
  'list-too-long',
  'list-without-address',
])
export const tickPapers = step(
  'papers',
  'Papers came, or are not needed: the ticks of the matter (补交材料)',
  z.strictObject({ papers: z.array(PaperTick).min(1).max(40) }),
)
export const performStep = step(
  'steps',
  'A step of the SOP is done, with its evidence (办理步骤)',
  StepTick,
  STEP_PROBLEMS,
)
export const undoStep = step(
  'undo-step',
  'A step is taken back, with a reason; its stamp stays to be read',
  z.strictObject({ step: key, reason }),
  ['step-unknown', 'step-observed', 'step-not-done'],
)

/** progress: what was done, seen by the patient when `tellPatient`; reply: told to the patient; note: staff only; question: asked of the owner. */
export const writeEntry = step(
  'entries',
  'Write progress, a reply to the patient, a question or an internal note',
  z.strictObject({
    kind: z.enum(['progress', 'reply', 'note', 'question']),
    text: text(2000),
    tellPatient: z.boolean(),
    /** Colleagues who are told of an internal note or a question (@同事). */
    mentions: z.array(id).max(10).default([]),
  }),
  ['person-unknown'],
)
/** A number of the phone book was given to the patient (转介电话告知). */
export const giveNumber = step(
  'numbers',
  'A number of the phone book was given; it stands on the time line',
  z.strictObject({ topicId: id, revisionId: id, line: z.int().min(0).max(7) }),
  ['number-changed'],
)
export const makePromise = step(
  'promises',
  'Promise the patient something by a time (承诺)',
  z.strictObject({ text: text(300), dueAt: instant }),
  ['promise-past'],
)
export const keepPromise = post('/api/tickets/:id/promises/:promiseId/keep', {
  id: 'ticket.keep-promise',
  summary: 'The promise is kept',
  access: 'ticket:read',
  params: { id, promiseId: id },
  body: z.strictObject({}),
  returns: Changed,
})
export const waitForPatient = step(
  'wait',
  'Wait for the patient, with reason and evidence (等待患者)',
  z.strictObject({ reason, evidence: reason, version }),
)
export const resumeTicket = step('resume', 'The patient has answered', z.strictObject({ answer: reason }))
export const classifyTicket = step(
  'classify',
  'Tick the difficulty anew; the start time stays (分级)',
  z.strictObject({ difficulty: z.array(Difficulty).max(3), reason, version }),
  ['reclassified-already'],
)
export const addDepartments = step(
  'departments',
  'Bring more departments in, each with its own clock',
  z.strictObject({
    units: z.array(id).min(1).max(12),
    /** What these departments are asked for (子任务). */
    task: text(500).nullable().default(null),
    /** By when, within the limit of the matter. */
    dueAt: instant.nullable().default(null),
    reason,
    version,
  }),
  ['unit-unknown', 'unit-takes-part', 'deadline-past', 'deadline-beyond-limit'],
)
export const callMeeting = step(
  'meetings',
  'Call a joint meeting (联席会议)',
  z.strictObject({
    way: z.enum(['online', 'room']),
    place: text(200),
    startsAt: instant,
    units: z.array(id).min(1).max(12),
    /** People who are invited by name. */
    people: z.array(id).max(20).default([]),
  }),
  ['unit-unknown', 'person-unknown'],
)
export const answerMeeting = post('/api/tickets/:id/meetings/:meetingId/answer', {
  id: 'ticket.answer-meeting',
  summary: 'A department, or a person who was invited by name, takes part or declines with a reason',
  access: 'ticket:read',
  params: { id, meetingId: id },
  /** `unitId` null: I answer for myself. */
  body: z.strictObject({ unitId: id.nullable(), takesPart: z.boolean(), reason: reason.nullable() }),
  returns: Changed,
  problems: ['not-invited', 'reason-needed'],
})
export const decideMeeting = post('/api/tickets/:id/meetings/:meetingId/decide', {
  id: 'ticket.decide-meeting',
  summary: 'Minutes, responsible department and deadline of a joint meeting',
  access: 'ticket:read',
  params: { id, meetingId: id },
  body: z.strictObject({
    minutes: text(4000),
    responsibleUnitId: id,
    deadline: instant,
    beyondLimitReason: reason.nullable(),
  }),
  returns: Changed,
  problems: ['ticket-status', 'not-invited', 'deadline-beyond-limit', 'deadline-past'],
})
export const resolveTicket = step(
  'resolve',
  'Enter the result; the patient is asked to confirm',
  z.strictObject({
    result: text(2000),
    evidence: text(500),
    minutes: z.int().min(0).max(10_000),
    tripsMade: z.int().min(0).max(100).nullable(),
    tripsAvoided: z.int().min(0).max(100).nullable(),
    contacts: z.int().min(0).max(1000).nullable().default(null),
    steps: z.array(StepTick).max(40).default([]),
    version,
  }),
  ['parts-open', 'effort-missing', ...STEP_PROBLEMS, 'steps-open', 'proof-missing'],
)
export const confirmTicket = step(
  'confirm',
  'The patient confirms: signature, phone, or by word with a witness (签字确认)',
  z.strictObject({
    method: z.enum(['signature', 'phone', 'oral']),
    signature: z.string().max(40_000).nullable(),
    witnessId: id.nullable(),
    words: text(500).nullable(),
    version,
  }),
  ['confirmation-incomplete'],
)
export const disagreeTicket = step('disagree', 'The patient does not agree; work goes on', z.strictObject({ reason }))
export const noteAttempt = step(
  'attempts',
  'An attempt to reach the patient for confirmation that failed',
  z.strictObject({ way: ContactWay, note: reason }),
)
export const offerOwnership = step(
  'hand-over',
  'Offer the matter to a colleague (交接)',
  z.strictObject({ personId: id, note: reason.nullable() }),
  ['person-unknown'],
)
export const takeOwnership = step('take-over', 'Take what was offered', z.strictObject({}), ['not-offered'])
export const forceOwnership = step(
  'force-hand-over',
  'The manager gives the matter to another owner, with a reason',
  z.strictObject({ personId: id, reason }),
  ['person-unknown'],
)
export const reopenTicket = step(
  'reopen',
  'Open an archived matter again, as a new round',
  z.strictObject({ reason, version }),
)
export const cancelTicket = step('cancel', 'Withdraw the matter', z.strictObject({ reason, version }))
export const mergeTicket = step(
  'merge',
  'Merge the matter into another of the same patient; both numbers stay (合并)',
  z.strictObject({ into: id, reason, version }),
  ['merge-self', 'merge-closed', 'merge-other-patient'],
)
export const urgeTicket = step(
  'urge',
  'Urge the departments that are at work (催办)',
  z.strictObject({ text: reason }),
  ['nobody-to-urge'],
)

const ATTACHMENT_BYTES = 3 * 1024 * 1024
export const attachFile = post('/api/tickets/:id/attachments', {
  id: 'ticket.attach',
  summary: 'Attach a photo or a PDF (base64, at most 2 MB)',
  access: 'ticket:read',
  params,
  body: z.strictObject({
    name: text(120),
    type: z.enum(['image/jpeg', 'image/png', 'application/pdf']),
    data: z.base64().max(ATTACHMENT_BYTES),
  }),
  returns: z.strictObject({ id }),
  problems: ['attachment-type', 'ticket-status'],
  bodyLimit: ATTACHMENT_BYTES + 4096,
})
export const readAttachment = get('/api/tickets/:id/attachments/:attachmentId', {
  id: 'ticket.attachment',
  summary: 'One attachment (base64)',
  access: 'ticket:read',
  params: { id, attachmentId: id },
  returns: z.strictObject({ name: z.string(), type: z.string(), data: z.string() }),
})

/** A department's inbox on the phone (TKT-13). */
export const liaisonInbox = get('/api/inbox', {
  id: 'ticket.inbox',
  summary: 'Shares of my units: new, due, overdue',
  access: 'ticket:work',
  returns: z.strictObject({
    items: z.array(
      z.strictObject({
        ticketId: id,
        partId: id,
        number: z.string(),
        item: z.string(),
        patientMasked: z.string(),
        place: z.string(),
        unit: Unit,
        status: PartStatus,
        urgency: Urgency,
        dispatchedAt: instant,
        clock: Clock.nullable(),
        mine: z.boolean(),
      }),
    ),
    now: instant,
  }),
})

export const Notice = z
  .strictObject({
    id,
    /** Null where it is about a department and no matter. */
    ticketId: id.nullable(),
    number: z.string().nullable(),
    step: z.string(),
    level: z.int(),
    at: instant,
    unit: Unit.nullable(),
    seenAt: instant.nullable(),
  })
  .meta({ id: 'Notice', description: '提醒' })
export const listNotices = get('/api/notices', {
  id: 'ticket.notices',
  summary: 'Reminders and escalations for me, the newest first',
  access: 'signed-in',
  returns: z.strictObject({ items: z.array(Notice) }),
})
export const seeNotice = post('/api/notices/:id/seen', {
  id: 'ticket.see-notice',
  summary: 'I have seen it',
  access: 'signed-in',
  params,
  body: z.strictObject({}),
  returns: z.strictObject({ id }),
})

export const bePresent = post('/api/tickets/:id/presence', {
  id: 'ticket.presence',
  summary: 'I have this matter open; who else has?',
  access: 'ticket:read',
  params,
  body: z.strictObject({ here: z.boolean() }),
  returns: z.strictObject({ others: z.array(Someone) }),
})

export const makeLinks = post('/api/tickets/:id/links', {
  id: 'ticket.links',
  summary: 'Signed links to this matter: for the patient, and for the receiver of a share',
  access: 'ticket:read',
  params,
  body: z.strictObject({ partId: id.nullable() }),
  returns: z.strictObject({ url: z.string(), endsAt: instant }),
})

export const unmaskRequester = post('/api/tickets/:id/requester', {
  id: 'ticket.unmask-requester',
  summary: 'The requester’s name and phone, with the reason why they are needed',
  access: 'patient:unmask',
  params,
  body: z.strictObject({ reason: text(200, 2) }),
  returns: z.strictObject({ name: z.string(), phone: z.string().nullable() }),
})

export const listFindings = get('/api/coverage/findings', {
  id: 'ticket.findings',
  summary: 'Gaps that the hourly and nightly check found (无死角)',
  access: 'coverage:read',
  returns: z.strictObject({
    items: z.array(z.strictObject({ id, kind: z.string(), subject: z.string(), foundAt: instant })),
  }),
})

/** What a patient sees of one matter: nothing about the illness, nothing about others (TKT-08). */
export const Matter = z
  .strictObject({
    hospital: z.strictObject({ name: z.string(), phone: z.string() }),
    number: z.string(),
    title: z.string(),
    station: z.enum(['received', 'in-hand', 'please-confirm', 'settled', 'withdrawn']),
    openedAt: instant,
    inHandAt: instant.nullable(),
    resolvedAt: instant.nullable(),
    closedAt: instant.nullable(),
    withNow: z.string(),
    owner: z.strictObject({ name: z.string(), phone: z.string() }),
    promise: z.strictObject({ text: z.string(), dueAt: instant }).nullable(),
    waitingFor: z.string().nullable(),
    result: z.string().nullable(),
    told: z.array(z.strictObject({ at: instant, text: z.string() })),
    confirmedAt: instant.nullable(),
    /** What the patient said of how it was handled. */
    rating: z.strictObject({ stars: z.int(), words: z.string().nullable() }).nullable(),
    version,
    now: instant,
  })
  .meta({ id: 'Matter', description: '患者看到的事项' })

export const readMatter = get('/api/matter', {
  id: 'matter.read',
  summary: 'My matter, by signed link',
  access: 'link',
  returns: Matter,
})
const mine = <B extends z.ZodType>(name: string, summary: string, body: B, problems: readonly string[] = []) =>
  post(`/api/matter/${name}`, {
    id: `matter.${name}`,
    summary,
    access: 'link',
    body,
    returns: z.strictObject({ version, station: Matter.shape.station }),
    problems: ['ticket-status', ...problems],
    callsPerMinute: 20,
  })
export const confirmMatter = mine(
  'confirm',
  'It is settled: I sign, or I confirm by my link',
  z.strictObject({ signature: z.string().max(40_000).nullable(), version }),
  ['stale-version', 'confirmation-incomplete'],
)
export const disagreeMatter = mine('disagree', 'It is not settled', z.strictObject({ reason }))
export const askForHelp = mine(
  'help',
  'I need help: the owner is told at once',
  z.strictObject({ text: text(300).nullable() }),
)
export const answerMatter = mine(
  'answer',
  'I add something, or answer what was asked',
  z.strictObject({ text: text(1000) }),
)

export const rateMatter = mine(
  'rate',
  'How it was handled, from one star to five, in my words',
  z.strictObject({ stars: z.int().min(1).max(5), words: text(500).nullable() }),
  ['rated-already'],
)

export const findMatter = post('/api/track/number', {
  id: 'matter.find',
  summary: 'Find a matter by its number and the whole telephone that was left with it',
  access: 'public',
  body: z.strictObject({ number: text(30), phone: text(30) }),
  returns: z.strictObject({ token: z.string() }),
  problems: ['find-unknown', 'track-locked'],
  callsPerMinute: 20,
})

export const trackMatter = post('/api/track', {
  id: 'matter.track',
  summary: 'Find a matter by tracking code and the last four digits of the phone',
  access: 'public',
  body: z.strictObject({ code: text(20), lastFour: z.string().regex(/^\d{4}$/) }),
  returns: z.strictObject({ token: z.string() }),
  problems: ['track-unknown', 'track-locked'],
  callsPerMinute: 20,
})

/** Whose page this is and the telephone that is always there: for a page that knows no matter yet, or whose link has ended. */
export const readHospital = get('/api/hospital', {
  id: 'hospital.read',
  summary: 'Name, telephone and time zone of the hospital',
  access: 'public',
  returns: z
    .strictObject({ name: z.string(), phone: z.string(), zone: z.string() })
    .meta({ id: 'Hospital', description: '医院' }),
})
