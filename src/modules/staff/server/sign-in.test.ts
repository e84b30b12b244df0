import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, PASSWORD, PIN, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import type { Me } from './who-am-i.ts'

let at: TestHouse
let staff: SettledStaff
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house, { hours: 24 * 30 })
})
afterAll(() => at.close())
// Each test has a day of its own, so that no lock of the one before is left.
beforeEach(() => at.clock.advance({ hours: 24 }))

const signIn = (login: string, password: string, headers = {}) =>
  ask(at.app, 'POST', '/api/session', { body: { login, password }, headers })
const whoAmI = (cookie: string, headers = {}) => ask(at.app, 'GET', '/api/session', { cookie, headers })
const cookieOf = (answer: { setCookies: string[] }, name = 'yiguanjia') =>
  answer.setCookies.find(one => one.startsWith(`${name}=`))?.split(';')[0] ?? ''
const shape = ({ body }: { body: unknown }) => ({ ...(body as object), instance: '' })
const refusals = () =>
  at.house.database.transact(tx =>
    run<{ facts: { way: string; locked: boolean } }>(
      tx,
      `select facts from platform.journal where hospital_id = $1 and action = 'staff.sign-in-refused' order by id`,
      [at.house.hospital.id],
    ),
  )

describe('a second factor', () => {
  const codeAt = (secret: string, offset = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.clock.now().epochMilliseconds + offset })

  test('SEC-01 (part): turned on with a first code, it is asked at each sign-in; a code opens once, and the sixth wrong one is locked', async () => {
    const login = '1007'
    const cookie = cookieOf(await signIn(login, PASSWORD))
    const begun = await ask(at.app, 'POST', '/api/account/factor', { body: { password: PASSWORD }, cookie })
    const { secret, uri } = begun.body as { secret: string; uri: string }
    expect(uri).toMatch(/^otpauth:\/\/totp\//)
    expect((await signIn(login, PASSWORD)).status, 'before it is on').toBe(200)
    const turn = (on: boolean, code: string) =>
      ask(at.app, 'PUT', '/api/account/factor', { body: { on, code }, cookie })
    expect((await turn(true, '000000')).code).toBe('wrong-code')
    expect((await turn(true, codeAt(secret))).status).toBe(200)
    expect((await whoAmI(cookie)).body).toMatchObject({ hasFactor: true })

    const withCode = (code: string) =>
      ask(at.app, 'POST', '/api/session', { body: { login, password: PASSWORD, code } })
    expect((await signIn(login, PASSWORD)).code).toBe('code-needed')
    expect((await withCode(codeAt(secret))).code, 'the code that turned it on').toBe('wrong-code')
    at.clock.advance({ seconds: 60 })
    const both = await Promise.all([withCode(codeAt(secret)), withCode(codeAt(secret))])
    expect(both.map(one => one.status).toSorted(), 'one code, two at once').toEqual([200, 403])
    at.clock.advance({ minutes: 20 })
    for (const left of [4, 3, 2, 1, 0]) expect(((await withCode('000000')).body as { left: number }).left).toBe(left)
    expect((await withCode(codeAt(secret))).code).toBe('locked-out')
    at.clock.advance({ minutes: 16 })
    expect((await withCode(codeAt(secret))).status).toBe(200)
    at.clock.advance({ minutes: 1 })
    const stored = await at.house.database.transact(tx =>
      run<{ all: string }>(tx, 'select account::text as all from staff.account'),
    )
    expect(stored.some(row => row.all.includes(secret))).toBe(false)
    const again = cookieOf(await withCode(codeAt(secret)))
    at.clock.advance({ minutes: 1 })
    const off = await ask(at.app, 'PUT', '/api/account/factor', {
      body: { on: false, code: codeAt(secret) },
      cookie: again,
    })
    expect(off.status).toBe(200)
    expect((await signIn(login, PASSWORD)).status).toBe(200)
  })
})

