import { expect, test } from 'vitest'
import { ageOn, changedFields, personNamed } from './person.ts'

test.each([
  ['1956-11-21', 70],
  ['1956-11-22', 69],
  ['1956-12', 69],
  ['1956-11', 70],
  ['1956', 70],
  ['2026-11-21', 0],
  [null, null],
])('who was born on %s is %s on 21 November 2026', (birthDate, age) => {
  expect(ageOn(birthDate, '2026-11-21')).toBe(age)
})

test('changed fields are named, in the order of the screen', () => {
  const before = personNamed('张三')
  expect(changedFields(before, { ...before, address: '同安区1号', name: '张山' })).toEqual(['name', 'address'])
  expect(changedFields(before, { ...before, phones: [] })).toEqual([])
})
