import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, settleStaff } from '../../../../tests/support/staff.ts'
import { type FromSystem, mergeFromSystem, upsertFromSystem, upsertVisit, type VisitFromSystem } from '../index.ts'
import { HIS_ZHANG } from '../sample.ts'

let at: TestHouse
let desk: string
beforeAll(async () => {
  at = await testHouse()
  desk = await (await settleStaff(at.house, { hours: 24 * 30 })).cookie('王芳')
})
afterAll(() => at.close())

const caller = () => systemCaller(at.house.hospital.id)
const numbered = (value: string) => [{ system: 'XM3Y', kind: 'patient-number' as const, value }]
const minute = (n: number) => at.house.clock.now().add({ minutes: n - 60 })
const said = (number: string, person: Omit<FromSystem['person'], 'identifiers'>, n = 0): FromSystem => ({
  source: 'HIS',
  occurredAt: minute(n),
  person: { identifiers: numbered(number), ...person },
})
const upsert = (asked: FromSystem) => upsertFromSystem(at.house)(caller(), asked)
const open = async (id: string) => (await ask(at.app, 'GET', `/api/patients/${id}`, { cookie: desk })).body
const search = async (q: string) =>
  (
    (await ask(at.app, 'POST', '/api/patients/search', { cookie: desk, body: { q } })).body['items'] as { id: string }[]
  ).map(row => row.id)
const actions = (patientId: string) =>
  at.house.database.transact(async tx =>
    (
      await run<{ action: string }>(
        tx,
        `select action from platform.journal where hospital_id = $1 and patient_id = $2 and kind = 'change' order by id`,
        [at.house.hospital.id, patientId],
      )
    ).map(row => row.action),
  )

const visit = (
  event: VisitFromSystem['event'],
  n: number,
  more: Partial<VisitFromSystem['visit']> = {},
  number: string | null = 'V1',
) =>
  upsertVisit(at.house)(caller(), {
    ...said('P20', { name: '何八' }, n),
    event,
    visit: { system: 'XM3Y', number, ...more },
  })
const merge = (into: string, from: string) =>
  mergeFromSystem(at.house)(caller(), { ...said(into, { name: '张合' }, 30), from: numbered(from) })

