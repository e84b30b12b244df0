import type { Instant } from '#kernel/time.ts'
import type { Organisation } from '#modules/staff/index.ts'
import type { House } from '#platform/house.ts'
import { kindOf, proofOf, type FieldValue, type ServiceItem } from '../rules/service-item.ts'
import { isAtOpening, openSteps, type SopStep } from '../rules/sop.ts'
import type { Personal } from './create-ticket.ts'
import { unitOf } from './shown.ts'
import type { StepProof } from './stamps.ts'
import type { ClockTable, StepTable, TicketTable } from './tables.ts'

/** Where a matter stands in the SOP of the version that it began with; null for one from before items had steps. */
export function sopShown(
  house: House,
  who: Organisation,
  item: ServiceItem | null,
  matter: {
    readonly ticket: TicketTable
    readonly stamps: readonly StepTable[]
    readonly clocks: readonly ClockTable[]
    readonly kind: string | null
    readonly mayTick: boolean
  },
) {
  if (item === null) return null
  const { ticket, stamps, clocks } = matter
  const nameOf = (personId: string | null) => (personId === null ? null : (who.people.get(personId)?.name ?? null))
  const steps = item.steps.map(step => {
    const own = stamps.filter(stamp => stamp.step === step.key)
    return {
      key: step.key,
      name: step.name,
      optional: step.optional,
      evidence: step.evidence,
      observed: step.observed,
      module: step.module,
      dueAt: clocks.find(clock => clock.sopStep === step.key && clock.stoppedAt === null)?.dueAt.toString() ?? null,
      stamp: isAtOpening(step)
        ? atOpening(ticket.openedAt, nameOf(ticket.firstOwnerId))
        : stampShown(house, who, step, own, nameOf),
      undone: own
        .filter(stamp => stamp.undoneAt !== null)
        .map(stamp => ({
          at: String(stamp.undoneAt),
          by: nameOf(stamp.undoneBy),
          reason: stamp.undoneReason === null ? '' : house.cipher.decipher(stamp.undoneReason),
        })),
    }
  })
  const done = new Set(steps.filter(step => step.stamp !== null).map(step => step.key))
  return {
    version: item.version,
    done: done.size,
    of: item.steps.length,
    steps,
    mayTick: matter.mayTick && ticket.closedAt === null,
    open: openSteps(item.steps, done)
      .filter(step => step.observed !== 'progressed')
      .map(step => step.key),
    evidence: item.evidence,
    proof: proofOf(item, kindOf(item, matter.kind)),
  }
}

/** What registration and dispatch show to have been done: the journal's row of the opening is its stamp. */
const atOpening = (openedAt: Instant, by: string | null) => ({
  at: openedAt.toString(),
  by,
  unit: null,
  seconds: 0,
  words: null,
  isSigned: false,
  attachmentId: null,
})

function stampShown(
  house: House,
  who: Organisation,
  step: SopStep,
  stamps: readonly StepTable[],
  nameOf: (personId: string | null) => string | null,
) {
  const stamp = stamps.find(one => one.undoneAt === null)
  if (stamp === undefined) return null
  const proof = stamp.evidence === null ? null : house.cipher.decipherJson<StepProof>(stamp.evidence)
  return {
    at: stamp.at.toString(),
    by: nameOf(stamp.personId),
    unit: stamp.unitId === null ? null : unitOf(who, stamp.unitId),
    seconds: stamp.seconds,
    words: proof?.words ?? null,
    isSigned: proof?.signature != null || (step.observed === 'confirmed' && step.evidence === 'signature'),
    attachmentId: stamp.attachmentId,
  }
}

/** What the window was asked to fill in, in the item's own words. */
export function formShown(item: ServiceItem | null, personal: Personal) {
  if (item === null || personal.form === undefined) return []
  const fields = [...item.fields, ...(kindOf(item, personal.kind ?? null)?.fields ?? [])]
  return fields.flatMap(field => {
    const value = personal.form?.[field.key]
    return value === undefined ? [] : [{ name: field.name, value: said(value) }]
  })
}

const said = (value: FieldValue): string => {
  if (typeof value === 'number') return value.toFixed(2)
  return typeof value === 'string' ? value : value.join('、')
}
