import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { holdersOf, organisation } from '#modules/staff/index.ts'
import { createTicket } from '#modules/ticket/index.ts'
import { countTickets } from '#modules/ticket/server/list-tickets.ts'
import { openTicket } from '#modules/ticket/server/read-ticket.ts'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { foundHospital } from './hospital.ts'
import { serviceItems } from './items.ts'
import { asStaff } from './matters/perform.ts'
import { inOneTransaction } from './one-transaction.ts'

/** Who receives each item within the hours of the hospital: the unit, and in which post. */
const EXPECTED: readonly (readonly [item: string, unit: string, as: string])[] = [
  ['SVC-01', '导诊台', 'desk-agent'],
  ['SVC-02', '诊前服务组', 'group-lead'],
  ['SVC-03', '服务总台', 'desk-agent'],
  ['SVC-04', '投诉处理中心', 'desk-agent'],
  ['SVC-05', '预约登记处', 'desk-agent'],
  ['SVC-06', '预约登记处', 'desk-agent'],
  ['SVC-07', '住院服务中心', 'liaison'],
  ['SVC-08', '诊中协调组', 'group-lead'],
  ['SVC-09', '诊前服务组', 'group-lead'],
  ['SVC-10', '诊中协调组', 'group-lead'],
  ['SVC-11', '引导员', 'desk-agent'],
  ['SVC-12', '咨询台', 'desk-agent'],
  ['SVC-13', '药学部', 'liaison'],
  ['SVC-14', '医务科', 'liaison'],
  ['SVC-15', '咨询台', 'desk-agent'],
  ['SVC-16', '病案室', 'liaison'],
  ['SVC-17', '财务科', 'liaison'],
  ['SVC-18', '医保科', 'liaison'],
  ['SVC-19', '放射影像科', 'liaison'],
  ['SVC-20', '患者回访中心', 'desk-agent'],
]

/** A Tuesday on which every liaison of these is there. */
const TUESDAY = Temporal.Instant.from('2026-11-17T09:30:00+08:00')

let all: TestHouse
beforeAll(async () => {
  all = await testHouse(TUESDAY)
  await inOneTransaction(all.house, TUESDAY, stage => foundHospital(stage, TUESDAY))
})
afterAll(() => all.close())

describe('the twenty service items', () => {
  test('are the ones whose receivers are written here', () => {
    expect(EXPECTED.map(([item]) => item)).toEqual(serviceItems.map(item => item.code))
  })

  test('TKT-04 (part): each reaches its receiver in the moment it is saved, and nothing stays undispatched', async () => {
    const { house } = all
    const org = await organisation(house)
    const desk = [...org.units.values()].find(unit => unit.code === 'ZT')?.id ?? ''
    const [agent = ''] = holdersOf(org, desk, 'desk-agent', TUESDAY)
    const caller = asStaff(org, house.hospital.id, agent, TUESDAY)
    const reached: (readonly [string, string, string])[] = []
    for (const item of serviceItems) {
      const { id, status } = await createTicket(house)(caller, {
        patientId: null,
        requester: { name: '来访者', relation: '本人', phone: null },
        item: item.code,
        description: item.name,
        difficulty: [],
        units: [],
        urgency: 'routine',
        channel: 'desk',
        wantedAt: null,
        contactWay: 'phone',
        consent: true,
        papers: [],
        papersReason: null,
      })
      expect(status).toBe('dispatched')
      const { parts } = await openTicket(house)(caller, { id })
      expect(parts).toHaveLength(1)
      reached.push([item.code, parts[0]?.unit.name ?? '', parts[0]?.assignedAs ?? ''])
    }
    expect(reached).toEqual(EXPECTED)
    expect(await countTickets(house)(caller)).toMatchObject({ open: 20 })
  })
})
