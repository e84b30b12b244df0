import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, settleStaff } from '../../../../tests/support/staff.ts'
import { banner, familyOf, patientLabel, upsertVisit } from '../index.ts'
import { HIS_ZHANG } from '../sample.ts'
import { findDuplicates } from './listen.ts'

let at: TestHouse
let desk: string
beforeAll(async () => {
  at = await testHouse()
  desk = await (await settleStaff(at.house, { hours: 24 * 30 })).cookie('王芳')
})
afterAll(() => at.close())

const system = () => systemCaller(at.house.hospital.id)
const post = (url: string, body: object) => ask(at.app, 'POST', url, { cookie: desk, body })
const get = async (url: string) => (await ask(at.app, 'GET', url, { cookie: desk })).body
const register = async (body: object) => {
  const answer = await post('/api/patients', body)
  expect(answer).toMatchObject({ status: 201 })
  return answer.body['id'] as string
}
const open = (id: string) => get(`/api/patients/${id}`)
const search = async (q: string) =>
  ((await post('/api/patients/search', { q })).body['items'] as { id: string }[]).map(row => row.id)
/** Turns until the search for duplicates has heard everything: a transaction of another test on the same server may hold it up. */
async function heardAll(): Promise<void> {
  for (;;) {
    await at.machinery.turn()
    const [left] = await at.house.database.transact(tx =>
      run<{ count: number }>(
        tx,
        `select count(*) from platform.journal j join platform.listener l on l.hospital_id = j.hospital_id and l.name = $2
         where j.hospital_id = $1 and j.kind = 'change' and j.action = any($3) and (j.tx, j.id) > (l.tx, l.id)`,
        [at.house.hospital.id, findDuplicates.name, [...findDuplicates.hears]],
      ),
    )
    if (left?.count === 0) return
    await new Promise(resume => setTimeout(resume, 20))
  }
}

/** Open pairs, of one person or of all. */
const duplicates = async (of?: string) => {
  await heardAll()
  return (await get(`/api/patient-duplicates${of === undefined ? '' : `?patient=${of}`}`))['items'] as {
    one: { id: string; version: number }
    other: { id: string; version: number }
    certainty: string
    reasons: string[]
    survivorId: string
    fields: { field: string; same: boolean }[]
  }[]
}
const merge = async (id: string, loserId: string) => {
  const [survivor, loser] = [await open(id), await open(loserId)]
  return post(`/api/patients/${id}/merge`, {
    loserId,
    version: survivor['version'],
    loserVersion: loser['version'],
    reason: '同一人两次建档',
  })
}
const undo = (answer: { body: Record<string, unknown> }) =>
  post(`/api/patient-merges/${answer.body['mergeId']}/undo`, { reason: '误合并' })
/** Without looking at the versions first. */
const send = (id: string, loserId: string, version = 1) =>
  post(`/api/patients/${id}/merge`, { loserId, version, loserVersion: 1, reason: '同一人' })

/** All that the module holds about these rows, to compare before and after; versions and the merge log apart. */
const everything = (ids: string[]) =>
  at.house.database.transact(async tx => {
    const of = (table: string, columns: string, by: string) =>
      run(
        tx,
        `select ${columns} from patient.${table} where hospital_id = $1 and ${by} = any($2::uuid[]) order by 1, 2, 3`,
        [at.house.hospital.id, ids],
      )
    return {
      people: await of('patient', 'id, name_masked, sex, birth_date, merged_into', 'id'),
      tokens: await of('search_token', 'patient_id, seen_at, token', 'patient_id'),
      identifiers: await of('identifier', 'patient_id, system, kind, token', 'patient_id'),
      visits: await of('visit', 'patient_id, system, number', 'patient_id'),
      needs: await of('need', 'patient_id, kind, value, ended_at', 'patient_id'),
    }
  })

/** One person, twice: once at the desk without a visit card, once from the hospital's system with a visit. */
async function zhangTwice(suffix: string) {
  const document = { kind: 'passport', number: `E${suffix}` }
  const atDesk = await register({
    name: '张三',
    document,
    relatives: [{ relation: 'spouse', name: '李梅', phone: '13700137000' }],
  })
  await post(`/api/patients/${atDesk}/needs`, { kind: 'hearing', value: 'deaf', source: 'patient' })
  const { patientId } = await upsertVisit(at.house)(system(), {
    ...HIS_ZHANG,
    person: {
      ...HIS_ZHANG.person,
      birthDate: `19${suffix.slice(-2)}-01-01`,
      phones: [{ number: `138001380${suffix.slice(-2)}` }],
      identifiers: [{ system: 'XM3Y', kind: 'patient-number', value: `P${suffix}` }],
    },
    event: 'registered',
    visit: { system: 'XM3Y', number: `V${suffix}`, class: 'outpatient', startedAt: at.house.clock.now() },
  })
  return { atDesk, fromHis: patientId }
}

