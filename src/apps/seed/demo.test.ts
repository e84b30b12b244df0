import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { listReports } from '#modules/quality/server/read-reports.ts'
import { systemCaller } from '#kernel/caller.ts'
import { openNumber } from '#modules/quality/server/read-console.ts'
import { appoint, endAssignment } from '#modules/staff/index.ts'
import { closeUnit } from '#modules/staff/server/close-unit.ts'
import { readUnits } from '#modules/staff/server/read-units.ts'
import { checkCover } from '#modules/ticket/server/check-cover.ts'
import { run } from '#platform/database.ts'
import { sealJournal, verifyJournal } from '#platform/seals.ts'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { sweepLive, sweepReports } from '../../../tests/support/figures.ts'
import { journalSettled } from '../../../tests/support/settled.ts'
import { PASSWORD } from './accounts.ts'
import { seedDemo } from './demo.ts'
import { seedLarge } from './large.ts'
import { seedPast } from './past.ts'

/** A Monday, late in the morning. */
const NOW = Temporal.Instant.from('2026-11-16T11:10:00+08:00')
const SMALL = { patients: 120, days: 1 }

let all: TestHouse
let notes: readonly string[]
beforeAll(async () => {
  all = await testHouse(NOW)
  notes = await seedDemo(all.house, SMALL)
}, 180_000)
afterAll(() => all.close())

const rows = <Row>(sql: string) => all.house.database.transact(tx => run<Row>(tx, sql))
const count = async (sql: string) =>
  (await rows<{ count: number }>(`select count(*) as count from ${sql}`))[0]?.count ?? 0

