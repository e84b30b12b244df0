import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { run } from '#platform/database.ts'
import { smallHospital, type SmallHospital } from '../../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../../tests/support/house.ts'
import { somePatients } from '../../../../../tests/support/patients.ts'
import { sampleResource } from '../../sample.ts'
import { bookSeries, type BookSeries, planSeries } from './book-series.ts'
import { cancelRest, cancelTreatment, markTreatment, moveTreatment, otherTimes } from './change-treatment.ts'
import { openSeries, readCalendar } from './read-treatments.ts'
import { listResources, writeResource } from './resources.ts'

let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let patients: readonly string[]
let used = 0

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  lin = await hospital.as('lin')
  patients = await somePatients(all.house, 12)
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const code = (name: string) => expect.objectContaining({ code: name })
const patient = (n: number): string => patients[n] as string
const at = (wall: string) => Temporal.Instant.from(`${wall}:00+08:00`).toString()
const weeks = (first: string, count: number) =>
  Array.from({ length: count }, (_, n) =>
    Temporal.Instant.from(`${first}:00+08:00`)
      .add({ hours: n * 7 * 24 })
      .toString(),
  )

/** A resource of its own with so many places. */
async function resource(capacity: number, more: Partial<ReturnType<typeof sampleResource>> = {}): Promise<string> {
  used += 1
  const { id } = await writeResource(all.house)(lin, {
    id: null,
    ...sampleResource(hospital.unit.ward),
    code: `PT${used}`,
    capacity,
    ...more,
  })
  return id
}
const book = (resourceId: string, who: number, starts: readonly string[], more: Partial<BookSeries> = {}) =>
  bookSeries(all.house)(lin, {
    resourceId,
    patientId: patient(who),
    starts,
    every: 1,
    step: 'week',
    consent: true,
    reason: '膝关节术后康复',
    channel: 'desk',
    contactWay: 'sms',
    ...more,
  })
const plan = (resourceId: string, who: number, first: string, count: number) =>
  planSeries(all.house)(lin, { resourceId, patientId: patient(who), first, count, every: 1, step: 'week' })
const chairsOf = (resourceId: string) =>
  all.house.database.transact(tx =>
    run<{ booked: number; capacity: number }>(
      tx,
      'select booked, capacity from appointment.resource_slot where resource_id = $1 order by starts_at',
      [resourceId],
    ),
  )

test('APT-12: a series of ten books the same weekday and time, shows conflicts with other times, and one session is moved alone', async () => {
  const id = await resource(1)
  await book(id, 0, [at('2026-12-02T09:00')])
  const planned = (await plan(id, 1, at('2026-11-18T09:00'), 10)).sessions
  expect(planned.map(one => one.startsAt)).toEqual(weeks('2026-11-18T09:00', 10))
  expect(planned.filter(one => one.conflict !== null).map(one => [one.ordinal, one.conflict])).toEqual([[3, 'full']])
  const starts = planned.map(one => one.startsAt)
  await expect(book(id, 1, starts)).rejects.toMatchObject({
    code: 'treatment-conflict',
    facts: { conflicts: [expect.objectContaining({ ordinal: 3, conflict: 'full' })] },
  })
  // Nothing of it was booked.
  expect(await chairsOf(id)).toEqual([{ booked: 1, capacity: 1 }])
  const other = planned[2]?.alternatives[0] ?? ''
  const series = await book(
    id,
    1,
    starts.map((start, n) => (n === 2 ? other : start)),
  )
  expect(series).toMatchObject({ sessions: 10, number: expect.stringMatching(/^ZL-261116-\d{4}$/) })
  const before = await openSeries(all.house)(lin, { id: series.id })
  expect(before.sessions.map(one => one.startsAt)).toEqual(starts.map((start, n) => (n === 2 ? other : start)))

  const fifth = before.sessions[4]
  const free = await otherTimes(all.house)(lin, { id: fifth?.id ?? '' })
  const to = free.times.find(one => one > (fifth?.startsAt ?? '')) ?? ''
  await moveTreatment(all.house)(lin, { id: fifth?.id ?? '', startsAt: to, reason: '患者当天有事' })
  const after = await openSeries(all.house)(lin, { id: series.id })
  expect(after.sessions.map(one => one.startsAt)).toEqual(
    before.sessions.map(one => (one.ordinal === 5 ? to : one.startsAt)),
  )
  expect(after.sessions[4]).toMatchObject({ moves: 1, firstStartsAt: fifth?.startsAt })
  // The place that it had is there for the next.
  expect(await book(id, 2, [fifth?.startsAt ?? ''])).toMatchObject({ sessions: 1 })
  const messages = await all.house.database.transact(tx =>
    run<{ template: string }>(
      tx,
      'select template from notification.message where about_id = $1 order by made_at, id',
      [series.id],
    ),
  )
  expect(messages.map(one => one.template)).toEqual(['appointment.series-booked', 'appointment.treatment-moved'])
})

