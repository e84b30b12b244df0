import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest'
import { assemble } from '#apps/server/house.ts'
import { parseMessage, translateSiu } from '#interop/hl7v2/index.ts'
import { systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import {
  bookAppointment,
  cancelAppointment,
  holdPlace,
  moveAppointment,
  seekSlots,
  stopSession,
} from '#modules/appointment/index.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import { quotaPlan } from '#modules/appointment/settings.ts'
import { openDatabase, run } from '#platform/database.ts'
import { writeSetting } from '#platform/settings.ts'
import { openClinic } from '../../../tests/support/clinic.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { somePatients } from '../../../tests/support/patients.ts'
import { type SimulatedReceiver, simulatedReceiver } from '../../../tests/support/providers/receiver.ts'
import { ask, type SettledStaff, settleStaff } from '../../../tests/support/staff.ts'
import { sampleSiu } from '../sample.ts'
import { outgoingPolicy } from '../settings.ts'
import { addReceiver, changeReceiver, listReceivers } from './receivers.ts'
import { receiveMessage } from './receive-message.ts'
import { sendOutgoing } from './send-outgoing.ts'

let all: TestHouse
let staff: SettledStaff
let clinic: Awaited<ReturnType<typeof openClinic>>
let patients: readonly string[]
let his: SimulatedReceiver
let receiverId: string
const system = () => systemCaller(all.house.hospital.id)

beforeAll(async () => {
  all = await testHouse()
  staff = await settleStaff(all.house, { hours: 24 * 10 })
  const at = MONDAY
  await all.house.database.transact(async tx => {
    const by = { personId: null, effectiveFrom: at, at }
    await writeSetting(tx, all.house.hospital.id, quotaPlan, [], by)
    await writeSetting(tx, all.house.hospital.id, outgoingPolicy, { ...outgoingPolicy.initial, answerSeconds: 1 }, by)
  })
  all.house.settings.forget()
  patients = await somePatients(all.house, 12)
  const days = ['2026-11-20', '2026-11-23', '2026-11-24']
  clinic = await openClinic(all, { unitId: staff.unit('SJN'), days })
  his = await simulatedReceiver()
  receiverId = (await addReceiver(all.house)(system(), said(his.port))).id
})
afterAll(async () => {
  await his.close()
  await all.close()
})
afterEach(() => {
  his.answer = 'AA'
})

const said = (port: number) => ({
  name: 'HIS',
  host: '127.0.0.1',
  port,
  application: 'HIS',
  facility: 'XM3Y',
  charset: 'utf-8' as const,
  active: true,
})
const patient = (n: number) => patients[n] ?? ''
const slotAt = async (local: string) => {
  const at = Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Shanghai').toInstant()
  const [slot] = await seekSlots(all.house, {
    doctorId: clinic.doctorId,
    from: at.toString(),
    before: at.add({ seconds: 1 }).toString(),
    channel: 'desk',
    atMost: 1,
  })
  return slot?.id ?? ''
}
const book = async (n: number, local: string) =>
  bookAppointment(all.house)(system(), { ...sampleBooking(await slotAt(local), patient(n)), channel: 'desk' })
const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, sql, values))
const outgoing = (appointment: string) =>
  rows<{ trigger: string; state: string; attempts: number; fault: string | null; answerCode: string | null }>(
    'select trigger, state, attempts, fault, answer_code from interop.outgoing where appointment_id = $1 order by id',
    [appointment],
  )
/** What the receiver got of a booking, in its order. */
const gotOf = (number: string) => his.got.filter(one => parseMessage(one.bytes).field('SCH', 2).component(1) === number)
/** Lets the house work, then its clock go on. */
async function turn(seconds = 1): Promise<void> {
  await all.machinery.turn()
  all.clock.advance({ seconds })
  await all.machinery.turn()
}

