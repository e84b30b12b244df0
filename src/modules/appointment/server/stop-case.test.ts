import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { findDoctorsForPatients } from '#modules/directory/server/doctors.ts'
import { listSessions } from '#modules/directory/server/sessions.ts'
import { substitute } from '#modules/directory/server/substitute.ts'
import { run } from '#platform/database.ts'
import { writeSetting } from '#platform/settings.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import { CHANNELS } from '../rules/quota.ts'
import { sampleBooking } from '../sample.ts'
import { quotaPlan } from '../settings.ts'
import { answerStop } from './answer-stop.ts'
import { bookAppointment, holdPlace } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { listDay } from './list-appointments.ts'
import { listSlots } from './list-slots.ts'
import { listStopCases } from './list-stop-cases.ts'
import { moveAllStopped } from './move-all-stopped.ts'
import { moveAppointment } from './move-appointment.ts'
import { openStopCase } from './open-stop-case.ts'
import { reopenSession } from './reopen-session.ts'
import { stopImpact } from './stop-impact.ts'
import { noteStopAttempt, stopSession } from './stop-session.ts'
import { listWaiting } from './list-waiting.ts'
import { joinWaitingList } from './waiting-list.ts'

let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let manager: Caller
let patients: readonly string[]
let doctors: readonly string[]
let days = 0

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  lin = await hospital.as('lin')
  manager = await hospital.as('manager')
  patients = await somePatients(all.house, 16)
  const at = all.house.clock.now()
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, quotaPlan, [], { personId: null, effectiveFrom: at, at }),
  )
  all.house.settings.forget()
  const made = []
  for (const [code, name, title, feeLevel] of [
    ['D1', '孙甲', 'chief', 'expert'],
    ['D2', '李乙', 'chief', 'expert'],
    ['D3', '周丙', 'resident', 'ordinary'],
  ] as const)
    made.push(
      await upsertDoctor(all.house)(manager, {
        code,
        name,
        title,
        feeLevel,
        unitIds: [hospital.unit.ward],
        personId: null,
        strengths: [],
        languages: [],
        isPublic: true,
      }),
    )
  doctors = made.map(one => one.id)
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const patient = (n: number): string => patients[n] as string
const doctor = (n: number): string => doctors[n] as string
const nextDay = () => `2026-11-${17 + days++}`
const code = (name: string) => expect.objectContaining({ code: name })

/** A morning of a doctor; its slots come from the event. */
async function morning(who: number, capacity: number, day = nextDay()) {
  const { sessionId } = await addSession(all.house)(manager, {
    doctorId: doctor(who),
    unitId: hospital.unit.ward,
    day,
    halfDay: 'morning',
    room: '三楼 305',
    feeLevel: 'expert',
    slotMinutes: 30,
    capacity,
  })
  await all.machinery.turn()
  const slots = (await slotsOf(day)).filter(one => one.sessionId === sessionId)
  return { day, sessionId, slots, slot: (n: number) => slots[n]?.id ?? '' }
}
const slotsOf = async (day: string, channel: (typeof CHANNELS)[number] = 'phone') =>
  (await listSlots(all.house)(lin, { from: day, to: day, unit: hospital.unit.ward, channel })).slots
const book = (slot: string, who: number) => bookAppointment(all.house)(lin, sampleBooking(slot, patient(who)))
const stop = async (sessionId: string) => {
  const { id } = await stopSession(all.house)(lin, { id: sessionId, reason: '医生临时会诊' })
  return id
}
const opened = (id: string) => openStopCase(all.house)(lin, { id })

