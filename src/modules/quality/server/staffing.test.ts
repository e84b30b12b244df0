import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import type { Temporal } from '#kernel/time.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { draftDay } from './draft-report.ts'
import { openFigure } from './open-figure.ts'
import { openReport } from './read-reports.ts'

let all: TestHouse
let staff: SettledStaff
let manager: string
beforeAll(async () => {
  all = await testHouse()
  staff = await settleStaff(all.house)
  manager = await staff.cookie('周敏')
})
afterAll(() => all.close())

const post = (url: string, body: object) => ask(all.app, 'POST', url, { cookie: manager, body })
const now = () => all.house.clock.now()
const after = async (duration: Temporal.DurationLike) => {
  all.clock.advance(duration)
  await all.machinery.turn()
}

test('ORG-05: two wanted and one there: the shortfall of one stands on the floor view and in the daily report', async () => {
  const unitId = staff.unit('ZT')
  const shift = { post: 'desk-agent', shift: '上午班', fromMinute: 480, toMinute: 720, days: 'workdays', least: 2 }
  expect((await post('/api/staffing', { ...shift, unitId })).status).toBe(201)
  await after({ minutes: 1 })
  const absence = { kind: 'absent', from: now().toString(), to: now().add({ hours: 8 }).toString(), reason: 'sick' }
  await post(`/api/people/${staff.person('李静')}/duties`, absence)
  await after({ minutes: 1 })
  const view = await ask(all.app, 'GET', '/api/staffing', { cookie: manager })
  expect(view.body).toMatchObject({ running: [{ actual: 1, missing: 1 }] })
  // Looked at again it is the same time; the shift over, it ends.
  await after({ minutes: 5 })
  const noon = all.house.clock.now().toZonedDateTimeISO(all.house.hospital.zone)
  const [reportAt, shiftEnd] = [
    noon.with({ hour: 18, minute: 0, second: 30 }),
    noon.with({ hour: 12, minute: 1, second: 0 }),
  ]
  all.clock.set(shiftEnd.toInstant())
  await all.machinery.turn()
  all.clock.set(reportAt.toInstant())
  await all.machinery.turn()

  const caller = systemCaller(all.house.hospital.id)
  const { id } = await draftDay(all.house, caller, reportAt.toPlainDate(), { because: 'day-end' })
  const report = await openReport(all.house)(caller, { id }, 'zh')
  const staffing = report.sections.find(section => section.id === 'staffing')
  expect(staffing?.rows.map(row => [row.label, row.cells[0]?.shown])).toEqual([['服务总台', '1']])
  const rows = await openFigure(all.house)(caller, { figure: 'short-shifts', report: report.id }, 'zh')
  expect(rows.items.map(item => item.record)).toEqual([
    { number: '上午班', title: '服务台：应到 2，最少时 1，缺 1', person: null, opensAt: '/coverage' },
  ])
})
