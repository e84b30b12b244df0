import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { type BookingLimit, COUNTED, limitsOn, type Missed, ONLINE, standingOf } from './booking-limit.ts'
import { CHANNELS } from './quota.ts'

const LIMIT: BookingLimit = {
  code: 'standard',
  isOn: true,
  windowDays: 90,
  threshold: 3,
  banDays: 30,
  scope: [...ONLINE],
  counts: { noShow: 1, sameDayCancel: 0.5, cancel: 0 },
}
const day = (n: number) => Temporal.Instant.from('2026-06-01T08:00:00+08:00').add({ hours: 24 * n })
const missed = (n: number, kind: Missed['kind'] = 'noShow'): Missed => ({ id: `${kind} ${n}`, kind, at: day(n) })
const until = (history: readonly Missed[], at: number) => standingOf(history, LIMIT, day(at)).until?.toString() ?? null

test('three in ninety days end online booking for thirty days from the third on; a cancelling on the day counts half', () => {
  expect(until([missed(0), missed(40)], 41)).toBeNull()
  expect(until([missed(0), missed(40), missed(80)], 81)).toBe(day(110).toString())
  expect(until([missed(0), missed(40), missed(80)], 110)).toBeNull()
  expect(until([missed(0), missed(40), missed(91)], 92)).toBeNull()
  const halves = [missed(0), missed(1), missed(2, 'sameDayCancel')]
  expect(standingOf(halves, LIMIT, day(3))).toEqual({ count: 2.5, until: null })
  expect(until([...halves, missed(3, 'sameDayCancel')], 4)).toBe(day(33).toString())
  expect(standingOf([missed(0, 'cancel'), missed(1, 'cancel')], LIMIT, day(3)).count).toBe(0)
})

test('what led to one limit does not count for the next', () => {
  const first = [missed(0), missed(1), missed(2)]
  expect(standingOf(first, LIMIT, day(33))).toEqual({ count: 0, until: null })
  expect(until([...first, missed(40)], 41)).toBeNull()
})

test('it holds online only: no desk, telephone, kiosk, consulting room or referral ever asks for it', () => {
  const held = CHANNELS.filter(channel => limitsOn([LIMIT], channel).length > 0)
  expect(held).toEqual(['web', 'wechat', 'platform'])
  expect(CHANNELS.flatMap(channel => limitsOn([{ ...LIMIT, isOn: false }], channel))).toEqual([])
})

test('one that is taken away, because it was excused, never makes it worse; nothing to come counts', () => {
  const some = fc.array(
    fc.record({ id: fc.uuid(), kind: fc.constantFrom(...COUNTED), at: fc.integer({ min: 0, max: 300 }).map(day) }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(some, fc.integer({ min: 0, max: 300 }), (history, n) => {
      const past = history.filter(one => Temporal.Instant.compare(one.at, day(n)) <= 0)
      expect(standingOf(history, LIMIT, day(n))).toEqual(standingOf(past, LIMIT, day(n)))
      expect(standingOf(history, LIMIT, day(n)).count).toBeLessThan(LIMIT.threshold)
      expect(standingOf([], LIMIT, day(n))).toEqual({ count: 0, until: null })
    }),
  )
  const three = [missed(0), missed(10), missed(20)]
  for (const one of three)
    expect(
      until(
        three.filter(other => other !== one),
        21,
      ),
    ).toBeNull()
})
