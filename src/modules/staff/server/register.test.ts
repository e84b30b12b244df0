import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { CHECKED } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { importStaff } from '../index.ts'

let at: TestHouse
let staff: SettledStaff
let admin: string
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house)
  admin = await staff.cookie('林建国')
})
afterAll(() => at.close())

const post = (cookie: string, url: string, body: object) => ask(at.app, 'POST', url, { cookie, body })
const get = async (url: string, cookie = admin) => (await ask(at.app, 'GET', url, { cookie })).body
const put = (url: string, body: object, cookie = admin) => ask(at.app, 'PUT', url, { cookie, body })
const journal = (action: string) =>
  at.house.database.transact(tx =>
    run<{ actorId: string; kind: string; facts: Record<string, unknown> }>(
      tx,
      'select actor_id, kind, facts from platform.journal where action = $1 order by id',
      [action],
    ),
  )
const hire = async (number: string, name: string) =>
  String((await post(admin, '/api/people', { name, staffNumber: number, phone: null })).body['id'])
const onDuty = (id: string) =>
  post(admin, `/api/people/${id}/duties`, {
    kind: 'on-duty',
    from: at.clock.now().toString(),
    to: at.clock.now().add({ hours: 4 }).toString(),
    reason: null,
  })

describe('ORG-06: the staff register', () => {
  test('without eligibility check or undertaking nobody is put on duty, one by one, by plan or by import', async () => {
    const id = await hire('3001', '方远')
    expect((await onDuty(id)).body).toMatchObject({ lacks: ['eligibility', 'undertaking'] })
    const plan = { first: '2026-11-16', last: '2026-11-20' }
    expect((await post(admin, `/api/people/${id}/duties/by-calendar`, plan)).code).toBe('not-cleared')
    const saved = await put(`/api/people/${id}/record`, { version: 0, ...CHECKED, undertakingOn: null })
    expect(saved.body).toMatchObject({ version: 1, checkedBy: '林建国', lacks: ['undertaking'] })
    expect((await onDuty(id)).code).toBe('not-cleared')
    expect((await put(`/api/people/${id}/record`, { version: 1, ...CHECKED, eligible: false })).status).toBe(200)
    expect((await onDuty(id)).code).toBe('not-cleared')
    expect((await put(`/api/people/${id}/record`, { version: 2, ...CHECKED })).status).toBe(200)
    expect((await onDuty(id)).status).toBe(201)
    expect((await put(`/api/people/${id}/record`, { version: 1, ...CHECKED })).code).toBe('stale-version')
    const unchecked = importStaff(at.house)(systemCaller(at.house.hospital.id), {
      units: [],
      people: [
        {
          staffNumber: '3002',
          name: '未审',
          posts: [],
          register: null,
          duties: [{ kind: 'on-duty', from: MONDAY, to: MONDAY.add({ hours: 2 }) }],
        },
      ],
    })
    await expect(unchecked).rejects.toMatchObject({ code: 'not-cleared' })
  })

  test('a nurse of five years at follow-up is a warning, and who accepted it is kept', async () => {
    const unit = await post(admin, '/api/units', {
      code: 'HFZ',
      name: '患者回访中心',
      kind: 'office',
      parentId: staff.unit('KF'),
      place: null,
      phone: null,
      hours: 'calendar',
    })
    const id = await hire('3003', '苏敏')
    await put(`/api/people/${id}/record`, { version: 0, ...CHECKED, clinicalSince: '2021-03-01' })
    const term = { personId: id, post: 'desk-agent', unitId: unit.body['id'] }
    const warned = await post(admin, '/api/assignments', term)
    expect([warned.code, warned.body['years'], warned.body['wanted']]).toEqual(['few-clinical-years', 5, 20])
    expect(await journal('staff.few-years-accepted')).toEqual([])
    expect((await post(admin, '/api/assignments', { ...term, acceptsFewYears: true })).status).toBe(201)
    expect(await journal('staff.few-years-accepted')).toMatchObject([
      { actorId: staff.person('林建国'), facts: { person: id, years: 5, wanted: 20 } },
    ])
    const numbered = { ...CHECKED, clinicalSince: '2021-03-01', agentNumber: 'HF01' }
    expect((await put(`/api/people/${id}/record`, { version: 1, ...numbered })).code).toBe('few-clinical-years')
    expect((await put(`/api/people/${id}/record`, { version: 1, ...numbered, acceptsFewYears: true })).status).toBe(200)
    const other = await hire('3004', '白露')
    const experienced = { ...numbered, clinicalSince: '2000-07-01' }
    expect((await put(`/api/people/${other}/record`, { version: 0, ...experienced })).code).toBe('record-number-taken')
    expect(
      (await put(`/api/people/${other}/record`, { version: 0, ...experienced, agentNumber: 'HF02' })).body,
    ).toMatchObject({ clinicalYears: 26, agentNumber: 'HF02' })
  })

  test('the document lies enciphered, is shown masked, and whole for a reason; nobody checks themselves', async () => {
    const id = await hire('3005', '唐宁')
    await put(`/api/people/${id}/record`, { version: 0, ...CHECKED, document: '350206198001012345' })
    expect(await get(`/api/people/${id}/record`)).toMatchObject({ documentMasked: '350***********2345' })
    const asked = { field: 'document', reason: '核对入职材料' }
    expect((await post(admin, `/api/people/${id}/record/unmask`, asked)).body['value']).toBe('350206198001012345')
    expect((await journal('staff.record-unmasked')).map(one => one.kind)).toEqual(['read'])
    expect((await journal('staff.record-opened')).length).toBeGreaterThan(0)
    const [row] = await at.house.database.transact(tx =>
      run<{ text: string }>(tx, 'select record::text as text from staff.record where person_id = $1', [id]),
    )
    expect(row?.text).not.toMatch(/350206/)
    const own = `/api/people/${staff.person('林建国')}/record`
    const { version } = (await get(own)) as { version: number }
    expect((await put(own, { version, ...CHECKED, eligible: false })).code).toBe('own-check')
  })

  test('a paper is kept enciphered; what is not what it says is refused', async () => {
    const url = `/api/people/${staff.person('王芳')}/record/files`
    const data = Buffer.from('%PDF-1.7 承诺书').toString('base64')
    const paper = { kind: 'undertaking', name: '承诺书.pdf', type: 'application/pdf', data }
    expect((await post(admin, url, { ...paper, type: 'image/png' })).code).toBe('record-file-type')
    const filed = await post(admin, url, paper)
    expect(await get(`${url}/${filed.body['id']}`)).toEqual({ name: '承诺书.pdf', type: 'application/pdf', data })
    expect(await get(`/api/people/${staff.person('王芳')}/record`)).toMatchObject({ files: [{ name: '承诺书.pdf' }] })
  })

  test('the house reminds of a licence that expires, at each of the days that are set, once', async () => {
    const id = staff.person('李静')
    const licence = {
      kind: 'licence',
      name: '护士执业证',
      number: 'X-778812',
      obtainedOn: null,
      expiresOn: '2026-12-20',
    }
    const added = await post(admin, `/api/people/${id}/qualifications`, licence)
    expect(added.body).toMatchObject({ numberMasked: '******12', isOver: false })
    const reminded = async () => (await journal('staff.expiry-near')).map(one => one.facts['days'])
    const turnAt = async (text: string) => {
      at.clock.set(MONDAY.add({ hours: 24 * Number(text) }))
      await at.machinery.turn()
      return reminded()
    }
    expect(await turnAt('0')).toEqual([])
    expect(await turnAt('5')).toEqual([29])
    expect(await turnAt('6')).toEqual([29])
    expect(await turnAt('28')).toEqual([29, 6])
    expect(await turnAt('40')).toEqual([29, 6, -6])
    expect(await turnAt('41')).toEqual([29, 6, -6])
    admin = await staff.cookie('林建国')
    const list = (await get('/api/staff-register?only=expiring')) as { items: { expiring: unknown }[] }
    expect(list.items).toMatchObject([{ expiring: { name: '护士执业证', expiresOn: '2026-12-20' } }])
    await post(admin, `/api/people/${id}/qualifications/${added.body['id']}/end`, { reason: '已换新证' })
    expect(await get('/api/staff-register?only=expiring')).toMatchObject({ items: [] })
    expect(await get('/api/staff-register?only=lacking')).toMatchObject({ items: [] })
    at.clock.set(MONDAY)
  })
})
