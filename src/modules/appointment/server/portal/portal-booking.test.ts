import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { smallHospital, type SmallHospital } from '../../../../../tests/support/hospital.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../../../tests/support/house.ts'
import { type PatientBrowser, signedInPatient } from '../../../../../tests/support/patient-account.ts'
import { somePatients } from '../../../../../tests/support/patients.ts'
import { sampleBooking } from '../../sample.ts'
import { bookAppointment } from '../book-appointment.ts'
import { cancelAppointment } from '../cancel-appointment.ts'

const DAY = '2026-11-17'
let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let doctor: string
let others: readonly string[]
let mother: string
let child: string
let browser: PatientBrowser
let stranger: PatientBrowser

beforeAll(async () => {
  all = await testHouse()
  hospital = await smallHospital(all.house, 24 * 20)
  lin = await hospital.as('lin')
  others = await somePatients(all.house, 12)
  mother = await known('林秀英', '13900000001', '1980-01-01')
  child = await known('林小宝', '13900000001', '2018-09-01')
  const own = await known('张三', '13900000002', '1956-06-15')
  const { id } = await upsertDoctor(all.house)(await hospital.as('manager'), {
    code: 'D1',
    name: '孙甲',
    personId: null,
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [hospital.unit.ward],
    strengths: [],
    languages: [],
    isPublic: true,
  })
  doctor = id
  for (const [day, halfDay, capacity] of [
    [DAY, 'morning', 8],
    [DAY, 'afternoon', 8],
    ['2026-11-18', 'morning', 8],
    ['2026-11-19', 'morning', 8],
  ] as const)
    await addSession(all.house)(await hospital.as('manager'), {
      doctorId: doctor,
      unitId: hospital.unit.ward,
      day,
      halfDay,
      room: '三楼 305',
      feeLevel: 'expert',
      slotMinutes: 30,
      capacity,
    })
  await all.machinery.turn()
  browser = await signedInPatient(all, '13900000001')
  const add = (patientId: string, value: string, more: object) =>
    browser.ask('POST', '/api/portal/people', {
      patientId,
      relation: 'self',
      isGuardian: false,
      proof: { kind: 'birth-date', value },
      ...more,
    })
  expect((await add(mother, '1980-01-01', {})).status).toBe(200)
  expect((await add(child, '2018-09-01', { relation: 'child', isGuardian: true })).status).toBe(200)
  stranger = await signedInPatient(all, '13900000002')
  await stranger.ask('POST', '/api/portal/people', {
    patientId: own,
    relation: 'self',
    isGuardian: false,
    proof: { kind: 'birth-date', value: '1956-06-15' },
  })
})
afterAll(() => all.close())
/** The clock only goes forward; who was idle for long signs in again. */
async function atHour(hour: number) {
  all.clock.set(MONDAY.add({ minutes: Math.round(hour * 60) }))
  browser = await signedInPatient(all, '13900000001')
}

async function known(name: string, phone: string, birthDate: string): Promise<string> {
  const { patientId } = await upsertFromSystem(all.house)(systemCaller(all.house.hospital.id), {
    source: 'HIS',
    occurredAt: null,
    person: {
      identifiers: [{ system: 'HIS', kind: 'patient-number', value: name }],
      name,
      birthDate,
      phones: [{ number: phone, use: 'mobile' }],
    },
  })
  return patientId
}
const type = (body: { type: string }) => body.type.replace('/problems/', '')
const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, text, values))
interface Time {
  readonly slotId: string
  readonly startsAt: string
  readonly free: number
}
/** Times that the web may take, read anew. */
async function times(day: string, half = 'morning'): Promise<Time[]> {
  await new Promise(resolve => setTimeout(resolve, 260))
  const answer = await all.app.inject({
    url: `/api/public/booking/departments/${hospital.unit.ward}/times?day=${day}`,
  })
  return answer.json().items.filter((one: { halfDay: string }) => one.halfDay === half)
}
const free = async (day: string, half?: string) => (await times(day, half)).filter(one => one.free > 0)
const hold = (slotId: string, patientId = mother, key?: string) =>
  browser.ask('POST', '/api/portal/holds', { slotId, patientId }, key)
