import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { coverage, onCloseUnit, organisation, receiverOf } from '../index.ts'
import { appoint } from './appoint.ts'

let at: TestHouse
let staff: SettledStaff
let admin: string
let manager: string
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house)
  admin = await staff.cookie('林建国')
  manager = await staff.cookie('周敏')
})
afterAll(() => at.close())

const post = (cookie: string, url: string, body: object) => ask(at.app, 'POST', url, { cookie, body })
const give = (cookie: string, name: string, unit: string, post_: string) =>
  post(cookie, '/api/assignments', { personId: staff.person(name), post: post_, unitId: staff.unit(unit) })
interface UnitView {
  id: string
  code: string
  name: string
  parentId: string | null
  version: number
  posts: { post: string; vacant: boolean; holders: { assignmentId: string; person: { name: string } }[] }[]
}
const units = async (): Promise<UnitView[]> =>
  (await ask(at.app, 'GET', '/api/units', { cookie: admin })).body['units'] as UnitView[]
const unit = async (code: string) => (await units()).find(one => one.code === code) as UnitView
const pick = ({ code, name, version }: UnitView) => ({ code, name, version })
const postOf = async (code: string, name: string) => (await unit(code)).posts.find(one => one.post === name)
const endTerm = async (cookie: string, code: string, name: string) =>
  post(cookie, `/api/assignments/${(await postOf(code, name))?.holders[0]?.assignmentId}/end`, { reason: '轮岗' })
const rows = (where: string) =>
  at.house.database.transact(tx => run<{ id: string }>(tx, `select id from staff.assignment where ${where}`))

describe('the tree', () => {
  test('ORG-01 (part): shows all units, parents before children, each with its posts', async () => {
    const all = await units()
    expect(all.map(one => one.code)).toHaveLength(13)
    const seen = new Set<string | null>([null])
    for (const one of all) {
      expect(seen.has(one.parentId)).toBe(true)
      seen.add(one.id)
    }
    expect((await postOf('KF', 'director'))?.holders[0]?.person.name).toBe('何秀英')
  })

  test('ORG-01 (part): a second active director or deputy is refused with the name of the first, and nothing is written', async () => {
    for (const [one, holder] of [
      ['director', '何秀英'],
      ['deputy-director', '吴海燕'],
    ] as const) {
      const answer = await give(admin, '周敏', 'KF', one)
      expect([answer.status, answer.code, answer.body['holder']]).toEqual([409, 'post-taken', holder])
      expect(answer.body['title']).toContain(holder)
      expect(await rows(`post = '${one}' and to_at is null`)).toHaveLength(1)
    }
  })

  test('ORG-01 (part): ending the deputy’s term shows the vacancy on the tree, and another may follow', async () => {
    expect((await endTerm(admin, 'KF', 'deputy-director')).status).toBe(200)
    expect(await postOf('KF', 'deputy-director')).toMatchObject({ vacant: true, holders: [] })
    expect((await give(admin, '郑洁', 'KF', 'deputy-director')).status).toBe(201)
    expect(await postOf('KF', 'deputy-director')).toMatchObject({ vacant: false })
  })

  test('two who appoint at the same moment: one is told who was first', async () => {
    const caller = systemCaller(at.house.hospital.id)
    const unitId = staff.unit('SJN')
    const answers = await Promise.allSettled(
      ['王芳', '李静', '郑洁', '高强'].map(name =>
        appoint(at.house)(caller, { personId: staff.person(name), post: 'deputy-liaison', unitId }),
      ),
    )
    expect(answers.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    const codes = answers.flatMap(one => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []))
    expect(codes).toEqual(['post-taken', 'post-taken', 'post-taken'])
  })

  test('the database itself refuses a second holder', async () => {
    const write = at.house.database.transact(tx =>
      run(
        tx,
        `insert into staff.assignment (hospital_id, id, person_id, unit_id, post, from_at)
         select hospital_id, $1, $2, unit_id, post, from_at from staff.assignment where post = 'director' and to_at is null`,
        [at.house.ids.next(), staff.person('王芳')],
      ),
    )
    await expect(write).rejects.toMatchObject({ code: '23505', constraint: 'one_director' })
  })

  test('ORG-01 (part): a unit with open matters does not close, and they are listed; without any it closes', async () => {
    const added = await post(admin, '/api/units', {
      code: 'CS',
      name: '测试科',
      kind: 'clinical',
      parentId: staff.unit('YY'),
      place: '门诊楼 2 层',
      phone: '0592-7120120',
      hours: 'calendar',
    })
    expect(added.status).toBe(201)
    const id = added.body['id'] as string
    const open = [{ kind: 'ticket', id: at.house.ids.next(), number: 'TK-1116-0001' }]
    onCloseUnit('test', async (_house, _tx, unitId) => (unitId === id ? open : []))
    const refused = await post(admin, `/api/units/${id}/close`, { version: 1, reason: '合并' })
    expect([refused.status, refused.code, refused.body['matters']]).toEqual([409, 'unit-has-open-matters', open])
    onCloseUnit('test', async () => [])
    expect((await post(admin, `/api/units/${id}/close`, { version: 1, reason: '合并' })).status).toBe(200)
    expect((await units()).some(one => one.id === id)).toBe(false)
  })

  test('a stale version is refused and says what is other now', async () => {
    const before = await unit('YBK')
    const change = (name: string, version: number) =>
      ask(at.app, 'PUT', `/api/units/${before.id}`, {
        cookie: admin,
        body: { code: 'YBK', name, place: null, phone: null, hours: 'calendar', parentId: before.parentId, version },
      })
    expect((await change('医疗保险科', before.version)).status).toBe(200)
    const stale = await change('医保办', before.version)
    expect([stale.status, stale.code, stale.body['changed'], stale.body['version']]).toEqual([
      409,
      'stale-version',
      ['name'],
      before.version + 1,
    ])
  })

  test('a unit does not move below itself', async () => {
    const before = await unit('KF')
    const answer = await ask(at.app, 'PUT', `/api/units/${before.id}`, {
      cookie: admin,
      body: { ...pick(before), parentId: staff.unit('YGJ'), hours: 'calendar', place: null, phone: null },
    })
    expect(answer.code).toBe('unit-circle')
  })
  test('a code that is in use is refused', async () => {
    const answer = await post(admin, '/api/units', {
      code: 'FSK',
      name: '放射科二',
      kind: 'technical',
      parentId: staff.unit('YY'),
      place: null,
      phone: null,
      hours: 'calendar',
    })
    expect([answer.status, answer.code]).toEqual([409, 'code-taken'])
  })
})

