import { Problem } from '#kernel/problem.ts'
import type { Instant } from '#kernel/time.ts'
import { headerOf } from './header.ts'
import { type Identifier, keyOf, readIdentifiers } from './identifier.ts'
import type { Message, Segment } from './message.ts'
import { type PersonChange, readPerson } from './person.ts'
import { readInstant } from './timestamp.ts'
import { locationOf, type Source, sourceOf } from './values.ts'
import { readVisit, type VisitChange } from './visit.ts'

export type VisitEvent = 'admitted' | 'registered' | 'updated' | 'discharged' | 'cancelled' | 'discharge-cancelled'

/** What the hospital's information system wants done about a patient (患者信息变更), in our own words. */
export type AdtIntention =
  | { readonly kind: 'person'; readonly occurredAt: Instant | null; readonly person: PersonChange }
  | {
      readonly kind: 'visit'
      readonly event: VisitEvent
      readonly occurredAt: Instant | null
      readonly person: PersonChange
      readonly visit: VisitChange
    }
  | {
      readonly kind: 'merge'
      readonly occurredAt: Instant | null
      /** The record that stays. */
      readonly person: PersonChange
      /** The record that goes into it, and stays as an alias. */
      readonly from: readonly Identifier[]
    }

/** The triggers taken (rules.md §9.1): what they do to a visit, to a person only, or two persons into one. */
const TRIGGERS: Readonly<Record<string, VisitEvent | 'person' | 'merge'>> = {
  A01: 'admitted',
  A03: 'discharged',
  A04: 'registered',
  A08: 'updated',
  A11: 'cancelled',
  A13: 'discharge-cancelled',
  A28: 'person',
  A31: 'person',
  A40: 'merge',
}

/**
 * Translates a message of type ADT into what it wants done; one message may merge several pairs of records. Times without an
 * offset are in `zone`.
 * @throws Problem `hl7-type-unsupported`, `hl7-trigger-unsupported`, `hl7-segment-missing`, `hl7-field-missing`, `hl7-value-invalid`
 */
export function translateAdt(message: Message, zone: string): readonly AdtIntention[] {
  const { type, trigger } = headerOf(message)
  if (type !== 'ADT') throw new Problem('hl7-type-unsupported', { location: 'MSH^1^9^1^1' })
  const event = TRIGGERS[trigger]
  if (event === undefined) throw new Problem('hl7-trigger-unsupported', { location: 'MSH^1^9^1^2' })
  const sender = senderOf(message)
  const occurredAt = occurrence(message, zone)
  if (event === 'merge') return merges(message, zone, sender, occurredAt)
  const pid = required(message, 'PID', zone)
  const person = knownPerson(pid, sender)
  const pv1 = message.segment('PV1')
  if (event === 'person' || (event === 'updated' && !pv1)) return [{ kind: 'person', occurredAt, person }]
  const visit = settled(event, readVisit(required(message, 'PV1', zone), pid, sender), occurredAt)
  if (visit.number !== null || visit.startedAt) return [{ kind: 'visit', event, occurredAt, person, visit }]
  // A change that names no visit is one of the person.
  if (event === 'updated') return [{ kind: 'person', occurredAt, person }]
  throw new Problem('hl7-field-missing', { location: 'PV1^1^19' })
}

/** Who gives out numbers that name no authority: the sending facility, else the application. */
export const senderOf = (message: Message): string =>
  [4, 3].map(number => message.field('MSH', number).component(1).trim()).find(name => name !== '') ?? ''

/** When it happened, else when it was recorded or sent. A time that cannot be read is passed over: none of them is asked for. */
export function occurrence(message: Message, zone: string): Instant | null {
  const times = [message.field('EVN', 6), message.field('EVN', 2), message.field('MSH', 7)]
  for (const field of times) {
    const at = readInstant(field.component(1).trim(), zone)
    if (at) return at
  }
  return null
}

/** Begins and ends a visit when it happened, where the message gives no time of its own. */
function settled(event: VisitEvent, visit: VisitChange, occurredAt: Instant | null): VisitChange {
  if ((event === 'admitted' || event === 'registered') && !visit.startedAt && occurredAt)
    return { ...visit, startedAt: occurredAt }
  if (event === 'discharged' && !visit.endedAt && occurredAt) return { ...visit, endedAt: occurredAt }
  if (event === 'discharge-cancelled') return { ...visit, endedAt: null }
  return visit
}

function required(message: Message, name: string, zone: string): Source {
  const segment = message.segment(name)
  if (!segment) throw new Problem('hl7-segment-missing', { location: name })
  return sourceOf(message, segment, zone)
}

function knownPerson(pid: Source, sender: string): PersonChange {
  const person = readPerson(pid, sender)
  if (person.identifiers.length === 0) throw new Problem('hl7-field-missing', { location: locationOf(pid, 3) })
  return person
}

/** Each PID is followed by the MRG of the record that goes into it. */
function merges(message: Message, zone: string, sender: string, occurredAt: Instant | null): readonly AdtIntention[] {
  const pairs: { pid: Segment; mrg: Segment | undefined }[] = []
  for (const segment of message.segments) {
    const last = pairs.at(-1)
    if (segment.name === 'PID') pairs.push({ pid: segment, mrg: undefined })
    if (segment.name === 'MRG' && last) last.mrg ??= segment
  }
  if (pairs.length === 0) throw new Problem('hl7-segment-missing', { location: 'PID' })
  return pairs.map(({ pid, mrg }) => {
    if (!mrg) throw new Problem('hl7-segment-missing', { location: 'MRG' })
    const person = knownPerson(sourceOf(message, pid, zone), sender)
    return { kind: 'merge', occurredAt, person, from: merged(sourceOf(message, mrg, zone), sender, person) }
  })
}

/** MRG-1, in old versions MRG-4. What the survivor is called too does not tell the records apart. */
function merged(mrg: Source, sender: string, survivor: PersonChange): readonly Identifier[] {
  const listed = [1, 4].map(number => readIdentifiers(mrg, number, sender)).find(list => list.length > 0)
  if (!listed) throw new Problem('hl7-field-missing', { location: locationOf(mrg, 1) })
  const kept = new Set(survivor.identifiers.map(keyOf))
  const from = listed.filter(identifier => !kept.has(keyOf(identifier)))
  if (from.length === 0) throw new Problem('hl7-value-invalid', { location: locationOf(mrg, 1) })
  return from
}
