import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EVENING, MONDAY, personId, sampleOrganisation, unitId, withAbsence, without } from '../sample.ts'
import type { Assignment, Post, Unit } from './organisation.ts'
import { GRANTS, permissionsOf } from './permission.ts'
import { POSTS } from './post.ts'

const org = sampleOrganisation
const rights = (name: string, at = MONDAY, of = org) => permissionsOf(of, personId(name), at)

test('a liaison works on the matters of the own unit only', () =>
  expect(rights('孙涛').get('ticket:work')).toEqual([unitId('FSK')]))

test('a post of a unit reaches what stands below it', () => {
  const below: Unit = { ...(org.units.get(unitId('FSK')) as Unit), id: 'mri', code: 'MRI', parentId: unitId('FSK') }
  const grown = { ...org, units: new Map([...org.units, ['mri', below]]) }
  expect(rights('孙涛', MONDAY, grown).get('ticket:work')).toEqual([unitId('FSK'), 'mri'])
})

test('the duty manager may only while on duty', () => {
  expect(rights('宋平', MONDAY).size).toBe(0)
  expect(rights('宋平', EVENING).get('ticket:read')).toBe('hospital')
  expect(rights('宋平', EVENING, withAbsence(org, '宋平')).size).toBe(0)
})

test('an administrator sees no patient and no ticket', () =>
  expect([...rights('林建国').keys()].filter(word => /^(patient|ticket|journal):/.test(word))).toEqual([]))

test('two posts add up, and the wider scope wins', () => {
  const also = {
    ...org,
    assignments: [
      ...org.assignments,
      {
        ...(org.assignments[0] as Assignment),
        id: 'x',
        personId: personId('孙涛'),
        post: 'desk-agent',
        unitId: unitId('ZT'),
      } as const,
    ],
  }
  expect(rights('孙涛', MONDAY, also).get('ticket:read')).toBe('hospital')
  expect(rights('孙涛', MONDAY, also).get('ticket:work')).toEqual([unitId('FSK')])
})

test('an ended post gives nothing', () =>
  expect(
    rights(
      '王芳',
      MONDAY,
      without(org, one => one.post === 'desk-agent'),
    ).size,
  ).toBe(0))

test('nobody may anything that no held post gives', () =>
  fc.assert(
    fc.property(fc.subarray([...POSTS] as Post[]), posts => {
      const held = posts.map((post, n) => ({
        id: `${n}`,
        personId: 'p',
        post,
        unitId: unitId('FSK'),
        from: MONDAY,
        to: null,
      }))
      const may = permissionsOf(
        { ...org, assignments: held, duties: [{ personId: 'p', kind: 'on-duty', from: MONDAY, to: EVENING }] },
        'p',
        MONDAY,
      )
      const granted = new Set(posts.flatMap(post => [...GRANTS[post].hospital, ...GRANTS[post].unit]))
      expect(new Set(may.keys())).toEqual(granted)
    }),
  ))
