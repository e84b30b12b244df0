import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import type { Event, Events } from '#kernel/event.ts'
import { Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { deliver, type Listener } from '#platform/listeners.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import { journalSettled } from '../../../../tests/support/settled.ts'
import { sampleBooking, sampleSession } from '../sample.ts'
import { bookAppointment, holdPlace } from './book-appointment.ts'
import { byHand, checkIn } from './check-in.ts'
import { listSlots } from './list-slots.ts'
import { publishSession } from './publish-session.ts'
import { type RegisterOnSite, registerOnSite } from './register-on-site.ts'

const DAY = '2026-11-20'
const at = (time: string) => Temporal.Instant.from(`${DAY}T${time}:00+08:00`)
let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let patients: readonly string[]
let sessions = 0

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house, 200)
  patients = await somePatients(all.house, 24)
})
afterAll(() => all.close())
beforeEach(async () => {
  all.clock.set(MONDAY)
  lin = await hospital.as('lin')
})

/** A morning of eight slots of four places, a fifth of them for the window; its slots in their order. */
async function morning(change: Partial<ReturnType<typeof sampleSession>> = {}) {
  sessions += 1
  const id = (kind: number) => `0198d0d0-0000-7000-8${kind}00-${String(sessions).padStart(12, '0')}`
  const session = { ...sampleSession({ sessionId: id(1), unitId: id(2), doctorId: id(3) }, DAY), ...change }
  await publishSession(all.house)(lin, session)
  const { slots } = await listSlots(all.house)(lin, { from: DAY, to: DAY, unit: session.unitId, channel: 'desk' })
  return { session, slot: (n: number) => slots[n]?.id ?? '' }
}
const who = (n: number): string => patients[n % patients.length] as string
const book = (slot: string, n: number) => bookAppointment(all.house)(lin, sampleBooking(slot, who(n)))
const arrive = (id: string, place = '三楼分诊台') => checkIn(all.house)(lin, { id, place })
const walkIn = (slot: string, n: number, more: Partial<RegisterOnSite> = {}, as = lin) =>
  registerOnSite(all.house)(
    as,
    {
      slotId: slot,
      patientId: who(n),
      channel: 'desk',
      contactWay: 'sms',
      severity: null,
      consent: true,
      doubledBecause: null,
      ...more,
    },
    byHand(as, '2 号窗口', more.channel === 'assisted'),
  )
const code = (name: string) => expect.objectContaining({ code: name })
const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, text, values))

/** What a queue would do: an entry for each arrival it hears of. */
type Heard = Events['appointment.checked-in'] & { readonly appointment: string }
const queue: Heard[] = []
const listener: Listener = {
  name: 'test: queue',
  hears: ['appointment.checked-in'],
  hear: async (_house, _tx, event: Event) => {
    queue.push({ ...(event.facts as Events['appointment.checked-in']), appointment: event.subjectId ?? '' })
  },
}
async function entriesOf(appointment: string): Promise<Heard[]> {
  await journalSettled(all.house.database)
  await deliver(all.house, listener)
  return queue.filter(one => one.appointment === appointment)
}

describe('APT-08 (part): a check-in of the booked half-day makes one entry of the queue', () => {
  test('it says all that the queue needs, once; a second one is refused and adds nothing, also at the same moment', async () => {
    const { session, slot } = await morning()
    const booked = await book(slot(2), 0)
    all.clock.set(at('08:10'))
    const both = await Promise.allSettled([arrive(booked.id), arrive(booked.id, '二楼导诊台')])
    expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    expect(both.find(one => one.status === 'rejected')?.reason).toMatchObject({ code: 'checked-in-already' })
    await expect(arrive(booked.id)).rejects.toThrow(code('checked-in-already'))
    expect(await entriesOf(booked.id)).toEqual([
      {
        appointment: booked.id,
        number: booked.number,
        unit: session.unitId,
        doctor: session.doctorId,
        session: session.sessionId,
        slot: slot(2),
        startsAt: at('09:00').toString(),
        way: 'desk',
        place: expect.stringMatching(/台$/),
        zone: null,
        device: null,
        late: false,
        lateMinutes: 0,
        walkIn: null,
        severity: null,
      },
    ])
    expect(await rows('select 1 from appointment.arrival where appointment_id = $1', [booked.id])).toHaveLength(1)
  })

  test('too early is refused with the hour, another day with the day; late is taken and said to be late', async () => {
    const { slot } = await morning()
    const booked = await book(slot(1), 1)
    const late = await book(slot(0), 2)
    const missed = await book(slot(0), 3)
    await expect(arrive(booked.id)).rejects.toThrow(
      expect.objectContaining({ code: 'check-in-other-day', facts: { day: DAY } }),
    )
    all.clock.set(at('06:30'))
    await expect(arrive(booked.id)).rejects.toThrow(
      expect.objectContaining({ code: 'check-in-early', facts: { from: '07:00' } }),
    )
    all.clock.set(at('08:45'))
    expect(await arrive(booked.id)).toMatchObject({ late: false })
    expect(await arrive(late.id)).toMatchObject({ late: true })
    expect(await entriesOf(late.id)).toMatchObject([{ late: true, lateMinutes: 45 }])
    all.clock.set(at('09:00'))
    await all.machinery.turn()
    await expect(arrive(missed.id)).rejects.toThrow(code('check-in-missed'))
    expect(await entriesOf(missed.id)).toEqual([])
  })
})

