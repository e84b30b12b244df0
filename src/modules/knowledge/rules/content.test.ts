import { expect, test } from 'vitest'
import { Problem } from '#kernel/problem.ts'
import { Temporal } from '#kernel/time.ts'
import { sampleGuide, sampleNotice } from '../sample.ts'
import { holdsOn, minutesOf, mustFitTogether } from './content.ts'
import { differences } from './difference.ts'
import { mustBeSecond, mustFollow, nextReview, STATES } from './life.ts'

const refusal = (work: () => void): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.code
  }
  return 'none'
}

test('what is for staff alone cannot be made for patients, and words are of their kind', () => {
  const guide = sampleGuide('u')
  const head = { kind: 'guide', code: 'critical', subjectId: null } as const
  expect(refusal(() => mustFitTogether({ ...head, audience: 'patient' }, guide))).toBe('content-staff-only')
  expect(refusal(() => mustFitTogether({ ...head, audience: 'staff' }, guide))).toBe('none')
  expect(refusal(() => mustFitTogether({ ...head, audience: 'staff' }, sampleNotice))).toBe('content-kind')
  const doctor = { kind: 'doctor', introduction: '…' } as const
  expect(refusal(() => mustFitTogether({ ...head, kind: 'doctor', audience: 'patient' }, doctor))).toBe(
    'content-subject',
  )
  const backwards = { ...sampleNotice, validTo: '2026-11-15' }
  expect(refusal(() => mustFitTogether({ ...head, kind: 'notice', audience: 'patient' }, backwards))).toBe(
    'content-dates',
  )
})

test('a notice holds from its first day to its last; the others always', () => {
  expect(['2026-11-15', '2026-11-16', '2026-11-20', '2026-11-21'].map(day => holdsOn(sampleNotice, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(holdsOn({ ...sampleNotice, validTo: null }, '2030-01-01')).toBe(true)
  expect(holdsOn(sampleGuide('u'), '1999-01-01')).toBe(true)
  expect(minutesOf(sampleGuide('u'))).toBe(15)
})

test('nobody approves what they wrote in; nothing that ended goes on', () => {
  expect(refusal(() => mustBeSecond(['a', 'b'], 'b'))).toBe('content-own-draft')
  expect(refusal(() => mustBeSecond(['a', 'b'], 'c'))).toBe('none')
  for (const from of ['replaced', 'expired', 'withdrawn'] as const)
    for (const to of STATES) expect(refusal(() => mustFollow(from, to))).toBe('content-state')
  expect(refusal(() => mustFollow('draft', 'published'))).toBe('content-state')
  expect(nextReview(Temporal.PlainDate.from('2026-02-28'), 12)).toBe('2027-02-28')
})

test('a step put between two others is one difference, and a changed word is told with its place', () => {
  const before = sampleGuide('u')
  const [first, second] = before.steps
  if (first === undefined || second === undefined) throw new Error('the sample has two steps')
  const added = { ...before, steps: [first, { ...first, title: '取号' }, second] }
  const found = differences(before, added)
  expect(new Set(found.map(one => one.path.slice(0, 2).join(' ')))).toEqual(new Set(['steps 2']))
  expect(found.every(one => one.before === null)).toBe(true)
  const changed = { ...before, steps: [first, { ...second, minutes: 20 }] }
  expect(differences(before, changed)).toEqual([{ path: ['steps', '2', 'minutes'], before: '15', after: '20' }])
  expect(differences(before, { ...before, steps: [first] }).map(one => one.after)).toEqual(
    expect.arrayContaining([null]),
  )
  expect(differences(before, structuredClone(before))).toEqual([])
})
