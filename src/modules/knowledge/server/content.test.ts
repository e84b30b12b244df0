import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { upsertDoctor } from '#modules/directory/index.ts'
import { sampleDoctor } from '#modules/directory/sample.ts'
import { CHEN } from '#modules/patient/sample.ts'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { sampleGuide, sampleNotice, samplePhone } from '../sample.ts'

let at: TestHouse
let staff: SettledStaff
const cookies = new Map<string, string>()
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house, { hours: 24 * 30 })
  await signIn()
})
/** Sign-ins of another day have ended, and passwords of another year are outworn. */
async function signIn() {
  await at.house.database.transact(tx =>
    run(tx, 'update staff.account set changed_at = $1', [at.house.clock.now().toString()]),
  )
  for (const name of ['王芳', '孙涛', '胡军', '周敏', '何秀英', '赵磊']) cookies.set(name, await staff.cookie(name))
}
afterAll(() => at.close())

const as = (name: string | null) => (name === null ? {} : { cookie: cookies.get(name) ?? '' })
const get = (url: string, name: string | null = '王芳') => ask(at.app, 'GET', url, as(name))
const post = (url: string, name: string, body: object) => ask(at.app, 'POST', url, { ...as(name), body })
const put = (url: string, name: string, body: object) => ask(at.app, 'PUT', url, { ...as(name), body })
const idOf = (answer: { body: Record<string, unknown> }) => String(answer.body['id'])
const told = (action: string) =>
  at.house.database.transact(tx =>
    run<{ subjectId: string; patientId: string | null; facts: Record<string, unknown>; detail: Buffer | null }>(
      tx,
      'select subject_id, patient_id, facts, detail from platform.journal where action = $1 order by tx, id',
      [action],
    ),
  )
const guide = (more: object = {}) => ({
  kind: 'guide',
  audience: 'patient',
  code: 'registration',
  unitId: staff.unit('FSK'),
  subjectId: null,
  title: '挂号流程',
  content: sampleGuide(staff.unit('FSK')),
  ...more,
})

/** Writes, submits and approves; returns the item. */
async function publish(body: object, author = '孙涛', reviewer = '胡军'): Promise<string> {
  const made = await post('/api/content', author, body)
  expect(made.status).toBe(201)
  const id = idOf(made)
  expect((await post(`/api/content/${id}/submit`, author, { version: 1 })).status).toBe(200)
  expect((await post(`/api/content/${id}/approve`, reviewer, { version: 2 })).status).toBe(200)
  return id
}

