import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, PASSWORD, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { ensureFirstAdministrator, importStaff } from '../index.ts'

let at: TestHouse
let staff: SettledStaff
let admin: string
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house)
  admin = await staff.cookie('林建国')
})
afterAll(() => at.close())

const list = async (query: string, cookie = admin) =>
  (await ask(at.app, 'GET', `/api/people?${query}`, { cookie })).body as unknown as {
    people: { id: string; name: string; phoneMasked: string; posts: { post: string }[] }[]
    next: string | null
  }
const names = async (query: string, cookie = admin) => (await list(query, cookie)).people.map(one => one.name)
const post = (cookie: string, url: string, body: object) => ask(at.app, 'POST', url, { cookie, body })

describe('the list of people', () => {
  test.each([
    ['王芳', ['王芳']],
    ['芳', ['王芳']],
    ['wangf', ['王芳']],
    ['wf', ['王芳']],
    ['WF', ['王芳']],
    ['1005', ['王芳']],
    ['%', []],
    ['nobody', []],
  ])('%s finds %j', async (q, found) => expect(await names(`q=${encodeURIComponent(q)}`)).toEqual(found))

  test('is ordered by spelling and pages by key, each person once', async () => {
    const people = Array.from({ length: 60 }, (_, n) => ({
      staffNumber: `T${n}`,
      name: `测试${String.fromCodePoint(0x4e00 + n * 7)}`,
      posts: [{ post: 'member' as const, unit: 'FSK' }],
    }))
    await importStaff(at.house)(systemCaller(at.house.hospital.id), { units: [], people })
    const first = await list('q=')
    expect(first.people).toHaveLength(50)
    const second = await list(`after=${encodeURIComponent(first.next ?? '')}`)
    expect(second.next).toBeNull()
    const all = [...first.people, ...second.people].map(one => one.id)
    expect(new Set(all).size).toBe(78)
    expect(all).toHaveLength(78)
  })

  test('SEC-05 (part): telephones are masked; the whole one needs a reason, which is kept', async () => {
    const [person] = (await list('q=wf')).people
    expect(person?.phoneMasked).toBe('138****8005')
    const asked = await post(admin, `/api/people/${person?.id}/phone`, { reason: '紧急联系' })
    expect(asked.body['phone']).toBe('13800138005')
    expect((await post(admin, `/api/people/${person?.id}/phone`, { reason: ' ' })).status).toBe(422)
    const kept = await at.house.database.transact(tx =>
      run<{ kind: string; actorId: string; detail: Buffer }>(
        tx,
        `select kind, actor_id, detail from platform.journal where action = 'staff.phone-unmasked'`,
      ),
    )
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({ kind: 'read', actorId: staff.person('林建国') })
    expect(at.house.journal.detail(kept[0] as { detail: Buffer })).toEqual({ reason: '紧急联系' })
  })

  test('SEC-04 (part): no telephone of a person is readable in the database', async () => {
    const [{ text = '' } = {}] = await at.house.database.transact(tx =>
      run<{ text: string }>(
        tx,
        `select string_agg(person::text || encode(coalesce(phone, ''), 'escape'), ' ') as text from staff.person`,
      ),
    )
    expect(text.length).toBeGreaterThan(100)
    expect(text).not.toMatch(/1380013/)
  })

  test('a head sees the own department only, and does not learn that others exist', async () => {
    const head = await staff.cookie('胡军')
    expect(await names('q=sun', head)).toEqual(['孙涛'])
    expect(await names('q=wf', head)).toEqual([])
    expect((await ask(at.app, 'GET', `/api/people/${staff.person('王芳')}`, { cookie: head })).status).toBe(404)
    expect((await ask(at.app, 'GET', `/api/people/${staff.person('孙涛')}`, { cookie: head })).status).toBe(200)
    expect((await post(head, `/api/people/${staff.person('王芳')}/phone`, { reason: '好奇' })).status).toBe(404)
    expect((await post(head, '/api/people', { name: '新人', staffNumber: '9', phone: null })).status).toBe(403)
  })

  test('opening a person is kept', async () => {
    const count = () =>
      at.house.database.transact(tx =>
        run(tx, `select id from platform.journal where action = 'staff.person-opened' and kind = 'read'`),
      )
    const before = (await count()).length
    const opened = await ask(at.app, 'GET', `/api/people/${staff.person('王芳')}`, { cookie: admin })
    expect(opened.body).toMatchObject({ name: '王芳', account: { login: '1005', disabled: false, hasPin: true } })
    expect((await count()).length).toBe(before + 1)
  })
})

