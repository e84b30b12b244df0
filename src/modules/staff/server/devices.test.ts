import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { run } from '#platform/database.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'

let at: TestHouse
let staff: SettledStaff
let admin: string
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house, { hours: 200 })
})
afterAll(() => at.close())
beforeEach(async () => {
  at.clock.set(MONDAY)
  admin = await staff.cookie('林建国')
})

const place = { place: '门诊一楼大厅东侧', zone: '门诊一楼', unitIds: [] }
const add = async (name: string) => {
  const { body } = await ask(at.app, 'POST', '/api/devices', { cookie: admin, body: { name, ...place } })
  return body as { id: string; code: string }
}
const pair = (code: string) => ask(at.app, 'POST', '/api/kiosk/pair', { body: { code } })
const paired = async (code: string) => (await pair(code)).setCookies[0]?.split(';')[0] ?? ''
const kiosk = (cookie: string) => ask(at.app, 'GET', '/api/kiosk', { cookie })
const stateOf = async (id: string) => {
  const { body } = await ask(at.app, 'GET', '/api/devices', { cookie: admin })
  return (body['devices'] as { id: string; state: string }[]).find(one => one.id === id)?.state
}

describe('a self-service machine', () => {
  test('is paired once by its code, whatever way it is typed, and its cookie goes to the kiosk’s paths only', async () => {
    const { id, code } = await add('一号机')
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
    expect(await stateOf(id)).toBe('waiting')
    expect((await pair('AAAA-AAAA')).code).toBe('device-code-wrong')
    const answer = await pair(code.toLowerCase().replace('-', ' '))
    expect(answer.status).toBe(200)
    expect(answer.setCookies[0]).toMatch(/Path=\/api\/kiosk;.*HttpOnly; SameSite=Strict/)
    expect((await pair(code)).code).toBe('device-code-wrong')
    const cookie = answer.setCookies[0]?.split(';')[0] ?? ''
    expect((await kiosk(cookie)).body).toMatchObject({ name: '一号机', zone: '门诊一楼', idleSeconds: 60 })
    expect((await kiosk(admin)).status, 'a person is nobody there').toBe(401)
    const elsewhere = ['/api/devices', '/api/units', '/api/tickets', '/api/live']
    const answers = await Promise.all(elsewhere.map(path => ask(at.app, 'GET', path, { cookie })))
    expect(answers.map(one => one.status)).toEqual(elsewhere.map(() => 401))
    const [row] = await at.house.database.transact(tx =>
      run<{ all: string }>(tx, 'select row_to_json(device)::text as all from staff.device where id = $1', [id]),
    )
    expect(row?.all).not.toContain(cookie.split('=')[1])
    expect(await stateOf(id)).toBe('in-use')
  })

  test('a code that is over is refused; a new code ends what was paired; out of service it can do nothing', async () => {
    const { id, code } = await add('二号机')
    at.clock.advance({ minutes: 15 })
    expect((await pair(code)).code).toBe('device-code-wrong')
    expect(await stateOf(id)).toBe('code-over')
    const renewed = await ask(at.app, 'POST', `/api/devices/${id}/code`, { cookie: admin })
    const first = await paired(String(renewed.body['code']))
    expect((await kiosk(first)).status).toBe(200)
    const again = await ask(at.app, 'POST', `/api/devices/${id}/code`, { cookie: admin })
    expect((await kiosk(first)).status).toBe(401)
    const second = await paired(String(again.body['code']))
    const revoked = await ask(at.app, 'POST', `/api/devices/${id}/revoke`, { cookie: admin, body: { reason: '送修' } })
    expect([revoked.status, revoked.body['state']]).toEqual([200, 'revoked'])
    expect((await kiosk(second)).status).toBe(401)
  })

  test('says when it was seen last: a minute apart in the database, silent after five', async () => {
    const { id, code } = await add('三号机')
    const cookie = await paired(code)
    at.clock.advance({ minutes: 6 })
    expect(await stateOf(id)).toBe('silent')
    await kiosk(cookie)
    await expect.poll(() => stateOf(id)).toBe('in-use')
  })

  test('two machines have two names; one that was moved says so, unless somebody else did meanwhile', async () => {
    const { id } = await add('四号机')
    const change = (name: string, version: number) =>
      ask(at.app, 'POST', `/api/devices/${id}/change`, {
        cookie: admin,
        body: { ...place, name, zone: '急诊', version },
      })
    expect(
      (await ask(at.app, 'POST', '/api/devices', { cookie: admin, body: { name: '四号机', ...place } })).code,
    ).toBe('device-name-taken')
    expect((await change('急诊一号机', 1)).body).toMatchObject({ name: '急诊一号机', zone: '急诊', version: 2 })
    expect((await change('别的名字', 1)).code).toBe('stale-version')
  })
})