const plan = async () => {
  const url = `/api/people/${staff.person('朱琳')}/duties/by-calendar`
  return (await post(manager, url, { first: '2026-11-17', last: '2026-11-30' })).body['days']
}

describe('1+3+N', () => {
  interface Row {
    unit: { code: string }
    state: string
    gap: boolean
    receiver: { person: { name: string }; as: string }
  }
  const covered = async () =>
    (await ask(at.app, 'GET', '/api/coverage', { cookie: manager })).body as unknown as {
      departments: Row[]
      desk: { onDuty: number }
      groups: { name: string }[]
    }

  test('ORG-02: without its liaison Radiology is red at once and its matters go to its head; a second liaison is refused', async () => {
    const before = await covered()
    expect(before.departments.find(one => one.unit.code === 'FSK')).toMatchObject({ state: 'covered', gap: false })
    expect((await give(manager, '高强', 'FSK', 'liaison')).code).toBe('post-taken')
    await endTerm(manager, 'FSK', 'liaison')
    await endTerm(manager, 'FSK', 'deputy-liaison')
    const [first] = (await covered()).departments
    expect(first).toMatchObject({ unit: { code: 'FSK' }, state: 'vacant', gap: true })
    expect(first?.receiver).toMatchObject({ person: { name: '胡军' }, as: 'head' })
    expect((await give(manager, '孙涛', 'FSK', 'liaison')).status).toBe(201)
    expect((await covered()).departments.find(one => one.unit.code === 'FSK')).toMatchObject({ state: 'covered' })
  })

  test('shows the one desk and the three groups', async () => {
    const { desk, groups } = await covered()
    expect(desk.onDuty).toBe(2)
    expect(groups.map(one => one.name)).toEqual(['诊后跟踪组', '诊前服务组', '诊中协调组'])
  })

  test('a fourth group is refused', async () => {
    const answer = await post(admin, '/api/units', {
      code: 'Z4',
      name: '第四组',
      kind: 'group',
      parentId: staff.unit('YGJ'),
      place: null,
      phone: null,
      hours: 'calendar',
    })
    expect([answer.code, answer.body['limit']]).toEqual(['centre-is-full', 3])
  })

  test('TKT-13 (part): an absence sends what comes new to the deputy, and ends by itself or by hand', async () => {
    const liaison = await staff.cookie('孙涛')
    await give(manager, '马丽', 'FSK', 'deputy-liaison')
    const now = at.house.clock.now()
    const absent = await post(liaison, `/api/people/${staff.person('孙涛')}/duties`, {
      kind: 'absent',
      from: now.toString(),
      to: now.add({ hours: 2 }).toString(),
      reason: 'meeting',
    })
    expect(absent.status).toBe(201)
    const receiver = async (hours = 0) =>
      receiverOf(await organisation(at.house), staff.unit('FSK'), at.house.clock.now().add({ hours })).personId
    expect(await receiver()).toBe(staff.person('马丽'))
    expect(await receiver(2)).toBe(staff.person('孙涛'))
    expect((await ask(at.app, 'GET', '/api/session', { cookie: liaison })).body['absence']).toMatchObject({
      id: absent.body['id'],
    })
    const ended = await post(liaison, `/api/people/${staff.person('孙涛')}/duties/${absent.body['id']}/end`, {})
    expect(ended.status).toBe(200)
    expect(await receiver()).toBe(staff.person('孙涛'))
  })

  test('a liaison says nothing of a colleague of another department', async () => {
    const liaison = await staff.cookie('孙涛')
    const now = at.house.clock.now()
    const answer = await post(liaison, `/api/people/${staff.person('赵磊')}/duties`, {
      kind: 'absent',
      from: now.toString(),
      to: now.add({ hours: 2 }).toString(),
      reason: 'leave',
    })
    expect(answer.status).toBe(404)
  })

  test('a plan by the calendar puts a person on duty on working days, once', async () => {
    expect(await plan()).toBe(10)
    expect(await plan()).toBe(0)
  })
})