describe('signing in', () => {
  test('opens a session in a cookie that scripts and other sites do not see, and says who it is', async () => {
    const answer = await signIn('1005', PASSWORD)
    expect(answer.status).toBe(200)
    expect(answer.setCookies[0]).toMatch(/^yiguanjia=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(answer.body as Me).toMatchObject({
      person: { name: '王芳' },
      posts: [{ post: 'desk-agent', unitName: '服务总台' }],
      position: null,
      idleMinutes: 15,
      mustChangePassword: false,
    })
    expect((answer.body as Me).permissions).toContain('ticket:create')
    expect((await whoAmI(cookieOf(answer))).body as Me).toMatchObject({ person: { name: '王芳' } })
  })

  test('the token is in no table', async () => {
    const token = cookieOf(await signIn('1005', PASSWORD)).slice('yiguanjia='.length)
    const rows = await at.house.database.transact(tx =>
      run<{ all: string }>(tx, 'select session::text as all from staff.session'),
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.some(row => row.all.includes(token))).toBe(false)
  })

  test('SEC-01 (part): the sixth wrong attempt is locked, the right password too, for a quarter of an hour', async () => {
    for (const left of [4, 3, 2, 1, 0]) {
      const wrong = await signIn('1006', 'wrong')
      expect([wrong.status, wrong.code, (wrong.body as { left: number }).left]).toEqual([
        401,
        'wrong-credentials',
        left,
      ])
    }
    const sixth = await signIn('1006', 'wrong')
    expect([sixth.status, sixth.code, (sixth.body as { minutes: number }).minutes]).toEqual([423, 'locked-out', 15])
    expect((await signIn('1006', PASSWORD)).code).toBe('locked-out')
    at.clock.advance({ minutes: 14 })
    expect((await signIn('1006', PASSWORD)).code).toBe('locked-out')
    at.clock.advance({ minutes: 1 })
    expect((await signIn('1006', PASSWORD)).status).toBe(200)
  })

  test('twenty wrong attempts at once: five are told wrong, the rest are locked', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('1007', 'wrong')))
    expect(answers.filter(one => one.code === 'wrong-credentials').length).toBe(5)
    expect(answers.filter(one => one.code === 'locked-out').length).toBe(15)
  })

  test('a success forgets the failures before it', async () => {
    for (let n = 0; n < 4; n += 1) await signIn('1008', 'wrong')
    expect((await signIn('1008', PASSWORD)).status).toBe(200)
    expect((await signIn('1008', 'wrong')).body as { left: number }).toMatchObject({ left: 4 })
  })

  test('an unknown login is answered the same, counted the same, and takes as long', async () => {
    const timed = async (login: string) => {
      const start = performance.now()
      const answer = await signIn(login, 'wrong')
      return { ...answer, took: performance.now() - start }
    }
    const known = await timed('1009')
    const unknown = await timed('nobody-here')
    expect(shape(unknown)).toEqual(shape(known))
    expect(unknown.took).toBeGreaterThan(known.took / 4)
    for (let n = 0; n < 4; n += 1) await signIn('nobody-here', 'wrong')
    expect((await signIn('nobody-here', 'wrong')).code).toBe('locked-out')
  })

  test('every refused attempt is in the journal, without what was typed', async () => {
    const before = (await refusals()).length
    await signIn('my-secret-in-the-wrong-field', 'wrong')
    const after = await refusals()
    expect(after.length).toBe(before + 1)
    expect(after.at(-1)?.facts).toEqual({ way: 'password', locked: false })
    const [{ count = 1 } = {}] = await at.house.database.transact(tx =>
      run<{ count: number }>(tx, `select count(*) from platform.attempt where subject like '%my-secret%'`),
    )
    expect(count).toBe(0)
  })

  test('capitals and full-width letters of a login do not matter', async () => {
    expect((await signIn('１００５', PASSWORD)).status).toBe(200)
  })

  test('a hundred thousand letters are refused before they are hashed', async () => {
    expect((await signIn('1005', 'x'.repeat(60_000))).status).toBe(422)
  })
})

