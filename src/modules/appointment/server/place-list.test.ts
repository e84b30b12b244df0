import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { upsertDoctor, saveWeeks, makeSessions } from '#modules/directory/index.ts'
import { run } from '#platform/database.ts'
import { Temporal } from '#kernel/time.ts'
import { addPerson, appoint, organisation } from '#modules/staff/index.ts'
import { builder, smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { giveOutList, type PlaceList } from './give-out-list.ts'
import { readListRules, setListRules } from './list-rules.ts'
import { placeTemplate } from './place-template.ts'

let all: TestHouse
let hospital: SmallHospital
let manager: Caller
const doctors: Record<string, string> = {}

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  manager = await hospital.as('manager')
  for (const [code, name] of [
    ['D1', '孙甲'],
    ['D2', '孙乙'],
    ['D3', '孙丙'],
    ['D4', '孙丙'],
  ] as const)
    doctors[code] = (
      await upsertDoctor(all.house)(manager, {
        code,
        name,
        personId: null,
        title: 'chief',
        feeLevel: 'expert',
        unitIds: [hospital.unit.ward, hospital.unit.finance],
        strengths: [],
        languages: [],
        isPublic: true,
      })
    ).id
})
afterAll(() => all.close())

const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, text, values))
const line = (more: Record<string, string> = {}) => ({
  doctor: 'D1',
  unit: 'ward',
  day: '2026-11-20',
  halfDay: 'morning',
  from: '08:00',
  to: '12:00',
  places: '32',
  ...more,
})
const columns = placeTemplate.columns.map(one => one.key)
const take = (lines: readonly Record<string, string>[]) =>
  placeTemplate.take(
    all.house,
    manager,
    lines.map((values, n) => ({
      line: n + 2,
      values: Object.fromEntries(columns.map(key => [key, values[key] ?? null])),
    })),
  )
const shares = (doctor: string) =>
  rows<{ quota: string; places: number }>(
    `select q.quota, sum(q.capacity)::int as places from appointment.quota q join appointment.slot s on s.hospital_id = q.hospital_id and s.id = q.slot_id
     where s.doctor_id = $1 group by 1 order by 1`,
    [doctors[doctor]],
  )
const code = (name: string) => expect.objectContaining({ code: name })