describe('who may', () => {
  test('a head appoints in the own department and not in another', async () => {
    const head = await staff.cookie('胡军')
    const term = await postOf('FSK', 'deputy-liaison')
    await post(head, `/api/assignments/${term?.holders[0]?.assignmentId}/end`, { reason: '轮岗' })
    expect((await give(head, '马丽', 'FSK', 'deputy-liaison')).status).toBe(201)
    expect((await give(head, '马丽', 'YBK', 'deputy-liaison')).code).toBe('forbidden')
  })

  test('nobody appoints themselves, and the centre manager makes no administrator', async () => {
    expect((await give(manager, '周敏', 'ZT', 'desk-agent')).code).toBe('own-appointment')
    expect((await give(manager, '王芳', 'YY', 'administrator')).code).toBe('guarded-post')
    expect((await give(manager, '王芳', 'YY', 'privacy-officer')).code).toBe('guarded-post')
  })

  test('the last administrator stays, also when the person would leave or the account be closed', async () => {
    const id = staff.person('林建国')
    expect((await endTerm(admin, 'YY', 'administrator')).code).toBe('last-administrator')
    expect((await post(admin, `/api/people/${id}/leave`, { version: 1, reason: '离职' })).code).toBe(
      'last-administrator',
    )
    expect((await post(admin, `/api/people/${id}/account/disable`, { reason: '离职' })).code).toBe('last-administrator')
  })

  test('the duty manager may by night and not by day', async () => {
    const may = async () => {
      const cookie = await staff.cookie('宋平')
      return ((await ask(at.app, 'GET', '/api/session', { cookie })).body['permissions'] as string[]).includes(
        'ticket:read',
      )
    }
    expect(await may()).toBe(false)
    at.clock.advance({ hours: 9 })
    expect(await may()).toBe(true)
  })
})

test('the coverage for other modules is the same as the screen’s', async () => {
  const rules = coverage(await organisation(at.house), at.house.clock.now())
  expect(rules).toHaveLength(4)
})

test('every change of the organisation is in the journal with who did it', async () => {
  const [row] = await at.house.database.transact(tx =>
    run<{ actorId: string; facts: unknown }>(
      tx,
      `select actor_id, facts from platform.journal where action = 'staff.term-ended' and facts ->> 'post' = 'liaison' order by id limit 1`,
    ),
  )
  expect(row?.actorId).toBe(staff.person('周敏'))
  expect(row?.facts).toMatchObject({ person: staff.person('孙涛'), post: 'liaison', unit: staff.unit('FSK') })
})