describe('what happens to a booking', () => {
  test('is told to the receiver in its order: booked, changed, cancelled', async () => {
    const { id, number } = await book(0, '2026-11-20T08:00')
    await moveAppointment(all.house)(system(), { id, slotId: await slotAt('2026-11-20T09:00'), reason: '改期' })
    await cancelAppointment(all.house)(system(), { id, reason: '不来了', by: 'patient' })
    await turn()
    await turn()
    expect(gotOf(number).map(one => one.trigger)).toEqual(['S12', 'S13', 'S15'])
    expect(await outgoing(id)).toEqual(
      ['S12', 'S13', 'S15'].map(trigger => ({ trigger, state: 'taken', attempts: 1, fault: null, answerCode: 'AA' })),
    )
    const [first, second] = gotOf(number).map(one => translateSiu(parseMessage(one.bytes), 'Asia/Shanghai')[0])
    expect(first).toMatchObject({
      event: 'booked',
      person: { name: '预约0', identifiers: [{ system: 'HIS', kind: 'patient-number', value: 'A0' }] },
      // What it was then, though it has moved since.
      booking: { startsAt: Temporal.Instant.from('2026-11-20T00:00:00Z'), doctors: ['D1'] },
    })
    expect(second).toMatchObject({ booking: { startsAt: Temporal.Instant.from('2026-11-20T01:00:00Z') } })
  })

  test('is told when its session is stopped and when nobody came; a place that was only kept is nobody’s news', async () => {
    const stopped = await book(1, '2026-11-23T08:00')
    const missed = await book(2, '2026-11-20T08:30')
    const kept = await holdPlace(all.house)(system(), {
      ...sampleBooking(await slotAt('2026-11-20T09:30'), patient(3)),
      channel: 'desk',
    })
    await cancelAppointment(all.house)(system(), { id: kept.id, reason: '算了', by: 'patient' })
    await stopSession(all.house)(system(), { id: clinic.sessionIds[1] ?? '', reason: '医生生病' })
    await turn()
    await turn()
    expect(gotOf(stopped.number).map(one => one.trigger)).toEqual(['S12', 'S15'])
    expect(await outgoing(kept.id)).toEqual([])
    all.clock.set(Temporal.Instant.from('2026-11-20T10:00:00+08:00'))
    await turn(90)
    await turn()
    expect(gotOf(missed.number).map(one => one.trigger)).toEqual(['S12', 'S26'])
    all.clock.set(MONDAY.add({ hours: 1 }))
  })

  test('waits in its order while the receiver is away, without holding up other bookings, and goes when it is back', async () => {
    const { port } = his
    await his.close()
    const one = await book(4, '2026-11-24T08:00')
    await turn()
    expect(await outgoing(one.id)).toMatchObject([{ state: 'waiting', attempts: 1, fault: 'no-connection' }])
    await cancelAppointment(all.house)(system(), { id: one.id, reason: '不来了', by: 'patient' })
    const other = await book(5, '2026-11-24T08:00')
    await turn()
    expect((await outgoing(one.id)).map(row => [row.trigger, row.attempts])).toEqual([
      ['S12', 1],
      ['S15', 0],
    ])
    expect((await outgoing(other.id))[0]?.attempts).toBe(1)
    expect((await listReceivers(all.house)(system())).items).toMatchObject([{ waiting: 3 }])
    his = await simulatedReceiver(port)
    await turn(30)
    await turn(30)
    await turn()
    expect(gotOf(one.number).map(row => row.trigger)).toEqual(['S12', 'S15'])
    await expect.poll(() => outgoing(other.id)).toMatchObject([{ state: 'taken' }])
  })

  test('keeps its order when the clock of the house is set back in between', async () => {
    const { port } = his
    await his.close()
    const { id, number } = await book(3, '2026-11-24T09:30')
    await turn()
    const now = all.clock.now()
    all.clock.set(now.subtract({ minutes: 3 }))
    await cancelAppointment(all.house)(system(), { id, reason: '不来了', by: 'patient' })
    await all.machinery.turn()
    all.clock.set(now)
    his = await simulatedReceiver(port)
    await turn(60)
    await turn(60)
    await expect.poll(() => outgoing(id)).toMatchObject([{ state: 'taken' }, { state: 'taken' }])
    expect(gotOf(number).map(one => one.trigger)).toEqual(['S12', 'S15'])
  })

  test('goes at once when the receiver is found back, however long it would have waited', async () => {
    const { port } = his
    await his.close()
    const first = await book(9, '2026-11-24T08:30')
    await turn()
    await turn(10)
    await expect.poll(() => outgoing(first.id)).toMatchObject([{ state: 'waiting', attempts: 2 }])
    const second = await book(8, '2026-11-24T09:00')
    await turn()
    await expect.poll(() => outgoing(second.id)).toMatchObject([{ state: 'waiting', attempts: 1 }])
    his = await simulatedReceiver(port)
    await turn(10)
    await turn()
    for (const { id } of [first, second]) await expect.poll(() => outgoing(id)).toMatchObject([{ state: 'taken' }])
  })

  test.each([
    ['AE', { state: 'waiting', answerCode: 'AE' }],
    ['silent', { state: 'waiting', fault: 'no-answer' }],
    ['other', { state: 'waiting', fault: 'other-answer' }],
  ] as const)('answered by %s is sent again with the same MSH-10', async (answer, expected) => {
    const at = { AE: '2026-11-24T08:30', silent: '2026-11-24T09:00', other: '2026-11-24T09:30' }[answer]
    his.answer = answer
    const { id, number } = await book({ AE: 6, silent: 10, other: 11 }[answer], at)
    await turn()
    await expect.poll(() => outgoing(id), { timeout: 5000 }).toMatchObject([expected])
    his.answer = 'AA'
    await turn(20)
    await expect.poll(() => outgoing(id)).toMatchObject([{ state: 'taken', attempts: 2 }])
    const ids = gotOf(number).map(one => one.controlId)
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
  })

  test('is not told back to the system that told of it, and what happens here afterwards is', async () => {
    const text = sampleSiu({
      trigger: 'S12',
      controlId: 'E1',
      at: all.clock.now(),
      filler: 'FL7',
      patient: 'P7',
      start: '20261124100000',
      department: 'SJN',
    })
    expect((await receiveMessage(all.house)(Buffer.from(text), 'x')).toString()).toContain('MSA|AA')
    const [told] = await rows<{ appointmentId: string }>(
      `select appointment_id from interop.told_booking where filler = 'FL7'`,
    )
    const id = told?.appointmentId ?? ''
    await turn()
    expect(await outgoing(id)).toEqual([])
    await cancelAppointment(all.house)(system(), { id, reason: '患者来电取消', by: 'patient' })
    await turn()
    expect(await outgoing(id)).toMatchObject([{ trigger: 'S15', state: 'taken' }])
    const sent = parseMessage(his.got.at(-1)?.bytes ?? Buffer.alloc(0))
    expect([sent.field('SCH', 1).raw, sent.field('SCH', 25).raw]).toEqual(['FL7^HIS', 'Cancelled'])
  })

  test('that was under way when the house died is sent again by the next one, with the same MSH-10', async () => {
    his.answer = 'silent'
    const { id, number } = await book(7, '2026-11-24T11:00')
    await turn()
    expect(await outgoing(id)).toMatchObject([{ state: 'sending', attempts: 1 }])
    const next = assemble({ ...all.house, database: openDatabase(all.connection, { size: 2 }) })
    await sendOutgoing.run(next, all.clock.now())
    expect(gotOf(number)).toHaveLength(1)
    his.answer = 'AA'
    all.clock.advance({ minutes: 2 })
    await sendOutgoing.run(next, all.clock.now())
    expect(await outgoing(id)).toMatchObject([{ state: 'taken', attempts: 2 }])
    expect(new Set(gotOf(number).map(one => one.controlId)).size).toBe(1)
    // The one that was given up for dead has nothing to say any more.
    await new Promise(resume => setTimeout(resume, 1200))
    expect(await outgoing(id)).toMatchObject([{ state: 'taken', attempts: 2 }])
    await next.database.close()
  })
})