describe('a walk-in', () => {
  test('APT-09 (part): after three who had booked gets a place of the window’s first, then an open one, in the order of asking', async () => {
    const { session, slot } = await morning()
    all.clock.set(at('07:40'))
    for (const n of [4, 5]) await book(slot(0), n)
    await bookAppointment(all.house)(lin, { ...sampleBooking(slot(0), who(6)), channel: 'referral' })
    const first = await walkIn(slot(0), 7, { severity: 3 })
    const second = await walkIn(slot(1), 8)
    expect([first, second]).toMatchObject([
      { order: 1, status: 'checked_in', checkInFrom: null },
      { order: 2, status: 'checked_in' },
    ])
    const kept = await rows<{ quota: string; booked: number }>(
      `select quota, booked from appointment.quota where slot_id = $1 and booked > 0 order by quota`,
      [slot(0)],
    )
    expect(kept).toEqual([
      { quota: 'onsite', booked: 1 },
      { quota: 'open', booked: 2 },
      { quota: 'primary-care', booked: 1 },
    ])
    expect(await entriesOf(first.id)).toMatchObject([{ walkIn: 1, severity: 3, late: false, way: 'desk' }])
    const told = await rows<{ facts: Events['appointment.registered'] }>(
      `select facts from platform.journal where action = 'appointment.registered' and subject_id = $1`,
      [first.id],
    )
    expect(told.map(one => one.facts)).toEqual([
      {
        number: first.number,
        unit: session.unitId,
        doctor: session.doctorId,
        session: session.sessionId,
        slot: slot(0),
        channel: 'desk',
        order: 1,
        severity: 3,
        feeLevel: 'expert',
      },
    ])
  })

  test('registers for this day only, not for a full slot, and once; asked again with the same key it is the same', async () => {
    const { slot } = await morning({ capacity: 8 })
    await expect(walkIn(slot(0), 9)).rejects.toThrow(code('onsite-other-day'))
    all.clock.set(at('07:30'))
    const keyed: Caller = { ...lin, once: { key: someKey(), endpoint: 'appointment.register', digest: 'a' } }
    const one = await walkIn(slot(0), 9, {}, keyed)
    expect(await walkIn(slot(0), 9, {}, keyed)).toEqual(one)
    await expect(walkIn(slot(0), 10)).rejects.toThrow(code('slot-full'))
    await expect(walkIn(slot(2), 9)).rejects.toThrow(code('booked-already'))
    expect(await entriesOf(one.id)).toHaveLength(1)
  })

  test('at three windows at once each has a number of its own, without a gap', async () => {
    const { slot } = await morning({ capacity: 64 })
    all.clock.set(at('07:30'))
    const made = await Promise.all([11, 12, 13, 14, 15, 16].map((n, i) => walkIn(slot(i), n)))
    expect(made.map(one => one.order).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('in the morning for the afternoon is registered, and checks in later', async () => {
    const { slot } = await morning({ halfDay: 'afternoon', from: at('14:00'), to: at('17:00') })
    all.clock.set(at('09:00'))
    const one = await walkIn(slot(0), 17)
    expect(one).toMatchObject({ status: 'booked', checkInFrom: '13:00' })
    expect(await entriesOf(one.id)).toEqual([])
    all.clock.set(at('13:30'))
    await arrive(one.id)
    expect(await entriesOf(one.id)).toMatchObject([{ walkIn: one.order }])
  })

  test('a house that died between the place and the number leaves nothing but a place that lapses', async () => {
    const { slot } = await morning({ capacity: 8 })
    all.clock.set(at('07:30'))
    const kept = await holdPlace(all.house)(lin, { ...sampleBooking(slot(0), who(18)), channel: 'desk' })
    await expect(walkIn(slot(0), 19)).rejects.toThrow(code('slot-full'))
    all.clock.advance({ minutes: 16 })
    await all.machinery.turn()
    expect(await rows('select 1 from appointment.registration where appointment_id = $1', [kept.id])).toEqual([])
    expect(await walkIn(slot(0), 19)).toMatchObject({ status: 'checked_in' })
  })
})

describe('a guide on the handheld', () => {
  test('registers and checks in with the person’s consent only, and is named as the helper', async () => {
    const { slot } = await morning()
    const booked = await book(slot(0), 20)
    all.clock.set(at('07:40'))
    await expect(walkIn(slot(1), 21, { channel: 'assisted', consent: false })).rejects.toThrow(
      code('assistance-incomplete'),
    )
    await expect(
      checkIn(all.house)(lin, { id: booked.id, place: '大厅', assisted: { consent: false } }),
    ).rejects.toThrow(code('assistance-incomplete'))
    const made = await walkIn(slot(1), 21, { channel: 'assisted' })
    await checkIn(all.house)(lin, { id: booked.id, place: '大厅', assisted: { consent: true } })
    expect(await entriesOf(booked.id)).toMatchObject([{ way: 'assisted', place: '大厅' }])
    const [row] = await rows<{ helper: string; consent: boolean; channel: string }>(
      'select helper_id as helper, consent, channel from appointment.appointment where id = $1',
      [made.id],
    )
    expect(row).toEqual({ helper: lin.personId, consent: true, channel: 'assisted' })
    expect(made.receipt, 'nobody left a number').toBe('paper')
  })
})