test('a chair is given once, whoever asks at the same moment, and the database refuses more whatever the program believes', async () => {
  const id = await resource(2)
  const starts = weeks('2026-11-19T10:00', 4)
  const asked = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(n => book(id, n, starts)))
  expect(asked.filter(one => one.status === 'fulfilled')).toHaveLength(2)
  for (const one of asked)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'treatment-conflict' })
  expect(await chairsOf(id)).toEqual(starts.map(() => ({ booked: 2, capacity: 2 })))
  await expect(
    all.house.database.transact(tx =>
      run(tx, 'update appointment.resource_slot set booked = booked + 1 where resource_id = $1', [id]),
    ),
  ).rejects.toMatchObject({ constraint: 'chair_never_oversold' })
  // Two series that change places at the same moment both get there, or say why not; nothing is lost on the way.
  const before = (await chairsOf(id)).reduce((sum, one) => sum + one.booked, 0)
  const booked = asked.flatMap(one => (one.status === 'fulfilled' ? [one.value.id] : []))
  const sessions = await Promise.all(
    booked.map(async one => (await openSeries(all.house)(lin, { id: one })).sessions[0]?.id ?? ''),
  )
  await Promise.allSettled(
    sessions.map((one, n) =>
      moveTreatment(all.house)(lin, { id: one, startsAt: at(`2026-11-2${n + 3}T10:00`), reason: '换时间' }),
    ),
  )
  expect((await chairsOf(id)).reduce((sum, one) => sum + one.booked, 0)).toBe(before)
})

test('consent where the resource asks for it; the rest is cancelled and free; the day before the patient is reminded; done or missed once it has begun', async () => {
  const id = await resource(1, { consent: true })
  const starts = weeks('2026-11-20T08:00', 3)
  await expect(book(id, 6, starts, { consent: false })).rejects.toThrow(code('treatment-consent'))
  const series = await book(id, 6, starts)
  const [first, second] = (await openSeries(all.house)(lin, { id: series.id })).sessions
  await expect(markTreatment(all.house)(lin, { id: first?.id ?? '', status: 'done' })).rejects.toThrow(
    code('treatment-ahead'),
  )
  all.clock.set(Temporal.Instant.from('2026-11-19T16:00:00+08:00'))
  await all.machinery.turn()
  all.clock.advance({ minutes: 5 })
  await all.machinery.turn()
  const reminded = await all.house.database.transact(tx =>
    run(tx, `select 1 from platform.journal where action = 'appointment.treatment-reminded' and subject_id = $1`, [
      first?.id ?? '',
    ]),
  )
  expect(reminded).toHaveLength(1)
  all.clock.set(Temporal.Instant.from('2026-11-20T10:00:00+08:00'))
  await markTreatment(all.house)(lin, { id: first?.id ?? '', status: 'done' })
  await expect(cancelTreatment(all.house)(lin, { id: first?.id ?? '', reason: '改期' })).rejects.toThrow(
    code('treatment-over'),
  )
  expect(await cancelRest(all.house)(lin, { id: series.id, reason: '出院转外院' })).toMatchObject({ cancelled: 2 })
  await expect(
    moveTreatment(all.house)(lin, { id: second?.id ?? '', startsAt: starts[2] ?? '', reason: '再来' }),
  ).rejects.toThrow(code('treatment-over'))
  expect((await chairsOf(id)).map(one => one.booked)).toEqual([1, 0, 0])
})

test('nobody is in two places at once; a new version of the hours holds from its day on and leaves what was booked', async () => {
  const [id, other] = [await resource(3), await resource(3)]
  await book(id, 7, [at('2026-11-23T09:00')])
  expect((await plan(other, 7, at('2026-11-23T09:00'), 1)).sessions[0]?.conflict).toBe('patient-busy')
  await expect(book(other, 7, [at('2026-11-23T09:00')])).rejects.toThrow(code('treatment-conflict'))
  await writeResource(all.house)(lin, {
    ...sampleResource(hospital.unit.ward),
    id,
    code: `PT${used - 1}`,
    hours: [{ weekdays: [2, 4], from: 14 * 60, to: 17 * 60 }],
    effectiveFrom: '2026-11-22',
  })
  expect((await plan(id, 8, at('2026-11-20T09:00'), 2)).sessions.map(one => one.conflict)).toEqual([null, 'closed'])
  const week = await readCalendar(all.house)(lin, { id, from: '2026-11-23' })
  expect(week.slots.filter(one => one.sessions.length > 0)).toMatchObject([
    { startsAt: at('2026-11-23T09:00'), booked: 1 },
  ])
  expect(week.slots.filter(one => one.capacity > 0).map(one => one.startsAt)).toContain(at('2026-11-24T14:00'))
  expect((await listResources(all.house)(lin)).toCome.map(one => [one.id, one.version])).toEqual([[id, 2]])
  await expect(
    writeResource(all.house)(lin, { ...sampleResource(hospital.unit.ward), id: null, code: 'PT1' }),
  ).rejects.toThrow(code('resource-code'))
})
