import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { quietUntil } from './quiet-hours.ts'

const ZONE = 'Asia/Shanghai'
const NIGHT = { from: '21:00', to: '08:00' }
const until = (at: string, quiet = NIGHT) =>
  quietUntil(Temporal.Instant.from(`2026-11-16T${at}+08:00`), quiet, ZONE)
    ?.toZonedDateTimeISO(ZONE)
    .toPlainDateTime()
    .toString() ?? null

test('from nine in the evening to eight in the morning', () => {
  expect(until('20:59:59')).toBeNull()
  expect(until('21:00')).toBe('2026-11-17T08:00:00')
  expect(until('23:30')).toBe('2026-11-17T08:00:00')
  expect(until('00:00')).toBe('2026-11-16T08:00:00')
  expect(until('07:59:59')).toBe('2026-11-16T08:00:00')
  expect(until('08:00')).toBeNull()
})

test('a noon rest, and none at all', () => {
  expect(until('12:30', { from: '12:00', to: '14:00' })).toBe('2026-11-16T14:00:00')
  expect(until('14:00', { from: '12:00', to: '14:00' })).toBeNull()
  expect(until('02:00', { from: '00:00', to: '00:00' })).toBeNull()
})

test('what is held is let go at a time that is not quiet, within a day', () => {
  const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map(minute => {
    const two = (n: number) => String(n).padStart(2, '0')
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
  })
  fc.assert(
    fc.property(time, time, time, (now, from, to) => {
      const at = Temporal.Instant.from(`2026-11-16T${now}+08:00`)
      const end = quietUntil(at, { from, to }, ZONE)
      if (end === null) return
      expect(quietUntil(end, { from, to }, ZONE)).toBeNull()
      expect(end.since(at).total('hours')).toBeGreaterThan(0)
      expect(end.since(at).total('hours')).toBeLessThanOrEqual(24)
    }),
  )
})
