import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, settleStaff } from '../../../../tests/support/staff.ts'
import { CHEN, LIN } from '../sample.ts'

let at: TestHouse
let desk: string
let administrator: string
let chen: string
let lin: string
beforeAll(async () => {
  at = await testHouse()
  const staff = await settleStaff(at.house, { hours: 24 * 30 })
  desk = await staff.cookie('王芳')
  administrator = await staff.cookie('林建国')
  chen = await register(CHEN)
  at.clock.advance({ minutes: 1 })
  lin = await register(LIN)
})
afterAll(() => at.close())

const post = (url: string, body: object, cookie = desk) => ask(at.app, 'POST', url, { cookie, body })
const register = async (body: object) => {
  const answer = await post('/api/patients', body)
  expect(answer).toMatchObject({ status: 201 })
  return answer.body['id'] as string
}
const search = async (q: string) =>
  (await post('/api/patients/search', { q })).body['items'] as { id: string; matchedBy: string }[]
const open = async (id: string) => (await ask(at.app, 'GET', `/api/patients/${id}`, { cookie: desk })).body
const reads = (action: string, kind = 'read') =>
  at.house.database.transact(tx =>
    run<{
      subjectId: string
      patientId: string | null
      facts: Record<string, unknown>
      detail: Buffer | null
      actorId: string
    }>(
      tx,
      'select subject_id, patient_id, facts, detail, actor_id from platform.journal where hospital_id = $1 and action = $2 and kind = $3 order by id',
      [at.house.hospital.id, action, kind],
    ),
  )

const count = () =>
  at.house.database.transact(tx => run<{ n: number }>(tx, 'select count(*) as n from patient.patient'))

describe('the one search box', () => {
  test.each([
    ['陈', 'name'],
    ['陈秀英', 'name'],
    ['cxy', 'pinyin'],
    ['chenxiu', 'pinyin'],
    ['13900139000', 'phone'],
    ['0022', 'document-tail'],
    ['350206195606150022', 'document'],
    ['P00012345', 'card'],
    ['yb350206001', 'card'],
  ])('%s finds her by %s', async (q, matchedBy) => {
    expect(await search(q)).toEqual([expect.objectContaining({ id: chen, matchedBy })])
  })

  test('a shared telephone finds both, the newest contact first', async () => {
    expect((await search('8000')).map(row => row.id)).toEqual([lin, chen])
    expect((await search('13800138000')).map(row => row.id)).toEqual([lin, chen])
  })

  test.each(['秀英', 'x', '999', '无此人', '%', '_'])('%s finds nobody', async q => {
    expect(await search(q)).toEqual([])
  })

  test('SEC-03 (part): a search leaves one row that names whom it showed, and nothing of what was typed', async () => {
    const before = (await reads('patient.searched')).length
    await search('8000')
    const rows = await reads('patient.searched')
    expect(rows).toHaveLength(before + 1)
    expect(rows.at(-1)?.facts['patients']).toEqual([lin, chen])
    expect(JSON.stringify(rows)).not.toContain('8000')
  })
})

describe('masking', () => {
  test('SEC-05 (part): lists and records hold masked values; one field is unmasked with a reason, and that is logged', async () => {
    const answers = [await search('陈秀英'), await open(chen), await open(lin)]
    for (const secret of [
      '陈秀英',
      '13800138000',
      '13900139000',
      '350206195606150022',
      '祥平街道',
      '林小敏',
      'YB350206001',
      '1956-06-15',
    ])
      expect(JSON.stringify(answers)).not.toContain(secret)
    expect(answers[1]).toMatchObject({
      nameMasked: '陈*英',
      document: { masked: '350***********0022' },
      phones: [{ masked: '138****8000' }],
      addressMasked: '福建省厦门市同安区***',
      birthYear: 1956,
      age: 70,
      sex: 'female',
    })
    const shown = await post(`/api/patients/${chen}/unmask`, { field: 'phone', reason: '回电告知办理结果' })
    expect(shown.body).toEqual({ field: 'phone', value: '13800138000' })
    const [row] = (await reads('patient.unmasked')).slice(-1)
    expect(row).toMatchObject({ patientId: chen, facts: { field: 'phone' } })
    expect(at.house.journal.detail({ detail: row?.detail ?? null })).toMatchObject({ reason: '回电告知办理结果' })
  })

  test('without a reason, for a field that is empty, and without the right nothing is shown', async () => {
    expect((await post(`/api/patients/${chen}/unmask`, { field: 'phone', reason: '' })).code).toBe('invalid-request')
    expect((await post(`/api/patients/${lin}/unmask`, { field: 'address', reason: '寄送材料' })).code).toBe('not-found')
    expect((await post(`/api/patients/${chen}/unmask`, { field: 'phone', reason: '看看' }, administrator)).code).toBe(
      'forbidden',
    )
  })

  test('opening a record leaves a row with who and whom', async () => {
    const before = (await reads('patient.opened')).length
    await open(chen)
    const rows = await reads('patient.opened')
    expect(rows).toHaveLength(before + 1)
    expect(rows.at(-1)).toMatchObject({ patientId: chen, facts: { what: 'record' } })
    expect(rows.at(-1)?.actorId).not.toBeNull()
  })

  test('an unknown id and one of another house are refused alike', async () => {
    expect(
      (await ask(at.app, 'GET', '/api/patients/0198d0d0-0000-7000-8000-000000000000', { cookie: desk })).code,
    ).toBe('not-found')
    expect((await ask(at.app, 'GET', '/api/patients/1', { cookie: desk })).status).toBe(422)
  })
})