describe('a session', () => {
  test('SEC-01 (part): an idle session returns 401 after a quarter of an hour, and use keeps it alive', async () => {
    const cookie = await staff.cookie('王芳')
    for (let n = 0; n < 4; n += 1) {
      at.clock.advance({ minutes: 14 })
      expect((await whoAmI(cookie)).status).toBe(200)
    }
    at.clock.advance({ minutes: 15, seconds: 1 })
    expect((await whoAmI(cookie)).status).toBe(401)
    expect((await whoAmI(cookie)).status).toBe(401)
  })

  test('what a screen asks by itself keeps no session alive', async () => {
    const cookie = await staff.cookie('王芳')
    at.clock.advance({ minutes: 10 })
    expect((await whoAmI(cookie, { activity: 'none' })).status).toBe(200)
    at.clock.advance({ minutes: 6 })
    expect((await whoAmI(cookie)).status).toBe(401)
  })

  test('the sweep ends idle sessions in the database too', async () => {
    await staff.cookie('王芳')
    at.clock.advance({ minutes: 20 })
    await at.machinery.turn()
    const open = await at.house.database.transact(tx => run(tx, 'select id from staff.session where ended_at is null'))
    expect(open).toEqual([])
  })

  test('signing out ends it at once, and a stolen copy of the cookie with it', async () => {
    const cookie = await staff.cookie('王芳')
    const out = await ask(at.app, 'DELETE', '/api/session', { cookie })
    expect(out.status).toBe(200)
    expect(out.setCookies[0]).toContain('Max-Age=0')
    expect((await whoAmI(cookie)).status).toBe(401)
  })

  test('a made-up, cut or foreign token is nobody', async () => {
    const cookie = await staff.cookie('王芳')
    for (const wrong of ['yiguanjia=', 'yiguanjia=x', cookie.slice(0, -1), `${cookie}x`, `yiguanjia=${'A'.repeat(43)}`])
      expect((await whoAmI(wrong)).status).toBe(401)
  })
})

const switchTo = (badge: string, pin: string, cookie: string) =>
  ask(at.app, 'POST', '/api/session/switch', { cookie, body: { badge, pin } })
const sitDown = async (name: string) => {
  const cookie = await staff.cookie(name)
  const chosen = await ask(at.app, 'PUT', '/api/session/position', { cookie, body: { position: '3 号工位' } })
  return { cookie, desk: cookieOf(chosen, 'yiguanjia-desk'), me: chosen.body as Me }
}

describe('the quick switch', () => {
  test('SEC-01 (part): another person takes over a position with badge and PIN, and the one before is signed out', async () => {
    const { cookie, me } = await sitDown('王芳')
    expect(me.position).toBe('3 号工位')
    const switched = await switchTo('B-1006', PIN, cookie)
    expect(switched.body as Me).toMatchObject({ person: { name: '李静' }, position: '3 号工位' })
    expect((await whoAmI(cookie)).status).toBe(401)
    expect((await whoAmI(cookieOf(switched))).body as Me).toMatchObject({ person: { name: '李静' } })
  })

  test('works from the locked screen of a machine where somebody sat down before, and nowhere else', async () => {
    const { desk } = await sitDown('王芳')
    expect((await switchTo('B-1006', PIN, desk)).status).toBe(200)
    expect((await switchTo('B-1006', PIN, '')).code).toBe('unknown-desk')
    expect((await switchTo('B-1006', PIN, `${desk.slice(0, -2)}xx`)).code).toBe('unknown-desk')
    const withoutPosition = await staff.cookie('王芳')
    expect((await switchTo('B-1006', PIN, withoutPosition)).code).toBe('unknown-desk')
    at.clock.advance({ hours: 31 * 24 })
    expect((await switchTo('B-1006', PIN, desk)).code).toBe('unknown-desk')
  })

  test('has a lock-out of its own', async () => {
    const { desk } = await sitDown('王芳')
    for (let n = 0; n < 5; n += 1) expect((await switchTo('B-1008', '000001', desk)).code).toBe('wrong-pin')
    expect((await switchTo('B-1008', PIN, desk)).code).toBe('locked-out')
    expect((await signIn('1008', PASSWORD)).status).toBe(200)
  })

  test('a position that is not there is refused', async () => {
    const cookie = await staff.cookie('王芳')
    const answer = await ask(at.app, 'PUT', '/api/session/position', { cookie, body: { position: '99 号工位' } })
    expect([answer.status, answer.code]).toEqual([422, 'unknown-position'])
  })
})

