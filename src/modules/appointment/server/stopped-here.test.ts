import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { substitute } from '#modules/directory/server/substitute.ts'
import { run } from '#platform/database.ts'
import { writeSetting } from '#platform/settings.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { type Clinic, clinic } from '../../../../tests/support/ward-clinic.ts'
import { sampleBooking } from '../sample.ts'
import { quotaPlan } from '../settings.ts'
import { answerStop } from './answer-stop.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { checkIn } from './check-in.ts'
import { listStopCases } from './list-stop-cases.ts'
import { openStopCase } from './open-stop-case.ts'
import { readPlaces } from './read-schedule.ts'
import { moveStopped } from './rebook-arrived.ts'
import { reopenSession } from './reopen-session.ts'
import { stopImpact } from './stop-impact.ts'
import { noteStopAttempt, stopSession } from './stop-session.ts'

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

const code = (name: string) => expect.objectContaining({ code: name })
const rows = <Row>(text: string, ...values: unknown[]) => all.house.database.transact(tx => run<Row>(tx, text, values))
const slotsOf = async (id: string) => (await readPlaces(all.house)(at.lin, { id })).slots.map(one => one.id)
const book = (slotId: string, who: number) =>
  bookAppointment(all.house)(at.lin, { ...sampleBooking(slotId, at.patients[who] ?? ''), contactWay: 'sms' })
const opened = (id: string) => openStopCase(all.house)(at.lin, { id })
const templatesOf = async (id: string) =>
  (
    await rows<{ template: string }>(
      'select template from notification.message where about_id = $1 order by template',
      id,
    )
  ).map(one => one.template)
const stop = async (id: string) => (await stopSession(all.house)(at.manager, { id, reason: '医生急会诊' })).id

test('APT-13 (part): who had checked in stands first, is offered this day first, the desk is told at once, and the case is open until each has an outcome', async () => {
  const [sick, other, later] = [
    await at.morning('孙甲', { places: 8 }),
    await at.morning('李乙', { places: 8 }),
    await at.morning('孙甲', { places: 8, halfDay: 'afternoon', from: 14 * 60, to: 17 * 60 }),
  ]
  const slots = await slotsOf(sick)
  const booked = []
  for (let n = 0; n < 5; n += 1) booked.push(await book(slots[n] ?? '', n))
  const [first, second, third, fourth, away] = booked.map(one => one.id) as [string, string, string, string, string]
  all.clock.set(Temporal.Instant.from(`${DAY}T07:50:00+08:00`))
  for (const id of [second, first, third, fourth]) await checkIn(all.house)(at.lin, { id, place: '三楼分诊台' })

  expect(await stopImpact(all.house)(at.manager, { id: sick })).toMatchObject({ booked: 1, here: 4 })
  const id = await stop(sick)
  const seen = await opened(id)
  expect(seen).toMatchObject({ patients: 5, answered: 0, here: 4, closedAt: null })
  expect(seen.contacts.map(one => [one.appointmentId, one.wasHere, one.status])).toEqual([
    [first, true, 'checked_in'],
    [second, true, 'checked_in'],
    [third, true, 'checked_in'],
    [fourth, true, 'checked_in'],
    [away, false, 'stopped'],
  ])
  for (const one of seen.contacts.filter(contact => contact.wasHere))
    expect(one.proposals[0]).toMatchObject({ kind: 'substitute', doctorId: await at.doctor('李乙') })
  expect((await listStopCases(all.house)(at.lin)).cases[0]).toMatchObject({ id, here: 4 })

  for (let n = 0; n < 3; n += 1) {
    await all.machinery.turn()
    all.clock.advance({ seconds: 2 })
  }
  const desk = await rows<{ personId: string; urgent: boolean }>(
    `select person_id, urgent from notification.message where template = 'appointment.stopped-here-desk' and about_id = $1`,
    id,
  )
  expect(desk).toContainEqual({ personId: at.lin.personId, urgent: true })
  expect(await templatesOf(first)).toContain('appointment.stopped-here')
  expect(await templatesOf(away)).toContain('appointment.stopped')
  // At ten to eight it is still quiet, and the visit is at ten: who sets out now is told now.
  expect(
    await rows(
      `select urgent from notification.message where about_id = $1 and template = 'appointment.stopped'`,
      away,
    ),
  ).toEqual([{ urgent: true }])

  // The last who is not here has an answer: those who are keep the case open.
  await answerStop(all.house)(at.lin, { id: away, note: '改日再约' })
  expect((await opened(id)).closedAt).toBeNull()

  // Another doctor of the same half-day: a new booking, checked in already; the same key is the same booking.
  const [there = ''] = await slotsOf(other)
  const once = { ...at.lin, once: { key: someKey(), endpoint: 'appointment.move-stopped', digest: 'same' } }
  const moved = await moveStopped(all.house)(once, { id: first, slotId: there, reason: '停诊改约' })
  expect(await moveStopped(all.house)(once, { id: first, slotId: there, reason: '停诊改约' })).toEqual(moved)
  expect(moved).toMatchObject({ id: expect.not.stringMatching(first), status: 'checked_in' })
  // The afternoon cannot be checked in for yet.
  const [afternoon = ''] = await slotsOf(later)
  expect(await moveStopped(all.house)(at.lin, { id: second, slotId: afternoon, reason: '停诊改约' })).toMatchObject({
    status: 'booked',
  })
  expect((await opened(id)).contacts.find(one => one.appointmentId === second)).toMatchObject({
    outcome: 'moved',
    doctorId: await at.doctor('孙甲'),
    startsAt: Temporal.Instant.from(`${DAY}T14:00:00+08:00`).toString(),
  })
  await cancelAppointment(all.house)(at.lin, { id: third, reason: '退号退费', by: 'hospital' })
  expect((await opened(id)).closedAt).toBeNull()
  for (let call = 1; call <= 3; call += 1) await noteStopAttempt(all.house)(at.lin, { appointmentId: fourth })
  const closed = await opened(id)
  expect(closed.closedAt).not.toBeNull()
  expect(closed.here).toBe(0)
  await expect(moveStopped(all.house)(at.lin, { id: fourth, slotId: afternoon, reason: '停诊改约' })).rejects.toThrow(
    code('appointment-status'),
  )

  expect(await rows('select distinct status from appointment.appointment where session_id = $1', sick)).toEqual([
    { status: 'cancelled_by_hospital' },
  ])
  const [sum] = await rows(
    `select sum(q.capacity)::int as capacity, sum(q.stopped)::int as stopped, sum(q.booked)::int as booked
     from appointment.quota q where q.slot_id = any($1)`,
    slots,
  )
  expect(sum).toEqual({ capacity: 8, stopped: 8, booked: 0 })
  for (let n = 0; n < 3; n += 1) {
    await all.machinery.turn()
    all.clock.advance({ seconds: 2 })
  }
  expect(await templatesOf(moved.id)).toEqual(['appointment.moved'])
  expect(await templatesOf(first)).not.toContain('appointment.cancelled')
  const [arrived] = await rows(
    `select facts->>'number' as number, facts->>'way' as way from platform.journal where action = 'appointment.checked-in' and subject_id = $1`,
    moved.id,
  )
  expect(arrived).toEqual({ number: moved.number, way: 'desk' })
})

