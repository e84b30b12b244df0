import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HospitalCalendar } from '#kernel/calendar.ts'
import { Temporal } from '#kernel/time.ts'
import {
  confirmationClock,
  DEFAULT_POLICY,
  elapsed,
  limitClock,
  postponed,
  promiseClock,
  responseClock,
  stepClock,
} from './clock.ts'

const calendar: HospitalCalendar = {
  zone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5],
  holidays: new Set(),
  makeUpDays: new Set(),
  sessions: [
    { from: 8 * 60, to: 12 * 60 },
    { from: 14 * 60, to: 17 * 60 + 30 },
  ],
}
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)
const nine = at('2026-11-16T09:00:00')
const minutes = (from: Temporal.Instant, to: Temporal.Instant) =>
  (to.epochMilliseconds - from.epochMilliseconds) / 60_000

describe('the clocks of a matter', () => {
  test('TKT-03 (part): general from nine is due at eleven, complex the next day at nine', () => {
    expect(limitClock(nine, 'general', DEFAULT_POLICY, calendar).dueAt).toEqual(at('2026-11-16T11:00:00'))
    expect(limitClock(nine, 'complex', DEFAULT_POLICY, calendar).dueAt).toEqual(at('2026-11-17T09:00:00'))
  })

  test('a response is warned of at 20, breached at 30, escalated at 60 minutes, and at no other time', () => {
    const clock = responseClock(nine, DEFAULT_POLICY, calendar)
    expect(clock.steps.map(step => [step.step, step.level, minutes(nine, step.at)])).toEqual([
      ['response-warning', 1, 20],
      ['response-breach', 2, 30],
      ['response-escalation', 3, 60],
    ])
    expect(minutes(nine, clock.dueAt)).toBe(30)
  })

  test('a limit speaks at half, at 80 % and at its end', () => {
    const clock = limitClock(nine, 'general', DEFAULT_POLICY, calendar)
    expect(clock.steps.map(step => [step.step, minutes(nine, step.at)])).toEqual([
      ['tell-patient', 60],
      ['limit-warning', 96],
      ['overdue', 120],
    ])
  })

  test('an item’s own limit: minutes; or the end of the hospital’s day, which after hours is the next one’s', () => {
    const due = (from: string, own: Parameters<typeof limitClock>[4]) =>
      limitClock(at(from), 'general', DEFAULT_POLICY, calendar, own).dueAt
    expect(due('2026-11-16T09:00:00', { kind: 'minutes', minutes: 30 })).toEqual(at('2026-11-16T09:30:00'))
    expect(due('2026-11-16T09:00:00', { kind: 'working-days', days: 0 })).toEqual(at('2026-11-16T17:30:00'))
    expect(due('2026-11-16T18:00:00', { kind: 'working-days', days: 0 })).toEqual(at('2026-11-17T17:30:00'))
    expect(due('2026-11-20T09:00:00', { kind: 'working-days', days: 3 })).toEqual(at('2026-11-25T17:30:00'))
    expect(due('2026-11-21T09:00:00', { kind: 'working-days', days: 0 })).toEqual(at('2026-11-23T17:30:00'))
  })

  test('a step’s own limit tells head and manager at its end', () => {
    const clock = stepClock(nine, 60, DEFAULT_POLICY, calendar)
    expect(clock.steps).toEqual([{ step: 'step-overdue', level: 2, at: at('2026-11-16T10:00:00') }])
  })

  test('calendar time runs through lunch and night; working time, where the hospital chose it, does not', () => {
    const working = { ...DEFAULT_POLICY, counts: 'working' as const }
    expect(limitClock(at('2026-11-16T11:00:00'), 'general', DEFAULT_POLICY, calendar).dueAt).toEqual(
      at('2026-11-16T13:00:00'),
    )
    expect(limitClock(at('2026-11-16T11:00:00'), 'general', working, calendar).dueAt).toEqual(at('2026-11-16T15:00:00'))
    expect(responseClock(at('2026-11-20T17:20:00'), working, calendar).dueAt).toEqual(at('2026-11-23T08:20:00'))
  })

  test('a promise ends when it was promised, a confirmation after three days', () => {
    expect(promiseClock(nine, at('2026-11-16T15:20:00')).dueAt).toEqual(at('2026-11-16T15:20:00'))
    expect(confirmationClock(nine, DEFAULT_POLICY).dueAt).toEqual(at('2026-11-19T09:00:00'))
  })

  test('a clock that stood still goes on as much later, and what it did stays done', () => {
    const clock = limitClock(nine, 'general', DEFAULT_POLICY, calendar)
    const later = postponed(clock, 40 * 60_000, 1)
    expect(minutes(clock.dueAt, later.dueAt)).toBe(40)
    expect(later.steps.map((step, index) => minutes(clock.steps[index]?.at ?? nine, step.at))).toEqual([0, 40, 40])
  })

  test('forty minutes of waiting stand beside the gross time and do not hide it', () => {
    expect(elapsed(nine, nine.add({ minutes: 130 }), 40 * 60_000, null)).toEqual({ gross: 130, waiting: 40, net: 90 })
    expect(elapsed(nine, nine.add({ minutes: 130 }), 0, nine.add({ minutes: 90 }))).toEqual({
      gross: 130,
      waiting: 40,
      net: 90,
    })
  })

  test('steps are in order and none is after its clock, but for the response’s last', () => {
    const policies = fc.record({
      counts: fc.constantFrom('calendar' as const, 'working' as const),
      general: fc.integer({ min: 10, max: 500 }),
      complex: fc.integer({ min: 500, max: 3000 }),
    })
    fc.assert(
      fc.property(
        policies,
        fc.integer({ min: 0, max: 60 * 24 * 30 }),
        fc.constantFrom('general' as const, 'complex' as const),
        (p, start, kind) => {
          const policy = { ...DEFAULT_POLICY, counts: p.counts, limit: { general: p.general, complex: p.complex } }
          const clock = limitClock(nine.add({ minutes: start }), kind, policy, calendar)
          const times = [clock.startedAt, ...clock.steps.map(step => step.at)].map(time => time.epochMilliseconds)
          expect(times).toEqual(times.toSorted((a, b) => a - b))
          expect(clock.steps.at(-1)?.at).toEqual(clock.dueAt)
        },
      ),
      { numRuns: 50 },
    )
  })
})