describe('a session that is stopped', () => {
  test('APT-13: twelve bookings are twelve contacts; the case closes only when each has an outcome', async () => {
    const { day, sessionId, slots, slot } = await morning(0, 16)
    const later = await morning(0, 16)
    const booked = []
    for (let n = 0; n < 12; n += 1) booked.push(await book(slot(n % 8), n))
    const impact = await stopImpact(all.house)(lin, { id: sessionId })
    expect(impact).toMatchObject({ booked: 12, held: 0, waiting: 0, mayStop: true, doctor: { name: '孙甲' } })
    const id = await stop(sessionId)
    expect((await slotsOf(day)).map(one => [one.free, one.stopped])).toEqual(slots.map(() => [0, true]))
    expect((await opened(id)).contacts.filter(one => one.outcome === null)).toHaveLength(12)
    for (const [n, one] of booked.entries()) {
      expect((await opened(id)).closedAt).toBeNull()
      if (n < 7) await moveAppointment(all.house)(lin, { id: one.id, slotId: later.slot(n), reason: '停诊改约' })
      else if (n === 7) await answerStop(all.house)(lin, { id: one.id, note: '已告知，患者改去外院' })
      else if (n < 10) await cancelAppointment(all.house)(lin, { id: one.id, reason: '停诊退号', by: 'hospital' })
      else for (let call = 1; call <= 3; call += 1) await noteStopAttempt(all.house)(lin, { appointmentId: one.id })
    }
    const closed = await opened(id)
    expect(closed.closedAt).not.toBeNull()
    expect(closed.contacts.map(one => one.outcome).toSorted()).toEqual([
      'answered',
      ...Array.from({ length: 2 }, () => 'cancelled'),
      ...Array.from({ length: 7 }, () => 'moved'),
      ...Array.from({ length: 2 }, () => 'unreached'),
    ])
    expect(closed.contacts.find(one => one.outcome === 'answered')?.note).toBe('已告知，患者改去外院')
    const row = (await listStopCases(all.house)(lin)).cases.find(one => one.id === id)
    expect(row).toMatchObject({ patients: 12, answered: 12, closedAt: closed.closedAt })
    const sums = await all.house.database.transact(tx =>
      run(
        tx,
        `select sum(capacity) as capacity, sum(stopped) as stopped, sum(booked) as booked from appointment.quota
         where slot_id = any($1)`,
        [slots.map(one => one.id)],
      ),
    )
    expect(sums).toEqual([{ capacity: 16, stopped: 16, booked: 0 }])
    await expect(stop(sessionId)).rejects.toThrow(code('session-state'))
  })

  test('DIR-02: in the same second no channel has it, the directory says so, nobody can book it, and the patients are flagged', async () => {
    const { day, sessionId, slot } = await morning(0, 8)
    const one = await book(slot(0), 0)
    await holdPlace(all.house)(lin, sampleBooking(slot(1), patient(1)))
    const before = await findDoctorsForPatients(all.house, { q: '孙甲' })
    expect(before.items[0]?.next.map(session => session.id)).toContain(sessionId)
    const id = await stop(sessionId)
    for (const channel of CHANNELS) {
      const mine = (await slotsOf(day, channel)).filter(other => other.sessionId === sessionId)
      expect([channel, mine.reduce((sum, other) => sum + other.free, 0)]).toEqual([channel, 0])
      const wish = { ...sampleBooking(slot(2), patient(2)), channel }
      await expect(bookAppointment(all.house)(lin, wish)).rejects.toThrow(code('slot-full'))
    }
    const after = await findDoctorsForPatients(all.house, { q: '孙甲' })
    expect(after.items[0]?.next.map(session => session.id)).not.toContain(sessionId)
    const [listed] = (await listSessions(all.house, { from: day, days: 1 })).items.filter(row => row.id === sessionId)
    expect(listed).toMatchObject({ state: 'stopped', isAvailable: false, reason: '医生临时会诊' })
    const { items } = await listDay(all.house)(lin, { unit: hospital.unit.ward, day })
    expect(items.map(row => [row.id === one.id, row.status])).toEqual([
      [true, 'stopped'],
      [false, 'lapsed'],
    ])
    expect((await opened(id)).contacts.map(contact => contact.appointmentId)).toEqual([one.id])
  })

  test('all are moved to the substitute of the same rank in one act, each with a time of the own hour; who finds no place is named', async () => {
    const day = nextDay()
    const sick = await morning(0, 8, day)
    const same = await morning(1, 6, day)
    await morning(2, 8, day)
    for (let n = 0; n < 8; n += 1) await book(sick.slot(n), n)
    const id = await stop(sick.sessionId)
    const seen = await opened(id)
    expect(seen.sessions[0]).toMatchObject({ sessionId: same.sessionId, kind: 'substitute' })
    expect(seen.contacts[0]?.proposals[0]).toMatchObject({ doctorId: doctor(1), kind: 'substitute', costsMore: false })
    expect(new Set(seen.contacts.slice(0, 6).map(one => one.proposals[0]?.slotId)).size).toBe(6)
    const { rows } = await moveAllStopped(all.house)(lin, { id, sessionId: same.sessionId, reason: '停诊改约' }, 'zh')
    expect(rows).toHaveLength(8)
    expect(rows.filter(row => row.problem === null)).toHaveLength(6)
    expect(new Set(rows.map(row => row.problem?.code).filter(Boolean))).toEqual(new Set(['session-full']))
    const done = await opened(id)
    expect([done.patients, done.answered, done.closedAt]).toEqual([8, 6, null])
    // Each keeps the hour that was booked, where it is there.
    for (const one of done.contacts.filter(contact => contact.outcome === 'moved' && contact.doctorId === doctor(1)))
      expect(same.slots.some(other => other.startsAt.slice(0, 16) === one.startsAt.slice(0, 16))).toBe(true)
  })

  test('everybody is told; whoever was offered a place of it waits on', async () => {
    const { day, sessionId, slot } = await morning(0, 8)
    const taken = await book(slot(0), 0)
    const stays = await book(slot(1), 1)
    const { id: waiting } = await joinWaitingList(all.house)(lin, {
      unitId: hospital.unit.ward,
      doctorId: null,
      dayFrom: day,
      dayTo: day,
      halfDay: null,
      patientId: patient(2),
      channel: 'phone',
      contactWay: 'phone',
      urgency: 3,
    })
    await cancelAppointment(all.house)(lin, { id: taken.id, reason: '患者来电取消', by: 'patient' })
    const status = async () =>
      (await listWaiting(all.house)(lin, { unit: hospital.unit.ward })).items.find(one => one.id === waiting)?.status
    expect(await status()).toBe('offered')
    const id = await stop(sessionId)
    expect(await status()).toBe('waiting')
    // Fifty messages go at once; those of the tests before are among them.
    for (let n = 0; n < 4; n += 1) {
      await all.machinery.turn()
      all.clock.advance({ seconds: 2 })
    }
    // Patients without a telephone: a person tells them.
    expect((await opened(id)).contacts.map(one => [one.appointmentId, one.told?.template, one.told?.task])).toEqual([
      [stays.id, 'appointment.stopped', 'open'],
    ])
  })
})

