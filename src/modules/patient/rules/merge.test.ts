import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { mergedPerson, mustBeMergeable, mustBeUndoable, survivorOf, unmergedPerson } from './merge.ts'
import { type Person, personNamed } from './person.ts'

const phone = (number: string) => ({ number, holder: 'self', state: 'unconfirmed', source: 'desk' }) as const
const at = (iso: string) => Temporal.Instant.from(iso)
const row = (id: string, more: { mergedInto?: string; hasNumber?: boolean; since?: string } = {}) => ({
  id,
  person: personNamed('张三'),
  mergedInto: more.mergedInto ?? null,
  hasNumber: more.hasNumber ?? false,
  registeredAt: at(more.since ?? '2026-01-01T00:00:00Z'),
})

test('the row with a number of the hospital stays, else the older', () => {
  expect(survivorOf(row('new', { hasNumber: true, since: '2026-05-01T00:00:00Z' }), row('old')).id).toBe('new')
  expect(survivorOf(row('new', { since: '2026-05-01T00:00:00Z' }), row('old')).id).toBe('old')
})

test('the survivor keeps its own words and takes what it lacks', () => {
  const survivor = { ...personNamed('张三'), phones: [phone('13800138000')], address: '同安区1号' }
  const loser: Person = {
    ...personNamed('张叁'),
    sex: 'male',
    birthDate: '1980-01-01',
    address: '思明区2号',
    phones: [phone('138 0013 8000'), phone('13900139000')],
  }
  const { person, gained } = mergedPerson(survivor, loser)
  expect(person).toMatchObject({ name: '张三', address: '同安区1号', sex: 'male', birthDate: '1980-01-01' })
  expect(person.phones.map(one => one.number)).toEqual(['13800138000', '13900139000'])
  expect(Object.keys(gained)).toEqual(['sex', 'birthDate', 'phones'])
})

test('what was changed after the merge stays after the undo', () => {
  const { person, gained } = mergedPerson(personNamed('张三'), {
    ...personNamed('张三'),
    address: '思明区2号',
    birthDate: '1980-01-01',
  })
  const undone = unmergedPerson({ ...person, address: '翔安区3号' }, gained)
  expect(undone).toMatchObject({ address: '翔安区3号', birthDate: null })
})

test('a row is not merged with itself, nor twice, and not undone out of turn', () => {
  expect(() => mustBeMergeable(row('a'), row('a'))).toThrow('merge-with-itself')
  expect(() => mustBeMergeable(row('a'), row('b', { mergedInto: 'c' }))).toThrow('merged-already')
  expect(() => mustBeMergeable(row('a', { mergedInto: 'c' }), row('b'))).toThrow('merged-already')
  expect(() => mustBeUndoable(row('b', { mergedInto: 'c' }), row('a', { mergedInto: 'c' }))).toThrow('merge-not-newest')
  expect(() => mustBeUndoable(row('b'), row('a'))).toThrow('merge-not-newest')
  expect(() => mustBeUndoable(row('b'), row('a', { mergedInto: 'b' }))).not.toThrow()
})

const person = fc.record({
  name: fc.constantFrom('张三', '李四'),
  sex: fc.constantFrom('male', 'female', 'unknown'),
  birthDate: fc.constantFrom(null, '1980-01-01', '1990-02-02'),
  document: fc.constantFrom(null, { kind: 'passport', number: 'E1' }),
  noDocumentReason: fc.constantFrom(null, '未带证件'),
  phones: fc.uniqueArray(fc.constantFrom(phone('13800138000'), phone('13900139000'), phone('0592-7120120')), {
    selector: one => one.number,
  }),
  address: fc.constantFrom(null, '同安区1号'),
  relatives: fc.constantFrom([], [{ relation: 'child', name: '林敏', phone: null }]),
  insurance: fc.constantFrom(null, { kind: 'resident', number: 'I1' }),
}) as fc.Arbitrary<Person>

test('merge, then undo, is as if nothing had been', () => {
  fc.assert(
    fc.property(person, person, (survivor, loser) => {
      const { person: merged, gained } = mergedPerson(survivor, loser)
      expect(unmergedPerson(merged, gained)).toEqual(survivor)
    }),
  )
})

test('merging twice gains nothing the second time', () => {
  fc.assert(
    fc.property(person, person, (survivor, loser) => {
      expect(mergedPerson(mergedPerson(survivor, loser).person, loser).gained).toEqual({})
    }),
  )
})
