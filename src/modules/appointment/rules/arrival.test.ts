import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { STATUSES } from './appointment.ts'
import { type Arriving, arrivalState, DEFAULT_ARRIVAL, mustArriveNow, mustBeOfZone } from './arrival.ts'

const DAY = '2026-11-20'
const at = (time: string) => Temporal.Instant.from(`${DAY}T${time}:00+08:00`)
const booking: Arriving = { status: 'booked', day: DAY, startsAt: at('10:00'), halfDayFrom: at('08:00') }
const code = (name: string) => expect.objectContaining({ code: name })
const arrive = (one: Arriving, when: string, policy = DEFAULT_ARRIVAL, today = DAY) =>
  mustArriveNow(one, policy, today, at(when), moment =>
    moment.toZonedDateTimeISO('Asia/Shanghai').toString().slice(11, 16),
  )

describe('checking in', () => {
  test('opens an hour before the half-day, or before the own slot where the hospital wants that', () => {
    expect(() => arrive(booking, '06:59')).toThrow(
      expect.objectContaining({ code: 'check-in-early', facts: { from: '07:00' } }),
    )
    expect(arrive(booking, '07:00')).toMatchObject({ isLate: false, lateMinutes: 0 })
    const strict = { ...DEFAULT_ARRIVAL, opens: 'slot', earlyMinutes: 30 } as const
    expect(() => arrive(booking, '09:29', strict)).toThrow(expect.objectContaining({ facts: { from: '09:30' } }))
    expect(arrive(booking, '09:30', strict)).toMatchObject({ isLate: false })
  })

  test.each([
    ['10:00', 0, false],
    ['10:30', 30, false],
    ['10:31', 31, true],
    ['10:59', 59, true],
  ] as const)('at %s is %i minutes after the slot began, late: %s', (when, lateMinutes, isLate) =>
    expect(arrive(booking, when)).toMatchObject({ lateMinutes, isLate }),
  )

  test('another day, a second time, after a no-show and for a stopped session it is refused, each in its own words', () => {
    expect(() => arrive(booking, '09:00', DEFAULT_ARRIVAL, '2026-11-19')).toThrow(code('check-in-other-day'))
    expect(() => arrive({ ...booking, status: 'checked_in' }, '09:00')).toThrow(code('checked-in-already'))
    expect(() => arrive({ ...booking, status: 'no_show' }, '09:00')).toThrow(code('check-in-missed'))
    expect(() => arrive({ ...booking, status: 'stopped' }, '09:00')).toThrow(code('check-in-stopped'))
    expect(() => arrive({ ...booking, status: 'held' }, '09:00')).toThrow(code('appointment-status'))
  })

  test('only who is booked for today can be let in, whatever the hospital sets', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...STATUSES),
        fc.constantFrom(DAY, '2026-11-19', '2026-11-21'),
        fc.integer({ min: 0, max: 1439 }),
        fc.record({ opens: fc.constantFrom('half-day', 'slot'), earlyMinutes: fc.nat(600), lateMinutes: fc.nat(240) }),
        (status, today, minute, policy) => {
          const one = arrivalState({ ...booking, status }, policy, today, at('00:00').add({ minutes: minute }))
          if (one.state !== 'open') return
          expect(['booked', 'notified']).toContain(status)
          expect(today).toBe(DAY)
          expect(one.isLate).toBe(one.lateMinutes > policy.lateMinutes)
        },
      ),
    ))

  test('a zone checks in the patients of its own departments; one without departments, everybody', () => {
    expect(() => mustBeOfZone(['a', 'b'], 'c')).toThrow(code('check-in-other-zone'))
    expect(() => mustBeOfZone(['a'], 'a')).not.toThrow()
    expect(() => mustBeOfZone([], 'c')).not.toThrow()
  })
})
