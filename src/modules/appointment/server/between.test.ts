import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { addSession } from '#modules/directory/index.ts'
import { substitute } from '#modules/directory/server/substitute.ts'
import { mergePatients } from '#modules/patient/server/merge-patients.ts'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { type Clinic, clinic } from '../../../../tests/support/ward-clinic.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { sampleBooking } from '../sample.ts'
import { bookAppointment, type BookAppointment, holdPlace } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { confirmHold } from './confirm-hold.ts'
import { listOfPatient } from './list-appointments.ts'
import { moveAppointment } from './move-appointment.ts'
import { noteNoShow } from './note-no-show.ts'
import { readPlaces } from './read-schedule.ts'
import { reopenSession } from './reopen-session.ts'
import { lapseSweep, noShowSweep, reminderSweep } from './sweeps.ts'
import { stopSession } from './stop-session.ts'
import { answerOffer, joinWaitingList } from './waiting-list.ts'

const DAY = '2026-11-20'
let all: TestHouse
let at: Clinic
beforeAll(async () => {
  all = await testHouse(MONDAY)
  at = await clinic(all, 60)
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const code = (name: string) => expect.objectContaining({ code: name })
const time = (iso: string) => Temporal.Instant.from(`${iso}:00+08:00`)
const who = (n: number): string => at.patients[n] as string
const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, text, values))

let doctors = 0
/** A morning of a new doctor; its slots in their order. */
async function morning(more: Parameters<Clinic['morning']>[1] = {}) {
  doctors += 1
  const id = await at.morning(`医生${doctors}`, more)
  const { slots } = await readPlaces(all.house)(at.lin, { id })
  return { id, slots: slots.map(one => one.id) }
}
const book = (slot: string | undefined, patient: string, more: Partial<BookAppointment> = {}) =>
  bookAppointment(all.house)(at.lin, { ...sampleBooking(slot ?? '', patient), ...more })
const cancel = (id: string) => cancelAppointment(all.house)(at.lin, { id, reason: '不来了', by: 'patient' })
const move = (id: string, slotId: string | undefined, caller: Caller = at.lin) =>
  moveAppointment(all.house)(caller, { id, slotId: slotId ?? '', reason: '改时间' })
const stop = (id: string) => stopSession(all.house)(at.manager, { id, reason: '医生生病' })
const reopen = (id: string) => reopenSession(all.house)(at.manager, { id, reason: '恢复' })
const one = async (id: string) =>
  (
    await rows<{ status: string; changes: number; version: number; patientId: string; isDoubled: boolean }>(
      'select status, changes, version, patient_id, is_doubled from appointment.appointment where id = $1',
      [id],
    )
  )[0]
const wait = (patient: string, more: object = {}) =>
  joinWaitingList(all.house)(at.lin, {
    unitId: at.hospital.unit.ward,
    doctorId: null,
    dayFrom: DAY,
    dayTo: DAY,
    halfDay: null,
    patientId: patient,
    channel: 'phone',
    contactWay: 'sms',
    urgency: 2,
    ...more,
  })
const waits = async (id: string) =>
  (
    await rows<{ status: string; appointmentId: string | null; offerUntil: Temporal.Instant | null }>(
      'select status, appointment_id, offer_until from appointment.waiting where id = $1',
      [id],
    )
  )[0]