const confirm = (id: string, key?: string) => browser.ask('POST', `/api/portal/bookings/${id}/confirm`, undefined, key)
async function booked(day: string, half?: string, patientId = mother) {
  const [first] = await free(day, half)
  const held = await hold(first?.slotId ?? '', patientId)
  expect(held.status).toBe(201)
  const done = await confirm(held.body.id)
  expect(done.body).toMatchObject({ status: 'booked' })
  return done.body
}

describe('a patient books', () => {
  test('APT-02 (part): by the web from the one pool: kept for 15 minutes, confirmed once however often it is sent, seen at the desk at once', async () => {
    const [first, second] = await free(DAY)
    const key = someKey()
    const held = await hold(first?.slotId ?? '', mother, key)
    expect(held.body).toMatchObject({
      status: 'held',
      unit: '外科病区',
      doctor: '孙甲',
      room: '三楼 305',
      patientMasked: '林*英',
      holdUntil: '2026-11-16T01:15:00Z',
    })
    expect((await hold(first?.slotId ?? '', mother, key)).body.id).toBe(held.body.id)
    expect((await times(DAY)).find(one => one.slotId === first?.slotId)?.free).toBe((first?.free ?? 0) - 1)
    // Looking on for another time gives the first back.
    const other = await hold(second?.slotId ?? '')
    expect(other.status).toBe(201)
    expect((await times(DAY)).find(one => one.slotId === first?.slotId)?.free).toBe(first?.free)
    const sent = someKey()
    const both = await Promise.all([confirm(other.body.id, sent), confirm(other.body.id, sent)])
    expect(both.map(one => one.body.status)).toEqual(['booked', 'booked'])
    const journal = await rows<{ action: string; actorKind: string }>(
      'select action, actor_kind from platform.journal where subject_id = $1 order by tx, id',
      [other.body.id],
    )
    expect(journal.filter(one => one.action === 'appointment.booked')).toEqual([
      { action: 'appointment.booked', actorKind: 'patient' },
    ])
    const [stored] = await rows<{ channel: string }>('select channel from appointment.appointment where id = $1', [
      other.body.id,
    ])
    expect(stored?.channel).toBe('web')
    const twice = await hold((await free(DAY))[0]?.slotId ?? '')
    expect(type(twice.body)).toBe('has-number-already')
    await browser.ask('POST', `/api/portal/bookings/${other.body.id}/cancel`, { reason: '改天再来' })
  })

  test('many holds at once keep no more than one place', async () => {
    const days = [DAY, '2026-11-18', '2026-11-19']
    const slots = (await Promise.all(days.map(day => free(day)))).flatMap(list => list.slice(0, 1))
    const asked = slots.flatMap(({ slotId }) => [mother, child].map(patientId => ({ slotId, patientId })))
    await Promise.all(asked.map(({ slotId, patientId }) => hold(slotId, patientId)))
    const held = await rows<{ id: string }>(`select id from appointment.appointment where status = 'held'`)
    expect(held).toHaveLength(1)
    await browser.ask('POST', `/api/portal/holds/${held[0]?.id}/release`)
  })

  test('a hold that is not confirmed lapses; a time that is full is refused in words with the next ones', async () => {
    const [first] = await free(DAY)
    const held = await hold(first?.slotId ?? '')
    all.clock.set(MONDAY.add({ minutes: 16 }))
    expect(type((await confirm(held.body.id)).body)).toBe('hold-lapsed')
    await all.machinery.turn()
    for (const [n, time] of (await free(DAY, 'afternoon')).entries())
      await bookAppointment(all.house)(lin, sampleBooking(time.slotId, others[n] as string))
    const gone = (await times(DAY, 'afternoon')).find(one => one.free === 0)
    const full = await hold(gone?.slotId ?? '')
    expect(full.status).toBe(409)
    expect(full.body).toMatchObject({ type: '/problems/slot-full', title: expect.stringContaining('空余时段') })
    expect(full.body.next.length).toBeGreaterThan(0)
    expect((await hold('01a00000-0000-7000-8000-000000000001')).body.type).toBe('/problems/slot-unknown')
  })
})

