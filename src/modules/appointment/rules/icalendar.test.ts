import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { type CalendarVisit, iCalendar } from './icalendar.ts'

const at = Temporal.Instant.from('2026-11-16T01:02:03.456Z')
const visit: CalendarVisit = {
  uid: '0198d0d0-0000-7000-8000-000000000001@hospital.example',
  sequence: 1,
  status: 'CONFIRMED',
  startsAt: Temporal.Instant.from('2026-11-20T09:00:00+08:00'),
  endsAt: Temporal.Instant.from('2026-11-20T09:30:00+08:00'),
  summary: '示范医院就诊',
  description: '预约号 YY-261116-0001\n请带身份证; 医保卡, 提前报到',
  location: '门诊楼 3 层',
  remindBefore: 'P1D',
}
/** Lines joined again, as a calendar reads them. */
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n')

test('a visit is an event in UTC with its number escaped, and an alarm', () => {
  expect(unfolded(iCalendar(visit, at))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Yiguanjia//Appointments//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:0198d0d0-0000-7000-8000-000000000001@hospital.example',
    'DTSTAMP:20261116T010203Z',
    'DTSTART:20261120T010000Z',
    'DTEND:20261120T013000Z',
    'SEQUENCE:1',
    'STATUS:CONFIRMED',
    'SUMMARY:示范医院就诊',
    'DESCRIPTION:预约号 YY-261116-0001\\n请带身份证\\; 医保卡\\, 提前报到',
    'LOCATION:门诊楼 3 层',
    'CLASS:PRIVATE',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:示范医院就诊',
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('a changed one keeps its UID with a higher sequence; a cancelled one says so and reminds of nothing', () => {
  const lines = unfolded(iCalendar({ ...visit, sequence: 3, status: 'CANCELLED' }, at))
  expect(lines).toContain('SEQUENCE:3')
  expect(lines).toContain('STATUS:CANCELLED')
  expect(lines).toContain(`UID:${visit.uid}`)
  expect(lines).not.toContain('BEGIN:VALARM')
})

test('whatever stands in it, no line is longer than 75 octets, every line ends with CRLF, and nothing is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), description => {
      const file = iCalendar({ ...visit, description }, at)
      expect(file.endsWith('\r\n')).toBe(true)
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line, 'utf8')).toBeLessThanOrEqual(75)
      expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      const said = unfolded(file).find(line => line.startsWith('DESCRIPTION:')) ?? ''
      const read = said
        .slice('DESCRIPTION:'.length)
        .replaceAll(/\\([\\;,n])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter))
      expect(read).toBe(description.replaceAll(/\r\n|\r/g, '\n'))
    }),
  )
})
