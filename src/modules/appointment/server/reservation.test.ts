import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { run } from '#platform/database.ts'
import { writeSetting } from '#platform/settings.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import { sampleBooking } from '../sample.ts'
import { quotaPlan } from '../settings.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { giveOutList } from './give-out-list.ts'
import { listOfPatient } from './list-appointments.ts'
import { listReservations, openReservation } from './list-reservations.ts'
import { listSlots } from './list-slots.ts'
import { moveAppointment } from './move-appointment.ts'
import { placeReserved } from './place-reserved.ts'
import {
  bookReserved,
  cancelReservation,
  makeReservation,
  type MakeReservation,
  moveReservation,
  noteReservationCall,
} from './reservations.ts'

let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let manager: Caller
let patients: readonly string[]
let doctor: string

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  lin = await hospital.as('lin')
  manager = await hospital.as('manager')
  const at = all.house.clock.now()
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, quotaPlan, [], { personId: null, effectiveFrom: at, at }),
  )
  all.house.settings.forget()
  patients = await somePatients(all.house, 12)
  doctor = (
    await upsertDoctor(all.house)(manager, {
      code: 'D1',
      name: '孙甲',
      title: 'chief',
      feeLevel: 'expert',
      unitIds: [hospital.unit.ward],
      personId: null,
      strengths: [],
      languages: [],
      isPublic: true,
    })
  ).id
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const code = (name: string) => expect.objectContaining({ code: name })
const patient = (n: number): string => patients[n] as string
const day = (iso: string) => Temporal.Instant.from(`${iso}T08:00:00+08:00`)

const reserve = (who: number, week: string, more: Partial<MakeReservation> = {}) =>
  makeReservation(all.house)(lin, {
    patientId: patient(who),
    unitId: hospital.unit.ward,
    doctorId: null,
    week,
    halfDay: null,
    urgency: 3,
    reason: '术后三个月复查',
    channel: 'consulting-room',
    contactWay: 'sms',
    ...more,
  })
/** Places of a morning; `capacity` up to eight of them on each half-hour. */
async function publish(on: string, capacity: number): Promise<void> {
  await addSession(all.house)(manager, {
    doctorId: doctor,
    unitId: hospital.unit.ward,
    day: on,
    halfDay: 'morning',
    room: '三楼 305',
    feeLevel: 'expert',
    slotMinutes: 30,
    capacity,
  })
  await all.machinery.turn()
}
const statusOf = async (id: string) => (await openReservation(all.house)(lin, { id })).status
const messagesOf = async (...ids: string[]) =>
  (
    await all.house.database.transact(tx =>
      run<{ template: string }>(
        tx,
        'select template from notification.message where about_id = any($1) order by made_at, id',
        [ids],
      ),
    )
  ).map(row => row.template)

test('APT-10: a reservation for week +12 becomes a booking on the day the slots appear, and the patient is told; without a place a person is to call', async () => {
  const week = '2027-02-08'
  const lucky = await reserve(0, '2027-02-10', { urgency: 1 })
  all.clock.advance({ minutes: 1 })
  const late = await reserve(1, week)
  expect([lucky.status, late.status]).toEqual(['reserved', 'reserved'])
  await expect(reserve(0, week)).rejects.toThrow(code('reservation-already'))
  expect(await messagesOf(lucky.id)).toEqual(['appointment.reserved'])
  // Three weeks before, the chain begins, whether there is a time yet or not.
  all.clock.set(Temporal.Instant.from('2027-01-18T10:00:00+08:00'))
  await all.machinery.turn()
  await all.machinery.turn()
  expect(await messagesOf(lucky.id)).toEqual(['appointment.reserved', 'appointment.review-due'])
  // Two weeks before, the places appear: one, and two who wait.
  all.clock.set(day('2027-01-26'))
  await publish('2027-02-09', 1)
  const placed = await openReservation(all.house)(lin, { id: lucky.id })
  expect(placed).toMatchObject({ status: 'booked', week, reason: '术后三个月复查' })
  const [booking] = (await listOfPatient(all.house)(lin, { patientId: patient(0) })).items
  expect(booking).toMatchObject({ status: 'booked', day: '2027-02-09', channel: 'consulting-room' })
  await all.machinery.turn()
  expect(await messagesOf(booking?.id ?? '')).toEqual(['appointment.booked'])
  expect(await statusOf(late.id)).toBe('reserved')
  // The other has none by a week before: a person calls.
  all.clock.set(day('2027-02-01'))
  await all.machinery.turn()
  const calls = await listReservations(all.house)(lin, { view: 'calls' })
  expect(calls.items).toMatchObject([{ id: late.id, callBecause: 'week-full', status: 'to_call' }])
  expect(calls.counts).toEqual({ calls: 1, waiting: 0 })
  // Of the booking the patient is reminded three days and one day before, the day before once.
  for (const at of ['2027-02-06T10:00:00+08:00', '2027-02-08T10:00:00+08:00', '2027-02-08T16:30:00+08:00']) {
    all.clock.set(Temporal.Instant.from(at))
    await all.machinery.turn()
    await all.machinery.turn()
  }
  expect(await messagesOf(booking?.id ?? '')).toEqual([
    'appointment.booked',
    'appointment.reminded',
    'appointment.reminded',
  ])
})