describe('a list of places', () => {
  test('APT-01 (part): a file is refused by line for an unknown doctor and an overlapping session; the good lines are given out, once', async () => {
    const file = [
      line({ onsite: '6', platform: '4' }),
      line({ doctor: '孙乙', unit: '外科病区', places: '16' }),
      line({ doctor: '没有这位' }),
      line({ doctor: '孙丙' }),
      // The same half-day elsewhere, and an afternoon that begins before the morning ends.
      line({ unit: 'finance' }),
      line({ halfDay: 'afternoon', from: '11:00', to: '17:00' }),
      line({ doctor: 'D4', slotMinutes: '45' }),
      line({ doctor: 'D4', day: '2026-11-13' }),
      line({ doctor: 'D4', places: '8', onsite: '9' }),
      line({ doctor: 'D4', unit: 'radiology' }),
      line({ doctor: 'D4', day: '下周五' }),
      line({ doctor: 'D4', day: '2027-06-01' }),
    ]
    const outcomes = await take(file)
    expect(outcomes.slice(0, 2)).toEqual([
      { line: 2, what: 'added' },
      { line: 3, what: 'added' },
    ])
    const wrong = outcomes.flatMap(one => ('wrong' in one ? [[one.line, one.wrong.column, one.wrong.zh] as const] : []))
    expect(wrong).toEqual([
      [4, 'doctor', expect.stringContaining('没有这位医生')],
      [5, 'doctor', expect.stringContaining('同名医生')],
      [6, 'halfDay', expect.stringContaining('该半天已有出诊')],
      [7, 'halfDay', expect.stringContaining('该半天已有出诊')],
      [8, 'slotMinutes', expect.stringContaining('30 分钟')],
      [9, 'day', expect.stringContaining('已经过去')],
      [10, 'places', expect.stringContaining('超过总号数')],
      [11, 'unit', expect.stringContaining('不在这个科室')],
      [12, 'day', expect.stringContaining('日期请写成')],
      [13, 'day', expect.stringContaining('90 天以内')],
    ])
    expect(await shares('D1')).toEqual([
      { quota: 'onsite', places: 6 },
      { quota: 'open', places: 22 },
      { quota: 'platform', places: 4 },
    ])
    // Without shares of its own the plan of the hospital holds.
    expect(await shares('D2')).toEqual([
      { quota: 'onsite', places: 3 },
      { quota: 'open', places: 8 },
      { quota: 'primary-care', places: 5 },
    ])
    const before = await rows('select slot_id, quota, capacity from appointment.quota order by 1, 2')
    const again = await take(file)
    expect(again.slice(0, 2).map(one => 'what' in one && one.what)).toEqual(['same', 'same'])
    expect(await rows('select slot_id, quota, capacity from appointment.quota order by 1, 2')).toEqual(before)
    // Other numbers for what is given out: not by a file.
    expect(await take([line({ places: '30' })])).toEqual([
      { line: 2, wrong: expect.objectContaining({ column: 'halfDay', zh: expect.stringContaining('出诊日历') }) },
    ])
    await all.machinery.turn()
    expect(await rows('select slot_id, quota, capacity from appointment.quota order by 1, 2')).toEqual(before)
  })

  test('takes up a planned session with its own time; what a usual week gave out is the same, or refused', async () => {
    const unitId = hospital.unit.ward
    await saveWeeks(all.house)(manager, '2026-11-16', [
      {
        doctorId: doctors['D4'] ?? '',
        sessions: [
          {
            unitId,
            weekday: 2,
            halfDay: 'morning',
            weeks: 'every',
            room: null,
            feeLevel: 'expert',
            slotMinutes: 15,
            capacity: 16,
          },
        ],
      },
    ])
    await makeSessions(all.house, all.house.clock.now())
    await all.machinery.turn()
    const list: PlaceList = {
      doctorId: doctors['D4'] ?? '',
      unitId,
      day: '2026-12-08',
      halfDay: 'morning',
      from: 8 * 60,
      to: 11 * 60,
      slotMinutes: 30,
      places: 12,
      feeLevel: 'special',
      room: '305',
      kept: [],
    }
    const give = giveOutList(all.house, 'desk')
    expect(await give(manager, list)).toMatchObject({ outcome: 'changed', places: 12 })
    expect(await rows(`select state, room, capacity from directory.session where day = '2026-12-08'`)).toEqual([
      { state: 'open', room: '305', capacity: 12 },
    ])
    // The 24th was given out by the usual week.
    const usual = {
      ...list,
      day: '2026-11-24',
      to: 12 * 60,
      slotMinutes: 15,
      places: 16,
      room: null,
      feeLevel: 'expert',
      kept: null,
    } as const
    expect(await give(manager, usual)).toMatchObject({ outcome: 'same' })
    await expect(give(manager, { ...usual, places: 20 })).rejects.toThrow(code('session-published'))
  })

  test('two files at the same moment give a session out once; who may not manage places may not', async () => {
    const list: PlaceList = {
      doctorId: doctors['D2'] ?? '',
      unitId: hospital.unit.ward,
      day: '2026-11-26',
      halfDay: 'afternoon',
      from: 14 * 60,
      to: 17 * 60,
      slotMinutes: 30,
      places: null,
      feeLevel: 'expert',
      room: null,
      kept: null,
    }
    const both = await Promise.all([1, 2].map(() => giveOutList(all.house, 'file')(manager, list)))
    expect(both.map(one => one.outcome).toSorted()).toEqual(['added', 'same'])
    await expect(giveOutList(all.house, 'file')(await hospital.as('ward-head'), list)).rejects.toThrow(
      code('not-found'),
    )
  })
})

test('APT-01 (part): a day of the horizon without lists at the cut-off is told to clerks and deputy once; one with lists is not', async () => {
  const { house, machinery, clock } = all
  const { id: deputy } = await addPerson(house)(builder(house), { name: '副主任甲', staffNumber: 'F1', phone: null })
  const unitId = [...(await organisation(house)).units.values()].find(one => one.code === 'service')?.id ?? ''
  await appoint(house)(builder(house), { personId: deputy, post: 'deputy-director', unitId })
  const told = () =>
    rows<{ personId: string }>(
      `select person_id from notification.message where template = 'appointment.lists-missing' order by 1`,
    )
  const bells = () =>
    rows<{ personId: string }>(`select person_id from ticket.notice where step = 'lists-missing' order by 1`)
  // Thirteen days on is a Monday without a session.
  clock.set(Temporal.Instant.from('2026-11-17T16:50:00+08:00'))
  await machinery.turn()
  expect(await told()).toEqual([])
  const to = [hospital.person['lin'], hospital.person['mei'], deputy].toSorted().map(personId => ({ personId }))
  for (let turn = 0; turn < 3; turn += 1) {
    clock.set(Temporal.Instant.from(`2026-11-17T17:0${turn * 3}:00+08:00`))
    await machinery.turn()
    expect(await told()).toEqual(to)
  }
  expect(await bells()).toEqual(to)
  // The next is the Tuesday that a usual week has given out.
  clock.set(Temporal.Instant.from('2026-11-18T17:01:00+08:00'))
  await machinery.turn()
  await machinery.turn()
  expect(await told()).toEqual(to)
})

test('the cut-off is set by version: two who change it at once do not overwrite each other', async () => {
  const administrator = await hospital.as('administrator')
  const { version, ...rules } = await readListRules(all.house)(administrator)
  const set = (cutOffHour: number) => setListRules(all.house)(administrator, { ...rules, cutOffHour, version })
  expect(await set(15)).toMatchObject({ cutOffHour: 15, horizonDays: 13, version: version + 1 })
  await expect(set(14)).rejects.toThrow(code('stale-version'))
})