describe('APT-07 (part): a patient changes and cancels within limits that are said before', () => {
  test('a change frees the old place and takes the new one; three are allowed; cancelling frees it for everybody', async () => {
    await atHour(2)
    const visit = await booked('2026-11-18')
    expect(visit).toMatchObject({ changesLeft: 3, mayMove: true, mayCancel: true, changeUntil: visit.startsAt })
    const move = (slotId: string) =>
      browser.ask('POST', `/api/portal/bookings/${visit.id}/move`, { slotId, reason: '时间冲突' })
    for (const left of [2, 1, 0]) {
      const [target] = await free('2026-11-18')
      expect((await move(target?.slotId ?? '')).body).toMatchObject({ changesLeft: left, startsAt: target?.startsAt })
    }
    const before = await free('2026-11-18')
    expect(type((await move(before[0]?.slotId ?? '')).body)).toBe('changed-too-often')
    const cancelled = await browser.ask('POST', `/api/portal/bookings/${visit.id}/cancel`, { reason: '好了' })
    expect(cancelled.body).toMatchObject({ status: 'cancelled_by_patient', mayCancel: false, mayMove: false })
    expect((await free('2026-11-18')).length).toBe(before.length + 1)
    const visits = await browser.ask('GET', '/api/portal/visits')
    expect(visits.body.past.map((one: { id: string }) => one.id)).toContain(visit.id)
  })
})

test('SEC-02 (part): what belongs to others is not there, for any act, and every opening of one’s own is a row of the journal', async () => {
  await atHour(5)
  stranger = await signedInPatient(all, '13900000002')
  const visit = await booked('2026-11-19')
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['POST', '/confirm', undefined],
    ['POST', '/cancel', { reason: 'x' }],
    ['POST', '/move', { slotId: (await free('2026-11-19'))[0]?.slotId, reason: 'x' }],
    ['GET', '/calendar.ics', undefined],
  ] as const)
    expect((await stranger.ask(method, `/api/portal/bookings/${visit.id}${path}`, body)).status).toBe(404)
  expect(
    (
      await stranger.ask('POST', '/api/portal/holds', {
        slotId: (await free('2026-11-19'))[1]?.slotId,
        patientId: mother,
      })
    ).status,
  ).toBe(404)
  expect((await stranger.ask('GET', '/api/portal/visits')).body).toEqual({ coming: [], past: [], waiting: [] })
  expect((await browser.ask('GET', `/api/portal/bookings/${visit.id}`)).status).toBe(200)
  const reads = await rows<{ actorKind: string; patientId: string }>(
    `select actor_kind, patient_id from platform.journal where kind = 'read' and action = 'appointment.opened' and subject_id = $1`,
    [visit.id],
  )
  expect(reads).toEqual([{ actorKind: 'patient', patientId: mother }])
})

