import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '#kernel/endpoint.ts'
import { Temporal } from '#kernel/time.ts'
import { substitute } from '#modules/directory/server/substitute.ts'
import { listTasks } from '#modules/notification/server/list-tasks.ts'
import { run } from '#platform/database.ts'
import { readLink } from '#platform/links.ts'
import { writeSetting } from '#platform/settings.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../../../tests/support/house.ts'
import { type Clinic, clinic } from '../../../../../tests/support/ward-clinic.ts'
import type { readRebooking } from '../../contract.ts'
import { sampleBooking, sampleSession } from '../../sample.ts'
import { quotaPlan } from '../../settings.ts'
import { bookAppointment } from '../book-appointment.ts'
import { checkIn } from '../check-in.ts'
import { openStopCase } from '../open-stop-case.ts'
import { publishSession } from '../publish-session.ts'
import { readPlaces } from '../read-schedule.ts'
import { stopSession } from '../stop-session.ts'

const DAY = '2026-11-20'
let all: TestHouse
let at: Clinic

beforeAll(async () => {
  all = await testHouse(MONDAY)
  at = await clinic(all, 16)
  const now = all.house.clock.now()
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, quotaPlan, [], { personId: null, effectiveFrom: now, at: now }),
  )
  all.house.settings.forget()
})
afterAll(() => all.close())

const rows = <Row>(text: string, ...values: unknown[]) => all.house.database.transact(tx => run<Row>(tx, text, values))
const slotsOf = async (id: string) => (await readPlaces(all.house)(at.lin, { id })).slots.map(one => one.id)
const book = (slotId: string, who: number) =>
  bookAppointment(all.house)(at.lin, { ...sampleBooking(slotId, at.patients[who] ?? ''), contactWay: 'sms' })
const turns = async () => {
  for (let n = 0; n < 3; n += 1) {
    await all.machinery.turn()
    all.clock.advance({ seconds: 2 })
  }
}

/** What the message about a booking shows, followed as a phone does it: the token behind the short address. */
async function tokenOf(bookingId: string, template: string): Promise<string> {
  const [message] = await rows<{ content: Buffer }>(
    'select content from notification.message where about_id = $1 and template = $2',
    bookingId,
    template,
  )
  const { link } = all.house.cipher.decipherJson<{ link: string }>(message?.content ?? Buffer.alloc(0))
  const code = link.split('#')[1] ?? ''
  const opened = await all.app.inject({ method: 'POST', url: '/api/links', payload: { code } })
  expect(opened.statusCode).toBe(200)
  return opened.json<{ token: string }>().token
}

