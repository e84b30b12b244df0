import { describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { clinicalYears, lacksOf, mustAcceptFewYears, mustBeCleared, mustBeInducted, nextReminder } from './register.ts'

const whole = { eligible: true, undertakingOn: '2026-01-05', inductionOn: '2026-01-06' }

describe('who may be put on duty', () => {
  test('who was found eligible and has signed the undertaking', () => {
    expect(() => mustBeCleared('王芳', whole)).not.toThrow()
    expect(lacksOf(whole)).toEqual([])
  })
  test.each([
    [null, ['eligibility', 'undertaking']],
    [{ ...whole, eligible: null }, ['eligibility']],
    [{ ...whole, eligible: false }, ['eligibility']],
    [{ ...whole, undertakingOn: null }, ['undertaking']],
  ])('%j lacks %j', (checks, lacks) => {
    expect(lacksOf(checks)).toEqual(lacks)
    expect(() => mustBeCleared('王芳', checks)).toThrow(expect.objectContaining({ code: 'not-cleared' }))
  })
  test('nobody is seated before the induction course', () => {
    expect(() => mustBeInducted('王芳', whole)).not.toThrow()
    for (const checks of [null, { ...whole, inductionOn: null }])
      expect(() => mustBeInducted('王芳', checks)).toThrow(expect.objectContaining({ code: 'no-induction' }))
  })
})

describe('clinical years', () => {
  test.each([
    ['2006-11-16', 20],
    ['2006-11-17', 19],
    ['2021-03-01', 5],
    ['2027-01-01', 0],
    [null, null],
  ])('since %s are %s', (since, years) => expect(clinicalYears(since, '2026-11-16')).toBe(years))

  test('few are a warning that somebody accepts, never a block', () => {
    expect(mustAcceptFewYears(20, 20, false)).toBe(false)
    expect(() => mustAcceptFewYears(5, 20, false)).toThrow(
      expect.objectContaining({ code: 'few-clinical-years', facts: expect.objectContaining({ years: 5, wanted: 20 }) }),
    )
    expect(mustAcceptFewYears(5, 20, true)).toBe(true)
    expect(mustAcceptFewYears(null, 20, true)).toBe(true)
  })
})

describe('reminders of an expiry', () => {
  const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)
  const next = (after: string) =>
    nextReminder('2026-12-31', [60, 30, 7], at(after), 'Asia/Shanghai')
      ?.toZonedDateTimeISO('Asia/Shanghai')
      .toPlainDate()
      .toString() ?? null
  test.each([
    ['2026-01-01T00:00', '2026-11-01'],
    ['2026-11-01T00:00', '2026-12-01'],
    ['2026-12-20T09:00', '2026-12-24'],
    ['2026-12-24T09:00', '2026-12-31'],
    ['2026-12-31T09:00', null],
  ])('after %s the next is on %s', (after, day) => expect(next(after)).toBe(day))
  test('what never expires is never reminded of', () =>
    expect(nextReminder(null, [30], at('2026-01-01T00:00'), 'Asia/Shanghai')).toBeNull())
})
