import { describe, expect, test } from 'vitest'
import type { Problem } from '#kernel/problem.ts'
import { MONDAY, personId, sampleOrganisation, unitId, without } from '../sample.ts'
import type { Organisation, Post, UnitKind } from './organisation.ts'
import { mustAppoint, mustClose, mustEnd, mustPlace, vacancies, withBelow } from './tree.ts'

const org = sampleOrganisation
const refused = (act: () => void) => {
  try {
    act()
  } catch (error) {
    const { code, facts } = error as Problem
    return { code, ...facts }
  }
  return null
}
const appoint = (name: string, post: Post, code: string, of: Organisation = org) =>
  refused(() => mustAppoint(of, { personId: personId(name), post, unitId: unitId(code) }, MONDAY))
const place = (kind: UnitKind, parent: string | null, id = 'new') =>
  refused(() => mustPlace(org, { id, kind, parentId: parent === null ? null : unitId(parent) }))

describe('appointing', () => {
  test.each(['director', 'deputy-director'] as const)(
    'ORG-01 (part): a second %s is refused with the name of the first',
    post => {
      const holder = post === 'director' ? '何秀英' : '吴海燕'
      expect(appoint('周敏', post, 'KF')).toMatchObject({ code: 'post-taken', holder, unit: '门诊客服部' })
    },
  )

  test('ORG-02 (part): a second liaison is refused with the name of the first', () =>
    expect(appoint('高强', 'liaison', 'FSK')).toMatchObject({ code: 'post-taken', holder: '孙涛' }))

  test('a vacant post can be taken', () => expect(appoint('李静', 'deputy-liaison', 'YBK')).toBeNull())

  test('nobody is their own deputy', () =>
    expect(appoint('赵磊', 'deputy-liaison', 'YBK')).toMatchObject({ code: 'own-deputy' }))

  test('a post that the unit does not have is refused', () =>
    expect(appoint('李静', 'director', 'FSK')).toMatchObject({ code: 'post-unfit' }))

  test('several people may be desk agents', () => expect(appoint('郑洁', 'desk-agent', 'ZT')).toBeNull())

  test('nobody holds the same post twice', () =>
    expect(appoint('王芳', 'desk-agent', 'ZT')).toMatchObject({ code: 'post-held-already' }))
})

describe('the tree', () => {
  test('has one root', () => {
    expect(place('hospital', null)).toMatchObject({ code: 'unit-needs-parent' })
    expect(place('clinical', null)).toMatchObject({ code: 'unit-needs-parent' })
  })

  test('has no circle', () =>
    expect(place('service-department', 'ZT', unitId('KF'))).toMatchObject({ code: 'unit-circle' }))

  test('ORG-02 (part): a centre has one desk and three groups', () => {
    expect(place('desk', 'YGJ')).toMatchObject({ code: 'centre-is-full', limit: 1 })
    expect(place('group', 'YGJ')).toMatchObject({ code: 'centre-is-full', limit: 3 })
    expect(place('group', 'YGJ', unitId('ZQ'))).toBeNull()
  })

  test('a department does not stand under a desk', () =>
    expect(place('clinical', 'ZT')).toMatchObject({ code: 'unit-unfit-parent' }))

  test('a service department can hold any number of units', () => expect(place('office', 'KF')).toBeNull())

  test('a unit that does not exist is not found', () =>
    expect(refused(() => mustPlace(org, { id: 'new', kind: 'office', parentId: 'none' }))).toMatchObject({
      code: 'not-found',
    }))

  test('everything below a unit is found', () => expect(withBelow(org, unitId('KF')).length).toBe(8))
})

describe('closing and ending', () => {
  const matters = [{ kind: 'ticket', id: 't', number: 'TK-1123-0001' }]

  test('ORG-01 (part): a unit with open matters does not close, and they are listed', () =>
    expect(refused(() => mustClose(org, unitId('FSK'), matters))).toEqual({
      code: 'unit-has-open-matters',
      count: 1,
      matters,
    }))

  test('a unit with units under it does not close', () =>
    expect(refused(() => mustClose(org, unitId('YGJ'), []))).toMatchObject({ code: 'unit-has-units' }))

  test('the root does not close', () => expect(refused(() => mustClose(org, unitId('YY'), []))).not.toBeNull())

  test('a unit with neither closes', () => expect(refused(() => mustClose(org, unitId('FSK'), []))).toBeNull())

  test('the last administrator stays', () => {
    const administrators = org.assignments.filter(one => one.post === 'administrator')
    expect(refused(() => mustEnd(org, administrators, MONDAY))).toMatchObject({ code: 'last-administrator' })
    expect(
      refused(() =>
        mustEnd(
          org,
          org.assignments.filter(one => one.post === 'liaison'),
          MONDAY,
        ),
      ),
    ).toBeNull()
  })

  test('ORG-01 (part): ending the deputy leaves a vacancy', () => {
    const ended = without(org, one => one.post === 'deputy-director')
    expect(vacancies(ended, MONDAY)).toContainEqual({ unitId: unitId('KF'), post: 'deputy-director' })
    expect(vacancies(org, MONDAY)).not.toContainEqual({ unitId: unitId('KF'), post: 'deputy-director' })
  })
})