describe('the first start', () => {
  test('tells its accounts, and they open the door', async () => {
    expect(notes.join('\n')).toContain('lin')
    const login = await all.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: 'lin', password: PASSWORD },
    })
    expect(login.statusCode).toBe(200)
    expect(login.json()).toMatchObject({ person: { name: '林晓棠' }, mustChangePassword: false, hasPin: true })
  })

  test('leaves matters open in every state, some near their limit, some beyond it', async () => {
    const states = await rows<{ status: string; count: number }>(
      'select status, count(*) as count from ticket.ticket where closed_at is null group by status',
    )
    expect(states.map(one => one.status).toSorted()).toEqual(
      ['accepted', 'dispatched', 'in_progress', 'joint_meeting', 'resolved', 'waiting_patient'].toSorted(),
    )
    const open = await count('ticket.ticket where closed_at is null')
    expect(open).toBeGreaterThanOrEqual(20)
    expect(open).toBeLessThanOrEqual(60)
    expect(await count('ticket.ticket where closed_at is null and overdue')).toBeGreaterThan(0)
    expect(await count('ticket.ticket where closed_at is null and response_breach')).toBeGreaterThan(0)
    expect(await count('ticket.ticket where offered_to is not null')).toBe(1)
    expect(await count('ticket.promise where kept_at is null and broken_at is not null')).toBeGreaterThan(0)
    expect(await count(`ticket.promise where kept_at is null and due_at > '${NOW.toString()}'`)).toBeGreaterThanOrEqual(
      3,
    )
    expect(await count("ticket.ticket where status = 'archived'")).toBeGreaterThan(5)
  })

  test('leaves departments that reported and some that did not, an issue past its due, and broadcasts that not all have read', async () => {
    expect(await count('ticket.pain_point')).toBe(3)
    expect(await count(`meeting.issue where status = 'open' and due_at < '${NOW.toString()}'`)).toBe(1)
    expect(await count('meeting.receipt where read_at is not null')).toBeGreaterThan(20)
    expect(await count('meeting.receipt where read_at is null')).toBeGreaterThan(20)
  })

  test('leaves no clock behind that should have struck', async () => {
    expect(await count(`ticket.clock where next_at <= '${NOW.toString()}'`)).toBe(0)
    const before = await count("platform.journal where action = 'ticket.escalated'")
    await all.machinery.turn()
    expect(await count("platform.journal where action = 'ticket.escalated'")).toBe(before)
  })

  test('gives numbers without a gap, and the next one after them', async () => {
    const days = await rows<{ day: string; most: string; count: number }>(
      `select substr(number, 4, 6) as day, max(number) as most, count(*) as count from ticket.ticket group by 1`,
    )
    for (const { most, count: made } of days) expect(Number(most.slice(-4))).toBe(made)
    const counters = await rows<{ value: number }>(
      "select value from platform.counter where kind = 'ticket' order by day",
    )
    expect(counters.map(row => row.value).toSorted()).toEqual(days.map(row => row.count).toSorted())
  })

  test('has no gap in its cover, and a journal that is whole', async () => {
    await checkCover(all.house, NOW)
    expect(await rows('select kind, subject from ticket.finding where cleared_at is null')).toEqual([])
    await journalSettled(all.house.database)
    await sealJournal(all.house, all.house.hospital.id)
    expect(await verifyJournal(all.house, all.house.hospital.id)).toMatchObject({ findings: [] })
  })

  test('has bookings that came, did not come, are to come, one session that is waited for and one that was stopped', async () => {
    const statuses = await rows<{ status: string }>(
      'select distinct status from appointment.appointment order by status',
    )
    expect(statuses.map(row => row.status)).toEqual(
      expect.arrayContaining(['booked', 'cancelled_by_patient', 'checked_in', 'no_show', 'stopped']),
    )
    expect(await count(`appointment.waiting where status in ('waiting', 'offered')`)).toBe(2)
    expect(await count('appointment.stop_case where closed_at is null')).toBe(1)
  })

  test('has a doctor with a request to answer, a patient who missed three bookings and appeals, and a referral that was booked first', async () => {
    const login = { login: 'ruan', password: PASSWORD }
    const session = await all.app.inject({ method: 'POST', url: '/api/session', payload: login })
    const [cookie] = session.cookies
    const asked = await all.app.inject({
      method: 'GET',
      url: '/api/asked-extras',
      cookies: { [cookie?.name ?? '']: cookie?.value ?? '' },
    })
    expect(asked.json().items).toHaveLength(1)
    expect(
      await count(`appointment.appointment where status = 'no_show' and patient_id =
        (select patient_id from appointment.appeal where decision is null)`),
    ).toBeGreaterThanOrEqual(3)
    expect(await rows("select kind, competing, is_first from referral.placing where kind = 'booked'")).toEqual([
      { kind: 'booked', competing: 1, isFirst: true },
    ])
    expect(await count("referral.referral where status = 'booked' and type = 'visit'")).toBe(1)
  })

  test('has kiosks, an account, a receiver and a platform: what is said of them opens the door', async () => {
    const codeIn = (said: readonly string[]) => /配对码 code: (\S{9})/.exec(said.join('\n'))?.[1]
    const pair = (code?: string) => all.app.inject({ method: 'POST', url: '/api/kiosk/pair', payload: { code } })
    // Started again, it says a new code as long as the machine waits; the one before ends.
    const again = await seedDemo(all.house, SMALL)
    expect((await pair(codeIn(notes))).statusCode).toBe(422)
    expect((await pair(codeIn(again))).json()).toMatchObject({ name: '2 号自助机' })
    expect(await count('staff.device where paired_at is not null')).toBe(2)
    const [, id = '', secret = ''] = /id (\S+) {2}secret (\S+)/.exec(notes.join('\n')) ?? []
    const token = await all.app.inject({
      method: 'POST',
      url: '/fhir/token',
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'grant_type=client_credentials',
    })
    expect(token.statusCode).toBe(200)
    expect(await count('interop.receiver where not active')).toBe(1)
    expect(await count('appointment.platform_key')).toBe(1)
  })

  test('does nothing a second time', async () => {
    const before = await count('platform.journal')
    const [again = ''] = await seedDemo(all.house, SMALL)
    expect(again).toContain('lin ')
    expect(again).not.toContain('secret')
    expect(await count('platform.journal')).toBe(before)
  })
})

