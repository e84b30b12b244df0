import { Problem } from '#kernel/problem.ts'
import { type Instant, isBefore } from '#kernel/time.ts'
import { occurrence, senderOf } from './adt.ts'
import { headerOf } from './header.ts'
import type { Message, Segment } from './message.ts'
import { type PersonChange, readPerson } from './person.ts'
import { readInstant } from './timestamp.ts'
import { locationOf, readText, type Source, sourceOf } from './values.ts'

/** What another system calls a booking (预约号): unique within whoever gave it out. */
export interface BookingId {
  readonly system: string
  readonly value: string
}

/** What a scheduling message says of one booking (预约变更). */
export interface BookingChange {
  /** SCH-1, the number of whoever asked for it. */
  readonly placer: BookingId | null
  /** SCH-2, the number of whoever keeps the schedule. */
  readonly filler: BookingId | null
  readonly startsAt: Instant | null
  /** Codes of those who see the patient, and of departments, rooms and services, as they stand in the message. */
  readonly doctors: readonly string[]
  readonly departments: readonly string[]
  readonly reason: string | null
}

export type BookingEvent = 'booked' | 'changed' | 'cancelled' | 'discontinued' | 'no-show'

/** What another system wants done about bookings and sessions, in our own words. */
export type SiuIntention =
  | {
      readonly kind: 'booking'
      readonly event: BookingEvent
      readonly occurredAt: Instant | null
      readonly person: PersonChange | null
      readonly booking: BookingChange
    }
  | {
      readonly kind: 'session'
      readonly event: 'blocked' | 'opened'
      readonly occurredAt: Instant | null
      readonly person: null
      readonly doctors: readonly string[]
      readonly from: Instant
      readonly to: Instant
      readonly reason: string | null
    }

/**
 * The triggers taken (rules.md §9.1). One resource of several is added or changed by S18 and S19; its taking away (S20–S22) leaves no
 * booking that this house could know, and is refused as an event that is not taken.
 */
const TRIGGERS: Readonly<Record<string, BookingEvent | 'blocked' | 'opened'>> = {
  S12: 'booked',
  S13: 'changed',
  S14: 'changed',
  S15: 'cancelled',
  S16: 'discontinued',
  S17: 'discontinued',
  S18: 'changed',
  S19: 'changed',
  S23: 'blocked',
  S24: 'opened',
  S26: 'no-show',
}

/** What the filler's status (table 0278, SCH-25) makes of a booking that is told of as new or changed. */
const BY_STATUS: Readonly<Record<string, BookingEvent>> = {
  CANCELLED: 'cancelled',
  CANCELED: 'cancelled',
  DC: 'discontinued',
  DELETED: 'discontinued',
  NOSHOW: 'no-show',
}

/**
 * Translates a message of type SIU into what it wants done. Times without an offset are in `zone`.
 * @throws Problem `hl7-type-unsupported`, `hl7-trigger-unsupported`, `hl7-segment-missing`, `hl7-field-missing`, `hl7-value-invalid`
 */
export function translateSiu(message: Message, zone: string): readonly SiuIntention[] {
  const { type, trigger } = headerOf(message)
  if (type !== 'SIU') throw new Problem('hl7-type-unsupported', { location: 'MSH^1^9^1^1' })
  const told = TRIGGERS[trigger]
  if (told === undefined) throw new Problem('hl7-trigger-unsupported', { location: 'MSH^1^9^1^2' })
  const segment = message.segment('SCH')
  if (!segment) throw new Problem('hl7-segment-missing', { location: 'SCH' })
  const sch = sourceOf(message, segment, zone)
  const occurredAt = occurrence(message, zone)
  const reason = textOf(sch, 6, 2) || textOf(sch, 7, 2) || textOf(sch, 7, 1) || textOf(sch, 6, 1) || null
  const doctors = codes(message, zone, [
    ['AIP', 3, 1],
    ['PV1', 7, 1],
  ])
  if (told === 'blocked' || told === 'opened') {
    const from = startOf(message, sch)
    if (from === null) throw new Problem('hl7-field-missing', { location: 'AIP^1^6' })
    const to = endOf(message, sch, from)
    if (to === null || !isBefore(from, to)) throw new Problem('hl7-field-missing', { location: 'AIP^1^9' })
    return [{ kind: 'session', event: told, occurredAt, person: null, doctors, from, to, reason }]
  }
  const sender = senderOf(message)
  const [placer, filler] = [idIn(sch, 1, sender), idIn(sch, 2, sender)]
  if (placer === null && filler === null) throw new Problem('hl7-field-missing', { location: locationOf(sch, 2) })
  const byStatus = told === 'booked' || told === 'changed' ? BY_STATUS[textOf(sch, 25, 1).toUpperCase()] : undefined
  const event = byStatus ?? told
  const pid = message.segment('PID')
  const isNew = event === 'booked' || event === 'changed'
  if (!pid && isNew) throw new Problem('hl7-segment-missing', { location: 'PID' })
  const person = pid ? readPerson(sourceOf(message, pid, zone), sender) : null
  const departments = codes(message, zone, [
    ['AIL', 3, 1],
    ['PV1', 3, 1],
    ['PV1', 10, 1],
    ['AIS', 3, 1],
  ])
  const startsAt = startOf(message, sch)
  const booking = { placer, filler, startsAt, doctors, departments, reason }
  return [{ kind: 'booking', event, occurredAt, person, booking }]
}