test('the calendar file keeps its UID, counts up with each change, and says that it was cancelled', async () => {
  await atHour(7)
  const visit = await booked('2026-11-18', 'morning', child)
  const file = async () => {
    const answer = await all.app.inject({
      url: `/api/portal/bookings/${visit.id}/calendar.ics`,
      headers: { cookie: browser.cookie },
    })
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    return answer.body.replaceAll('\r\n ', '').split('\r\n')
  }
  const of = (lines: string[], name: string) => lines.find(line => line.startsWith(`${name}:`))?.slice(name.length + 1)
  const first = await file()
  expect(of(first, 'STATUS')).toBe('CONFIRMED')
  expect(first.join('\n')).not.toContain('外科')
  const [target] = await free('2026-11-18')
  await browser.ask('POST', `/api/portal/bookings/${visit.id}/move`, { slotId: target?.slotId, reason: '时间冲突' })
  const moved = await file()
  expect(of(moved, 'UID')).toBe(of(first, 'UID'))
  expect(of(moved, 'DTSTART')).not.toBe(of(first, 'DTSTART'))
  expect(Number(of(moved, 'SEQUENCE'))).toBeGreaterThan(Number(of(first, 'SEQUENCE')))
  await browser.ask('POST', `/api/portal/bookings/${visit.id}/cancel`, { reason: '好了' })
  const gone = await file()
  expect(of(gone, 'STATUS')).toBe('CANCELLED')
  expect(Number(of(gone, 'SEQUENCE'))).toBeGreaterThan(Number(of(moved, 'SEQUENCE')))
  expect((await all.app.inject({ url: `/api/portal/bookings/${visit.id}/calendar.ics` })).statusCode).toBe(401)
})

test('APT-14 (part): who waits sees the offer with its time, declines and waits on, accepts and has it, or leaves', async () => {
  await atHour(9)
  stranger = await signedInPatient(all, '13900000002')
  const wish = {
    unitId: hospital.unit.ward,
    doctorId: null,
    dayFrom: DAY,
    dayTo: DAY,
    halfDay: 'afternoon',
    patientId: mother,
  }
  const joined = await browser.ask('POST', '/api/portal/waiting', wish)
  expect(joined).toMatchObject({ status: 201, body: { status: 'waiting' } })
  expect(type((await browser.ask('POST', '/api/portal/waiting', wish)).body)).toBe('waiting-already')
  const held = await rows<{ id: string }>(
    `select id from appointment.appointment where half_day = 'afternoon' and status = 'booked' order by starts_at`,
  )
  const free1 = (n: number) =>
    cancelAppointment(all.house)(lin, { id: held[n]?.id ?? '', reason: '来电取消', by: 'patient' })
  const waiting = async () => (await browser.ask('GET', '/api/portal/visits')).body.waiting
  await free1(0)
  const [offered] = await waiting()
  expect(offered).toMatchObject({ status: 'offered', offer: { holdUntil: '2026-11-16T10:30:00Z' } })
  const answer = (accept: boolean, who = browser) =>
    who.ask('POST', `/api/portal/waiting/${joined.body.id}/answer`, { accept })
  expect((await answer(true, stranger)).status).toBe(404)
  expect((await answer(false)).body.status).toBe('waiting')
  await free1(1)
  expect((await answer(true)).body.status).toBe('booked')
  const visits = (await browser.ask('GET', '/api/portal/visits')).body
  expect(visits.waiting).toEqual([])
  expect(visits.coming).toEqual(
    expect.arrayContaining([expect.objectContaining({ status: 'booked', halfDay: 'afternoon', patientId: mother })]),
  )
  const again = await browser.ask('POST', '/api/portal/waiting', { ...wish, halfDay: 'morning', patientId: child })
  expect((await browser.ask('POST', `/api/portal/waiting/${again.body.id}/leave`)).body.status).toBe('cancelled')
  expect(
    type(
      (await browser.ask('POST', '/api/portal/waiting', { ...wish, dayFrom: '2026-11-10', dayTo: '2026-11-11' })).body,
    ),
  ).toBe('waiting-days')
})

test('a time that has begun is refused, and what is booked cannot be cancelled any more: the answer says what to do', async () => {
  await atHour(10)
  const [first] = await free(DAY)
  const visit = await booked(DAY, 'morning', child)
  await atHour((Temporal.Instant.from(visit.startsAt).epochMilliseconds - MONDAY.epochMilliseconds) / 3_600_000)
  expect(type((await hold(first?.slotId ?? '')).body)).toBe('slot-past')
  const late = await browser.ask('POST', `/api/portal/bookings/${visit.id}/cancel`, { reason: '来不了' })
  expect(late.body).toMatchObject({ type: '/problems/change-too-late', title: expect.stringContaining('服务台') })
})