describe('more of it', () => {
  test('the days before are made once, with the duty that people had', async () => {
    const made = await seedPast(all.house, 1, () => undefined)
    expect(made).toBeGreaterThan(20)
    expect(await count(`ticket.ticket where opened_at < '2026-11-16T00:00:00+08:00'`)).toBe(made)
    expect(await count(`ticket.clock where next_at <= '${NOW.toString()}'`)).toBe(0)
    expect(await seedPast(all.house, 1, () => undefined)).toBe(0)
  }, 120_000)

  test('REP-06: each cell of each report, and each figure of today, opens as many rows as it says', async () => {
    const caller = systemCaller(all.house.hospital.id)
    all.clock.set(NOW.add({ hours: 8 }))
    await all.machinery.turn()
    expect((await listReports(all.house)(caller, { kind: 'day' })).items.length).toBeGreaterThanOrEqual(2)
    const kept = await sweepReports(all.house, caller)
    expect(kept.wrong).toEqual([])
    expect(kept.cells).toBeGreaterThan(150)
    const live = await sweepLive(all.house)
    expect(live.wrong).toEqual([])
    expect(live.nonZero.size).toBeGreaterThan(15)
    all.clock.set(NOW)
  }, 60_000)

  test('a great many fit the same tables, and stand behind their numbers', async () => {
    await seedLarge(all.house, () => undefined, { patients: 400, tickets: 1500, appointments: 3000 })
    expect(await count('patient.patient')).toBe(400)
    expect(await count('ticket.ticket')).toBe(1500)
    expect(await count('appointment.appointment')).toBe(3000)
    // Each place that is taken is counted.
    expect(
      await count(`appointment.quota q where q.booked <> (select count(*) from appointment.appointment a
        where a.slot_id = q.slot_id and a.quota = q.quota and a.status not in ('cancelled_by_patient', 'stopped', 'held', 'lapsed'))`),
    ).toBe(0)
    expect(await count('ticket.part p where not exists (select from ticket.ticket t where t.id = p.ticket_id)')).toBe(0)
    expect(await count(`ticket.clock where next_at <= '${NOW.toString()}'`)).toBe(0)
    const found = await all.app.inject({ method: 'GET', url: '/api/ready' })
    expect(found.statusCode).toBe(200)
  }, 60_000)
})

test('ORG-01: the seeded tree shows its units; a second director is refused; a vacancy shows on tree and console; open matters keep a unit open', async () => {
  const { house } = all
  const system = systemCaller(house.hospital.id)
  const tree = async () => (await readUnits(house)()).units
  const units = await tree()
  const service = units.find(unit => unit.kind === 'service-department')
  expect(units.filter(unit => unit.parentId === service?.id).length).toBeGreaterThanOrEqual(8)
  const names = [
    '咨询台',
    '导诊台',
    '预约',
    '投诉处理中心',
    '值班室',
    '分诊台',
    '挂号收费处',
    '引导员',
    '患者回访中心',
    '医管家一站式服务中心',
  ]
  expect(names.filter(name => !units.some(unit => unit.name.includes(name)))).toEqual([])

  const unitId = service?.id ?? ''
  const someone = units.flatMap(unit => unit.posts.flatMap(post => (post.post === 'desk-agent' ? post.holders : [])))[0]
  for (const post of ['director', 'deputy-director'] as const)
    await expect(appoint(house)(system, { personId: someone?.person.id ?? '', post, unitId })).rejects.toMatchObject({
      code: 'post-taken',
    })

  const vacantOnConsole = async () =>
    (await openNumber(house)(system, { number: 'vacant-leads' }, 'zh')).items.map(row => row.title)
  expect(await vacantOnConsole()).toEqual([])
  const deputy = service?.posts.find(post => post.post === 'deputy-director')?.holders[0]
  await endAssignment(house)(system, { id: deputy?.assignmentId ?? '', reason: '任期届满' })
  const after = (await tree()).find(unit => unit.id === unitId)
  expect(after?.posts.find(post => post.post === 'deputy-director')).toMatchObject({ vacant: true, holders: [] })
  expect(await vacantOnConsole()).toEqual(['门诊客服部 · 副主任'])

  const [busy] = await rows<{ unitId: string }>(
    `select unit_id from ticket.part p join staff.unit u on u.id = p.unit_id where p.status in ('dispatched', 'accepted', 'in_progress') and u.kind in ('clinical', 'technical', 'administrative') limit 1`,
  )
  const unit = units.find(one => one.id === busy?.unitId)
  await expect(
    closeUnit(house)(system, { id: unit?.id ?? '', version: unit?.version ?? 0, reason: '合并' }),
  ).rejects.toMatchObject({
    code: 'unit-has-open-matters',
    facts: { count: expect.any(Number), matters: expect.anything() },
  })
})