describe("the hospital's system speaks of a person", () => {
  test('a new number makes a person; the same word again changes nothing', async () => {
    const taken = await upsert(HIS_ZHANG)
    expect(taken.outcome).toBe('created')
    expect(await upsert(HIS_ZHANG)).toEqual({ ...taken, outcome: 'unchanged' })
    expect(await open(taken.patientId)).toMatchObject({
      nameMasked: '张*',
      document: { kind: 'resident-id', masked: '340***********001X' },
      phones: [{ masked: '138****8001', state: 'unconfirmed' }],
      numbers: [{ system: 'XM3Y', value: 'P00012345' }],
      source: 'HIS',
    })
    expect(await actions(taken.patientId)).toEqual(['patient.registered'])
    expect(await search('P00012345')).toEqual([taken.patientId])
  })

  test('absent is no change, null deletes, a value replaces', async () => {
    const { patientId } = await upsert(
      said('P2', { name: '李四', address: '同安区1号', phones: [{ number: '13800138002' }] }, 1),
    )
    await upsert(said('P2', { name: '李四光', address: null }, 2))
    expect(await open(patientId)).toMatchObject({
      nameMasked: '李*光',
      addressMasked: null,
      phones: [{ masked: '138****8002' }],
    })
    await upsert(said('P2', { phones: null }, 3))
    expect(await open(patientId)).toMatchObject({ phones: [] })
    expect(await search('李四光')).toEqual([patientId])
    expect(await search('13800138002')).toEqual([])
  })

  test('an older message that comes later does not undo a newer one, and fills what nobody spoke of', async () => {
    const { patientId } = await upsert(said('P3', { name: '王新' }, 10))
    await upsert(said('P3', { name: '王旧', birthDate: '1990-05' }, 5))
    expect(await open(patientId)).toMatchObject({ nameMasked: '王*', birthYear: 1990 })
    expect(await search('王新')).toEqual([patientId])
    expect(await search('王旧')).toEqual([])
  })

  test("what a desk wrote outlives an older message, and a desk's telephone outlives any", async () => {
    const { patientId } = await upsert(said('P4', { name: '赵五', phones: [{ number: '13800138004' }] }, 10))
    const { version } = await open(patientId)
    const phones = [
      { number: '13900139004', holder: 'family' },
      { number: '13800138004', holder: 'self' },
    ]
    await ask(at.app, 'PUT', `/api/patients/${patientId}`, { cookie: desk, body: { version, name: '赵午', phones } })
    await upsert(said('P4', { name: '赵五' }, 20))
    expect(await search('赵午')).toEqual([patientId])
    await upsert(said('P4', { phones: [{ number: '13700137004' }] }, 60))
    expect((await open(patientId))['phones']).toMatchObject([
      { masked: '137****7004', holder: 'self', state: 'unconfirmed' },
      { masked: '139****9004', holder: 'family', state: 'unconfirmed' },
    ])
  })

  test('somebody whom a desk registered first is recognised by ID number and name; another name is another row', async () => {
    const number = '110101200002290018'
    const { body } = await ask(at.app, 'POST', '/api/patients', {
      cookie: desk,
      body: { name: '孙六', document: { kind: 'resident-id', number } },
    })
    const identifiers = (value: string) => [
      ...numbered(value),
      { system: 'CN', kind: 'resident-id' as const, value: number },
    ]
    const other = await upsert({
      source: 'HIS',
      occurredAt: null,
      person: { identifiers: identifiers('P5'), name: '钱七' },
    })
    expect(other.outcome).toBe('created')
    const same = await upsert({
      source: 'HIS',
      occurredAt: null,
      person: { identifiers: identifiers('P6'), name: '孙六' },
    })
    expect(same).toEqual({ patientId: body['id'], outcome: 'changed' })
    // A second number of the same system for the same ID is a second row there, and a proposal here.
    const second = await upsert({
      source: 'HIS',
      occurredAt: null,
      person: { identifiers: identifiers('P7'), name: '孙六' },
    })
    expect(second.outcome).toBe('created')
  })

  test('twenty messages about one new person at once make one person', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => upsert(said('P8', { name: `并发${n}` }, n))))
    expect(new Set(all.map(taken => taken.patientId)).size).toBe(1)
    expect(all.filter(taken => taken.outcome === 'created')).toHaveLength(1)
    expect(await search('并发19')).toEqual([all[0]?.patientId])
  })

  test('a name that is no name, a phone that is none and a wrong ID number are taken as they can be', async () => {
    const { patientId } = await upsert({
      source: 'HIS',
      occurredAt: null,
      person: {
        identifiers: [...numbered('P9'), { system: 'CN', kind: 'resident-id', value: '340524198001010013' }],
        name: 'TEST^^PATIENT',
        phones: [{ number: 'ext' }, { number: '555-1234' }],
      },
    })
    expect(await open(patientId)).toMatchObject({ document: null, phones: [{ holder: 'self' }] })
    expect(await search('340524198001010013')).toEqual([patientId])
  })
})

