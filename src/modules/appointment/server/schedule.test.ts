import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { type Clinic, clinic } from '../../../../tests/support/ward-clinic.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { sampleBooking } from '../sample.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { changePlaces, releaseShare } from './change-places.ts'
import { checkIn } from './check-in.ts'
import { moveAppointment } from './move-appointment.ts'
import { readPlaces, readSchedule } from './read-schedule.ts'
import { readSlotLife } from './read-slot-life.ts'
import { stopSession } from './stop-session.ts'
import { joinWaitingList } from './waiting-list.ts'

let all: TestHouse
let at: Clinic
beforeAll(async () => {
  all = await testHouse(MONDAY)
  at = await clinic(all)
})
afterAll(() => all.close())

const code = (name: string) => expect.objectContaining({ code: name })
const places = (id: string) => readPlaces(all.house)(at.lin, { id })
const book = (slotId: string, who: number, more: object = {}, house = all.house) =>
  bookAppointment(house)(at.lin, { ...sampleBooking(slotId, at.patients[who] ?? ''), ...more })
const cancel = (id: string) => cancelAppointment(all.house)(at.lin, { id, reason: '不来了', by: 'patient' })

describe('the places of a session that is given out', () => {
  test('are changed with a reason, never below what is taken, and not over what somebody else has written', async () => {
    const id = await at.morning('改号')
    const [first, second] = (await places(id)).slots
    const slotId = first?.id ?? ''
    await book(slotId, 0)
    const change = (quota: 'open' | 'platform', was: number, capacity: number) =>
      changePlaces(all.house)(at.manager, { id, reason: '加开', changes: [{ slotId, quota, was, capacity }] })
    await expect(change('open', 2, 0)).rejects.toThrow(code('places-taken'))
    await expect(change('open', 3, 5)).rejects.toThrow(code('places-changed'))
    expect(await change('open', 2, 3)).toEqual({ sessionId: id, places: 17 })
    expect(await change('platform', 0, 2)).toEqual({ sessionId: id, places: 19 })
    await expect(
      changePlaces(all.house)(at.lin, {
        id,
        reason: '加开',
        changes: [{ slotId: id, quota: 'open', was: 2, capacity: 3 }],
      }),
    ).rejects.toThrow(code('not-found'))
    const after = await places(id)
    expect(after.session).toMatchObject({ capacity: 19, sum: { published: 19, booked: 1, free: 18 } })
    expect(after.slots[0]?.shares).toEqual([
      expect.objectContaining({ quota: 'open', capacity: 3, booked: 1 }),
      expect.objectContaining({ quota: 'platform', capacity: 2, releaseAt: '2026-11-19T22:00:00Z' }),
    ])
    // Past the time to be opened, nothing is kept any more.
    all.clock.set(Temporal.Instant.from('2026-11-20T07:00:00+08:00'))
    await expect(
      changePlaces(all.house)(at.manager, {
        id,
        reason: '加开',
        changes: [{ slotId: second?.id ?? '', quota: 'platform', was: 0, capacity: 1 }],
      }),
    ).rejects.toThrow(code('share-released'))
    all.clock.set(MONDAY)
  })

  test('that are kept are opened before their time with a reason; who waits is offered one first', async () => {
    const id = await at.morning('释放', { places: 8, kept: [{ quota: 'platform', places: 8 }] })
    const unitId = at.hospital.unit.ward
    await joinWaitingList(all.house)(at.lin, {
      unitId,
      doctorId: await at.doctor('释放'),
      dayFrom: '2026-11-20',
      dayTo: '2026-11-20',
      halfDay: null,
      patientId: at.patients[9] ?? '',
      channel: 'phone',
      contactWay: 'sms',
      urgency: 2,
    })
    const release = () => releaseShare(all.house)(at.manager, { id, quota: 'platform', reason: '平台停用' })
    expect(await release()).toEqual({ sessionId: id, places: 8 })
    expect((await places(id)).session.sum).toMatchObject({ published: 8, free: 7, held: 1 })
    await expect(release()).rejects.toThrow(code('nothing-to-release'))
  })

  test('stand in the week of the department, planned ones and those of others besides', async () => {
    const week = await readSchedule(all.house)(at.lin, { unit: at.hospital.unit.ward, from: '2026-11-16' })
    const own = week.sessions.filter(one => one.sum.published > 0)
    expect(own.length).toBeGreaterThan(1)
    for (const { sum } of own)
      expect(sum.free + sum.held + sum.booked + sum.used + sum.expired + sum.stopped).toBe(sum.published)
    expect(week.doctors.map(one => one.name)).toEqual(expect.arrayContaining(['改号', '释放']))
    await expect(
      readSchedule(all.house)(await at.hospital.as('ward-head'), { unit: at.hospital.unit.ward, from: '2026-11-16' }),
    ).rejects.toThrow(code('not-found'))
  })
})

test('APT-03 (part): the life of a slot names each step of its places, when, and who did it', async () => {
  const id = await at.morning('一生')
  const [slot, other] = (await places(id)).slots
  const slotId = slot?.id ?? ''
  const booked = await book(slotId, 20)
  await moveAppointment(all.house)(at.lin, { id: booked.id, slotId: other?.id ?? '', reason: '改时间' })
  const second = await book(slotId, 21, { channel: 'kiosk' })
  await cancel(second.id)
  all.clock.set(Temporal.Instant.from('2026-11-20T07:50:00+08:00'))
  await checkIn(all.house)(at.lin, { id: (await book(slotId, 22)).id, place: '服务台' })
  await stopSession(all.house)(at.manager, { id, reason: '医生发热' })
  all.clock.set(MONDAY)
  const life = await readSlotLife(all.house)(at.lin, { id: slotId })
  expect(life.steps.map(one => one.what)).toEqual([
    'published',
    'booked',
    'moved-out',
    'booked',
    'cancelled',
    'booked',
    'checked-in',
    'session-stopped',
  ])
  expect(life.steps[1]).toMatchObject({ who: '林甲', by: 'staff', number: booked.number, channel: 'phone' })
  expect(life.steps[2]).toMatchObject({ number: booked.number })
  expect(life.steps[4]).toMatchObject({ number: second.number, reason: '不来了' })
  expect(life.steps.at(-1)).toMatchObject({ who: '中心甲', reason: '医生发热' })
  // The other slot has seen the one that came, and its end with the session.
  const { steps } = await readSlotLife(all.house)(at.lin, { id: other?.id ?? '' })
  expect(steps.map(one => one.what)).toEqual(['published', 'moved-in', 'session-stopped', 'stopped'])
})
