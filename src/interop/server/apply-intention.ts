import type { AdtIntention, Intention } from '#interop/hl7v2/index.ts'
import { systemCaller } from '#kernel/caller.ts'
import { Problem } from '#kernel/problem.ts'
import { earlier, type Instant } from '#kernel/time.ts'
import { mergeFromSystem, upsertFromSystem, upsertVisit } from '#modules/patient/index.ts'
import type { House } from '#platform/house.ts'
import { namesSomebody } from '../rules/waited-for.ts'
import { applyBooking } from './apply-booking.ts'
import { applySession } from './apply-session.ts'

export interface Occasion {
  /** Who says so, for the journal and the person's row. */
  readonly source: string
  readonly receivedAt: Instant
  /** A change of what was told before (A08): it does not bring anybody into being. */
  readonly isUpdate: boolean
  /** Somebody wants it done although the visit or the person that it changes is unknown. */
  readonly insists: boolean
}

/** What came of it: the person that it is about, where it is about one. */
export type Applied = { readonly patientId: string | null }

/** Does one thing that a system wants done (意图). Null when it speaks of what nobody told of yet. */
export function applyIntention(house: House, intention: Intention, occasion: Occasion): Promise<Applied | null> {
  if (intention.kind === 'booking') return applyBooking(house, intention, occasion)
  if (intention.kind === 'session') return applySession(house, intention, occasion)
  return applyPerson(house, intention, occasion)
}

/**
 * Does one thing that a system wants done about a patient (患者信息变更). Null when it changes a visit or a person of whom
 * nobody told yet; the caller then takes back what was written.
 * @throws Problem `hl7-field-missing` when nothing names the person, so that every message would make another one
 */
async function applyPerson(
  house: House,
  intention: AdtIntention,
  { source, receivedAt, isUpdate, insists }: Occasion,
): Promise<{ readonly patientId: string } | null> {
  if (!namesSomebody(intention.person.identifiers)) throw new Problem('hl7-field-missing', { location: 'PID^1^3' })
  const caller = systemCaller(house.hospital.id)
  // A sender whose clock is ahead would have the last word until that day.
  const occurredAt = intention.occurredAt === null ? receivedAt : earlier(intention.occurredAt, receivedAt)
  const asked = { source, occurredAt, person: intention.person }
  if (intention.kind === 'merge') return mergeFromSystem(house)(caller, { ...asked, from: intention.from })
  if (intention.kind === 'person') {
    const taken = await upsertFromSystem(house)(caller, asked)
    return isUpdate && taken.outcome === 'created' && !insists ? null : taken
  }
  const { event, visit } = intention
  const taken = await upsertVisit(house)(caller, { ...asked, event, visit })
  return isUpdate && taken.isNewVisit && !insists ? null : taken
}
