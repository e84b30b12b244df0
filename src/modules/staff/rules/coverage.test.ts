import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EVENING, MONDAY, personId, sampleOrganisation, unitId, withAbsence, without } from '../sample.ts'
import { coverage, escalation, holdersOf, onDuty, receiverOf } from './coverage.ts'
import type { Assignment, Duty, Organisation, Post } from './organisation.ts'

const org = sampleOrganisation
const receiver = (of: Organisation, code: string, at = MONDAY) => {
  const { personId: id, as } = receiverOf(of, unitId(code), at)
  return [of.people.get(id)?.name, as]
}
const names = (ids: readonly string[]) => ids.map(id => org.people.get(id)?.name)

describe('who receives', () => {
  test('the liaison who is on duty receives', () => expect(receiver(org, 'FSK')).toEqual(['孙涛', 'liaison']))

  test('TKT-13 (part): with the liaison absent what comes new goes to the deputy', () =>
    expect(receiver(withAbsence(org, '孙涛'), 'FSK')).toEqual(['马丽', 'deputy-liaison']))

  test('with liaison and deputy absent the head receives', () =>
    expect(receiver(withAbsence(withAbsence(org, '孙涛'), '马丽'), 'FSK')).toEqual(['胡军', 'head']))

  test('ORG-02 (part): a department whose liaison was removed is received by its head', () => {
    const removed = without(org, one => one.unitId === unitId('YBK') && one.post === 'liaison')
    expect(receiver(removed, 'YBK')).toEqual(['钱红', 'head'])
  })

  test('with nobody of the department there the duty manager receives, if on duty', () => {
    const gone = ['孙涛', '马丽', '胡军'].reduce(withAbsence, org)
    const manager: Duty = { ...(org.duties[0] as Duty), personId: personId('宋平') }
    expect(receiver({ ...gone, duties: [...gone.duties, manager] }, 'FSK')).toEqual(['宋平', 'duty-manager'])
  })

  test('outside the hours the duty office receives, and the duty manager when it is not staffed', () => {
    expect(receiver(org, 'FSK', EVENING)).toEqual(['梁勇', 'duty-officer'])
    expect(receiver(withAbsence(org, '梁勇'), 'FSK', EVENING)).toEqual(['宋平', 'duty-manager'])
  })

  test('a liaison who stays late is asked before people off duty are', () => {
    const late: Duty = { personId: personId('孙涛'), kind: 'on-duty', from: MONDAY, to: EVENING.add({ hours: 1 }) }
    const gone = ['梁勇', '宋平'].reduce(withAbsence, org)
    expect(receiver({ ...gone, duties: [...gone.duties, late] }, 'FSK', EVENING)).toEqual(['孙涛', 'liaison'])
  })

  test('a unit that is open day and night keeps its own liaison at night', () => {
    const night: Duty = { personId: personId('罗兰'), kind: 'on-duty', from: MONDAY, to: EVENING.add({ hours: 6 }) }
    expect(receiver({ ...org, duties: [...org.duties, night] }, 'JZ', EVENING)).toEqual(['罗兰', 'liaison'])
  })

  test('with nobody on duty at all it is the centre manager, and without one an administrator', () => {
    const empty = { ...org, duties: [] }
    expect(receiver(empty, 'FSK')).toEqual(['周敏', 'centre-manager'])
    expect(
      receiver(
        without(empty, one => one.post === 'centre-manager'),
        'FSK',
      ),
    ).toEqual(['林建国', 'administrator'])
  })

  test('a group is received by its lead', () => expect(receiver(org, 'ZQ')).toEqual(['郑洁', 'group-lead']))
})

describe('the ladder', () => {
  test('goes from the receiver to the head and the centre manager, then to the duty manager', () => {
    expect(names(escalation(org, unitId('FSK'), MONDAY, 1))).toEqual(['孙涛'])
    expect(names(escalation(org, unitId('FSK'), MONDAY, 2))).toEqual(['胡军', '周敏'])
    expect(names(escalation(org, unitId('FSK'), EVENING, 3))).toEqual(['宋平'])
  })

  test('skips who is off duty by going up', () => {
    expect(names(escalation(org, unitId('FSK'), EVENING, 2))).toEqual(['宋平'])
    expect(names(escalation(org, unitId('FSK'), MONDAY, 3))).toEqual(['何秀英'])
    expect(names(escalation({ ...org, duties: [] }, unitId('FSK'), MONDAY, 3))).toEqual(['周敏'])
  })
})

const states = (of: Organisation, at = MONDAY) =>
  Object.fromEntries(coverage(of, at).map(one => [one.unit.code, one.state]))