describe('a change', () => {
  test('to the own slot is refused and counts as none, whether the slot is full or not', async () => {
    const { slots } = await morning({ places: 8 })
    const { id } = await book(slots[0], who(0))
    await expect(move(id, slots[0])).rejects.toThrow(code('same-slot'))
    expect(await one(id)).toMatchObject({ status: 'booked', changes: 0, version: 1 })
  })

  test('to another day is reminded of that day, though the first day had been said already', async () => {
    const first = await morning()
    const later = await morning({ day: '2026-11-24' })
    const { id } = await book(first.slots[0], who(1))
    const remindedAt = async (now: string) => {
      all.clock.set(time(now))
      await reminderSweep.run(all.house, all.clock.now())
      const [row] = await rows<{ remindedAt: Temporal.Instant | null }>(
        'select reminded_at from appointment.appointment where id = $1',
        [id],
      )
      return row?.remindedAt?.toString() ?? null
    }
    expect(await remindedAt('2026-11-19T16:10')).not.toBeNull()
    await move(id, later.slots[0])
    expect(await remindedAt('2026-11-20T16:10')).toBeNull()
    expect(await remindedAt('2026-11-23T16:10')).toBe(time('2026-11-23T16:10').toString())
  })

  test('two who want each other’s place at the same moment are both told that it is full, and nothing changes', async () => {
    const { slots } = await morning({ places: 8 })
    const [a, b] = await Promise.all([book(slots[1], who(2)), book(slots[2], who(3))])
    const done = await Promise.allSettled([move(a.id, slots[2]), move(b.id, slots[1])])
    for (const each of done) expect(each).toMatchObject({ status: 'rejected', reason: { code: 'slot-full' } })
    expect([(await one(a.id))?.status, (await one(b.id))?.status]).toEqual(['booked', 'booked'])
  })
})

describe('a cancellation', () => {
  test('twice at once, from the portal and the desk, frees one place and is told once', async () => {
    const { slots } = await morning({ places: 8 })
    const { id } = await book(slots[0], who(4))
    const patient: Caller = { ...systemCaller(all.house.hospital.id), kind: 'patient', patients: [who(4)] }
    const both = await Promise.allSettled([
      cancel(id),
      cancelAppointment(all.house)(patient, { id, reason: '不来了', by: 'patient' }),
    ])
    expect(both.filter(each => each.status === 'fulfilled')).toHaveLength(1)
    expect(both.find(each => each.status === 'rejected')).toMatchObject({ reason: { code: 'appointment-status' } })
    const [share] = await rows(`select booked, held from appointment.quota where slot_id = $1 and quota = 'open'`, [
      slots[0],
    ])
    expect(share).toEqual({ booked: 0, held: 0 })
    expect(await told(id, 'appointment.cancelled')).toBe(1)
  })

  test('of a place that was only kept is not told to the patient as a booking that was lost', async () => {
    const { slots } = await morning()
    const held = await holdPlace(all.house)(at.lin, sampleBooking(slots[0] ?? '', who(5)))
    await cancel(held.id)
    await all.machinery.turn()
    expect(await rows('select 1 from notification.message where about_id = $1', [held.id])).toEqual([])
  })

  test('of a place that was offered lets its patient wait on, and offers it to the next', async () => {
    const { slots } = await morning({ places: 8 })
    const { id } = await book(slots[0], who(6))
    const [first, next] = [await wait(who(7)), await wait(who(8))]
    await cancel(id)
    const offered = (await waits(first.id))?.appointmentId as string
    await cancel(offered)
    expect(await waits(first.id)).toMatchObject({ status: 'waiting', appointmentId: null })
    expect(await waits(next.id)).toMatchObject({ status: 'offered' })
    await expect(answerOffer(all.house)(at.lin, { id: first.id, accept: true })).rejects.toThrow(code('offer-over'))
  })
})

const told = async (id: string, action: string) =>
  (await rows('select 1 from platform.journal where subject_id = $1 and action = $2', [id, action])).length

