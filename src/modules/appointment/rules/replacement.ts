import type { Instant } from '#kernel/time.ts'

/** Fee levels (号别), the cheapest first. */
const FEES: readonly string[] = ['ordinary', 'associate', 'expert', 'special']

/** A place that was lost because its session was stopped. */
export interface LostPlace {
  readonly id: string
  readonly doctorId: string
  /** The rank of its doctor (职称). */
  readonly title: string
  readonly feeLevel: string
  readonly day: string
  readonly halfDay: string
  readonly startsAt: Instant
  /** The patient had checked in: sits in the house and waits. */
  readonly isHere: boolean
}

/** A slot of the same department that has places. */
export interface OtherSlot extends Omit<LostPlace, 'id' | 'isHere'> {
  readonly slotId: string
  readonly sessionId: string
  readonly free: number
}

/** `substitute`: another doctor of the same rank in the same half-day (同级替诊). */
export const REPLACEMENTS = ['substitute', 'own-doctor', 'same-day', 'other-time'] as const
export type Replacement = (typeof REPLACEMENTS)[number]

export interface Proposal {
  readonly slot: OtherSlot
  readonly kind: Replacement
  /** The patient pays what was paid: what costs more is proposed, and said. */
  readonly costsMore: boolean
}

/** What another slot is to somebody who lost a place (rules.md §3.1 APT-7). */
export function replacementOf(lost: LostPlace, slot: OtherSlot): Replacement {
  if (slot.day === lost.day && slot.halfDay === lost.halfDay && slot.title === lost.title) return 'substitute'
  if (slot.doctorId === lost.doctorId) return 'own-doctor'
  return slot.day === lost.day ? 'same-day' : 'other-time'
}

const costsMore = (lost: LostPlace, slot: OtherSlot): boolean =>
  FEES.indexOf(slot.feeLevel) > FEES.indexOf(lost.feeLevel)

/** The same half-day is told by how near it is to the hour that was lost; any other by what comes first. */
const distance = (lost: LostPlace, slot: OtherSlot): number =>
  slot.day === lost.day && slot.halfDay === lost.halfDay
    ? Math.abs(slot.startsAt.epochMilliseconds - lost.startsAt.epochMilliseconds)
    : slot.startsAt.epochMilliseconds

/** For who is here: a substitute, then this day by its hours, then other days. */
const today = (lost: LostPlace, { slot, kind }: Pick<Proposal, 'slot' | 'kind'>): number =>
  kind === 'substitute' ? 0 : slot.day === lost.day ? slot.startsAt.epochMilliseconds : Number.MAX_SAFE_INTEGER

/**
 * What is proposed for a lost place, the best first (改约建议): a doctor of the same rank in the same half-day, then the own doctor at
 * another time, the same day, any other time; within each what costs no more, then the nearest. Who is here already is offered
 * this day before any other: a doctor of the same rank, then whoever sees patients next.
 */
export function proposalsFor(lost: LostPlace, slots: readonly OtherSlot[]): readonly Proposal[] {
  return slots
    .map(slot => ({ slot, kind: replacementOf(lost, slot), costsMore: costsMore(lost, slot) }))
    .toSorted(
      (a, b) =>
        (lost.isHere ? today(lost, a) - today(lost, b) : 0) ||
        REPLACEMENTS.indexOf(a.kind) - REPLACEMENTS.indexOf(b.kind) ||
        Number(a.costsMore) - Number(b.costsMore) ||
        distance(lost, a.slot) - distance(lost, b.slot) ||
        (a.slot.slotId < b.slot.slotId ? -1 : 1),
    )
}

/**
 * Proposals for everybody of a stopped session: the first ones are dealt out, so that no place is the first proposal of more patients
 * than it has room for; whoever comes earlier in the list chooses earlier.
 */
export function propose(
  lost: readonly LostPlace[],
  slots: readonly OtherSlot[],
  atMost: number,
): ReadonlyMap<string, readonly Proposal[]> {
  const left = new Map(slots.map(slot => [slot.slotId, slot.free]))
  return new Map(
    lost.map(one => {
      const all = proposalsFor(one, slots)
      const first = all.find(({ slot }) => (left.get(slot.slotId) ?? 0) > 0)
      if (first === undefined) return [one.id, all.slice(0, atMost)]
      left.set(first.slot.slotId, (left.get(first.slot.slotId) ?? 0) - 1)
      return [one.id, [first, ...all.filter(other => other !== first)].slice(0, atMost)]
    }),
  )
}