describe('two rows of one person', () => {
  test('PAT-01: two rows with the same ID number are proposed for merging; merge and undo keep all links', async () => {
    const document = { kind: 'resident-id', number: '110101200002290018' }
    const one = await register({ name: '赵一', document, phones: [{ number: '13600136000', holder: 'self' }] })
    const other = await register({ name: '赵一', document, despite: '证件号码待核实' })
    await post(`/api/patients/${one}/needs`, { kind: 'language', value: 'minnan', source: 'patient' })
    await post(`/api/patients/${other}/needs`, { kind: 'hearing', value: 'deaf', source: 'patient' })
    await upsertVisit(at.house)(system(), {
      source: 'HIS',
      occurredAt: null,
      person: { identifiers: [{ system: 'CN', kind: 'resident-id', value: document.number }], name: '赵一' },
      event: 'registered',
      visit: { system: 'XM3Y', number: 'V-ZHAO', class: 'outpatient', startedAt: at.house.clock.now() },
    })
    const [pair] = await duplicates(one)
    expect([pair?.one.id, pair?.other.id].toSorted()).toEqual([one, other].toSorted())
    expect(pair).toMatchObject({ certainty: 'certain', survivorId: one })
    expect(pair?.reasons).toContain('same-document')

    const before = await everything([one, other])
    const merged = await merge(one, other)
    expect(merged.status).toBe(200)
    expect(await duplicates(one)).toEqual([])
    // Either id opens the one person, with both rows' needs, visits and numbers.
    for (const id of [one, other]) {
      const record = await open(id)
      expect(record).toMatchObject({ id: one, aliases: [{ id: other }], visits: [{ number: 'V-ZHAO' }] })
      expect((record['profile'] as { needs: { value: string }[] }).needs.map(need => need.value).toSorted()).toEqual([
        'deaf',
        'minnan',
      ])
      expect(await patientLabel(at.house, null, at.house.hospital.id, id)).toMatchObject({
        id: one,
        nameMasked: '赵*',
        birthYear: 2000,
      })
      expect((await banner(at.house, system(), id)).contact.mayCall).toBe(false)
    }
    expect(await search('赵一')).toEqual([one])
    expect(await at.house.database.transact(tx => familyOf(tx, at.house.hospital.id, other))).toEqual([one, other])

    const undone = await post(`/api/patient-merges/${merged.body['mergeId']}/undo`, { reason: '核实为两人' })
    expect(undone.body).toEqual({ survivorId: one, loserId: other })
    expect(await everything([one, other])).toEqual(before)
    expect((await search('赵一')).toSorted()).toEqual([one, other].toSorted())
    // Whoever undid it has decided.
    expect(await duplicates(one)).toEqual([])
  })

  test('the survivor takes what it lacks, and gives it back', async () => {
    const { atDesk, fromHis } = await zhangTwice('E071')
    const before = await everything([atDesk, fromHis])
    const { body } = await merge(fromHis, atDesk)
    expect(await open(fromHis)).toMatchObject({
      document: { kind: 'passport' },
      relatives: [{ nameMasked: '李*' }],
      phones: [{ masked: '138****8071' }],
    })
    expect(await search('EE071')).toEqual([fromHis])
    await post(`/api/patient-merges/${body['mergeId']}/undo`, { reason: '误合并' })
    expect(await open(fromHis)).toMatchObject({ document: null, relatives: [] })
    expect(await everything([atDesk, fromHis])).toEqual(before)
  })

  test('merges on merges are undone from the newest back', async () => {
    const a = await register({ name: '钱二', document: { kind: 'passport', number: 'PASS-A1' } })
    const b = await register({ name: '钱二', document: { kind: 'passport', number: 'PASS-B1' } })
    const c = await register({ name: '钱二', document: { kind: 'passport', number: 'PASS-C1' } })
    const before = await everything([a, b, c])
    const first = await merge(b, a)
    const second = await merge(c, b)
    for (const id of [a, b, c])
      expect(await patientLabel(at.house, null, at.house.hospital.id, id)).toMatchObject({ id: c })
    expect((await undo(first)).code).toBe('merge-not-newest')
    expect((await undo(second)).status).toBe(200)
    expect(await patientLabel(at.house, null, at.house.hospital.id, a)).toMatchObject({ id: b })
    expect((await undo(first)).status).toBe(200)
    expect((await undo(first)).code).toBe('merge-undone')
    expect(await everything([a, b, c])).toEqual(before)
  })

  test('a row is not merged with itself, an alias not again, and not on an old version', async () => {
    const a = await register({ name: '孙三', document: { kind: 'passport', number: 'PASS-S1' } })
    const b = await register({ name: '孙三', document: { kind: 'passport', number: 'PASS-S2' } })
    expect((await send(a, a)).code).toBe('merge-with-itself')
    expect((await send(a, b, 9)).code).toBe('stale-version')
    expect((await send(a, '0198d0d0-0000-7000-8000-000000000000')).code).toBe('not-found')
    expect((await send(a, b)).status).toBe(200)
    expect((await send(b, a, 2)).code).toBe('merged-already')
  })

  test('a change between merge and undo stays with the survivor', async () => {
    const { atDesk, fromHis } = await zhangTwice('E082')
    const { body } = await merge(fromHis, atDesk)
    const { version } = await open(fromHis)
    await ask(at.app, 'PUT', `/api/patients/${fromHis}`, {
      cookie: desk,
      body: { version, document: { kind: 'passport', number: 'PASSNEW1' } },
    })
    await post(`/api/patient-merges/${body['mergeId']}/undo`, { reason: '误合并' })
    expect(await search('PASSNEW1')).toEqual([fromHis])
    expect(await search('EE082')).toEqual([atDesk])
  })

  test('a pair that somebody called two persons is not proposed again; one that was mended neither', async () => {
    const document = { kind: 'resident-id', number: '350206195606150022' }
    const one = await register({ name: '周四', document })
    const other = await register({ name: '吴五', document, despite: '号码待核实' })
    const [pair] = await duplicates(one)
    expect(pair?.reasons).toEqual(['same-document', 'other-name'])
    expect(pair?.fields.find(field => field.field === 'document')?.same).toBe(true)
    expect(pair?.fields.find(field => field.field === 'name')?.same).toBe(false)
    await ask(at.app, 'PUT', `/api/patients/${other}`, {
      cookie: desk,
      body: { version: 1, document: null, noDocumentReason: '证件遗失' },
    })
    expect(await duplicates(one)).toEqual([])
    await ask(at.app, 'PUT', `/api/patients/${other}`, {
      cookie: desk,
      body: { version: 2, document, despite: '再次核对' },
    })
    expect(await duplicates(one)).toHaveLength(1)
    expect(
      (await post('/api/patient-duplicates/dismiss', { oneId: one, otherId: other, reason: '双胞胎，号码录错' }))
        .status,
    ).toBe(200)
    await ask(at.app, 'PUT', `/api/patients/${other}`, { cookie: desk, body: { version: 3, sex: 'other' } })
    expect(await duplicates(one)).toEqual([])
  })

  test('two desks that register the same person at once are found out afterwards', async () => {
    const body = { name: '郑六', document: { kind: 'resident-id', number: '350206201809011231' } }
    const answers = await Promise.all([1, 2, 3].map(() => post('/api/patients', body)))
    const ids = answers.flatMap(answer => (answer.status === 201 ? [answer.body['id'] as string] : []))
    const pairs = await duplicates()
    const own = pairs.filter(pair => ids.includes(pair.one.id) && ids.includes(pair.other.id))
    expect(own).toHaveLength((ids.length * (ids.length - 1)) / 2)
    for (const id of ids.slice(1)) await merge(ids[0] as string, id)
    expect(await duplicates(ids[0])).toEqual([])
  })

  test('lists go on where they stopped', async () => {
    const merges = (await get('/api/patient-merges')) as { items: { id: string }[]; next: string | null }
    expect(merges.items.length).toBeGreaterThan(3)
    expect(merges.items.map(one => one.id)).toEqual(
      merges.items
        .map(one => one.id)
        .toSorted()
        .toReversed(),
    )
    expect((await ask(at.app, 'GET', '/api/patient-merges?after=1%27--', { cookie: desk })).code).toBe(
      'invalid-request',
    )
    expect(Temporal.Instant.from(String((merges.items[0] as { mergedAt?: string }).mergedAt))).toBeDefined()
  })
})
