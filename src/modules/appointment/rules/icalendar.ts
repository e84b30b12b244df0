import type { Instant } from '#kernel/time.ts'

/** A visit as a calendar keeps it. It names no department and no doctor: calendars are shared and synchronised. */
export interface CalendarVisit {
  /** Stable for the life of the booking. */
  readonly uid: string
  /** Rises with each change, so that a calendar takes the newer file. */
  readonly sequence: number
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly summary: string
  readonly description: string
  readonly location: string
  /** How long before the start the calendar reminds, as an ISO 8601 duration; null: not at all. */
  readonly remindBefore: string | null
}

const LINE_OCTETS = 75

/** One event as an iCalendar object (RFC 5545): CRLF, lines of 75 octets at most, times in UTC. */
export function iCalendar(visit: CalendarVisit, at: Instant): string {
  const alarm =
    visit.remindBefore === null || visit.status === 'CANCELLED'
      ? []
      : [
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          `DESCRIPTION:${text(visit.summary)}`,
          `TRIGGER:-${visit.remindBefore}`,
          'END:VALARM',
        ]
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Yiguanjia//Appointments//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${text(visit.uid)}`,
    `DTSTAMP:${utc(at)}`,
    `DTSTART:${utc(visit.startsAt)}`,
    `DTEND:${utc(visit.endsAt)}`,
    `SEQUENCE:${visit.sequence}`,
    `STATUS:${visit.status}`,
    `SUMMARY:${text(visit.summary)}`,
    `DESCRIPTION:${text(visit.description)}`,
    `LOCATION:${text(visit.location)}`,
    'CLASS:PRIVATE',
    ...alarm,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map(line => `${folded(line)}\r\n`)
    .join('')
}

/** `20261120T010000Z` */
const utc = (at: Instant): string => `${at.toString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** TEXT values: backslash, semicolon, comma and line breaks are escaped (RFC 5545 §3.3.11). */
const text = (value: string): string =>
  value
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')

const octetsOf = (letter: string): number => {
  const point = letter.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
}

/** A long line goes on in the next, after a space; no character is split (RFC 5545 §3.1). */
function folded(line: string): string {
  let octets = 0
  let out = ''
  for (const letter of line) {
    const size = octetsOf(letter)
    if (octets + size > LINE_OCTETS) {
      out += '\r\n '
      octets = 1
    }
    out += letter
    octets += size
  }
  return out
}
