import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { upsertDoctor, upsertDoctors } from '../index.ts'
import { sampleDoctor, sampleWeek } from '../sample.ts'

let at: TestHouse
let staff: SettledStaff
const cookie = {} as Record<'desk' | 'liaison' | 'other', string>
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house, { hours: 24 * 30 })
  await signIn()
})
/** Sign-ins of another day have ended. */
async function signIn() {
  cookie.desk = await staff.cookie('王芳')
  cookie.liaison = await staff.cookie('朱琳')
  cookie.other = await staff.cookie('孙涛')
}
afterAll(() => at.close())

const get = (url: string, who: string | null = cookie.desk) =>
  ask(at.app, 'GET', url, who === null ? {} : { cookie: who })
const put = (url: string, body: object, who = cookie.liaison) => ask(at.app, 'PUT', url, { cookie: who, body })
const post = (url: string, body: object, who = cookie.liaison) => ask(at.app, 'POST', url, { cookie: who, body })
const doctor = (more: object = {}) => ({ ...sampleDoctor, unitIds: [staff.unit('SJN')], ...more })
const names = (answer: { body: Record<string, unknown> }) =>
  (answer.body['items'] as { name: string }[]).map(one => one.name)
const told = (action: string) =>
  at.house.database.transact(tx =>
    run<{ facts: Record<string, unknown> }>(
      tx,
      'select facts from platform.journal where action = $1 order by tx, id',
      [action],
    ),
  )

let id = ''
let other = ''
test('a department writes its doctors by code: added, the same, changed; nobody else does', async () => {
  const added = await put('/api/doctors', doctor())
  expect(added.body).toMatchObject({ outcome: 'added', code: sampleDoctor.code })
  id = String(added.body['id'])
  expect((await put('/api/doctors', doctor())).body).toMatchObject({ id, outcome: 'same' })
  expect(await told('directory.doctor-changed')).toEqual([])
  const changed = await put('/api/doctors', doctor({ strengths: ['卒中', '头晕'], version: 1 }))
  expect(changed.body).toMatchObject({ id, outcome: 'changed' })
  expect((await told('directory.doctor-changed'))[0]?.facts).toEqual({ fields: ['strengths'] })
  expect((await put('/api/doctors', doctor({ version: 1 }))).code).toBe('stale-version')
  expect((await put('/api/doctors', doctor(), cookie.other)).code).toBe('not-found')
  expect((await put('/api/doctors', doctor({ unitIds: [staff.person('朱琳')] }))).code).toBe('doctor-unit-unknown')
})

test('a list is taken in whole or not at all; one member of staff is one doctor', async () => {
  const system = systemCaller(at.house.hospital.id)
  const person = staff.person('高强')
  const made = await upsertDoctors(at.house)(system, [
    doctor({ code: 'D2', name: '单立群', personId: person, title: 'associate-chief', strengths: ['癫痫'] }),
    doctor({ code: 'D3', name: '高远', title: 'attending', isPublic: false }),
  ])
  expect(made.map(one => one.outcome)).toEqual(['added', 'added'])
  other = made[0]?.id ?? ''
  const again = upsertDoctors(at.house)(system, [doctor({ code: 'D4' }), doctor({ code: 'D5', personId: person })])
  await expect(again).rejects.toMatchObject({ code: 'doctor-person-taken', facts: { of: 'D5', code: 'D2' } })
  expect(names(await get('/api/doctors?q=D4'))).toEqual([])
  // Twice at the same moment is one doctor.
  const both = await Promise.all([1, 2].map(() => upsertDoctor(at.house)(system, doctor({ code: 'D6', name: '周末' }))))
  expect(new Set(both.map(one => one.id)).size).toBe(1)
})

test('found by name, surname’s reading, initials, department, strength, and both together', async () => {
  for (const q of ['单立', 'shan', 'slq', '癫痫', 'sjnk 癫痫', '神经内科 单'])
    expect(names(await get(`/api/doctors?q=${encodeURIComponent(q)}`))).toEqual(['单立群'])
  expect(names(await get('/api/doctors?q=sjnk'))).toContain(sampleDoctor.name)
  expect(names(await get(`/api/doctors?unitId=${staff.unit('FSK')}`))).toEqual([])
})

