import type { Instant } from '#kernel/time.ts'
import type { ClockKind, Level, Step } from '../rules/clock.ts'
import type { Frequency, PainPointStatus } from '../rules/pain-point.ts'
import type { ItemField, ItemKind, ItemLimit, Paper, PaperTick, Proof } from '../rules/service-item.ts'
import type { SopStep } from '../rules/sop.ts'
import type { Difficulty, PartStatus, Status, TicketClass } from '../rules/ticket.ts'

/** `ticket.item`: one version of a service item (服务事项). */
export interface ItemTable {
  hospitalId: string
  code: string
  version: number
  name: string
  ownerGroup: 'desk' | 'pre' | 'in' | 'post'
  class: TicketClass
  receiver: string
  papers: readonly Paper[]
  steps: readonly SopStep[]
  evidence: string
  active: boolean
  effectiveFrom: Instant
  due: ItemLimit | null
  offHours: string | null
  kinds: readonly ItemKind[]
  fields: readonly ItemField[]
  proof: Proof
  state: 'draft' | 'approved' | 'discarded'
  revision: number
  authors: readonly string[]
  reason: string
  writtenAt: Instant | null
  approverId: string | null
  approvedAt: Instant | null
}

/** `ticket.step`: a step of the SOP, performed on a matter (步骤盖章). */
export interface StepTable {
  hospitalId: string
  ticketId: string
  id: string
  itemCode: string
  itemVersion: number
  step: string
  at: Instant
  seconds: number
  personId: string | null
  unitId: string | null
  isObserved: boolean
  evidence: Buffer | null
  attachmentId: string | null
  undoneAt: Instant | null
  undoneBy: string | null
  undoneReason: Buffer | null
}

/** `ticket.paper_list`: a list of missing papers that was printed or sent (一次性告知清单). */
export interface PaperListTable {
  hospitalId: string
  id: string
  itemCode: string
  itemVersion: number
  patientId: string | null
  ticks: readonly PaperTick[]
  missing: readonly string[]
  way: 'sent' | 'printed'
  messageId: string | null
  byPerson: string
  at: Instant
}

/** `ticket.ticket`: one service request (工单). */
export interface TicketTable {
  hospitalId: string
  id: string
  number: string
  tracking: Buffer
  status: Status
  itemCode: string
  itemVersion: number
  scope: 'single' | 'multi'
  class: TicketClass
  difficulty: readonly Difficulty[]
  urgency: 'emergency' | 'urgent' | 'routine'
  channel: string
  contactWay: string
  consent: boolean
  patientId: string | null
  patientMasked: string
  personal: Buffer
  ownerId: string
  offeredTo: string | null
  firstOwnerId: string
  position: string | null
  openedAt: Instant
  wantedAt: Instant | null
  limitDueAt: Instant
  /** When the step that ends the limit was done. */
  limitMetAt: Instant | null
  /** When the clock that ends next ends; lists sort by it. */
  nextAt: Instant | null
  /** From when on it will probably be late (`predictedAt` of the rules); null once it is resolved or its limit is met. */
  predictedAt: Instant | null
  /** When the patient was last told something. */
  toldAt: Instant
  waitingSince: Instant | null
  waitedMs: number
  resolvedAt: Instant | null
  closedAt: Instant | null
  overdue: boolean
  responseBreach: boolean
  escalationLevel: number
  round: number
  reclassified: number
  attempts: number
  outcome: Buffer | null
  tripsMade: number | null
  tripsAvoided: number | null
  /** How often staff had to speak with each other over it (联系人次). */
  contacts: number | null
  effortMinutes: number | null
  /** The matter that stays, where this one was merged. */
  mergedInto: string | null
  policyVersion: number
  version: number
}

/** `ticket.part`: one department's share (部门分工). */
export interface PartTable {
  hospitalId: string
  ticketId: string
  id: string
  unitId: string
  status: PartStatus
  assigneeId: string
  assignedAs: string
  dispatchedAt: Instant
  acceptedAt: Instant | null
  doneAt: Instant | null
  dueAt: Instant | null
  responseBreach: boolean
  outcome: Buffer | null
  minutes: number | null
  /** What this department is asked for (子任务), enciphered; null where the matter says it. */
  task: Buffer | null
  round: number
  /** When its matter was closed; null while that is open. */
  matterClosedAt: Instant | null
  /** When the clock of its matter that ends next ends. */
  matterNextAt: Instant | null
}