const change = (cookie: string, current: string, next: string) =>
  ask(at.app, 'PUT', '/api/account/password', { cookie, body: { current, next } })

describe('the own account', () => {
  test('SEC-01 (part): a new password must be strong, and ends the other sessions of the person', async () => {
    const [here, there] = [await staff.cookie('郑洁'), await staff.cookie('郑洁')]
    expect((await change(here, 'wrong', 'Blue-Mountain-77')).code).toBe('wrong-password')
    expect((await change(here, PASSWORD, 'short')).code).toBe('weak-password')
    expect((await change(here, PASSWORD, 'Zhengjie-2026!')).code).toBe('weak-password')
    expect((await change(here, PASSWORD, PASSWORD)).code).toBe('same-password')
    expect((await change(here, PASSWORD, 'Blue-Mountain-77')).status).toBe(200)
    expect((await whoAmI(there)).status).toBe(401)
    expect((await whoAmI(here)).status).toBe(200)
    expect((await signIn('1007', PASSWORD)).status).not.toBe(200)
  })

  test('a one-time code opens nothing but the change of password, and not after three days', async () => {
    const admin = await staff.cookie('林建国')
    const id = staff.person('马丽')
    const renew = () =>
      ask(at.app, 'POST', `/api/people/${id}/account/code`, { cookie: admin, body: { reason: '忘记密码' } })
    const { login, code } = (await renew()).body as { login: string; code: string }
    const first = await signIn(login, code)
    expect(first.body as Me).toMatchObject({ mustChangePassword: true, permissions: [] })
    const cookie = cookieOf(first)
    expect((await ask(at.app, 'GET', '/api/coverage', { cookie })).status).toBe(403)
    expect((await change(cookie, code, 'Blue-Mountain-77')).body as Me).toMatchObject({ mustChangePassword: false })
    expect((await signIn(login, code)).code).toBe('wrong-credentials')
    expect((await signIn(login, 'Blue-Mountain-77')).status).toBe(200)

    const again = (await renew()).body as { code: string }
    at.clock.advance({ hours: 73 })
    expect((await signIn(login, again.code)).code).toBe('wrong-credentials')
  })

  test('a PIN needs the password, six digits that are no pattern, and a badge of one’s own', async () => {
    const cookie = await staff.cookie('赵磊')
    const setPin = (body: object) => ask(at.app, 'PUT', '/api/account/pin', { cookie, body })
    expect((await setPin({ password: 'wrong', badge: 'N-1001', pin: '802617' })).code).toBe('wrong-password')
    expect((await setPin({ password: PASSWORD, badge: 'N-1001', pin: '123456' })).code).toBe('weak-pin')
    expect((await setPin({ password: PASSWORD, badge: 'B-1005', pin: '802617' })).code).toBe('badge-taken')
    expect((await setPin({ password: PASSWORD, badge: 'N-1001', pin: '802617' })).status).toBe(200)
  })

  test('a closed account opens nothing, and its sessions end', async () => {
    const admin = await staff.cookie('林建国')
    const cookie = await staff.cookie('高强')
    const id = staff.person('高强')
    expect(
      (await ask(at.app, 'POST', `/api/people/${id}/account/disable`, { cookie: admin, body: { reason: '借调' } }))
        .status,
    ).toBe(200)
    expect((await whoAmI(cookie)).status).toBe(401)
    expect((await signIn('1014', PASSWORD)).code).toBe('wrong-credentials')
  })

  test('after three months the password must be replaced', async () => {
    at.clock.advance({ hours: 91 * 24 })
    const answer = await signIn('1012', PASSWORD)
    expect(answer.body as Me).toMatchObject({ mustChangePassword: true, permissions: [] })
  })
})
