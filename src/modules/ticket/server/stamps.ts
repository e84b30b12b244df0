import type { Action } from '#kernel/event.ts'
import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { run, type Tx } from '#platform/database.ts'
import { isSignature } from '../rules/confirmation.ts'
import { type ItemLimit, kindOf, limitOf, proofOf, type ServiceItem } from '../rules/service-item.ts'
import { mayFinish, mustBeProved, mustHaveProof, type Observed, type SopStep } from '../rules/sop.ts'
import { limitGoesOn, type Open, stopClocks, toldPatient } from './open.ts'
import type { Personal } from './create-ticket.ts'
import { versionOf } from './items.ts'
import type { StepTable } from './tables.ts'

/** A step as it is ticked: its words (a note, a number, a name) or a signature, where it asks for one. */
export interface Ticked {
  readonly step: string
  readonly words?: string | null | undefined
  readonly signature?: string | null | undefined
}

/** What was given as a step's evidence; enciphered. */
export interface StepProof {
  readonly words: string | null
  readonly signature: string | null
}

export const stampsOf = (tx: Tx, hospitalId: string, ticketId: string): Promise<StepTable[]> =>
  run<StepTable>(tx, 'select * from ticket.step where hospital_id = $1 and ticket_id = $2 order by at, id', [
    hospitalId,
    ticketId,
  ])

/** The version of the item that this matter began with; null for one from before items had steps. */
export const itemOf = (open: Open): Promise<ServiceItem | null> =>
  versionOf(open.house, open.tx, open.ticket.itemCode, open.ticket.itemVersion)

/** The limit that the item has of its own in this case; null for that of its class. */
export async function ownLimit(open: Open, difficulty: readonly unknown[]): Promise<ItemLimit | null> {
  const item = await itemOf(open)
  return item === null ? null : limitOf(item, kindOf(item, chosenKind(open)), difficulty)
}

const chosenKind = (open: Open): string | null =>
  open.house.cipher.decipherJson<Personal>(open.ticket.personal).kind ?? null

const isDone = (stamp: StepTable): boolean => stamp.undoneAt === null
const latestAt = (open: Open, stamps: readonly StepTable[]): Instant =>
  stamps.filter(isDone).at(-1)?.at ?? open.ticket.openedAt

/** Stamps what somebody ticked: who, when, with what evidence, and how long it took since the step before it. */
export async function stampTicked(open: Open, ticked: readonly Ticked[], unitId: string | null): Promise<void> {
  if (ticked.length === 0) return
  const item = await itemOf(open)
  const stamps = [...(await stampsOf(open.tx, open.ticket.hospitalId, open.ticket.id))]
  const attachment = await newestAttachment(open)
  for (const one of ticked) {
    const step = item?.steps.find(known => known.key === one.step)
    if (item === null || step === undefined) throw new Problem('step-unknown')
    if (step.observed !== null) throw new Problem('step-observed', { step: step.name })
    if (stamps.some(stamp => stamp.step === step.key && isDone(stamp)))
      throw new Problem('step-done', { step: step.name })
    const proof: StepProof = { words: one.words?.trim() || null, signature: one.signature ?? null }
    mustBeProved(step, { ...proof, hasAttachment: attachment !== null }, isSignature)
    stamps.push(await stamp(open, step, stamps, { unitId, proof, attachmentId: attachment, isObserved: false }))
    if (step.tells !== null) toldPatient(open)
    open.tell(
      'ticket.step-done',
      { step: step.key, patientSees: step.tells !== null },
      { unitId, detail: { name: step.name, ...(proof.words !== null && { words: proof.words }), ...tells(step) } },
    )
  }
}

const tells = (step: SopStep) => (step.tells === null ? {} : { text: step.tells })

async function stamp(
  open: Open,
  step: SopStep,
  before: readonly StepTable[],
  by: {
    readonly unitId: string | null
    readonly proof: StepProof
    readonly attachmentId: string | null
    readonly isObserved: boolean
  },
): Promise<StepTable> {
  const { words, signature } = by.proof
  const row: StepTable = {
    hospitalId: open.ticket.hospitalId,
    ticketId: open.ticket.id,
    id: open.house.ids.next(),
    itemCode: open.ticket.itemCode,
    itemVersion: open.ticket.itemVersion,
    step: step.key,
    at: open.at,
    seconds: Math.max(0, Math.round((open.at.epochMilliseconds - latestAt(open, before).epochMilliseconds) / 1000)),
    personId: open.caller.personId,
    unitId: by.unitId,
    isObserved: by.isObserved,
    evidence: words === null && signature === null ? null : open.house.cipher.encipherJson(by.proof),
    attachmentId: step.evidence === 'attachment' ? by.attachmentId : null,
    undoneAt: null,
    undoneBy: null,
    undoneReason: null,
  }
  await open.tx
    .insertInto('ticket.step')
    .values({ ...row, at: row.at.toString() as never })
    .execute()
  stopClocks(open, clock => clock.sopStep === step.key)
  if (step.endsLimit && open.ticket.limitMetAt === null) {
    open.ticket.limitMetAt = open.at
    stopClocks(open, clock => clock.kind === 'limit')
  }
  return row
}