describe('an offer', () => {
  test('made at night counts from the morning on, and disturbs nobody before; one that would be too late then counts at once', async () => {
    all.clock.set(time('2026-11-24T22:00'))
    const { slots } = await morning({ day: '2026-11-25', places: 8, from: 8 * 60 })
    const days = { dayFrom: '2026-11-25', dayTo: '2026-11-25' }
    const [early, late] = [await book(slots[0], who(9)), await book(slots[7], who(10))]
    const first = await wait(who(11), days)
    await cancel(late.id)
    expect((await waits(first.id))?.offerUntil?.toString()).toBe(time('2026-11-25T08:30').toString())
    const second = await wait(who(12), days)
    await cancel(early.id)
    expect((await waits(second.id))?.offerUntil?.toString()).toBe(time('2026-11-24T22:30').toString())
    await all.machinery.turn()
    const urgent = async (id: string) =>
      (
        await rows<{ urgent: boolean; state: string }>(
          `select m.urgent, m.state from notification.message m join appointment.waiting w on w.appointment_id = m.about_id where w.id = $1`,
          [id],
        )
      )[0]
    expect(await urgent(first.id)).toMatchObject({ urgent: false, state: 'held' })
    expect(await urgent(second.id)).toMatchObject({ urgent: true })
    // At midnight it still stands; half an hour into the morning it goes on.
    all.clock.set(time('2026-11-25T00:30'))
    await lapseSweep.run(all.house, all.clock.now())
    expect(await waits(first.id)).toMatchObject({ status: 'offered' })
    all.clock.set(time('2026-11-25T08:30'))
    await lapseSweep.run(all.house, all.clock.now())
    expect(await waits(first.id)).toMatchObject({ status: 'waiting' })
  })

  test('of a session that is given out goes first to those who wait for its day', async () => {
    const days = { dayFrom: '2026-11-26', dayTo: '2026-11-26' }
    const [first, next] = [await wait(who(13), days), await wait(who(14), days)]
    await morning({ day: '2026-11-26', from: 8 * 60, to: 8 * 60 + 30, places: 1 })
    expect(await waits(first.id)).toMatchObject({ status: 'offered' })
    expect(await waits(next.id)).toMatchObject({ status: 'waiting' })
  })

  test('accepted when its session was stopped meanwhile is over, and its patient waits on', async () => {
    const { id, slots } = await morning({ day: '2026-11-27', places: 8 })
    const days = { dayFrom: '2026-11-27', dayTo: '2026-11-27' }
    const booked = await book(slots[0], who(15))
    const waiting = await wait(who(16), days)
    await cancel(booked.id)
    const answers = await Promise.allSettled([
      stop(id),
      answerOffer(all.house)(at.lin, { id: waiting.id, accept: true }),
    ])
    expect(answers[0]).toMatchObject({ status: 'fulfilled' })
    const now = await waits(waiting.id)
    // Whichever was first: accepted, it is a booking that was stopped and has a contact; else the patient waits on.
    if (answers[1]?.status === 'fulfilled') {
      expect(now).toMatchObject({ status: 'booked' })
      expect(await one(now?.appointmentId as string)).toMatchObject({ status: 'stopped' })
    } else expect(now).toMatchObject({ status: 'waiting', appointmentId: null })
  })
})