test('DIR-02 (part): the usual week makes sessions ahead, given out for fourteen days; the next are shown to staff and patients', async () => {
  const week = sampleWeek(staff.unit('SJN'))
  expect((await put(`/api/doctors/${id}/week`, { from: '2026-11-16', sessions: week })).status).toBe(200)
  const [row] = (await get(`/api/doctors?q=${sampleDoctor.code}`)).body['items'] as {
    next: { day: string; halfDay: string }[]
  }[]
  // It is Monday, nine o’clock: the morning still runs.
  expect(row?.next.map(one => `${one.day} ${one.halfDay}`)).toEqual([
    '2026-11-16 morning',
    '2026-11-18 afternoon',
    '2026-11-23 morning',
  ])
  const states = await at.house.database.transact(tx =>
    run<{ state: string; last: string }>(
      tx,
      'select state, max(day)::text as last from directory.session group by 1 order by 1',
    ),
  )
  expect(states).toEqual([
    { state: 'open', last: '2026-11-25' },
    { state: 'planned', last: '2026-12-09' },
  ])
  const open = await get(`/api/public/doctors/${id}`, null)
  expect((open.body['sessions'] as unknown[]).length).toBe(4)
  // Time goes on: a day more is made and given out, once.
  at.clock.set(at.house.clock.now().add({ hours: 24 * 2 }))
  await at.machinery.turn()
  await at.machinery.turn()
  await signIn()
  const after = await get(`/api/doctors/${id}`)
  expect((after.body['next'] as { day: string }[]).map(one => one.day)).toEqual([
    '2026-11-18',
    '2026-11-23',
    '2026-11-25',
  ])
  expect((after.body['sessions'] as { day: string }[]).at(-1)?.day).toBe('2026-11-30')
})

test('another week takes the place of what was only planned; what is given out stays', async () => {
  const [friday] = sampleWeek(staff.unit('SJN'))
  const week = [{ ...friday, weekday: 5 }]
  expect((await put(`/api/doctors/${id}/week`, { from: '2026-11-20', sessions: week })).status).toBe(200)
  const rows = await at.house.database.transact(tx =>
    run<{ day: string }>(
      tx,
      'select day::text from directory.session where doctor_id = $1 and day >= $2 order by day',
      [id, '2026-11-19'],
    ),
  )
  expect(rows.map(row => row.day)).toEqual([
    '2026-11-20',
    '2026-11-23',
    '2026-11-25',
    '2026-11-27',
    '2026-11-30',
    '2026-12-04',
    '2026-12-11',
  ])
  const twice = await put(`/api/doctors/${id}/week`, { from: '2026-11-20', sessions: [...week, ...week] })
  expect([twice.code, twice.body['pointer']]).toEqual(['session-twice', '/body/sessions/1'])
})

test('a substitute sees the patients of a session, and is not in two rooms at once', async () => {
  const sessionsOf = async (who: string) =>
    (await get(`/api/doctors/${who}`)).body['sessions'] as {
      id: string
      day: string
      state: string
      version: number
      seenBy: { id: string }
    }[]
  const [friday] = (await sessionsOf(id)).filter(one => one.day === '2026-11-20')
  const url = `/api/sessions/${friday?.id}/substitute`
  expect((await post(url, { version: 1, doctorId: other, reason: '外出会诊' })).code).toBe('stale-version')
  const asked = { version: friday?.version, doctorId: other, reason: '外出会诊' }
  const both = await Promise.all([post(url, asked), post(url, asked)])
  expect(both.map(answer => answer.status).toSorted()).toEqual([200, 409])
  const [now] = await sessionsOf(other)
  expect(now).toMatchObject({ day: '2026-11-20', state: 'substituted', seenBy: { id: other } })
  const added = {
    doctorId: other,
    unitId: staff.unit('SJN'),
    day: '2026-11-20',
    halfDay: 'morning',
    room: null,
    feeLevel: 'ordinary',
    slotMinutes: 10,
    capacity: 10,
  }
  expect((await post('/api/sessions', added)).code).toBe('session-clash')
  expect((await post('/api/sessions', { ...added, halfDay: 'afternoon' })).status).toBe(201)
  expect((await post('/api/sessions', { ...added, day: '2026-11-17' })).code).toBe('session-past')
  expect(await told('directory.session-substituted')).toHaveLength(1)
})

test('patients find no hidden doctor and no staff number; who left is not found at all', async () => {
  const all = await get('/api/public/doctors', null)
  expect(names(all)).not.toContain('高远')
  expect(JSON.stringify(all.body)).not.toContain(staff.person('高强'))
  expect((await get('/api/doctors', null)).code).toBe('not-signed-in')
  expect((await post(`/api/doctors/${other}/leave`, { version: 1 })).status).toBe(200)
  expect(names(await get('/api/doctors'))).not.toContain('单立群')
})

test('a portrait is what it says, and stands on the page', async () => {
  const url = `/api/doctors/${id}/photo`
  expect((await put(url, { type: 'image/png', data: Buffer.from('text').toString('base64') })).code).toBe('photo-type')
  const png = Buffer.of(0x89, 0x50, 0x4e, 0x47, 1).toString('base64')
  expect((await put(url, { type: 'image/png', data: png })).status).toBe(200)
  expect((await get(`/api/public/doctors/${id}`, null)).body['photo']).toBe(`data:image/png;base64,${png}`)
})