describe("the hospital's system speaks of a visit", () => {
  test('admission, discharge, discharge taken back, cancellation', async () => {
    const { patientId, isNewVisit } = await visit('admitted', 1, {
      class: 'inpatient',
      departmentCode: 'NEUR',
      bed: '3',
      startedAt: minute(1),
    })
    expect(isNewVisit).toBe(true)
    await visit('discharged', 2, { endedAt: minute(2) })
    expect((await open(patientId))['visits']).toMatchObject([{ number: 'V1', state: 'ended', bed: '3' }])
    await visit('discharge-cancelled', 3, { endedAt: null })
    await visit('cancelled', 4)
    expect((await open(patientId))['visits']).toMatchObject([{ state: 'cancelled', endedAt: null }])
    expect(await actions(patientId)).toEqual([
      'patient.registered',
      'patient.visit-started',
      'patient.visit-ended',
      'patient.visit-reopened',
      'patient.visit-cancelled',
    ])
  })

  test('a cancellation that overtakes its registration stays cancelled', async () => {
    const { patientId } = await visit('cancelled', 10, {}, 'V2')
    await visit('registered', 5, { class: 'outpatient', startedAt: minute(5) }, 'V2')
    const [newest] = (await open(patientId))['visits'] as { number: string; state: string; class: string }[]
    expect(newest).toMatchObject({ number: 'V2', state: 'cancelled', class: 'outpatient' })
  })

  test('a visit without a number is known by its beginning; one with neither is no visit', async () => {
    const at1 = minute(7)
    const first = await visit('registered', 7, { class: 'emergency', startedAt: at1 }, null)
    const again = await visit('updated', 8, { departmentCode: 'ER', startedAt: at1 }, null)
    expect(again).toMatchObject({ visitId: first.visitId, isNewVisit: false })
    expect((await visit('updated', 9, { departmentCode: 'ER' }, null)).visitId).toBeNull()
  })

  test('ten messages about one new visit at once make one visit', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) => visit('registered', n, { room: String(n) }, 'V9')),
    )
    expect(new Set(all.map(taken => taken.visitId)).size).toBe(1)
    expect(all.filter(taken => taken.isNewVisit)).toHaveLength(1)
  })

  test('visits are listed page by page, the newest first', async () => {
    let id = ''
    for (let n = 0; n < 25; n += 1)
      id = (
        await upsertVisit(at.house)(caller(), {
          ...said('P21', { name: '施九' }, n),
          event: 'registered',
          visit: { system: 'XM3Y', number: `W${n}`, startedAt: minute(n) },
        })
      ).patientId
    const page = async (after = '') =>
      (await ask(at.app, 'GET', `/api/patients/${id}/visits${after}`, { cookie: desk })).body as {
        items: { number: string }[]
        next: string | null
      }
    const first = await page()
    const second = await page(`?after=${encodeURIComponent(first.next ?? '')}`)
    expect([...first.items, ...second.items].map(one => one.number)).toEqual(
      Array.from({ length: 25 }, (_, n) => `W${24 - n}`),
    )
    expect(second.next).toBeNull()
  })
})

describe("the hospital's system merges", () => {
  test('the loser becomes an alias, later messages for its number find the survivor, and the same message again does nothing', async () => {
    const survivor = await upsert(said('P0030', { name: '张合' }, 1))
    const loser = await upsert(said('P0031', { name: '张何', phones: [{ number: '13800138031' }] }, 1))
    expect(await merge('P0030', 'P0031')).toMatchObject({ patientId: survivor.patientId })
    await merge('P0030', 'P0031')
    expect((await actions(survivor.patientId)).filter(action => action === 'patient.merged')).toHaveLength(1)
    expect(await open(loser.patientId)).toMatchObject({ id: survivor.patientId })
    expect((await upsert(said('P0031', { address: '翔安区1号' }, 40))).patientId).toBe(survivor.patientId)
    expect(await search('P0031')).toEqual([survivor.patientId])
    expect(await search('13800138031')).toEqual([survivor.patientId])
  })

  test('an unknown loser leaves its number with the survivor; an unknown survivor is created', async () => {
    const { patientId } = await merge('P0032', 'P0033')
    expect((await upsert(said('P0033', { address: '湖里区1号' }, 50))).patientId).toBe(patientId)
    const known = await upsert(said('P0034', { name: '张合' }, 1))
    const taken = await merge('P0035', 'P0034')
    expect(await open(known.patientId)).toMatchObject({ id: taken.patientId })
  })

  test('two merges that cross do not block each other', async () => {
    await upsert(said('P0036', { name: '甲' }, 1))
    await upsert(said('P0037', { name: '乙' }, 1))
    const both = await Promise.allSettled([merge('P0036', 'P0037'), merge('P0037', 'P0036')])
    expect(both.filter(one => one.status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
    expect(await search('P0036')).toEqual(await search('P0037'))
  })
})
