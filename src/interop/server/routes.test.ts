import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '#platform/database.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../tests/support/staff.ts'
import { type SampleMessage, sampleAdt } from '../sample.ts'
import { receiveMessage } from './receive-message.ts'

let open: TestHouse
let administrator: string
let clerk: string
let staff: SettledStaff
const signIn = async () => {
  administrator = await staff.cookie('林建国')
  clerk = await staff.cookie('王芳')
}
beforeAll(async () => {
  open = await testHouse()
  staff = await settleStaff(open.house)
  await signIn()
})
afterAll(() => open.close())

const send = (controlId: string, sample: Partial<SampleMessage> & { trigger: string }) =>
  receiveMessage(open.house)(Buffer.from(sampleAdt({ controlId, at: MONDAY, ...sample })), '10.0.0.9:40000')
const get = (url: string, cookie = administrator, headers = {}) => ask(open.app, 'GET', url, { cookie, headers })
const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  open.house.database.transact(tx => run<Row>(tx, sql, values))
const idOf = async (controlId: string) =>
  (
    await rows<{ id: string }>('select id from interop.message where control_id = $1 order by id limit 1', [controlId])
  )[0]?.id ?? ''
interface List {
  items: { id: string; controlId: string; state: string; reason: string | null }[]
  next: string | null
}
const list = async (query = '') => (await get(`/api/interop/messages${query}`)).body as unknown as List

const ofDay = async (query: string) => (await list(`?day=${query}`)).items.map(row => row.controlId)

describe('the log', () => {
  test('lists messages, the newest first, by state and by MSH-10, a page at a time', async () => {
    for (let count = 1; count <= 60; count += 1)
      await send(`L${count}`, { trigger: count % 10 === 0 ? 'A02' : 'A28', patient: `P-L${count}`, visit: null })
    const first = await list()
    expect(first.items.map(row => row.controlId)).toEqual(Array.from({ length: 50 }, (_, at) => `L${60 - at}`))
    const second = await list(`?after=${first.next}`)
    expect(second.items.map(row => row.controlId)).toEqual(Array.from({ length: 10 }, (_, at) => `L${10 - at}`))
    expect(second.next).toBeNull()
    expect((await list('?state=refused')).items.map(row => row.controlId)).toEqual([
      'L60',
      'L50',
      'L40',
      'L30',
      'L20',
      'L10',
    ])
    expect((await list('?controlId=L33')).items).toMatchObject([{ controlId: 'L33', state: 'applied', reason: null }])
    expect((await list('?state=refused&controlId=L33')).items).toEqual([])
  })

  test('says why a message was refused, in the language of whoever reads it', async () => {
    const [id] = (await list('?state=refused')).items.map(row => row.id)
    expect((await get(`/api/interop/messages/${id}`)).body).toMatchObject({
      reason: '本院接口不接收这种事件的消息',
      place: 'MSH-9.2',
    })
    expect((await get(`/api/interop/messages/${id}`, administrator, { 'accept-language': 'en' })).body).toMatchObject({
      reason: 'Messages of this event are not taken here',
    })
  })

  test('counts the messages of the day by state', async () => {
    const { body } = await get('/api/interop/message-figures')
    expect(body).toMatchObject({
      day: '2026-11-16',
      ofDay: { applied: 54, refused: 6, parked: 0, received: 0, repeated: 0 },
      parked: 0,
      lastReceivedAt: open.clock.now().toString(),
    })
  })

  test('opens as many rows as it counts, of that day and no other', async () => {
    open.clock.advance({ hours: 24 })
    await signIn()
    await send('N1', { trigger: 'A28', patient: 'P-N1', visit: null })
    expect(await ofDay('2026-11-17')).toEqual(['N1'])
    expect(await ofDay('2026-11-16&state=refused')).toHaveLength(6)
    expect(await ofDay('2026-11-18')).toEqual([])
    expect((await get('/api/interop/message-figures?day=2026-11-16')).body).toMatchObject({ ofDay: { refused: 6 } })
    expect((await get('/api/interop/messages?day=0001-01-01')).code).toBe('invalid-request')
  })

  test('is for those who mind the interfaces', async () => {
    expect((await get('/api/interop/messages', clerk)).status).toBe(403)
    expect((await get(`/api/interop/messages/${await idOf('L1')}`, clerk)).status).toBe(403)
    expect((await ask(open.app, 'GET', '/api/interop/messages')).status).toBe(401)
  })

  test('does not know the messages of others, and refuses what is no page of it', async () => {
    expect((await get('/api/interop/messages/0198f2c4-0000-7000-8000-000000000000')).code).toBe('not-found')
    expect((await get('/api/interop/messages?after=x')).code).toBe('invalid-request')
    expect((await get('/api/interop/messages?order=name')).code).toBe('invalid-request')
  })
})