describe('a member of staff', () => {
  test('comes, gets an account and a post, changes, and leaves: then nothing opens any more', async () => {
    const added = await post(admin, '/api/people', { name: '欧阳娜娜', staffNumber: '2001', phone: '13900139000' })
    expect(added.status).toBe(201)
    const id = added.body['id'] as string
    expect(await names('q=oynn')).toEqual(['欧阳娜娜'])
    expect((await post(admin, '/api/people', { name: '另一位', staffNumber: '2001', phone: null })).code).toBe(
      'number-taken',
    )
    const account = await post(admin, `/api/people/${id}/account`, { login: 'OYNN' })
    expect(account.body).toMatchObject({ login: 'oynn', code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/) })
    expect((await post(admin, `/api/people/${id}/account`, { login: 'oynn2' })).code).toBe('account-exists')
    expect((await post(admin, `/api/people/${staff.person('王芳')}/account`, { login: 'oynn' })).code).toBe(
      'account-exists',
    )
    await post(admin, '/api/assignments', { personId: id, post: 'desk-agent', unitId: staff.unit('ZT') })
    const signedIn = await ask(at.app, 'POST', '/api/session', {
      body: { login: 'oynn', password: account.body['code'] as string },
    })
    const cookie = signedIn.setCookies[0]?.split(';')[0] ?? ''

    const changed = await ask(at.app, 'PUT', `/api/people/${id}`, {
      cookie: admin,
      body: { name: '欧阳娜', staffNumber: '2001', version: 1 },
    })
    expect(changed.body).toMatchObject({ name: '欧阳娜', version: 2, phoneMasked: '139****9000' })
    const stale = await ask(at.app, 'PUT', `/api/people/${id}`, {
      cookie: admin,
      body: { name: '欧阳', staffNumber: '2001', version: 1 },
    })
    expect([stale.code, stale.body['changed']]).toEqual(['stale-version', ['name']])

    expect((await post(admin, `/api/people/${id}/leave`, { version: 2, reason: '合同到期' })).status).toBe(200)
    expect((await ask(at.app, 'GET', '/api/session', { cookie })).status).toBe(401)
    const again = await ask(at.app, 'POST', '/api/session', {
      body: { login: 'oynn', password: account.body['code'] as string },
    })
    expect(again.code).toBe('wrong-credentials')
    expect(await names('q=oyn')).toEqual([])
    const terms = (await ask(at.app, 'GET', `/api/people/${id}`, { cookie: admin })).body['terms'] as {
      to: string | null
    }[]
    expect(terms.every(term => term.to !== null)).toBe(true)
    expect(
      (await post(admin, '/api/assignments', { personId: id, post: 'member', unitId: staff.unit('ZT') })).code,
    ).toBe('person-left')
  })

  test('duty must go forward, not overlap and not lie in the past', async () => {
    const now = at.house.clock.now()
    const id = staff.person('高强')
    const setDuty = (from: Temporal.Instant, to: Temporal.Instant, kind = 'absent') =>
      post(admin, `/api/people/${id}/duties`, { kind, from: from.toString(), to: to.toString(), reason: null })
    expect((await setDuty(now.add({ hours: 2 }), now)).code).toBe('duty-order')
    expect((await setDuty(now, now.add({ hours: 24 * 63 }))).code).toBe('duty-order')
    expect((await setDuty(now.subtract({ hours: 5 }), now)).code).toBe('duty-past')
    expect((await setDuty(now, now.add({ hours: 2 }))).status).toBe(201)
    expect((await setDuty(now.add({ hours: 1 }), now.add({ hours: 3 }))).code).toBe('duty-overlaps')
  })
})

describe('an import', () => {
  test('that breaks a rule in its last row leaves nothing', async () => {
    const count = () => at.house.database.transact(tx => run(tx, 'select id from staff.unit'))
    const before = (await count()).length
    const broken = importStaff(at.house)(systemCaller(at.house.hospital.id), {
      units: [{ code: 'NEW', name: '新科室', kind: 'clinical', parent: 'YY' }],
      people: [
        { staffNumber: 'N1', name: '甲', posts: [{ post: 'liaison', unit: 'NEW' }] },
        { staffNumber: 'N2', name: '乙', posts: [{ post: 'liaison', unit: 'NEW' }] },
      ],
    })
    await expect(broken).rejects.toMatchObject({ code: 'post-taken' })
    expect((await count()).length).toBe(before)
  })
})

describe('the first administrator', () => {
  test('an empty house gets one, whose code opens it and must be replaced; a second start adds none', async () => {
    const empty = await testHouse(Temporal.Instant.from('2026-11-16T09:00:00+08:00'))
    try {
      const [notes, others] = await Promise.all([
        ensureFirstAdministrator(empty.house),
        ensureFirstAdministrator(empty.house),
      ])
      expect([notes.length, others.length].toSorted()).toEqual([0, 2])
      const said = [...notes, ...others].join('\n')
      const code = /一次性口令 (\S{14})/.exec(said)?.[1] ?? ''
      const signedIn = await ask(empty.app, 'POST', '/api/session', { body: { login: 'admin', password: code } })
      expect(signedIn.body).toMatchObject({ mustChangePassword: true, permissions: [] })
      const cookie = signedIn.setCookies[0]?.split(';')[0] ?? ''
      const changed = await ask(empty.app, 'PUT', '/api/account/password', {
        cookie,
        body: { current: code, next: PASSWORD },
      })
      expect(changed.body['permissions']).toContain('staff:write')
      expect(await ensureFirstAdministrator(empty.house)).toEqual([])
    } finally {
      await empty.close()
    }
  })

  test('a house with people gets none', async () => expect(await ensureFirstAdministrator(at.house)).toEqual([]))
})