describe('a session that is opened again', () => {
  test('keeps the other number of whoever took one meanwhile, and ends the stopped one; stopped once more it is another case', async () => {
    const [one1, other] = [await morning(), await morning()]
    const [a, b] = [await book(one1.slots[0], who(17)), await book(one1.slots[1], who(18))]
    await stop(one1.id)
    const elsewhere = await book(other.slots[0], who(17))
    await reopen(one1.id)
    expect(await one(a.id)).toMatchObject({ status: 'cancelled_by_hospital' })
    expect(await one(b.id)).toMatchObject({ status: 'booked' })
    expect(await one(elsewhere.id)).toMatchObject({ status: 'booked' })
    const cases = () =>
      rows<{ open: boolean; left: number }>(
        `select c.closed_at is null as open, (select count(*)::int from appointment.stop_contact k where k.case_id = c.id and k.outcome is null) as left
         from appointment.stop_case c where c.session_id = $1 order by c.stopped_at, c.id`,
        [one1.id],
      )
    expect(await cases()).toEqual([{ open: false, left: 0 }])
    expect(await counters(one1.id)).toMatchObject({ booked: 1, stopped: 0 })
    await stop(one1.id)
    expect(await cases()).toEqual([
      { open: false, left: 0 },
      { open: true, left: 1 },
    ])
  })

  test('when its time is over is refused; in the middle, nobody whose time is past becomes a no-show', async () => {
    const { id, slots } = await morning()
    const [early, late] = [await book(slots[0], who(19)), await book(slots[7], who(20))]
    await stop(id)
    all.clock.set(time(`${DAY}T10:00`))
    await reopen(id)
    expect(await one(early.id)).toMatchObject({ status: 'stopped' })
    expect(await one(late.id)).toMatchObject({ status: 'booked' })
    await noShowSweep.run(all.house, all.clock.now())
    expect(await one(early.id)).toMatchObject({ status: 'stopped' })
    await stop(id)
    all.clock.set(time(`${DAY}T12:00`))
    await expect(reopen(id)).rejects.toThrow(code('session-over'))
  })

  test('is refused while its doctor sees other patients then; the own doctor does not open it by ending what was no substitution', async () => {
    const [lost, other] = [await morning({ day: '2026-12-02' }), await morning({ day: '2026-12-02' })]
    const [first, second] = await rows<{ id: string; version: number; doctorId: string }>(
      'select id, version, doctor_id from directory.session where id = any($1) order by id = $2 desc',
      [[lost.id, other.id], lost.id],
    )
    await stop(lost.id)
    const as = (sessionId: string, version: number, doctorId: string) =>
      substitute(all.house)(at.manager, { sessionId, version, doctorId, reason: '外出会诊' })
    await expect(as(lost.id, (first?.version ?? 0) + 1, first?.doctorId ?? '')).rejects.toThrow(code('session-state'))
    await as(other.id, second?.version ?? 0, first?.doctorId ?? '')
    await expect(reopen(lost.id)).rejects.toThrow(code('session-clash'))
    await as(other.id, (second?.version ?? 0) + 1, second?.doctorId ?? '')
    await reopen(lost.id)
  })

  test('with a substitute is stopped as any other, and is the substitute’s again', async () => {
    const { id, slots } = await morning({ day: '2026-11-22' })
    const booked = await book(slots[0], who(30))
    const [session] = await rows<{ version: number }>('select version from directory.session where id = $1', [id])
    const doctorId = await at.doctor('替诊医生')
    const asked = { sessionId: id, version: session?.version ?? 0, doctorId, reason: '外出会诊' }
    await substitute(all.house)(at.manager, asked)
    await all.machinery.turn()
    await stop(id)
    expect(await one(booked.id)).toMatchObject({ status: 'stopped' })
    await reopen(id)
    expect(
      await rows(
        `select d.state, d.seen_by = $2 as is_substitute, a.doctor_id = $2 as sees, a.status from directory.session d
         join appointment.appointment a on a.session_id = d.id where d.id = $1`,
        [id, doctorId],
      ),
    ).toEqual([{ state: 'substituted', isSubstitute: true, sees: true, status: 'booked' }])
  })

  test('though it was stopped as a plan, without places, has them published then', async () => {
    const { sessionId } = await addSession(all.house)(at.manager, {
      doctorId: await at.doctor('医生计划'),
      unitId: at.hospital.unit.ward,
      day: '2026-12-03',
      halfDay: 'afternoon',
      room: null,
      feeLevel: 'expert',
      slotMinutes: 30,
      capacity: 6,
    })
    await stop(sessionId)
    await all.machinery.turn()
    expect((await readPlaces(all.house)(at.lin, { id: sessionId })).slots).toEqual([])
    await reopen(sessionId)
    await all.machinery.turn()
    expect((await readPlaces(all.house)(at.lin, { id: sessionId })).session.sum.free).toBe(6)
  })

  test('opens a share of a list to all at the time of lists, though the plan of the hospital does not name it', async () => {
    const { id } = await morning({ kept: [{ quota: 'platform', places: 4 }] })
    const shares = () =>
      rows<{ releaseAt: Temporal.Instant }>(
        `select q.release_at from appointment.quota q join appointment.slot s on s.id = q.slot_id where s.session_id = $1 and q.quota = 'platform'
         order by s.starts_at`,
        [id],
      )
    const before = await shares()
    await stop(id)
    await reopen(id)
    expect(await shares()).toEqual(before)
  })
})