describe('one message', () => {
  test('SEC-05 (part): shows its segments with what identifies the person masked', async () => {
    await send('M1', { trigger: 'A04', patient: 'P00012345', visit: 'V-M1', residentId: '34052419800101001X' })
    const { body } = await get(`/api/interop/messages/${await idOf('M1')}`)
    const text = JSON.stringify(body)
    for (const secret of ['张三', '张^三', '13800138000', '34052419800101001X', 'P00012345', '19800101', '祥平街道'])
      expect(text).not.toContain(secret)
    expect(body['segments']).toContainEqual({
      name: 'PID',
      fields: [
        { number: 1, value: '1', masked: false },
        { number: 3, value: '*******45^^^XM3Y^PI~340***********001X^^^CN^NNCHN', masked: true },
        { number: 5, value: '张*', masked: true },
        { number: 7, value: '1980****', masked: true },
        { number: 8, value: 'M', masked: false },
        { number: 11, value: '***', masked: true },
        { number: 13, value: '^PRN^CP^^86^^*******8000', masked: true },
      ],
    })
    expect(body['answer']).toContainEqual({
      name: 'MSA',
      fields: [
        { number: 1, value: 'AA', masked: false },
        { number: 2, value: 'M1', masked: false },
      ],
    })
    // Who minds the interfaces need not know whom a message is about.
    expect(body['patient']).toBeNull()
  })

  test('that somebody read it stands in the journal, with whom it was about', async () => {
    const id = await idOf('M1')
    const before = await rows(`select 1 from platform.journal where kind = 'read' and subject_id = $1`, [id])
    await get(`/api/interop/messages/${id}`)
    const reads = await rows<{ patientId: string; actorKind: string }>(
      `select patient_id, actor_kind from platform.journal where kind = 'read' and subject_id = $1 order by id`,
      [id],
    )
    expect(reads).toHaveLength(before.length + 1)
    expect(reads.at(-1)).toMatchObject({ actorKind: 'staff', patientId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  })
})

const replay = (id: string, reason = '挂号消息确认不会再来', cookie = administrator, key = someKey()) =>
  ask(open.app, 'POST', `/api/interop/messages/${id}/replay`, {
    cookie,
    body: { reason },
    headers: { 'idempotency-key': key },
  })

describe('replay', () => {
  test('of a parked change makes the visit that it names, and wakes what else waited for it', async () => {
    await send('X1', { trigger: 'A08', patient: 'P-X1', visit: 'V-X1' })
    await send('X2', { trigger: 'A08', patient: 'P-X1', visit: 'V-X1', place: 'NEUR^D301' })
    const id = await idOf('X1')
    expect((await get(`/api/interop/messages/${id}`)).body).toMatchObject({ state: 'parked', canReplay: true })
    expect((await replay(id)).body).toMatchObject({
      state: 'applied',
      canReplay: false,
      replayedAt: open.clock.now().toString(),
    })
    expect(await rows(`select room from patient.visit where number = 'V-X1'`)).toEqual([{ room: 'D301' }])
    expect((await list('?controlId=X2')).items).toMatchObject([{ state: 'applied' }])
    const told = await rows<{ facts: unknown; detail: Buffer; actorKind: string }>(
      `select facts, detail, actor_kind from platform.journal where action = 'interop.message-replayed' and subject_id = $1`,
      [id],
    )
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ facts: { from: 'parked', to: 'applied' }, actorKind: 'staff' })
    expect(open.house.journal.detail(told[0] ?? { detail: null })).toEqual({ reason: '挂号消息确认不会再来' })
  })

  test('of a message that is refused again says why', async () => {
    await send('X3', { trigger: 'A02' })
    expect((await replay(await idOf('X3'))).body).toMatchObject({
      state: 'refused',
      reason: '本院接口不接收这种事件的消息',
    })
  })

  test('of a message at which the house broke applies it; the sender that asks again is told AA', async () => {
    const sample = { trigger: 'A04', patient: 'P-X4', visit: 'V-X4' }
    await send('X4', sample)
    // As it stands after something broke.
    await rows(`delete from patient.visit where number = 'V-X4'`)
    await rows(
      `update interop.message set state = 'refused', problem = 'hl7-failed', answer = null where control_id = 'X4'`,
    )
    expect((await replay(await idOf('X4'))).body).toMatchObject({ state: 'applied', reason: null })
    expect((await send('X4', sample)).toString()).toContain('MSA|AA|X4')
    expect((await list('?controlId=X4')).items.map(row => row.state)).toEqual(['repeated', 'applied'])
  })

  test('of what is done is refused, and asked twice with one key is done once', async () => {
    await send('X5', { trigger: 'A08', patient: 'P-X5', visit: 'V-X5' })
    const id = await idOf('X5')
    const key = someKey()
    expect((await replay(id, '确认', administrator, key)).status).toBe(200)
    expect((await replay(id, '确认', administrator, key)).body).toMatchObject({ state: 'applied' })
    expect(await replay(id)).toMatchObject({ status: 409, code: 'message-settled' })
    expect(
      await rows(`select 1 from platform.journal where action = 'interop.message-replayed' and subject_id = $1`, [id]),
    ).toHaveLength(1)
  })

  test('wants a reason and the right to', async () => {
    const id = await idOf('X3')
    expect((await replay(id, ' ')).code).toBe('invalid-request')
    expect((await replay(id, '确认', clerk)).status).toBe(403)
    expect((await replay('0198f2c4-0000-7000-8000-000000000000')).code).toBe('not-found')
  })
})
