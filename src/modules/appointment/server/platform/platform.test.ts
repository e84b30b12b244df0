import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { addPerson, appoint, organisation } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { builder } from '../../../../../tests/support/hospital.ts'
import { placeTemplate } from '../place-template.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../../../tests/support/house.ts'
import {
  bookingPlatform,
  type PlatformPatient,
  type SimulatedPlatform,
} from '../../../../../tests/support/providers/booking-platform.ts'
import { type Clinic, clinic } from '../../../../../tests/support/ward-clinic.ts'
import { CHANNELS } from '../../rules/quota.ts'
import { sampleBooking } from '../../sample.ts'
import { bookAppointment } from '../book-appointment.ts'
import { cancelAppointment } from '../cancel-appointment.ts'
import { changePlaces, releaseShare } from '../change-places.ts'
import { listDay } from '../list-appointments.ts'
import { listSlots } from '../list-slots.ts'
import { readPlaces } from '../read-schedule.ts'
import { reopenSession } from '../reopen-session.ts'
import { stopSession } from '../stop-session.ts'
import { readTransfers, retryTransfers, setPlatform } from './settings-of-platform.ts'
import { transferred } from './transfer.ts'

const KEY = 'a-key-that-both-know'
let all: TestHouse
let at: Clinic
let platform: SimulatedPlatform
let administrator: Caller
let hospital = ''

beforeAll(async () => {
  all = await testHouse(MONDAY)
  at = await clinic(all)
  administrator = await at.hospital.as('administrator')
  platform = await bookingPlatform(KEY, { now: () => all.clock.now().epochMilliseconds })
  await all.app.listen({ port: 0, host: '127.0.0.1' })
  hospital = `http://127.0.0.1:${(all.app.server.address() as AddressInfo).port}`
  await setPlatform(all.house)(administrator, { on: true, name: '市预约平台', endpoint: platform.url, key: KEY })
})
afterAll(async () => {
  await platform.close()
  await all.close()
})
beforeEach(() => platform.be('well'))

/** The sweep's next round, and the calls that it began. */
async function round(seconds = 2) {
  all.clock.advance({ seconds })
  await all.machinery.turn()
  await transferred(all.house)
}
async function rounds(seconds?: number) {
  await round(seconds)
  await round()
}
const patient = (n: number): PlatformPatient => ({
  number: `P${n}`,
  name: '陈秀英',
  residentId: null,
  phone: `1380013${String(8000 + n)}`,
  sex: 'female',
  birthDate: null,
})
const slotsOf = async (id: string) => (await readPlaces(all.house)(at.lin, { id })).slots
const free = async (day: string, slot: string, channel: (typeof CHANNELS)[number]) =>
  (await listSlots(all.house)(at.lin, { from: day, to: day, channel })).slots.find(one => one.id === slot)?.free
const KEPT = [{ quota: 'platform' as const, places: 8 }]

/** Nothing stands thirteen days on: at five in the afternoon the clerks and the deputy hear it. */
async function told() {
  const { house, clock, machinery } = all
  const { id: deputy } = await addPerson(house)(builder(house), { name: '副主任甲', staffNumber: 'F1', phone: null })
  const unitId = [...(await organisation(house)).units.values()].find(one => one.code === 'service')?.id ?? ''
  await appoint(house)(builder(house), { personId: deputy, post: 'deputy-director', unitId })
  clock.set(Temporal.Instant.from('2026-11-17T17:01:00+08:00'))
  await machinery.turn()
  const rows = await house.database.statement<{ personId: string }>(
    `select person_id as "personId" from notification.message where template = 'appointment.lists-missing' order by 1`,
    [],
  )
  expect(rows.map(row => row.personId)).toEqual(
    [at.hospital.person['lin'], at.hospital.person['mei'], deputy].toSorted(),
  )
}