test('the places of a week go to those who reserved before anybody else sees them: the more urgent, then who was there first', async () => {
  const week = '2026-12-21'
  const [first, second, urgent] = [
    await reserve(2, week),
    await reserve(3, week),
    await reserve(4, week, { urgency: 1 }),
  ]
  all.clock.set(day('2026-12-11'))
  await publish('2026-12-22', 2)
  expect(await Promise.all([first, second, urgent].map(one => statusOf(one.id)))).toEqual([
    'booked',
    'reserved',
    'booked',
  ])
  all.clock.set(day('2026-12-14'))
  await all.machinery.turn()
  expect(await statusOf(second.id)).toBe('to_call')
  const slots = (await listSlots(all.house)(lin, { from: '2026-12-22', to: '2026-12-22', channel: 'phone' })).slots
  expect(slots.reduce((sum, one) => sum + one.free, 0)).toBe(0)
  const times = await Promise.all(
    [2, 4].map(async n => (await listOfPatient(all.house)(lin, { patientId: patient(n) })).items[0]?.startsAt ?? ''),
  )
  expect(times[1] && times[0] && times[1] < times[0]).toBe(true)
  // A place that is freed goes to the one who is to be called, once, however many sweep at the same moment.
  const [freed] = (await listOfPatient(all.house)(lin, { patientId: patient(4) })).items
  await cancelAppointment(all.house)(lin, { id: freed?.id ?? '', reason: '患者取消', by: 'patient' })
  all.clock.advance({ minutes: 1 })
  await Promise.all([1, 2].map(() => all.house.database.transact(tx => placeReserved(all.house, tx, null))))
  expect(await statusOf(second.id)).toBe('booked')
  expect((await listOfPatient(all.house)(lin, { patientId: patient(3) })).items).toHaveLength(1)
})

test('whom a person calls gets a place, another week, or is not reached after three calls; a reservation of a week that is there is a booking at once', async () => {
  all.clock.set(day('2026-12-28'))
  const [one, two, three] = [
    await reserve(6, '2026-12-28'),
    await reserve(7, '2026-12-28'),
    await reserve(8, '2026-12-28'),
  ]
  await all.machinery.turn()
  expect(await Promise.all([one, two, three].map(each => statusOf(each.id)))).toEqual(['to_call', 'to_call', 'to_call'])
  expect((await openReservation(all.house)(lin, { id: one.id })).callBecause).toBe('no-places')
  await publish('2027-01-06', 8)
  const slots = (await listSlots(all.house)(lin, { from: '2027-01-06', to: '2027-01-06', channel: 'desk' })).slots
  expect(await bookReserved(all.house)(lin, { id: one.id, slotId: slots[0]?.id ?? '' })).toMatchObject({
    status: 'booked',
  })
  await expect(bookReserved(all.house)(lin, { id: one.id, slotId: slots[1]?.id ?? '' })).rejects.toThrow(
    code('reservation-status'),
  )
  await moveReservation(all.house)(lin, { id: two.id, week: '2027-01-06', reason: '患者改到下周' })
  all.clock.advance({ minutes: 1 })
  await all.machinery.turn()
  expect(await statusOf(two.id)).toBe('booked')
  for (const unreached of [false, false, true])
    expect(await noteReservationCall(all.house)(lin, { id: three.id })).toMatchObject({ unreached })
  const there = await reserve(9, '2027-01-06')
  expect(there).toMatchObject({ status: 'booked', appointmentNumber: expect.stringMatching(/^YY-/) })
  const gone = await reserve(10, '2027-03-01')
  await cancelReservation(all.house)(lin, { id: gone.id, reason: '患者转外院' })
  expect(await statusOf(gone.id)).toBe('cancelled')
  // Who has a number of the half-day already is not given a second one.
  await bookAppointment(all.house)(lin, sampleBooking(slots[7]?.id ?? '', patient(11)))
  expect((await reserve(11, '2027-01-06')).status).toBe('reserved')
})