describe('the coverage', () => {
  test('ORG-02 (part): a department without a liaison is a gap, at any hour, and stands first', () => {
    const removed = without(org, one => one.unitId === unitId('FSK') && one.post === 'liaison')
    for (const at of [MONDAY, EVENING]) {
      const [first] = coverage(removed, at)
      expect([first?.unit.code, first?.state, first?.gap]).toEqual(['FSK', 'vacant', true])
    }
  })

  test('lists the departments only, each with who stands in', () => {
    expect(states(withAbsence(org, '孙涛'))).toEqual({ FSK: 'deputy', YBK: 'covered', SJN: 'covered', JZ: 'covered' })
    expect(states(withAbsence(org, '赵磊'))['YBK']).toBe('nobody')
  })

  test('at night the duty office stands in, and a house without it is unattended', () => {
    expect(states(org, EVENING)).toEqual({ FSK: 'duty-office', YBK: 'duty-office', SJN: 'duty-office', JZ: 'nobody' })
    expect(states(['梁勇', '宋平'].reduce(withAbsence, org), EVENING)['YBK']).toBe('unattended')
  })
})

const POSTS_OF_LADDER: readonly Post[] = [
  'liaison',
  'deputy-liaison',
  'head',
  'duty-officer',
  'duty-manager',
  'centre-manager',
  'director',
  'deputy-director',
]
const instant = fc.integer({ min: 0, max: 7 * 24 * 60 }).map(minutes => MONDAY.add({ minutes: minutes - 3 * 24 * 60 }))
const anyOrganisation = fc
  .record({
    assignments: fc.array(
      fc.record({
        personId: fc.constantFrom(...org.people.keys()),
        post: fc.constantFrom(...POSTS_OF_LADDER),
        unitId: fc.constantFrom(...org.units.keys()),
        from: instant,
        hours: fc.option(fc.integer({ min: 0, max: 90 })),
      }),
      { maxLength: 12 },
    ),
    duties: fc.array(
      fc.record({
        personId: fc.constantFrom(...org.people.keys()),
        kind: fc.constantFrom('on-duty' as const, 'absent' as const),
        from: instant,
        hours: fc.integer({ min: 1, max: 30 }),
      }),
      { maxLength: 12 },
    ),
  })
  .map(
    ({ assignments, duties }): Organisation => ({
      ...org,
      assignments: [
        ...org.assignments.filter(one => one.post === 'administrator'),
        ...assignments.map(
          ({ hours, ...one }, n): Assignment => ({
            ...one,
            id: `a${n}`,
            to: hours === null ? null : one.from.add({ hours }),
          }),
        ),
      ],
      duties: duties.map(({ hours, ...one }): Duty => ({ ...one, to: one.from.add({ hours }) })),
    }),
  )
const anyUnit = fc.constantFrom(...org.units.keys())

describe('always', () => {
  test('somebody receives while an administrator is active, and nobody off duty while one of the ladder is on', () =>
    fc.assert(
      fc.property(anyOrganisation, anyUnit, instant, (any, unit, at) => {
        const { personId: id, as } = receiverOf(any, unit, at)
        expect(any.people.has(id)).toBe(true)
        if (onDuty(any, id, at)) return
        const isDepartment = ['clinical', 'technical', 'administrative'].includes(any.units.get(unit)?.kind ?? '')
        const own = isDepartment ? (['liaison', 'deputy-liaison', 'head'] as const) : []
        const onTheLadder = [
          ...own.flatMap(post => holdersOf(any, unit, post, at)),
          ...[...any.units.keys()].flatMap(one =>
            (['duty-officer', 'duty-manager', 'centre-manager', 'director', 'administrator'] as const).flatMap(post =>
              holdersOf(any, one, post, at),
            ),
          ),
        ]
        expect(onTheLadder.filter(one => onDuty(any, one, at))).toEqual([])
        expect(['centre-manager', 'administrator']).toContain(as)
      }),
    ))

  test('each level of the ladder calls somebody', () =>
    fc.assert(
      fc.property(
        anyOrganisation,
        anyUnit,
        instant,
        fc.constantFrom(1 as const, 2 as const, 3 as const),
        (any, unit, at, level) => {
          expect(escalation(any, unit, at, level).length).toBeGreaterThan(0)
        },
      ),
    ))

  test('the coverage names each department once, worst first', () =>
    fc.assert(
      fc.property(anyOrganisation, instant, (any, at) => {
        const rows = coverage(any, at)
        expect(rows.map(row => row.unit.code).toSorted()).toEqual(['FSK', 'JZ', 'SJN', 'YBK'])
        const gaps = rows.map(row => row.gap)
        expect(gaps).toEqual(gaps.toSorted((a, b) => Number(b) - Number(a)))
      }),
    ))
})
