import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { organisation } from '../index.ts'

let at: TestHouse
let staff: SettledStaff
let admin: string
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house)
  admin = await staff.cookie('林建国')
})
afterAll(() => at.close())

const next = {
  effectiveFrom: '2026-11-20',
  weekdays: [1, 2, 3, 4, 5, 6],
  holidays: ['2027-01-01', '2026-12-25'],
  makeUpDays: ['2027-01-03'],
  sessions: [
    { from: 840, to: 1050 },
    { from: 480, to: 720 },
  ],
}
const write = (body: object, cookie = admin) => ask(at.app, 'POST', '/api/calendar', { cookie, body })
const read = async () =>
  (await ask(at.app, 'GET', '/api/calendar', { cookie: admin })).body as unknown as {
    holds: number
    today: string
    versions: { version: number; holidays: string[]; sessions: unknown[]; author: string | null }[]
    unknownYears: number[]
  }

test('until a hospital writes its own, the year that the house brings holds', async () => {
  const calendar = await read()
  expect(calendar).toMatchObject({ holds: 0, today: '2026-11-16', unknownYears: [2027] })
  expect(calendar.versions[0]?.holidays).toContain('2026-10-01')
})

test('SYS-02 (part): a new version holds from its day on, and the one before stays readable', async () => {
  const written = await write(next)
  expect(written.status).toBe(201)
  expect(written.body).toMatchObject({ version: 1, holidays: ['2026-12-25', '2027-01-01'], author: '林建国' })
  expect((await read()).holds).toBe(0)
  expect((await organisation(at.house)).calendar.weekdays).toEqual([1, 2, 3, 4, 5])
  at.clock.advance({ hours: 24 * 4 })
  admin = await staff.cookie('林建国')
  const calendar = await read()
  expect([calendar.holds, calendar.unknownYears]).toEqual([1, []])
  expect(calendar.versions.map(one => one.version)).toEqual([1, 0])
  const holds = (await organisation(at.house)).calendar
  expect([holds.weekdays, holds.sessions[0]?.from, holds.holidays.has('2027-01-01')]).toEqual([
    [1, 2, 3, 4, 5, 6],
    480,
    true,
  ])
})

test('what clocks cannot reckon with is refused, and a day that has passed', async () => {
  expect((await write({ ...next, effectiveFrom: '2026-11-01' })).code).toBe('calendar-past')
  expect((await write({ ...next, effectiveFrom: '2026-12-01', sessions: [] })).code).toBe('calendar-sessions')
  expect((await write({ ...next, effectiveFrom: '2026-12-01', makeUpDays: ['2027-01-01'] })).code).toBe('calendar-both')
  expect((await write({ ...next, effectiveFrom: '2026-13-01' })).status).toBe(422)
})

test('only who may change settings writes it', async () =>
  expect((await write(next, await staff.cookie('周敏'))).status).toBe(403))

test('SEC-12 (part): no version is changed or removed, by no hand', async () => {
  for (const statement of ['update staff.calendar set version = 9', 'delete from staff.calendar'])
    await expect(at.house.database.transact(tx => run(tx, statement))).rejects.toMatchObject({ code: '42501' })
})