let id = ''
test('a draft is seen by nobody outside; its author cannot approve it, a second person can; strangers cannot touch it', async () => {
  const made = await post('/api/content', '孙涛', guide())
  id = idOf(made)
  expect((await get('/api/public/knowledge', null)).body['items']).toEqual([])
  expect((await get(`/api/knowledge/${id}`)).code).toBe('not-found')
  expect((await post(`/api/content/${id}/approve`, '胡军', { version: 1 })).code).toBe('content-nothing-to-do')
  // The head writes in it too: now neither of the two may approve.
  const words = { title: '挂号流程', content: { ...sampleGuide(staff.unit('FSK')), summary: '带齐证件来挂号。' } }
  expect((await put(`/api/content/${id}/draft`, '胡军', { version: 1, ...words })).status).toBe(200)
  expect((await post(`/api/content/${id}/submit`, '孙涛', { version: 2 })).status).toBe(200)
  expect((await put(`/api/content/${id}/draft`, '孙涛', { version: 3, ...words })).code).toBe('content-in-review')
  expect((await post(`/api/content/${id}/approve`, '孙涛', { version: 3 })).code).toBe('forbidden')
  expect((await post(`/api/content/${id}/approve`, '胡军', { version: 3 })).code).toBe('content-own-draft')
  expect((await get(`/api/content/${id}`, '赵磊')).code).toBe('not-found')
  expect((await post(`/api/content/${id}/return`, '周敏', { version: 3, note: '请写明费用' })).status).toBe(200)
  expect((await post(`/api/content/${id}/submit`, '孙涛', { version: 4 })).status).toBe(200)
  const both = await Promise.all(
    ['周敏', '何秀英'].map(name => post(`/api/content/${id}/approve`, name, { version: 5 })),
  )
  expect(both.map(answer => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(await told('knowledge.published')).toHaveLength(1)
})

/** Which version each channel shows: desk, list and page of the portal (which is also what is printed). */
async function shownEverywhere(): Promise<unknown[]> {
  const lists = await get('/api/public/knowledge?kind=guide', null)
  const found = await get(`/api/knowledge/guides/registration`)
  const [row] = lists.body['items'] as { revisionId: string }[]
  const [desk, page] = await Promise.all([get(`/api/knowledge/${id}`), get(`/api/public/knowledge/${id}`, null)])
  expect(found.body['item']).toBeNull()
  return [row?.revisionId, desk.body['revisionId'], page.body['revisionId']]
}

test('DIR-09: author and reviewer are two; all channels tell the same version id at once; after twelve months the owner has a task', async () => {
  const [first, ...others] = await shownEverywhere()
  expect(new Set([first, ...others]).size).toBe(1)
  const words = { title: '挂号流程', content: { ...sampleGuide(staff.unit('FSK')), summary: '新的一版。' } }
  expect((await put(`/api/content/${id}/draft`, '胡军', { version: 6, ...words })).status).toBe(200)
  expect((await shownEverywhere())[0]).toBe(first)
  await post(`/api/content/${id}/submit`, '胡军', { version: 7 })
  expect((await post(`/api/content/${id}/approve`, '胡军', { version: 8 })).code).toBe('content-own-draft')
  expect((await shownEverywhere())[0]).toBe(first)
  expect((await post(`/api/content/${id}/approve`, '周敏', { version: 8 })).status).toBe(200)
  const now = await shownEverywhere()
  expect(new Set(now).size).toBe(1)
  expect(now[0]).not.toBe(first)
  const { versions } = (await get(`/api/content/${id}`, '孙涛')).body as {
    versions: { id: string; state: string; reviewer: { name: string } | null }[]
  }
  expect(versions.map(one => [one.state, one.reviewer?.name])).toEqual([
    ['published', '周敏'],
    ['replaced', expect.stringMatching(/周敏|何秀英/)],
  ])
  const difference = await get(
    `/api/content/${id}/difference?before=${versions[1]?.id}&after=${versions[0]?.id}`,
    '孙涛',
  )
  expect(difference.body['items']).toEqual([{ path: ['summary'], before: '带齐证件来挂号。', after: '新的一版。' }])

  const year = at.house.clock.now().add({ hours: 24 * 364 })
  at.clock.set(year)
  await at.machinery.turn()
  expect(await told('knowledge.review-due')).toEqual([])
  at.clock.set(year.add({ hours: 24 }))
  await at.machinery.turn()
  await at.machinery.turn()
  await signIn()
  expect(await told('knowledge.review-due')).toMatchObject([
    { subjectId: id, facts: { owner: staff.person('孙涛'), dueOn: '2027-11-16' } },
  ])
  const due = await get('/api/content?view=due', '孙涛')
  expect(due.body).toMatchObject({ items: [{ id, isDue: true, isLive: true }], counts: { due: 1 } })
  const version = (due.body['items'] as { version: number }[])[0]?.version
  expect((await post(`/api/content/${id}/still-holds`, '孙涛', { version })).status).toBe(200)
  expect((await get('/api/content?view=due', '孙涛')).body['items']).toEqual([])
  expect((await get(`/api/content/${id}`, '孙涛')).body).toMatchObject({ nextReviewOn: '2028-11-16' })
})

test('what is withdrawn is gone from every channel and stays in the history; another owner gets the task', async () => {
  const { version } = (await get(`/api/content/${id}`, '孙涛')).body as { version: number }
  expect((await post(`/api/content/${id}/owner`, '孙涛', { version, ownerId: staff.person('胡军') })).status).toBe(200)
  expect((await post(`/api/content/${id}/withdraw`, '孙涛', { version: version + 1, reason: '旧' })).code).toBe(
    'forbidden',
  )
  expect((await post(`/api/content/${id}/withdraw`, '胡军', { version: version + 1, reason: '流程已改' })).status).toBe(
    200,
  )
  expect((await get(`/api/public/knowledge/${id}`, null)).code).toBe('not-found')
  expect((await get(`/api/knowledge/${id}`)).code).toBe('not-found')
  expect((await get(`/api/content/${id}`, '胡军')).body).toMatchObject({ isLive: false, state: 'withdrawn' })
  expect((await post('/api/content', '孙涛', guide())).code).toBe('content-exists')
})

test('DIR-06 (part): guides for staff alone cannot be published for patients, and no patient reaches a staff guide', async () => {
  expect((await post('/api/content', '孙涛', guide({ code: 'three-no' }))).code).toBe('content-staff-only')
  const staffGuide = await publish(guide({ code: 'three-no', audience: 'staff', title: '三无病人处置' }))
  expect((await get(`/api/knowledge/guides/three-no`)).body['item']).toMatchObject({
    id: staffGuide,
    title: '三无病人处置',
  })
  expect((await get(`/api/public/knowledge/${staffGuide}`, null)).code).toBe('not-found')
  expect(JSON.stringify((await get('/api/public/knowledge?q=三无', null)).body)).not.toContain('三无')
  const step = (await get(`/api/knowledge/${staffGuide}`)).body['places']
  expect(step).toMatchObject([{ unitId: staff.unit('FSK'), name: '放射科', isListed: true }])
})

test('a notice is seen from its first day to its last, and goes to the archive the day after', async () => {
  const day = at.house.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
  const validTo = day.add({ days: 1 }).toString()
  const notice = await publish({
    kind: 'notice',
    audience: 'patient',
    code: null,
    unitId: staff.unit('FSK'),
    subjectId: null,
    title: '磁共振检修',
    content: { ...sampleNotice, validFrom: day.toString(), validTo },
  })
  expect((await get(`/api/public/knowledge/${notice}`, null)).status).toBe(200)
  at.clock.set(at.house.clock.now().add({ hours: 48 }))
  await signIn()
  // Before any sweep has been: the day alone hides it.
  expect((await get(`/api/public/knowledge/${notice}`, null)).code).toBe('not-found')
  expect((await get('/api/knowledge?kind=notice')).body['items']).toEqual([])
  await at.machinery.turn()
  expect((await get(`/api/content/${notice}`, '孙涛')).body).toMatchObject({ state: 'expired', isLive: false })
  expect(await told('knowledge.expired')).toHaveLength(1)
})

test('DIR-07 (part): the topic 术后换药 has live numbers by day and by night; what was given stands in the patient’s record', async () => {
  const topic = await publish({
    kind: 'number',
    audience: 'staff',
    code: null,
    unitId: staff.unit('FSK'),
    subjectId: null,
    title: '术后换药',
    content: samplePhone(staff.unit('FSK')),
  })
  for (const q of ['术后换药', '换药', 'shhy', '伤口', 'huanyao']) {
    const { items } = (await get(`/api/knowledge?kind=number&q=${encodeURIComponent(q)}`)).body as {
      items: { id: string; isLive: boolean }[]
    }
    expect(items.filter(one => one.id === topic && one.isLive)).toHaveLength(1)
  }
  const opened = (await get(`/api/knowledge/${topic}`)).body as { answering: { isLive: boolean }[]; revisionId: string }
  expect(opened.answering.some(one => one.isLive)).toBe(true)
  const patient = await post('/api/patients', '王芳', CHEN)
  const patientId = idOf(patient)
  const given = await post(`/api/knowledge/${topic}/give`, '王芳', {
    revisionId: opened.revisionId,
    line: 1,
    patientId,
  })
  expect(given.body).toEqual({ phone: '0592-7120120-8105', name: '值班室' })
  const [row] = await told('knowledge.number-given')
  expect(row).toMatchObject({ subjectId: patientId, patientId, facts: { line: 1, isLive: true } })
  expect(at.house.journal.detail({ detail: row?.detail ?? null })).toMatchObject({
    topic: '术后换药',
    phone: '0592-7120120-8105',
  })
  expect(
    (await post(`/api/knowledge/${topic}/give`, '王芳', { revisionId: staff.unit('FSK'), line: 1, patientId: null }))
      .code,
  ).toBe('number-changed')
})

test('one search finds departments, doctors, guides, numbers; a doctor’s introduction is of a known doctor', async () => {
  const doctor = await upsertDoctor(at.house)(systemCaller(at.house.hospital.id), {
    ...sampleDoctor,
    unitIds: [staff.unit('FSK')],
  })
  const body = {
    kind: 'doctor',
    audience: 'patient',
    code: null,
    unitId: staff.unit('FSK'),
    subjectId: doctor.id,
    title: '叶知秋',
    content: { kind: 'doctor', introduction: '从医三十年。' },
  }
  expect((await post('/api/content', '孙涛', { ...body, subjectId: staff.unit('FSK') })).code).toBe(
    'content-doctor-unknown',
  )
  const item = await publish(body)
  expect((await get(`/api/public/doctors/${doctor.id}/introduction`, null)).body['item']).toMatchObject({
    id: item,
    content: { introduction: '从医三十年。' },
  })
  const kinds = (answer: { body: Record<string, unknown> }) =>
    (answer.body['items'] as { kind: string }[]).map(one => one.kind)
  expect(kinds(await get('/api/knowledge?q=fsk'))).toEqual(['department', 'doctor'])
  expect(kinds(await get(`/api/knowledge?q=${encodeURIComponent('三无')}`))).toEqual(['guide'])
  expect(kinds(await get('/api/knowledge?q=yzq'))).toEqual(['doctor'])
})
