/** What a matter, its shares, clocks and lines look like on the wire. */
import { z } from 'zod'
import { instant, text } from '#kernel/text.ts'
import { PAPER_CASES, PROOFS } from '../rules/service-item.ts'
import { OBSERVED, STEP_EVIDENCE } from '../rules/sop.ts'
import { ItemField, PaperTick, Someone, Unit, due, id, key, version } from './pieces.ts'

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