/** What each thing that happens to a matter shows to have been done. */
const SEEN: Partial<Record<Action, Observed>> = {
  'ticket.accepted': 'accepted',
  'ticket.progressed': 'progressed',
  'ticket.replied': 'progressed',
  'ticket.part-finished': 'progressed',
  'ticket.meeting-decided': 'meeting-decided',
  'ticket.resolved': 'resolved',
  'ticket.confirmed': 'confirmed',
}

/** Stamps the steps that the house itself has just seen done: nobody ticks what everybody sees. */
export async function stampObserved(open: Open, told: readonly Action[]): Promise<void> {
  const seen = new Set(told.map(action => SEEN[action]))
  // A step that several departments take is done when the last of them has.
  if (open.parts.some(part => part.status === 'dispatched')) seen.delete('accepted')
  if (![...seen].some(one => one !== undefined)) return
  const steps = (await itemOf(open))?.steps.filter(step => step.observed !== null && seen.has(step.observed)) ?? []
  if (steps.length === 0) return
  const stamps = [...(await stampsOf(open.tx, open.ticket.hospitalId, open.ticket.id))]
  for (const step of steps) {
    if (stamps.some(known => known.step === step.key && isDone(known))) continue
    const by = { unitId: null, proof: { words: null, signature: null }, attachmentId: null, isObserved: true }
    stamps.push(await stamp(open, step, stamps, by))
  }
}

/** Refuses a result over an open mandatory step, or without what proves it (TKT-12, TKT-18). */
export async function mustBeFinished(open: Open, evidence: string): Promise<void> {
  const item = await itemOf(open)
  if (item === null) return
  const stamps = (await stampsOf(open.tx, open.ticket.hospitalId, open.ticket.id)).filter(isDone)
  // The result that is being entered is progress, too.
  const done = new Set([
    ...stamps.map(one => one.step),
    ...item.steps.filter(step => step.observed === 'progressed').map(step => step.key),
  ])
  mayFinish(item.steps, done)
  const numbers = item.steps.filter(step => step.evidence === 'number').map(step => step.key)
  mustHaveProof(
    proofOf(item, kindOf(item, chosenKind(open))),
    {
      evidence,
      numbers: stamps
        .filter(one => numbers.includes(one.step) && one.evidence !== null)
        .map(one => open.house.cipher.decipherJson<StepProof>(one.evidence as Buffer).words),
      hasAttachment: (await newestAttachment(open)) !== null,
    },
    item.evidence,
  )
}

/** Undoes a step by a stamp of its own: what was done stays to be read, with who took it back and why. */
export async function undo(open: Open, key: string, reason: string): Promise<void> {
  const step = (await itemOf(open))?.steps.find(known => known.key === key)
  if (step === undefined) throw new Problem('step-unknown')
  if (step.observed !== null) throw new Problem('step-observed', { step: step.name })
  const undone = await open.tx
    .updateTable('ticket.step')
    .set({
      undoneAt: open.at.toString() as never,
      undoneBy: open.caller.personId,
      undoneReason: open.house.cipher.encipher(reason),
    })
    .where('hospitalId', '=', open.ticket.hospitalId)
    .where('ticketId', '=', open.ticket.id)
    .where('step', '=', key)
    .where('undoneAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (undone === undefined) throw new Problem('step-not-done', { step: step.name })
  if (step.endsLimit) {
    open.ticket.limitMetAt = null
    limitGoesOn(open)
  }
  open.tell('ticket.step-undone', { step: key }, { detail: { name: step.name, reason } })
}

async function newestAttachment(open: Open): Promise<string | null> {
  const [row] = await run<{ id: string }>(
    open.tx,
    'select id from ticket.attachment where hospital_id = $1 and ticket_id = $2 order by at desc limit 1',
    [open.ticket.hospitalId, open.ticket.id],
  )
  return row?.id ?? null
}
