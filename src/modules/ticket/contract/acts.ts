/** The steps of a matter. */
import { z } from 'zod'
import { post } from '#kernel/endpoint.ts'
import { instant, text } from '#kernel/text.ts'
import { PaperTick, StepTick, id, key, params, partParams, phone, reason, version } from './pieces.ts'
import { Changed, ContactWay, Difficulty } from './shapes.ts'

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
