import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { callReview } from '#modules/quality/server/call-review.ts'
import { openReview } from '#modules/quality/server/read-reviews.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { departmentsWithoutPainPoint, painPointsOf } from '../index.ts'
import { sampleRequest } from '../sample.ts'
import { createTicket } from './create-ticket.ts'
import { listNotices } from './notices.ts'
import { answerPainPoint, filePainPoint, listPainPoints } from './pain-points.ts'

let all: TestHouse
let hospital: SmallHospital
let liaison: Caller
let manager: Caller
beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  liaison = await hospital.as('radiology-liaison')
  manager = await hospital.as('manager')
})
afterAll(() => all.close())

const house = () => all.house
const report = (caller = liaison, unitId = hospital.unit.radiology) =>
  filePainPoint(house())(caller, {
    unitId,
    issue: 'CT 机每周停机两次',
    effect: '每次积压约 30 人',
    frequency: 'weekly',
    proposal: '增加备机或调整保养时间',
  })
const faceOf = (month: string) =>
  house().database.transact(async tx => ({
    points: await painPointsOf(house(), tx, month),
    without: (await departmentsWithoutPainPoint(house(), tx, month)).map(unit => unit.name),
  }))
const reminders = async (key: string) =>
  (await listNotices(house())(await hospital.as(key))).items.filter(one => one.step === 'pain-point-reminder').length

test('TKT-15: a department without a report this month is listed, and what was filed appears in the review pack', async () => {
  expect((await listPainPoints(house())(manager, {})).without.map(one => one.unit.name)).toEqual([
    '财务科',
    '医保科',
    '放射科',
    '外科病区',
  ])
  const filed = await report()
  const now = await listPainPoints(house())(manager, {})
  expect(now).toMatchObject({ month: '2026-11', items: [{ id: filed.id, status: 'filed', unit: { name: '放射科' } }] })
  expect(now.without.map(one => one.unit.name)).not.toContain('放射科')
  expect(await faceOf('2026-11')).toMatchObject({
    points: [{ id: filed.id, unitName: '放射科', issue: 'CT 机每周停机两次', frequency: 'weekly' }],
    without: ['财务科', '医保科', '外科病区'],
  })
  expect((await faceOf('2026-10')).points).toEqual([])
  // The pack is made of the days that have ended and had matters.
  await createTicket(house())(await hospital.as('lin'), sampleRequest)
  all.clock.set(MONDAY.add({ hours: 24 }))
  await all.machinery.turn()
  const review = await callReview(house())(manager, {
    month: '2026-11',
    startsAt: MONDAY.add({ hours: 48 }).toString(),
    place: '一号会议室',
    units: [hospital.unit.radiology],
  })
  expect(await openReview(house())(manager, { id: review.id }, 'zh')).toMatchObject({
    painPoints: [{ id: filed.id, unit: { name: '放射科' }, text: 'CT 机每周停机两次' }],
    painPointsMissing: [{ name: '财务科' }, { name: '医保科' }, { name: '外科病区' }],
  })
})

test('a liaison reports for the own department and reads only it; those who lead answer, once', async () => {
  await expect(report(liaison, hospital.unit.finance)).rejects.toMatchObject({ code: 'pain-point-unit' })
  await expect(report(liaison, hospital.unit.desk)).rejects.toMatchObject({ code: 'pain-point-unit' })
  const filed = await report()
  const finance = await listPainPoints(house())(await hospital.as('finance-liaison'), {})
  expect(finance.items).toEqual([])
  expect(finance.mine.map(unit => unit.name)).toEqual(['财务科'])
  const answer = { id: filed.id, status: 'taken-up' as const, answer: '列入本月复盘会', version: 1 }
  await answerPainPoint(house())(manager, answer)
  await expect(answerPainPoint(house())(manager, answer)).rejects.toMatchObject({ code: 'stale-version' })
  await answerPainPoint(house())(manager, { ...answer, status: 'solved', version: 2 })
  await expect(answerPainPoint(house())(manager, { ...answer, status: 'declined', version: 3 })).rejects.toMatchObject({
    code: 'pain-point-status',
  })
  const notices = (await listNotices(house())(liaison)).items
  expect(notices.filter(one => one.step === 'pain-point-answered')).toHaveLength(2)
  expect(notices[0]).toMatchObject({ ticketId: null, number: null, unit: { name: '放射科' } })
})

test('a silent department is reminded an interval after its last report, once each interval, across a restart of the sweep', async () => {
  await all.machinery.turn()
  expect(await reminders('finance-liaison')).toBe(0)
  all.clock.set(MONDAY.add({ hours: 24 * 20 }))
  await report()
  for (const days of [31, 32]) {
    all.clock.set(MONDAY.add({ hours: 24 * days }))
    await all.machinery.turn()
  }
  expect([await reminders('finance-liaison'), await reminders('radiology-liaison')]).toEqual([1, 0])
  all.clock.set(Temporal.Instant.from('2027-01-16T09:00:00+08:00'))
  await all.machinery.turn()
  expect([await reminders('finance-liaison'), await reminders('radiology-liaison')]).toEqual([2, 1])
})
