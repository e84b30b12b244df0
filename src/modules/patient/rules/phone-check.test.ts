import { describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import type { Phone } from './person.ts'
import { isDialable, isDue, judged, mendedBy, newestChecks, remembering } from './phone-check.ts'

const AT = Temporal.Instant.from('2026-11-16T01:00:00Z')
const phone = (number: string, state: Phone['state'] = 'unconfirmed'): Phone => ({
  number,
  state,
  holder: 'self',
  source: 'desk',
})
const days = (count: number) => AT.subtract({ hours: 24 * count })

test.each([
  ['unconfirmed', true],
  ['confirmed', true],
  ['wrong', false],
  ['unused', false],
] as const)('PAT-05 (part): a number that is %s is dialled: %s', (state, may) =>
  expect(isDialable({ state })).toBe(may),
)

describe('when the patient is asked again', () => {
  test.each([
    ['unconfirmed', days(1), true],
    ['confirmed', null, true],
    ['confirmed', days(179), false],
    ['confirmed', days(180), true],
    ['wrong', null, false],
    ['unused', days(400), false],
  ] as const)('%s, checked %s: %s', (state, checkedAt, due) =>
    expect(isDue(phone('13800138000', state), checkedAt, AT, 180)).toBe(due),
  )
})

test('the newest word about a number counts, however it is written', () => {
  const checks = newestChecks([
    { number: '0592-7120120', state: 'wrong', at: days(1) },
    { number: '05927120120', state: 'confirmed', at: days(3) },
  ])
  expect([...checks.values()].map(one => one.state)).toEqual(['wrong'])
})

test('a wrong number that comes again stays wrong, a confirmed one is not undone', () => {
  const checks = newestChecks([
    { number: '13800138001', state: 'wrong', at: days(1) },
    { number: '13800138002', state: 'confirmed', at: days(1) },
  ])
  const phones = [phone('13800138001'), phone('13800138002'), phone('13800138003')]
  expect(remembering(phones, checks).map(one => one.state)).toEqual(['wrong', 'unconfirmed', 'unconfirmed'])
})

test('only what was judged anew is written down', () => {
  const before = [phone('13800138001'), phone('13800138002', 'wrong')]
  const after = [phone('13800138001', 'confirmed'), phone('13800138002', 'wrong'), phone('13800138003')]
  expect(judged(before, after).map(one => one.number)).toEqual(['13800138001'])
})

test('a wrong number is mended when it is verified, replaced or out of use', () => {
  expect(mendedBy('13800138001', [phone('13800138001', 'wrong')])).toBeNull()
  expect(mendedBy('13800138001', [phone('13800138001', 'confirmed')])).toBe('verified')
  expect(mendedBy('13800138001', [phone('13800138002')])).toBe('replaced')
  expect(mendedBy('13800138001', [phone('13800138001', 'unused')])).toBe('replaced')
})