test('a substituted session goes on: bookings stay, lists name who is there, and each patient is told', async () => {
  const { day, sessionId, slot } = await morning(0, 8)
  const one = await book(slot(0), 5)
  await all.machinery.turn()
  await substitute(all.house)(manager, { sessionId, version: 1, doctorId: doctor(1), reason: '原医生会诊' })
  // The session's event is heard first, then what was said of each booking.
  for (let n = 0; n < 3; n += 1) {
    await all.machinery.turn()
    all.clock.advance({ seconds: 2 })
  }
  const { items } = await listDay(all.house)(lin, { unit: hospital.unit.ward, day })
  expect(items).toMatchObject([{ id: one.id, status: 'booked', doctorId: doctor(1), startsAt: one.startsAt }])
  expect((await slotsOf(day)).every(other => other.doctorId === doctor(1) && !other.stopped)).toBe(true)
  const [listed] = (await listSessions(all.house, { from: day, days: 1 })).items
  expect(listed).toMatchObject({ state: 'substituted', seenBy: { name: '李乙' } })
  const told = await all.house.database.transact(tx =>
    run(tx, 'select template from notification.message where about_id = $1 order by made_at, id', [one.id]),
  )
  expect(told).toEqual([{ template: 'appointment.booked' }, { template: 'appointment.substituted' }])
})

test('a session that takes place after all keeps for some what it kept, until the same time', async () => {
  const at = all.house.clock.now()
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, quotaPlan, quotaPlan.initial, { personId: null, effectiveFrom: at, at }),
  )
  all.house.settings.forget()
  const { sessionId } = await morning(2, 16, '2026-11-27')
  const shares = () =>
    all.house.database.transact(tx =>
      run(
        tx,
        `select q.slot_id, q.quota, q.capacity, q.stopped, q.release_at::text from appointment.quota q
         join appointment.slot s on s.hospital_id = q.hospital_id and s.id = q.slot_id
         where s.session_id = $1 order by q.slot_id, q.quota`,
        [sessionId],
      ),
    )
  const before = await shares()
  expect(before).toContainEqual(expect.objectContaining({ quota: 'onsite', releaseAt: expect.any(String) }))
  await stopSession(all.house)(manager, { id: sessionId, reason: '医生临时会诊' })
  await reopenSession(all.house)(manager, { id: sessionId, reason: '会诊取消' })
  expect(await shares()).toEqual(before)
})
