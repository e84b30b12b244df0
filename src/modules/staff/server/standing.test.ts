import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { actsForDirector, staffingShortfalls } from '../index.ts'

let at: TestHouse
let staff: SettledStaff
let director: string
let manager: string
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house)
  director = await staff.cookie('何秀英')
  manager = await staff.cookie('周敏')
})
afterAll(() => at.close())

const post = (cookie: string, url: string, body: object) => ask(at.app, 'POST', url, { cookie, body })
const get = async (cookie: string, url: string) => (await ask(at.app, 'GET', url, { cookie })).body
const now = () => at.house.clock.now()
const acts = (when = now(), scope?: 'plan') => actsForDirector(at.house, staff.person('吴海燕'), when, scope)

describe('ORG-09 (part): the deputy acts for the director under a dated delegation', () => {
  let id = ''
  test('the director gives it; the deputy cannot give it to themselves', async () => {
    const term = { from: now().add({ hours: 1 }).toString(), to: now().add({ hours: 25 }).toString() }
    const deputy = await staff.cookie('吴海燕')
    const asked = { ...term, scope: ['plan', 'plan'], reason: '外出开会' }
    expect((await post(deputy, '/api/delegations', asked)).status).toBe(403)
    expect((await post(director, '/api/delegations', { ...asked, to: term.from })).code).toBe('delegation-order')
    const given = await post(director, '/api/delegations', asked)
    expect(given.body).toMatchObject({ scope: ['plan'], deputy: { name: '吴海燕' }, holds: false, revokedAt: null })
    id = String(given.body['id'])
    expect(await get(deputy, '/api/delegations')).toMatchObject({ items: [{ id, reason: '外出开会' }], mayGive: false })
  })

  test('outside its time and outside its matter the deputy does not act', async () => {
    expect(await acts(now(), 'plan')).toBe(false)
    expect(await acts(now().add({ hours: 2 }), 'plan')).toBe(true)
    expect(await acts(now().add({ hours: 2 }))).toBe(false)
    expect(await acts(now().add({ hours: 25 }), 'plan')).toBe(false)
    expect(await actsForDirector(at.house, staff.person('何秀英'), now())).toBe(true)
  })

  test('taken back it ends at once, and is not taken back twice', async () => {
    const later = now().add({ hours: 2 })
    at.clock.set(later)
    expect(await acts(later, 'plan')).toBe(true)
    const again = await staff.cookie('何秀英')
    expect((await post(again, `/api/delegations/${id}/revoke`, { reason: '提前回来' })).body).toMatchObject({
      holds: false,
      revokeReason: '提前回来',
    })
    expect(await acts(later, 'plan')).toBe(false)
    expect((await post(again, `/api/delegations/${id}/revoke`, { reason: '再撤' })).code).toBe('delegation-over')
  })
})

describe('ORG-05 (part): the staffing standard', () => {
  const morning = { post: 'desk-agent', shift: '上午班', fromMinute: 480, toMinute: 720, days: 'workdays', least: 2 }
  beforeAll(async () => {
    manager = await staff.cookie('周敏')
  })

  test('is refused where the post does not exist, and for a shift that ends before it begins', async () => {
    const unitId = staff.unit('ZT')
    expect((await post(manager, '/api/staffing', { ...morning, unitId, post: 'liaison' })).code).toBe('post-unfit')
    expect((await post(manager, '/api/staffing', { ...morning, unitId, toMinute: 480 })).code).toBe('shift-order')
  })

  test('a minimum of two with one on duty: one is missing, on the view and for reports', async () => {
    const body = { ...morning, unitId: staff.unit('ZT') }
    expect((await post(manager, '/api/staffing', body)).status).toBe(201)
    expect(await staffingShortfalls(at.house, now())).toEqual([])
    const absence = { kind: 'absent', from: now().toString(), to: now().add({ hours: 4 }).toString(), reason: 'sick' }
    await post(manager, `/api/people/${staff.person('李静')}/duties`, absence)
    const short = { unitName: '服务总台', post: 'desk-agent', shift: '上午班', least: 2, actual: 1, missing: 1 }
    expect(await staffingShortfalls(at.house, now())).toEqual([expect.objectContaining(short)])
    expect(await get(manager, '/api/staffing')).toMatchObject({ running: [{ actual: 1, missing: 1 }] })
    expect(await staffingShortfalls(at.house, now().add({ hours: 8 }))).toEqual([])
  })

  test('a new one takes the place of the old, and an ended one counts no more; the past keeps its own', async () => {
    const before = now()
    at.clock.advance({ minutes: 1 })
    const unitId = staff.unit('ZT')
    const set = await post(manager, '/api/staffing', { ...morning, unitId, least: 5 })
    expect(await staffingShortfalls(at.house, now())).toMatchObject([{ missing: 4 }])
    expect(await staffingShortfalls(at.house, before)).toMatchObject([{ missing: 1 }])
    at.clock.advance({ minutes: 1 })
    expect((await post(manager, `/api/staffing/${set.body['id']}/end`, { reason: '撤窗' })).status).toBe(200)
    expect(await staffingShortfalls(at.house, now())).toEqual([])
    expect((await post(manager, `/api/staffing/${set.body['id']}/end`, { reason: '再来' })).code).toBe('not-found')
  })
})