async function ask(token: string, method: 'GET' | 'POST', path = '', payload?: object) {
  const answer = await all.app.inject({
    method,
    url: `/api/rebooking${path}`,
    headers: { authorization: `Link ${token}`, ...(method === 'POST' && { 'idempotency-key': someKey() }) },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, view: answer.json<Answer<typeof readRebooking> & { type?: string }>() }
}

test('APT-13 (part): by the link of the message the patient takes a proposed place, once; what is gone gives the next ones; the link opens this booking only, and ends', async () => {
  const sick = await at.morning('孙甲', { places: 4 })
  const small = await at.morning('李乙', { places: 1, from: 8 * 60, to: 8 * 60 + 30 })
  const other = await at.morning('周丙', { places: 4, from: 9 * 60, to: 11 * 60 })
  const [slot = ''] = await slotsOf(sick)
  const one = await book(slot, 0)
  const two = await book((await slotsOf(sick))[1] ?? '', 1)
  const id = (await stopSession(all.house)(at.manager, { id: sick, reason: '医生急会诊' })).id
  await turns()
  const token = await tokenOf(one.id, 'appointment.stopped')
  expect(readLink(all.house.cipher, token, all.house.clock.now())).toMatchObject({
    purpose: 'booking',
    subjectId: one.id,
    personId: null,
  })
  const made = await rows(
    'select 1 from platform.journal where action = $1 and subject_id = $2',
    'appointment.link-made',
    one.id,
  )
  expect(made).toHaveLength(1)

  const { view } = await ask(token, 'GET')
  expect(view).toMatchObject({ state: 'stopped', visit: { number: one.number, doctor: '孙甲' }, callAskedAt: null })
  expect(view.places[0]).toMatchObject({ doctor: '李乙', kind: 'substitute', costsMore: false })
  // Nothing else opens by it: no matter, no list, no other booking.
  for (const url of ['/api/matter', `/api/appointments/${two.id}`, '/api/stop-cases'])
    expect(
      (await all.app.inject({ url, headers: { authorization: `Link ${token}` } })).statusCode,
    ).toBeGreaterThanOrEqual(401)
  const of = (kind: number) => `0198d0d0-0000-7000-8${kind}00-000000000001`
  await publishSession(all.house)(
    at.lin,
    sampleSession({ sessionId: of(1), unitId: at.hospital.unit.radiology, doctorId: of(3) }, DAY),
  )
  const [elsewhere] = await rows<{ id: string }>('select id from appointment.slot where session_id = $1 limit 1', of(1))
  expect((await ask(token, 'POST', '/take', { slotId: elsewhere?.id })).view.type).toBe('/problems/slot-unknown')

  // Somebody was quicker: nothing changes, and the next ones are shown.
  await book(view.places[0]?.slotId ?? '', 2)
  const gone = await ask(token, 'POST', '/take', { slotId: view.places[0]?.slotId })
  expect([gone.status, gone.view.type]).toEqual([409, '/problems/slot-full'])
  const next = (await ask(token, 'GET')).view
  expect(next.state).toBe('stopped')
  expect(next.places.map(place => place.slotId)).not.toContain((await slotsOf(small))[0])

  const wanted = next.places[0]?.slotId
  const both = await Promise.all([
    ask(token, 'POST', '/take', { slotId: wanted }),
    ask(token, 'POST', '/take', { slotId: next.places[1]?.slotId }),
  ])
  expect(both.map(answer => [answer.status, answer.view.state])).toEqual([
    [200, 'booked'],
    [200, 'booked'],
  ])
  expect(both[0]?.view.visit.startsAt).toBe(both[1]?.view.visit.startsAt)
  const again = await ask(token, 'POST', '/take', { slotId: next.places[1]?.slotId })
  expect(again.view.visit).toEqual(both[0]?.view.visit)
  const moves = await rows<{ actorKind: string }>(
    `select actor_kind from platform.journal where action = 'appointment.moved' and subject_id = $1`,
    one.id,
  )
  expect(moves).toEqual([{ actorKind: 'patient-link' }])
  expect(await rows('select changes from appointment.appointment where id = $1', one.id)).toEqual([{ changes: 0 }])
  const taken = await rows<{ booked: number }>(
    'select sum(booked)::int as booked from appointment.quota where slot_id = any($1)',
    await slotsOf(other),
  )
  expect(taken).toEqual([{ booked: 1 }])
  expect(
    (await openStopCase(all.house)(at.lin, { id })).contacts.find(contact => contact.appointmentId === one.id),
  ).toMatchObject({
    outcome: 'moved',
  })

  // The other asks to be called: one call for the desk, and it stands on the case; with the answer nobody calls any more.
  const second = await tokenOf(two.id, 'appointment.stopped')
  expect((await ask(second, 'POST', '/call', {})).view.callAskedAt).not.toBeNull()
  await ask(second, 'POST', '/call', {})
  const calls = async () =>
    (await listTasks(all.house)(at.lin, {})).items.filter(task => task.template === 'appointment.call-asked').length
  await turns()
  expect(await calls()).toBe(1)
  expect((await openStopCase(all.house)(at.lin, { id })).contacts[0]).toMatchObject({
    appointmentId: two.id,
    callAskedAt: expect.any(String),
  })
  await ask(second, 'POST', '/take', { slotId: (await ask(second, 'GET')).view.places[0]?.slotId })
  expect(await calls()).toBe(0)
  expect((await openStopCase(all.house)(at.lin, { id })).closedAt).not.toBeNull()

  all.clock.advance({ hours: 73 })
  expect((await ask(token, 'GET')).status).toBe(401)
  all.clock.set(MONDAY)
})

test('who had checked in chooses by the link too; a substitution may be declined, and does not count as a change', async () => {
  const day = { day: '2026-11-21' }
  const [sick, other, kept] = [
    await at.morning('吴丁', { ...day, places: 4 }),
    await at.morning('郑戊', { ...day, places: 4 }),
    await at.morning('王己', { ...day, places: 4, halfDay: 'afternoon', from: 14 * 60, to: 16 * 60 }),
  ]
  const here = await book((await slotsOf(sick))[0] ?? '', 4)
  const later = await book((await slotsOf(kept))[0] ?? '', 5)
  all.clock.set(Temporal.Instant.from('2026-11-21T07:50:00+08:00'))
  await checkIn(all.house)(at.lin, { id: here.id, place: '三楼分诊台' })
  await stopSession(all.house)(at.manager, { id: sick, reason: '医生急会诊' })
  const [session] = await rows<{ version: number }>('select version from directory.session where id = $1', kept)
  await substitute(all.house)(at.manager, {
    sessionId: kept,
    version: session?.version ?? 1,
    doctorId: await at.doctor('钱庚'),
    reason: '替诊',
  })
  await turns()
  const token = await tokenOf(here.id, 'appointment.stopped-here')
  const { view } = await ask(token, 'GET')
  expect([view.state, view.places[0]?.doctor]).toEqual(['here', '郑戊'])
  const moved = await ask(token, 'POST', '/take', { slotId: view.places[0]?.slotId })
  expect(moved.view).toMatchObject({ state: 'booked', visit: { status: 'checked_in', doctor: '郑戊' } })
  expect((await ask(token, 'GET')).view.visit).toEqual(moved.view.visit)

  const declined = await tokenOf(later.id, 'appointment.substituted')
  const before = (await ask(declined, 'GET')).view
  expect([before.state, before.visit.doctor]).toEqual(['substituted', '钱庚'])
  expect(before.places.map(place => place.doctor)).not.toContain('钱庚')
  const after = await ask(declined, 'POST', '/take', { slotId: before.places[0]?.slotId })
  expect(after.view).toMatchObject({ state: 'booked', visit: { number: later.number, doctor: '郑戊' } })
  expect(await rows('select changes from appointment.appointment where id = $1', later.id)).toEqual([{ changes: 0 }])
  expect(await slotsOf(other)).toContain(before.places[0]?.slotId)
})