test('a house that was restored sends nothing that waited in its backup, until a person says so', async () => {
  const { port } = his
  await his.close()
  const { id, number } = await book(1, '2026-11-24T10:30')
  await turn()
  await expect.poll(() => outgoing(id)).toMatchObject([{ state: 'waiting' }])
  const moment = [all.house.hospital.id, all.clock.now().toString()]
  await rows('insert into platform.restoration (hospital_id, backed_up_at) values ($1, $2)', moment)
  his = await simulatedReceiver(port)
  all.clock.advance({ minutes: 5 })
  const restored = assemble({ ...all.house, database: openDatabase(all.connection, { size: 2 }) })
  await sendOutgoing.run(restored, all.clock.now())
  expect(await outgoing(id)).toMatchObject([{ state: 'given-up', fault: 'restored' }])
  expect(gotOf(number)).toEqual([])
  await restored.database.close()
})

describe('on the screen', () => {
  const get = async (url: string, name = '林建国') => ask(all.app, 'GET', url, { cookie: await staff.cookie(name) })
  test('SEC-05 (part): a message stands with its answer, what identifies the patient masked, and reading it in the journal', async () => {
    his.answer = 'AR'
    const { patientId } = await upsertFromSystem(all.house)(system(), {
      source: 'HIS',
      occurredAt: null,
      person: {
        identifiers: [{ system: 'HIS', kind: 'patient-number', value: 'P00099887' }],
        name: '叶知夏',
        sex: 'female',
      },
    })
    const { id } = await bookAppointment(all.house)(system(), {
      ...sampleBooking(await slotAt('2026-11-24T11:30'), patientId),
      channel: 'desk',
    })
    await turn()
    await expect.poll(() => outgoing(id)).toMatchObject([{ state: 'refused' }])
    const [row] = await rows<{ id: string }>('select id from interop.outgoing where appointment_id = $1', [id])
    const list = (await get('/api/interop/outgoing?state=refused')).body as { items: { id: string }[] }
    expect(list.items.map(one => one.id)).toEqual([row?.id])
    const { body } = await get(`/api/interop/outgoing/${row?.id}`)
    expect(body).toMatchObject({ trigger: 'S12', answerCode: 'AR', state: 'refused', canResend: true, patient: null })
    for (const secret of ['叶知夏', 'P00099887']) expect(JSON.stringify(body)).not.toContain(secret)
    expect(JSON.stringify(body)).toContain('叶*夏')
    expect(
      await rows(`select 1 from platform.journal where kind = 'read' and subject_id = $1`, [row?.id]),
    ).toHaveLength(1)

    his.answer = 'AA'
    const resend = async () =>
      ask(all.app, 'POST', `/api/interop/outgoing/${row?.id}/resend`, {
        cookie: await staff.cookie('林建国'),
        body: { reason: '对方已开通' },
        headers: { 'idempotency-key': someKey() },
      })
    expect((await resend()).body).toMatchObject({ state: 'waiting' })
    await turn()
    expect(await outgoing(id)).toMatchObject([{ state: 'taken', answerCode: 'AA' }])
    expect((await resend()).code).toBe('outgoing-settled')
    expect((await get('/api/interop/outgoing-figures')).body).toMatchObject({
      ofDay: { refused: 0, waiting: 0 },
      receivers: 1,
    })
    expect((await get('/api/interop/outgoing', '王芳')).status).toBe(403)
  })

  test('a receiver is changed over the version that was seen, under a name of its own', async () => {
    const cookie = await staff.cookie('林建国')
    const send = (method: 'POST' | 'PUT', url: string, body: object) => ask(all.app, method, url, { cookie, body })
    const second = await send('POST', '/api/interop/receivers', { ...said(2575), name: '集成平台', application: 'ESB' })
    expect(second).toMatchObject({ status: 201, body: { name: '集成平台', waiting: 0, lastAnswerAt: null } })
    expect((await send('POST', '/api/interop/receivers', said(1))).code).toBe('receiver-name-taken')
    expect((await send('POST', '/api/interop/receivers', { ...said(1), host: 'a b' })).code).toBe('invalid-request')
    const url = `/api/interop/receivers/${String(second.body['id'])}`
    const off = { ...said(2575), name: '集成平台', active: false }
    expect((await send('PUT', url, { ...off, version: 7 })).code).toBe('stale-version')
    expect((await send('PUT', url, { ...off, version: 1 })).body).toMatchObject({ active: false, version: 2 })
  })

  test('no patient’s data stands in the clear', async () => {
    const text = JSON.stringify(await rows('select content::text, control_id, fault from interop.outgoing'))
    for (const secret of [Buffer.from('预约').toString('hex'), Buffer.from('A0^').toString('hex')])
      expect(text).not.toContain(secret)
    await changeReceiver(all.house)(system(), { ...said(his.port), id: receiverId, version: 1, active: false })
  })
})