describe('the outside platform', () => {
  test('APT-01: a file is refused by line; no list by the cut-off is told to clerks and deputy; a slot booked on the platform is gone in every channel, a stopped one withdrawn there, and what could not be transferred is listed', async () => {
    const day = '2026-11-24'
    await at.doctor('平台')
    const line = {
      doctor: '平台',
      unit: 'ward',
      day,
      halfDay: 'morning',
      from: '8:00',
      to: '12:00',
      places: '8',
      platform: '8',
    }
    const file = [line, { ...line, doctor: '没有' }, { ...line, halfDay: 'afternoon', from: '11:00' }]
    const taken = await placeTemplate.take(
      all.house,
      at.manager,
      file.map((values, n) => ({ line: n + 2, values })),
    )
    expect(taken.map(one => ('wrong' in one ? one.wrong.column : one.what))).toEqual(['added', 'doctor', 'halfDay'])
    await told()
    const [{ sessionId: id = '' } = {}] = await all.house.database.statement<{ sessionId: string }>(
      `select distinct session_id as "sessionId" from appointment.slot where day = $1::date`,
      [day],
    )
    const [slot] = await slotsOf(id)
    const slotId = slot?.id ?? ''
    await rounds()
    expect(platform.slots.get(slotId)).toMatchObject({
      capacity: 1,
      free: 1,
      status: 'open',
      doctor: { code: 'D-平台', name: '平台' },
      department: { code: 'ward' },
    })
    // What is the platform's, nobody else takes; what it books is gone for all, itself too.
    expect(await free(day, slotId, 'platform')).toBe(1)
    const booked = await platform.book(hospital, slotId, patient(1))
    expect(booked).toMatchObject({ status: 201, body: { number: expect.stringMatching(/^YY-/), slot: slotId } })
    for (const channel of CHANNELS) {
      expect(await free(day, slotId, channel)).toBe(0)
      await expect(
        bookAppointment(all.house)(at.lin, { ...sampleBooking(slotId, at.patients[0] ?? ''), channel }),
      ).rejects.toMatchObject({ code: 'slot-full' })
    }
    expect(await platform.book(hospital, slotId, patient(2))).toMatchObject({
      status: 409,
      body: { type: '/problems/slot-full' },
    })
    // The platform is away: the stop is kept, listed, and told when it is back.
    platform.be('broken')
    await stopSession(all.house)(at.manager, { id, reason: '医生外出' })
    await rounds()
    const listed = await readTransfers(all.house)(at.lin)
    expect(listed).toMatchObject({ on: true, failed: 8, withdrawn: 0 })
    expect(listed.pending[0]).toMatchObject({
      doctor: '平台',
      stopped: true,
      state: 'failed',
      error: expect.any(String),
    })
    expect(platform.slots.get(slotId)?.status).toBe('open')
    // Who books there meanwhile is told the truth by the hospital.
    const [, other] = await slotsOf(id)
    expect(await platform.book(hospital, other?.id ?? '', patient(3))).toMatchObject({ status: 409 })
    platform.be('well')
    await rounds(61)
    expect(await readTransfers(all.house)(at.lin)).toMatchObject({ failed: 0, waiting: 0, withdrawn: 8, pending: [] })
    for (const one of await slotsOf(id))
      expect(platform.slots.get(one.id)).toMatchObject({ status: 'stopped', capacity: 0, free: 0 })
    // Who had the place keeps it when the session takes place after all.
    await reopenSession(all.house)(at.manager, { id, reason: '医生返院' })
    await rounds()
    expect(platform.slots.get(slotId)).toMatchObject({ status: 'open', capacity: 1, free: 0 })
    expect(platform.slots.get(other?.id ?? '')).toMatchObject({ status: 'open', free: 1 })
  })

  test('books once for the same request, and cancels into the pool', async () => {
    const day = '2026-11-25'
    const id = await at.morning('平台二', { day, places: 8, kept: KEPT })
    const [slot] = await slotsOf(id)
    const slotId = slot?.id ?? ''
    const key = someKey()
    const twice = await Promise.all([1, 2].map(() => platform.book(hospital, slotId, patient(10), key)))
    expect(twice[0]?.body).toEqual(twice[1]?.body)
    expect(twice[0]?.status).toBe(201)
    const number = String(twice[0]?.body['number'])
    expect(await platform.cancel(hospital, number, '患者取消')).toMatchObject({
      status: 201,
      body: { status: 'cancelled_by_patient' },
    })
    expect(await free(day, slotId, 'platform')).toBe(1)
    expect(await platform.cancel(hospital, number, '再取消一次')).toMatchObject({ status: 409 })
    const others = await bookAppointment(all.house)(at.lin, {
      ...sampleBooking((await slotsOf(await at.morning('窗口', { day })))[0]?.id ?? '', at.patients[1] ?? ''),
    })
    expect(await platform.cancel(hospital, others.number, '不是平台的')).toMatchObject({ status: 404 })
  })

  test('SVC-05: one booking of each channel appears in one list', async () => {
    const day = '2026-12-01'
    const kept = [{ quota: 'platform' as const, places: 8 }]
    const [slot] = await slotsOf(await at.morning('各渠道', { day, places: 80, kept }))
    const others = CHANNELS.filter(channel => channel !== 'platform')
    for (const [n, channel] of others.entries())
      await bookAppointment(all.house)(at.lin, { ...sampleBooking(slot?.id ?? '', at.patients[n] ?? ''), channel })
    await platform.book(hospital, slot?.id ?? '', patient(40))
    const { items } = await listDay(all.house)(at.lin, { unit: at.hospital.unit.ward, day })
    expect(items.map(one => one.channel).toSorted()).toEqual(CHANNELS.toSorted())
  })

  test('is told what changes here: a cancellation at the desk, other numbers, and what is opened to all', async () => {
    const id = await at.morning('平台三', { day: '2026-11-26', places: 8, kept: KEPT })
    const [slot, next] = await slotsOf(id)
    const slotId = slot?.id ?? ''
    const { body } = await platform.book(hospital, slotId, patient(20))
    await rounds()
    expect(platform.slots.get(slotId)).toMatchObject({ capacity: 1, free: 0 })
    const [row] = await all.house.database.transact(tx =>
      run<{ id: string }>(tx, 'select id from appointment.appointment where number = $1', [body['number']]),
    )
    await cancelAppointment(all.house)(at.lin, { id: row?.id ?? '', reason: '来电取消', by: 'patient' })
    await changePlaces(all.house)(at.manager, {
      id,
      reason: '加号',
      changes: [{ slotId: next?.id ?? '', quota: 'platform', was: 1, capacity: 3 }],
    })
    await rounds()
    expect(platform.slots.get(slotId)).toMatchObject({ free: 1 })
    expect(platform.slots.get(next?.id ?? '')).toMatchObject({ capacity: 3, free: 3 })
    await releaseShare(all.house)(at.manager, { id, quota: 'platform', reason: '平台停约' })
    platform.be('refusing')
    await rounds()
    expect((await readTransfers(all.house)(at.lin)).pending[0]).toMatchObject({ state: 'failed', error: 'MAINTENANCE' })
    platform.be('well')
    expect(await retryTransfers(all.house)(at.manager)).toEqual({ slots: 8 })
    await rounds()
    expect(platform.slots.get(slotId)).toMatchObject({ capacity: 0, free: 0, status: 'open' })
  })

  test('is refused with another key, an old call, and when it is turned off; its key is never shown', async () => {
    const slotId =
      (await slotsOf(await at.morning('平台四', { day: '2026-11-27', places: 8, kept: KEPT })))[0]?.id ?? ''
    const stranger = await bookingPlatform('another-key-of-nobody', { now: () => all.clock.now().epochMilliseconds })
    const late = await bookingPlatform(KEY, { now: () => all.clock.now().epochMilliseconds - 301_000 })
    try {
      for (const one of [stranger, late])
        expect(await one.book(hospital, slotId, patient(30))).toMatchObject({
          status: 401,
          body: { type: '/problems/platform-signature' },
        })
    } finally {
      await Promise.all([stranger.close(), late.close()])
    }
    const set = (on: boolean) =>
      setPlatform(all.house)(administrator, { on, name: '市预约平台', endpoint: platform.url, key: null })
    expect(JSON.stringify(await set(false))).not.toContain(KEY)
    expect(await platform.book(hospital, slotId, patient(30))).toMatchObject({ status: 401 })
    await set(true)
    expect(await platform.book(hospital, slotId, patient(30))).toMatchObject({ status: 201 })
  })
})