const textOf = (source: Source, number: number, component: number): string => {
  const field = source.segment.field(number)
  return field.isEmpty || field.isDelete ? '' : readText(source, number, field, component)
}

/** A number of type EI; without an authority the sender gave it out. */
function idIn(sch: Source, number: number, sender: string): BookingId | null {
  const value = textOf(sch, number, 1)
  if (value === '') return null
  return { system: textOf(sch, number, 2) || textOf(sch, number, 3) || sender, value }
}

/** What stands in these places of all segments of a name, each once, in their order. */
function codes(
  message: Message,
  zone: string,
  places: readonly (readonly [name: string, field: number, component: number])[],
): readonly string[] {
  const found = places.flatMap(([name, field, component]) =>
    message.all(name).map(segment => textOf(sourceOf(message, segment, zone), field, component)),
  )
  return [...new Set(found.filter(code => code !== '' && code !== '""'))].slice(0, MOST)
}
const MOST = 20

type Place = readonly [name: string, field: number, component: number]

/** Who sees the patient comes before the service, and that before room and order. */
const STARTS: readonly Place[] = [
  ['AIP', 6, 1],
  ['AIS', 4, 1],
  ['AIL', 6, 1],
  ['AIG', 8, 1],
  ['TQ1', 7, 1],
]
const LENGTHS: readonly (readonly [name: string, length: number, unit: number])[] = [
  ['AIP', 9, 10],
  ['AIS', 7, 8],
  ['AIL', 9, 10],
  ['AIG', 11, 12],
]

/** The first time that is given. @throws Problem `hl7-value-invalid` where one is given that is none */
function startOf(message: Message, sch: Source): Instant | null {
  const places = STARTS.flatMap(([name, field, component]) =>
    message.all(name).map(segment => ({ source: sourceOf(message, segment, sch.zone), field, component })),
  )
  // Before 2.5 the time stood in SCH-11, a timing of its own.
  return firstTime([...places, { source: sch, field: 11, component: 4 }])
}

function firstTime(places: readonly { source: Source; field: number; component: number }[]): Instant | null {
  for (const { source, field, component } of places) {
    const text = textOf(source, field, component)
    if (text === '') continue
    const at = readInstant(text, source.zone)
    if (at === null) throw new Problem('hl7-value-invalid', { location: locationOf(source, field) })
    return at
  }
  return null
}

/** When it ends: as it says, else by its length. */
function endOf(message: Message, sch: Source, from: Instant): Instant | null {
  const said = firstTime([
    ...message.all('TQ1').map(segment => ({ source: sourceOf(message, segment, sch.zone), field: 8, component: 1 })),
    { source: sch, field: 11, component: 5 },
  ])
  if (said !== null) return said
  const lengths = LENGTHS.flatMap(([name, length, unit]) => message.all(name).map(one => minutesIn(one, length, unit)))
  const minutes = [...lengths, minutesIn(sch.segment, 9, 10)].find(one => one !== null)
  return minutes === undefined || minutes === null ? null : from.add({ minutes })
}

/** Minutes, where nothing else is said. */
function minutesIn(segment: Segment, length: number, unit: number): number | null {
  const value = Number(segment.field(length).component(1).trim())
  if (!(value > 0) || value > 100_000) return null
  const word = segment.field(unit).component(1).trim().toLowerCase()
  if (/^s(ec|$)/.test(word)) return Math.round(value / 60) || 1
  if (/^h/.test(word)) return Math.round(value * 60)
  return Math.round(value)
}