test('of a booking that is moved to another day the patient is reminded before that day, also of what was said before the first', async () => {
  all.clock.set(day('2027-03-01'))
  await publish('2027-03-12', 8)
  const { id } = await reserve(0, '2027-03-08')
  all.clock.set(Temporal.Instant.from('2027-03-09T10:00:00+08:00'))
  await all.machinery.turn()
  await publish('2027-03-19', 8)
  const [booking] = (await listOfPatient(all.house)(lin, { patientId: patient(0) })).items
  const [later] = (await listSlots(all.house)(lin, { from: '2027-03-19', to: '2027-03-19', channel: 'phone' })).slots
  await moveAppointment(all.house)(lin, { id: booking?.id ?? '', slotId: later?.id ?? '', reason: '改到下周' })
  const chain = await all.house.database.transact(tx =>
    run<{ days: number; due: string; done: boolean }>(
      tx,
      `select days_before::int as days, (due_at at time zone 'Asia/Shanghai')::date::text as due, done_at is not null as done
       from appointment.reservation_reminder where reservation_id = $1 order by 1 desc`,
      [id],
    ),
  )
  expect(chain).toEqual([
    { days: 3, due: '2027-03-16', done: false },
    { days: 1, due: '2027-03-18', done: false },
  ])
})

test('many who cannot have what is kept for others do not stand before those who can have a place elsewhere', async () => {
  all.clock.set(day('2027-04-05'))
  const week = '2027-04-12'
  // Sixty by telephone; all that is published for them is kept for referrals.
  const { id } = await reserve(1, week, { channel: 'phone', urgency: 1 })
  await all.house.database.transact(tx =>
    run(
      tx,
      `insert into appointment.reservation (hospital_id, id, number, week, unit_id, doctor_id, half_day, patient_id, patient_masked, channel,
         contact_way, urgency, reason, status, made_by, made_at, policy_version, call_due_at, attempts, version)
       select hospital_id, gen_random_uuid(), number || '-' || n, week, unit_id, doctor_id, half_day, gen_random_uuid(), patient_masked, channel,
         contact_way, urgency, reason, status, made_by, made_at, policy_version, call_due_at, attempts, version
       from appointment.reservation, generate_series(1, 60) as n where id = $1`,
      [id],
    ),
  )
  await giveOutList(all.house, 'desk')(manager, {
    doctorId: doctor,
    unitId: hospital.unit.ward,
    day: '2027-04-13',
    halfDay: 'morning',
    from: 480,
    to: 510,
    slotMinutes: 30,
    places: 1,
    feeLevel: 'expert',
    room: null,
    kept: [{ quota: 'primary-care', places: 1 }],
  })
  const referred = await reserve(2, week, { channel: 'referral' })
  expect(referred.status).toBe('booked')
  await cancelAppointment(all.house)(lin, {
    id: (await listOfPatient(all.house)(lin, { patientId: patient(2) })).items[0]?.id ?? '',
    reason: '取消',
    by: 'patient',
  })
  const last = await all.house.database.transact(tx =>
    run<{ id: string }>(
      tx,
      `update appointment.reservation set status = 'reserved', appointment_id = null, closed_at = null where id = $1 returning id`,
      [referred.id],
    ),
  )
  await all.house.database.transact(tx => placeReserved(all.house, tx, null))
  expect(await statusOf(last[0]?.id ?? '')).toBe('booked')
})

test('a person gives a place of the own department only; places that appear for two at the same moment are each given once', async () => {
  all.clock.set(day('2027-05-03'))
  const week = '2027-05-10'
  const [one, two] = [await reserve(3, week), await reserve(4, week)]
  const elsewhere = await upsertDoctor(all.house)(manager, {
    code: 'D9',
    name: '吴丁',
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [hospital.unit.radiology],
    personId: null,
    strengths: [],
    languages: [],
    isPublic: true,
  })
  const list = { feeLevel: 'expert', room: null, kept: [], halfDay: 'morning', from: 480, to: 510, places: 1 } as const
  await giveOutList(all.house, 'desk')(manager, {
    ...list,
    slotMinutes: 30,
    doctorId: elsewhere.id,
    unitId: hospital.unit.radiology,
    day: '2027-05-11',
  })
  const [other] = (
    await listSlots(all.house)(lin, {
      from: '2027-05-11',
      to: '2027-05-11',
      unit: hospital.unit.radiology,
      channel: 'phone',
    })
  ).slots
  await expect(bookReserved(all.house)(lin, { id: one.id, slotId: other?.id ?? '' })).rejects.toThrow(
    code('slot-unknown'),
  )
  const own = { ...list, slotMinutes: 30, unitId: hospital.unit.ward }
  const colleague = await upsertDoctor(all.house)(manager, {
    code: 'D2',
    name: '郑戊',
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [hospital.unit.ward],
    personId: null,
    strengths: [],
    languages: [],
    isPublic: true,
  })
  await Promise.all(
    [doctor, colleague.id].map(doctorId =>
      giveOutList(all.house, 'desk')(manager, { ...own, doctorId, day: '2027-05-11' }),
    ),
  )
  expect(await Promise.all([one, two].map(each => statusOf(each.id)))).toEqual(['booked', 'booked'])
  const booked = await Promise.all(
    [3, 4].map(async n =>
      (await listOfPatient(all.house)(lin, { patientId: patient(n) })).items.filter(each => each.day >= '2027-05-10'),
    ),
  )
  expect(booked.map(each => each.length)).toEqual([1, 1])
})