const counters = async (session: string) =>
  (
    await rows<{ booked: number; stopped: number }>(
      `select sum(q.booked)::int as booked, sum(q.stopped)::int as stopped from appointment.quota q
       join appointment.slot s on s.id = q.slot_id where s.session_id = $1`,
      [session],
    )
  )[0]

test('what was stopped is answered by its patient after its time too, and however often it was changed before', async () => {
  const [lost, other] = [await morning(), await morning({ day: '2026-11-28' })]
  const { id } = await book(lost.slots[0], who(21))
  await rows('update appointment.appointment set changes = 3 where id = $1', [id])
  const patient: Caller = { ...systemCaller(all.house.hospital.id), kind: 'patient', patients: [who(21)] }
  await expect(move(id, other.slots[0], patient)).rejects.toThrow(code('changed-too-often'))
  await stop(lost.id)
  all.clock.set(time(`${DAY}T09:00`))
  await move(id, other.slots[0], patient)
  expect(await one(id)).toMatchObject({ status: 'booked', changes: 3 })
})

test('nobody did not come before the time has come', async () => {
  const { slots } = await morning()
  const { id } = await book(slots[0], who(22))
  const note = () => noteNoShow(all.house)(at.lin, { id })
  await expect(note()).rejects.toThrow(code('no-show-ahead'))
  all.clock.set(time(`${DAY}T08:00`))
  await note()
  expect(await one(id)).toMatchObject({ status: 'no_show' })
})

test('a patient who is merged with another brings bookings and wishes along: both numbers of a half-day stay, one wish ends', async () => {
  const [a, b] = [await morning({ day: '2026-11-29' }), await morning({ day: '2026-11-29' })]
  const days = { dayFrom: '2026-11-29', dayTo: '2026-11-29' }
  const [survivor, loser] = [who(23), who(24)]
  const [kept, comes] = [await book(a.slots[0], survivor), await book(b.slots[0], loser)]
  const first = await wait(loser, days)
  all.clock.advance({ minutes: 1 })
  const second = await wait(survivor, days)
  const versions = await rows<{ id: string; version: number }>(
    'select id, version from patient.patient where id = any($1)',
    [[survivor, loser]],
  )
  const versionOf = (id: string) => versions.find(row => row.id === id)?.version ?? 0
  await mergePatients(all.house, at.manager, {
    id: survivor,
    loserId: loser,
    version: versionOf(survivor),
    loserVersion: versionOf(loser),
    reason: '同一人',
  })
  await all.machinery.turn()
  expect((await listOfPatient(all.house)(at.lin, { patientId: survivor })).items.map(row => row.id).toSorted()).toEqual(
    [kept.id, comes.id].toSorted(),
  )
  expect(await one(comes.id)).toMatchObject({ patientId: survivor, isDoubled: true, status: 'booked' })
  expect([(await waits(first.id))?.status, (await waits(second.id))?.status]).toEqual(['waiting', 'cancelled'])
  // One person now: a third number wants a reason.
  await expect(book(b.slots[1], loser)).rejects.toThrow(code('booked-already'))
})

test('a kept place is confirmed once: the same again, with another key or from another window, is refused and counts nothing', async () => {
  const { slots } = await morning({ day: '2026-11-21' })
  const [held, other] = await Promise.all(
    [31, 32].map(n => holdPlace(all.house)(at.lin, sampleBooking(slots[0] ?? '', who(n)))),
  )
  const confirm = () => confirmHold(all.house)(at.lin, { id: held?.id ?? '', readBack: true, consent: true })
  const twice = await Promise.allSettled([confirm(), confirm(), confirm()])
  expect(twice.filter(each => each.status === 'fulfilled')).toHaveLength(1)
  expect(twice.find(each => each.status === 'rejected')).toMatchObject({ reason: { code: 'appointment-status' } })
  expect(
    await rows(`select booked, held from appointment.quota where slot_id = $1 and quota = 'open'`, [slots[0]]),
  ).toEqual([{ booked: 1, held: 1 }])
  expect(await told(held?.id ?? '', 'appointment.booked')).toBe(1)
  expect(await one(other?.id ?? '')).toMatchObject({ status: 'held' })
})