test('SEC-04 (part): no row of the database holds a name, phone, ID number or address in plain text', async () => {
  const tables = await at.house.database.transact(tx =>
    run<{ name: string }>(
      tx,
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema in ('patient', 'platform') and table_type = 'BASE TABLE'`,
    ),
  )
  expect(tables.length).toBeGreaterThan(10)
  const texts: string[] = []
  for (const { name } of tables)
    texts.push(
      ...(await at.house.database.transact(tx => run<{ all: string }>(tx, `select t::text as all from ${name} t`))).map(
        row => row.all,
      ),
    )
  const all = texts.join('\n')
  for (const secret of ['陈秀英', '13800138000', '13900139000', '350206195606150022', '祥平街道', '林小敏']) {
    expect(all).not.toContain(secret)
    expect(all).not.toContain(Buffer.from(secret).toString('hex'))
  }
})

describe('registering', () => {
  test('the same ID number is refused with a masked hint, the refusal is kept, and a reason opens the way', async () => {
    const again = { name: '陈秀瑛', document: { kind: 'resident-id', number: '35020619560615002 2' } }
    const refused = await post('/api/patients', again)
    expect([refused.status, refused.code]).toEqual([409, 'patient-exists'])
    expect(refused.body).toMatchObject({ id: chen, nameMasked: '陈*英' })
    expect((await reads('patient.checked', 'refusal')).at(-1)).toMatchObject({ patientId: chen })
    const forced = await post('/api/patients', { ...again, despite: '证件被他人冒用，另建档核查' })
    expect(forced.status).toBe(201)
    expect(forced.body['likely']).toEqual([
      expect.objectContaining({ certainty: 'certain', reasons: ['same-document'] }),
    ])
  })

  test('likely matches are answered, and the person is registered', async () => {
    const answer = await post('/api/patients', { name: '陈秀英', sex: 'female', birthDate: '1956-06-15' })
    expect(answer.status).toBe(201)
    expect(answer.body['likely']).toContainEqual(
      expect.objectContaining({ certainty: 'likely', patient: expect.objectContaining({ id: chen }) }),
    )
  })

  test('the check before saving writes nothing but that it was read', async () => {
    const before = await count()
    const answer = await post('/api/patients/check', { name: '林小宝', document: LIN.document })
    expect(answer.body['matches']).toEqual([expect.objectContaining({ certainty: 'certain' })])
    expect(await count()).toEqual(before)
  })

  test('what is wrong is told at its field, in the language of the one who asks', async () => {
    const wrong = { name: '王五', document: { kind: 'resident-id', number: '340524198001010013' } }
    const zh = await post('/api/patients', wrong)
    expect(zh.body).toMatchObject({ title: '身份证号码不对：校验位不符，请逐位核对', pointer: '/body/document/number' })
    const en = await ask(at.app, 'POST', '/api/patients', {
      cookie: desk,
      body: wrong,
      headers: { 'accept-language': 'en' },
    })
    expect(en.body['title']).toContain('the check digit does not fit')
    expect((await post('/api/patients', { name: '王五', phones: [{ number: '123', holder: 'self' }] })).code).toBe(
      'phone-unreadable',
    )
    expect((await post('/api/patients', { name: '王五', card: 'p00012345' })).code).toBe('card-taken')
    expect((await post('/api/patients', { name: '王\u0000五' })).code).toBe('invalid-request')
    expect((await post('/api/patients', { name: '王五', extra: 1 })).code).toBe('invalid-request')
  })

  test('the same request sent twice registers once', async () => {
    const headers = { 'idempotency-key': 'register-wang-0001' }
    const body = { name: '王小二', document: { kind: 'passport', number: 'E12345678' } }
    const [one, two] = await Promise.all(
      [0, 1].map(() => ask(at.app, 'POST', '/api/patients', { cookie: desk, body, headers })),
    )
    expect(one?.body).toEqual(two?.body)
    expect(await search('wangxiaoer')).toHaveLength(1)
  })
})

describe('changing', () => {
  test('what was not sent stays, the search follows, and the journal keeps before and after', async () => {
    const { version } = (await open(lin)) as { version: number }
    const answer = await ask(at.app, 'PUT', `/api/patients/${lin}`, {
      cookie: desk,
      body: { version, name: '林晓宝', address: '厦门市思明区2号' },
    })
    expect(answer.body).toMatchObject({ version: version + 1, changed: ['name', 'address'] })
    expect((await search('林晓')).map(row => row.id)).toEqual([lin])
    expect(await search('林小宝')).toEqual([])
    expect(await open(lin)).toMatchObject({
      document: { masked: '350***********1231' },
      phones: [{ masked: '138****8000' }],
    })
    const [row] = (await reads('patient.changed', 'change')).slice(-1)
    expect(at.house.journal.detail({ detail: row?.detail ?? null })).toMatchObject({
      before: { name: '林小宝' },
      after: { name: '林晓宝' },
    })
  })

  test('an old version is refused and told what changed meanwhile', async () => {
    const answer = await ask(at.app, 'PUT', `/api/patients/${lin}`, { cookie: desk, body: { version: 1, sex: 'male' } })
    expect([answer.status, answer.code]).toEqual([409, 'stale-version'])
    expect(answer.body).toMatchObject({ version: 2, changed: ['address', 'name'] })
  })

  test('a change that changes nothing is no change', async () => {
    const { version } = (await open(lin)) as { version: number }
    const answer = await ask(at.app, 'PUT', `/api/patients/${lin}`, {
      cookie: desk,
      body: { version, name: ' 林 晓宝 ' },
    })
    expect(answer.body).toMatchObject({ version, changed: [] })
  })
})

describe('service profile', () => {
  test('PAT-03 (part): the banner stands on the record, text-only offers no call, a new way ends the old one', async () => {
    await post(`/api/patients/${chen}/needs`, { kind: 'allergy', value: 'drug', note: '青霉素', source: 'patient' })
    await post(`/api/patients/${chen}/needs`, { kind: 'communication-way', value: 'phone', source: 'family' })
    const set = await post(`/api/patients/${chen}/needs`, {
      kind: 'communication-way',
      value: 'text-only',
      source: 'patient',
    })
    expect(set.body).toMatchObject({
      banner: [{ weight: 'alert', zh: '青霉素过敏' }, { zh: '仅用文字沟通，请勿打电话' }],
      contact: { way: 'text', mayCall: false, because: 'communication-way' },
    })
    expect(await open(chen)).toMatchObject({ profile: set.body })
  })

  test('a need ends, one that ran out no longer counts, and nonsense is refused', async () => {
    const short = await post(`/api/patients/${lin}/needs`, {
      kind: 'mobility',
      value: 'wheelchair',
      validTo: '2026-11-16',
      source: 'staff',
    })
    const [need] = short.body['needs'] as { id: string; version: number }[]
    expect(short.body).toMatchObject({ banner: [{ zh: '需要轮椅' }] })
    expect(
      (await post(`/api/patients/${lin}/needs`, { kind: 'hearing', value: 'wheelchair', source: 'staff' })).code,
    ).toBe('need-unknown')
    const stale = await post(`/api/patients/${lin}/needs/${need?.id}/end`, { version: 7 })
    expect(stale.code).toBe('stale-version')
    const ended = await post(`/api/patients/${lin}/needs/${need?.id}/end`, { version: 1 })
    expect(ended.body).toMatchObject({ needs: [], banner: [] })
  })
})