test('where the new time is full nothing changes; a session that takes place after all keeps who is here, and ends the case', async () => {
  all.clock.set(MONDAY)
  const [sick, small] = [
    await at.morning('周丙', { day: '2026-11-21', places: 4 }),
    await at.morning('吴丁', { day: '2026-11-21', places: 1, from: 8 * 60, to: 8 * 60 + 30 }),
  ]
  const [slot = ''] = await slotsOf(sick)
  const one = await book(slot, 6)
  const [full = ''] = await slotsOf(small)
  await book(full, 7)
  all.clock.set(Temporal.Instant.from('2026-11-21T07:50:00+08:00'))
  await checkIn(all.house)(at.lin, { id: one.id, place: '三楼分诊台' })
  const id = await stop(sick)
  await expect(moveStopped(all.house)(at.lin, { id: one.id, slotId: full, reason: '停诊改约' })).rejects.toThrow(
    code('slot-full'),
  )
  expect((await opened(id)).contacts).toMatchObject([{ appointmentId: one.id, outcome: null, status: 'checked_in' }])
  await reopenSession(all.house)(at.manager, { id: sick, reason: '会诊取消' })
  expect(await opened(id)).toMatchObject({ here: 0, contacts: [{ outcome: 'moved', status: 'checked_in' }] })
  expect((await opened(id)).closedAt).not.toBeNull()
  const [sum] = await rows(
    'select capacity::int, booked::int, stopped::int from appointment.quota where slot_id = $1',
    slot,
  )
  expect(sum).toMatchObject({ booked: 1, stopped: 0 })

  // Another doctor comes instead: who is here is told, and stands with that doctor.
  const [session] = await rows<{ version: number }>('select version from directory.session where id = $1', sick)
  const instead = await at.doctor('郑戊')
  await substitute(all.house)(at.manager, {
    sessionId: sick,
    version: session?.version ?? 1,
    doctorId: instead,
    reason: '替诊',
  })
  for (let n = 0; n < 3; n += 1) {
    await all.machinery.turn()
    all.clock.advance({ seconds: 2 })
  }
  expect(await rows('select doctor_id, status from appointment.appointment where id = $1', one.id)).toEqual([
    { doctorId: instead, status: 'checked_in' },
  ])
  expect(await templatesOf(one.id)).toContain('appointment.substituted')
})
