import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { signLink } from '#platform/links.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { authenticate, carrySessions, organisation } from '../index.ts'
import { deskCookie, sessionCookie } from './token.ts'

let at: TestHouse
let staff: SettledStaff
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house)
})
afterAll(() => at.close())

const request = (headers: Record<string, string>, cookie = ''): FastifyRequest =>
  ({
    headers,
    cookies: { yiguanjia: cookie.replace('yiguanjia=', '') },
    routeOptions: { url: '/api/tickets' },
  }) as never
/** What another process on the same database has: the same house without what this one remembers. */
const another = (house: House): House => ({ ...house, database: { ...house.database } })
const pause = (ms: number) => new Promise(resume => setTimeout(resume, ms))

/** Counts statements that a house makes. */
function counted(house: House) {
  let count = 0
  const { database } = house
  const counting: House = {
    ...house,
    database: {
      ...database,
      statement: (text, values) => {
        count += 1
        return database.statement(text, values)
      },
      transact: work => {
        count += 1
        return database.transact(work)
      },
    },
  }
  return { house: counting, count: () => count }
}

describe('a session', () => {
  test('a hundred requests in a second ask the database once', async () => {
    const { house, count } = counted(at.house)
    const who = authenticate(house)
    const cookie = await staff.cookie('王芳')
    await who(request({}, cookie))
    const before = count()
    for (let n = 0; n < 100; n += 1) expect((await who(request({}, cookie))).personId).toBe(staff.person('王芳'))
    expect(count()).toBe(before)
  })

  test('that was ended on another process stops within two seconds', async () => {
    const cookie = await staff.cookie('王芳')
    const here = authenticate(another(at.house))
    expect((await here(request({}, cookie))).kind).toBe('staff')
    await ask(at.app, 'DELETE', '/api/session', { cookie })
    await pause(2050)
    expect((await here(request({}, cookie))).kind).toBe('public')
  })

  test('the last sign of a person is written once a minute, so that other processes know it', async () => {
    const cookie = await staff.cookie('李静')
    const seen = async () => {
      await pause(30)
      const [row] = await at.house.database.transact(tx =>
        run<{ seenAt: { toString(): string } }>(tx, 'select seen_at from staff.session order by id desc limit 1'),
      )
      return row?.seenAt.toString()
    }
    const who = authenticate(at.house)
    const first = await seen()
    at.clock.advance({ seconds: 50 })
    await who(request({}, cookie))
    expect(await seen()).toBe(first)
    at.clock.advance({ seconds: 20 })
    await who(request({}, cookie))
    expect(await seen()).toBe(at.house.clock.now().toString())
  })

  test('is carried over a jump of the simulated clock', async () => {
    const cookie = await staff.cookie('王芳')
    await carrySessions(at.house, 3 * 3_600_000)
    at.clock.advance({ hours: 3 })
    expect((await authenticate(at.house)(request({}, cookie))).kind).toBe('staff')
  })

  test('a post that was given or taken holds from the next request on', async () => {
    const admin = await staff.cookie('林建国')
    const cookie = await staff.cookie('唐慧')
    const may = async () => (await authenticate(at.house)(request({}, cookie))).permissions.has('ticket:create')
    expect(await may()).toBe(false)
    const given = await ask(at.app, 'POST', '/api/assignments', {
      cookie: admin,
      body: { personId: staff.person('唐慧'), post: 'desk-agent', unitId: staff.unit('ZT') },
    })
    expect(await may()).toBe(true)
    await ask(at.app, 'POST', `/api/assignments/${given.body['id']}/end`, { cookie: admin, body: { reason: '结束' } })
    expect(await may()).toBe(false)
  })
})

/** Who a signed link is. */
const whoBy = (token: string) => authenticate(at.house)(request({ authorization: `Link ${token}` }))

test('the cookies are Secure where the house is reached by https', () => {
  const https = { ...at.house, publicUrl: 'https://yiguanjia.example' }
  expect(sessionCookie(https, 'x')).toMatch(/; Secure$/)
  expect(deskCookie(https, '3 号工位', at.house.clock.now())).toMatch(/; HttpOnly; SameSite=Strict; Secure$/)
  expect(sessionCookie(at.house, 'x')).not.toContain('Secure')
})

describe('a link', () => {
  const subjectId = '01a00000-0000-7000-8000-000000000001'
  const link = (
    purpose: 'patient' | 'liaison',
    personId: string | null,
    hours = 1,
    hospitalId = at.house.hospital.id,
  ) =>
    signLink(at.house.cipher, {
      purpose,
      hospitalId,
      subjectId,
      personId,
      endsAt: at.house.clock.now().add({ hours }),
    })
  test('of a patient opens that matter and gives no permission', async () => {
    const caller = await whoBy(link('patient', null))
    expect(caller).toMatchObject({ kind: 'patient-link', personId: null, only: { kind: 'ticket', id: subjectId } })
    expect(caller.permissions.size).toBe(0)
  })

  test('of a liaison works on that matter as that person', async () => {
    const caller = await whoBy(link('liaison', staff.person('孙涛')))
    expect(caller).toMatchObject({ kind: 'liaison-link', personId: staff.person('孙涛'), only: { id: subjectId } })
    expect([...caller.permissions.keys()]).toEqual(['ticket:read', 'ticket:work'])
  })

  test('that ended, was changed, is of another house or of somebody without a post opens nothing', async () => {
    const good = link('patient', null)
    const changed = `${good.slice(0, 30)}${good[30] === 'A' ? 'B' : 'A'}${good.slice(31)}`
    const wrong = [
      link('patient', null, -1),
      changed,
      link('patient', null, 1, '01a00000-0000-7000-8000-00000000000f'),
      link('liaison', '01a00000-0000-7000-8000-00000000000e'),
      link('liaison', null),
      '',
      'x',
    ]
    for (const token of wrong) expect((await whoBy(token)).kind).toBe('public')
  })

  test('does not sign a person in to what is for signed-in people', async () => {
    const headers = { authorization: `Link ${link('liaison', staff.person('孙涛'))}` }
    for (const url of ['/api/session', '/api/units', '/api/people'])
      expect((await ask(at.app, 'GET', url, { headers })).status).toBe(403)
    expect(
      (await ask(at.app, 'GET', '/api/units', { headers: { authorization: `Link ${link('patient', null)}` } })).status,
    ).toBe(401)
  })
})

describe('the organisation', () => {
  test('is read once for many who ask at once, and kept while nothing changed', async () => {
    const { house, count } = counted(at.house)
    const [first, ...others] = await Promise.all(Array.from({ length: 20 }, () => organisation(house)))
    expect(others.every(one => one === first)).toBe(true)
    expect(count()).toBe(1)
    expect(await organisation(house, { fresh: true })).toBe(first)
  })

  test('a change on another process is seen within two seconds, and at once by who asks for it fresh', async () => {
    const here = another(at.house)
    const before = await organisation(here)
    const admin = await staff.cookie('林建国')
    await ask(at.app, 'POST', '/api/people', {
      cookie: admin,
      body: { name: '新同事', staffNumber: '3001', phone: null },
    })
    expect((await organisation(here)).people.size).toBe(before.people.size)
    expect((await organisation(here, { fresh: true })).people.size).toBe(before.people.size + 1)
  })
})
