import { afterAll, beforeAll, expect, test } from 'vitest'
import { addUnit, appoint } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { builder } from '../../../../tests/support/hospital.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { RADIOLOGY } from '../sample.ts'

let at: TestHouse
let staff: SettledStaff
let desk: string
let liaison: string
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house, { hours: 24 * 30 })
  desk = await staff.cookie('王芳')
  liaison = await staff.cookie('孙涛')
})
afterAll(() => at.close())

const get = async (url: string, cookie?: string) => ask(at.app, 'GET', url, cookie === undefined ? {} : { cookie })
const describeUnit = (code: string, body: object, cookie = liaison) =>
  ask(at.app, 'PUT', `/api/directory/${staff.unit(code)}`, { cookie, body })
const find = async (q: string) =>
  (await get(`/api/directory?q=${encodeURIComponent(q)}`, desk)).body['items'] as Record<string, unknown>[]

test('a liaison describes the own unit, and nobody else’s', async () => {
  const answer = await describeUnit('FSK', { ...RADIOLOGY, version: 0 })
  expect(answer.body).toMatchObject({
    version: 1,
    floor: '1',
    building: '医技楼',
    mayEdit: true,
    liaison: { name: '孙涛' },
  })
  expect((await describeUnit('YBK', { ...RADIOLOGY, version: 0 })).code).toBe('not-found')
  expect((await describeUnit('FSK', { ...RADIOLOGY, version: 1 }, desk)).code).toBe('forbidden')
})

test('DIR-01: “xh” or “消化” returns Gastroenterology with floor, phone and liaison, in far less than two seconds', async () => {
  const caller = builder(at.house)
  const unit = {
    code: 'XHNK',
    name: '消化内科',
    kind: 'clinical',
    parentId: staff.unit('YY'),
    place: null,
    phone: '0592-7120150',
    hours: 'calendar',
  } as const
  const { id } = await addUnit(at.house)(caller, unit)
  await appoint(at.house)(caller, { personId: staff.person('李静'), post: 'liaison', unitId: id })
  const body = {
    ...RADIOLOGY,
    building: '门诊楼',
    floor: '三楼',
    phone: null,
    services: ['胃镜'],
    aliases: ['胃肠科'],
    version: 0,
  }
  const described = await ask(at.app, 'PUT', `/api/directory/${id}`, { cookie: await staff.cookie('何秀英'), body })
  expect(described).toMatchObject({ status: 200 })
  for (const q of ['xh', '消化', 'xiaohua', '胃肠', 'wck', '门诊楼3楼', '胃镜']) {
    const start = performance.now()
    const [first] = await find(q)
    expect(performance.now() - start).toBeLessThan(2000)
    expect(first).toMatchObject({
      name: '消化内科',
      floor: '3',
      phone: '0592-7120150',
      liaison: { name: '李静' },
      liaisonIsHere: true,
    })
  }
  expect(await find('月球')).toEqual([])
})

test('anybody may look, without a sign-in and without a person’s name; offices of the staff are not shown', async () => {
  const all = await get('/api/public/directory')
  expect(all.status).toBe(200)
  const items = all.body['items'] as { name: string }[]
  expect(items.map(one => one.name)).toContain('放射科')
  expect(items.map(one => one.name)).not.toContain('值班室')
  const one = await get(`/api/public/directory/${staff.unit('FSK')}`)
  expect(one.body).toMatchObject({ services: ['胸部CT', 'DR 拍片'], visitingNotes: '检查前请取下金属物品' })
  for (const answer of [all, one]) expect(JSON.stringify(answer.body)).not.toMatch(/孙涛|马丽|liaison/)
  expect((await get(`/api/public/directory/${staff.unit('ZBS')}`)).code).toBe('not-found')
  expect((await get('/api/directory?q=fs')).code).toBe('not-signed-in')
})

test('what is hidden from patients is not found by them', async () => {
  await describeUnit('FSK', { ...RADIOLOGY, isPublic: false, version: 1 })
  expect((await get('/api/public/directory?q=fsk')).body['items']).toEqual([])
  expect(await find('fsk')).toHaveLength(1)
  await describeUnit('FSK', { ...RADIOLOGY, version: 2 })
})

test('an old version is refused and told which fields differ; a floor that is none is refused at its field', async () => {
  const stale = await describeUnit('FSK', { ...RADIOLOGY, room: '205', version: 1 })
  expect([stale.status, stale.code]).toEqual([409, 'stale-version'])
  expect(stale.body).toMatchObject({ version: 3, changed: ['room'] })
  expect((await describeUnit('FSK', { ...RADIOLOGY, floor: '楼上', version: 3 })).body).toMatchObject({
    pointer: '/body/floor',
  })
  expect((await describeUnit('FSK', { ...RADIOLOGY, version: 3, more: 1 })).code).toBe('invalid-request')
  const both = await Promise.all(['201', '202'].map(room => describeUnit('FSK', { ...RADIOLOGY, room, version: 3 })))
  expect(both.map(answer => answer.status).toSorted()).toEqual([200, 409])
})

test('each change leaves a row with before and after; saying the same again leaves none', async () => {
  const rows = () =>
    at.house.database.transact(tx =>
      run<{ facts: { fields: string[] }; detail: Buffer }>(
        tx,
        `select facts, detail from platform.journal where hospital_id = $1 and action = 'directory.described' order by id`,
        [at.house.hospital.id],
      ),
    )
  const { version, room } = (await get(`/api/directory/${staff.unit('FSK')}`, desk)).body as {
    version: number
    room: string
  }
  const before = await rows()
  await describeUnit('FSK', { ...RADIOLOGY, room, version })
  expect(await rows()).toHaveLength(before.length)
  await describeUnit('FSK', { ...RADIOLOGY, room: '203', version })
  const [last] = (await rows()).slice(-1)
  expect(last?.facts).toEqual({ fields: ['room'] })
  expect(at.house.journal.detail({ detail: last?.detail ?? null })).toEqual({
    before: { room },
    after: { room: '203' },
  })
})
