import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { readDay, readInstant } from './timestamp.ts'

const at = (text: string): string | null => readInstant(text, 'Asia/Shanghai')?.toString() ?? null

test.each([
  ['20260305083000', '2026-03-05T00:30:00Z'],
  ['202603050830', '2026-03-05T00:30:00Z'],
  ['2026030508', '2026-03-05T00:00:00Z'],
  ['20260305', '2026-03-04T16:00:00Z'],
  ['202603', '2026-02-28T16:00:00Z'],
  ['2026', '2025-12-31T16:00:00Z'],
  ['20260305083000.1234+0000', '2026-03-05T08:30:00.1234Z'],
  ['198908181126+0215', '1989-08-18T09:11:00Z'],
  ['20150624084727.655-0500', '2015-06-24T13:47:27.655Z'],
  ['2026-03-05 08:30:00', '2026-03-05T00:30:00Z'],
  ['2026/03/05', '2026-03-04T16:00:00Z'],
])('%s without an offset is meant in Shanghai: %s', (text, instant) => {
  expect(at(text)).toBe(instant)
})

test.each([
  '',
  '""',
  '20261301',
  '20260230',
  '2026030525',
  '202603050861',
  '20260305083000+9999',
  '00000000',
  '明天',
  '2026030',
])('“%s” is no time', text => {
  expect(at(text)).toBeNull()
})

test.each([
  ['19800101', '1980-01-01'],
  ['198001', '1980-01'],
  ['1980', '1980'],
  ['198808181126+0215', '1988-08-18'],
  ['1980-01-01 00:00:00', '1980-01-01'],
  ['20000229', '2000-02-29'],
])('the day of %s is %s', (text, day) => {
  expect(readDay(text)).toBe(day)
})

test.each(['19000229', '198013', '00000000', '1', 'x'])('“%s” is no day', text => {
  expect(readDay(text)).toBeNull()
})

test('an instant that is written reads as it was, and any text is read or is none', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1850-01-01'), max: new Date('2190-01-01'), noInvalidDate: true }), date => {
      const instant = Temporal.Instant.fromEpochMilliseconds(date.getTime())
      const written = instant.toString({ fractionalSecondDigits: 3 }).replaceAll(/[-:TZ]/g, '')
      expect(readInstant(`${written}+0000`, 'Asia/Shanghai')?.equals(instant)).toBe(true)
    }),
  )
  fc.assert(fc.property(fc.stringMatching(/^[\d+.\-: ]{0,20}$/), text => void [at(text), readDay(text)]))
})