/** `ticket.clock`: one running limit (时限). */
export interface ClockTable {
  hospitalId: string
  ticketId: string
  id: string
  partId: string | null
  promiseId: string | null
  /** The step that it waits for, where it is a step's own. */
  sopStep: string | null
  kind: ClockKind
  startedAt: Instant
  dueAt: Instant
  steps: readonly { readonly step: Step; readonly level: Level; readonly at: string }[]
  stepsDone: number
  /** When it does its next step; null when it has stopped or done them all. */
  nextAt: Instant | null
  stoppedAt: Instant | null
  breached: boolean
}

/** `ticket.promise`: a word given to the patient (承诺). */
export interface PromiseTable {
  hospitalId: string
  ticketId: string
  id: string
  text: Buffer
  madeBy: string
  madeAt: Instant
  dueAt: Instant
  keptAt: Instant | null
  brokenAt: Instant | null
}

export interface Invitation {
  readonly unitId: string
  readonly answer: 'waiting' | 'takes-part' | 'declined'
  readonly reason: string | null
}

/** A person who was invited by name. */
export interface PersonInvited {
  readonly personId: string
  readonly answer: Invitation['answer']
  readonly reason: string | null
}

/** `ticket.meeting`: a joint meeting (联席会议). */
export interface MeetingTable {
  hospitalId: string
  ticketId: string
  id: string
  way: 'online' | 'room'
  place: string
  startsAt: Instant
  calledBy: string
  calledAt: Instant
  invited: readonly Invitation[]
  people: readonly PersonInvited[] | null
  minutes: Buffer | null
  responsibleUnitId: string | null
  deadline: Instant | null
  beyondLimit: boolean
  decidedAt: Instant | null
}

/** `ticket.round`: how an earlier round ended (轮次). */
export interface RoundTable {
  hospitalId: string
  ticketId: string
  round: number
  status: Status
  outcome: Buffer | null
  resolvedAt: Instant | null
  closedAt: Instant
  overdue: boolean
  responseBreach: boolean
  waitedMs: number
  tripsMade: number | null
  tripsAvoided: number | null
  contacts: number | null
  effortMinutes: number | null
}

/** `ticket.guest`: who sees a matter without having a share of it. */
export interface GuestTable {
  hospitalId: string
  ticketId: string
  guestId: string
  kind: 'person' | 'unit'
  since: Instant
}

/** `ticket.notice`: a reminder or escalation to one person. */
export interface NoticeTable {
  hospitalId: string
  id: string
  /** Null where it is about a department and no matter. */
  ticketId: string | null
  clockId: string | null
  step: string
  level: number
  unitId: string | null
  personId: string
  at: Instant
  seenAt: Instant | null
}

/** `ticket.pain_point`: a recurring obstacle that a department reports (科室服务痛点). */
export interface PainPointTable {
  hospitalId: string
  id: string
  unitId: string
  month: string
  issue: string
  effect: string
  frequency: Frequency
  proposal: string | null
  status: PainPointStatus
  answer: string | null
  filedBy: string
  filedAt: Instant
  movedBy: string | null
  movedAt: Instant | null
  version: number
}

/** `ticket.pain_point_reminder`: when a department is asked next. */
export interface PainPointReminderTable {
  hospitalId: string
  unitId: string
  dueAt: Instant
}

/** `ticket.attachment`: a photo or a PDF, enciphered. */
export interface AttachmentTable {
  hospitalId: string
  ticketId: string
  id: string
  name: Buffer
  type: string
  content: Buffer
  at: Instant
  byPerson: string | null
}

/** `ticket.finding`: a gap of the hourly check (无死角). */
export interface FindingTable {
  hospitalId: string
  id: string
  kind: string
  subject: string
  foundAt: Instant
  clearedAt: Instant | null
}

declare module '#platform/database.ts' {
  interface Tables {
    'ticket.item': ItemTable
    'ticket.ticket': TicketTable
    'ticket.step': StepTable
    'ticket.paper_list': PaperListTable
    'ticket.part': PartTable
    'ticket.clock': ClockTable
    'ticket.promise': PromiseTable
    'ticket.meeting': MeetingTable
    'ticket.round': RoundTable
    'ticket.guest': GuestTable
    'ticket.notice': NoticeTable
    'ticket.pain_point': PainPointTable
    'ticket.pain_point_reminder': PainPointReminderTable
    'ticket.attachment': AttachmentTable
    'ticket.finding': FindingTable
  }
}
