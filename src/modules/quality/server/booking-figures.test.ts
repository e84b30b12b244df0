import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { sampleBooking, sampleSession } from '#modules/appointment/sample.ts'
import { bookAppointment, cancelAppointment, checkIn, moveAppointment } from '#modules/appointment/index.ts'
import { byHand } from '#modules/appointment/server/check-in.ts'
import { listSlots } from '#modules/appointment/server/list-slots.ts'
import { publishSession } from '#modules/appointment/server/publish-session.ts'
import { registerOnSite } from '#modules/appointment/server/register-on-site.ts'
import { joinWaitingList, leaveWaitingList } from '#modules/appointment/server/waiting-list.ts'
import { quotaPlan } from '#modules/appointment/settings.ts'
import { writeSetting } from '#platform/settings.ts'
import { sweepLive, sweepReports } from '../../../../tests/support/figures.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import { dayPeriod } from '../rules/period.ts'
import type { FigureId } from './catalogue.ts'
import { count } from './count.ts'
import { draftDay } from './draft-report.ts'
import { openFigure } from './open-figure.ts'
import { readOverview } from './read-overview.ts'

const DAY = '2026-11-17'
let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let slots: readonly { readonly id: string }[]
let patients: readonly string[]

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  lin = await hospital.as('lin')
  patients = await somePatients(all.house, 9)
  const at = all.house.clock.now()
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, quotaPlan, [], { personId: null, effectiveFrom: at, at }),
  )
  all.house.settings.forget()
  const id = (kind: number) => `0198d0d0-0000-7000-8${kind}00-000000000001`
  await publishSession(all.house)(
    lin,
    sampleSession({ sessionId: id(1), unitId: hospital.unit.ward, doctorId: id(3) }, DAY),
  )
  slots = (await listSlots(all.house)(lin, { from: DAY, to: DAY, channel: 'phone' })).slots
})
afterAll(() => all.close())

const slot = (n: number) => slots[n]?.id ?? ''
const book = (n: number, who: number, channel: 'phone' | 'web' | 'kiosk') =>
  bookAppointment(all.house)(lin, { ...sampleBooking(slot(n), patients[who] ?? ''), channel })
const at = (time: string) => Temporal.Instant.from(`${DAY}T${time}:00+08:00`)
const cells = async (ids: readonly FigureId[], day: string, by: 'channel' | null = null) => {
  const live = { live: dayPeriod(Temporal.PlainDate.from(day), all.house.hospital.zone) }
  const counted = await all.house.database.transact(tx => count(tx, all.house, ids, live, by))
  return Object.fromEntries(
    ids.map(id => [id, Object.fromEntries([...(counted.get(id) ?? [])].map(([part, c]) => [part, [c.count, c.of]]))]),
  )
}

test('the share of booked visits and by channel (KPI-19), success, no-shows and changes (KPI-20), each with its rows', async () => {
  const came = await book(0, 0, 'phone')
  const changed = await book(1, 1, 'web')
  await book(2, 2, 'web')
  const gone = await book(3, 3, 'kiosk')
  await moveAppointment(all.house)(lin, { id: changed.id, slotId: slot(4), reason: '患者改时间' })
  await cancelAppointment(all.house)(lin, { id: gone.id, reason: '患者取消', by: 'patient' })
  const { id: waiting } = await joinWaitingList(all.house)(lin, {
    unitId: hospital.unit.ward,
    doctorId: null,
    dayFrom: '2026-11-18',
    dayTo: '2026-11-18',
    halfDay: null,
    patientId: patients[4] ?? '',
    channel: 'phone',
    contactWay: 'phone',
    urgency: 3,
  })
  await leaveWaitingList(all.house)(lin, { id: waiting, reason: '不等了' })
  expect(await cells(['booking-success'], '2026-11-16')).toEqual({ 'booking-success': { '': [4, 5] } })
  expect(await cells(['booking-success'], '2026-11-16', 'channel')).toEqual({
    'booking-success': { phone: [1, 2], web: [2, 2], kiosk: [1, 1] },
  })

  all.clock.set(at('07:50'))
  for (const one of [came, changed]) await checkIn(all.house)(lin, { id: one.id, place: '三楼分诊台' })
  await registerOnSite(all.house)(
    lin,
    {
      slotId: slot(5),
      patientId: patients[5] ?? '',
      channel: 'desk',
      contactWay: 'paper',
      severity: null,
      consent: true,
      doubledBecause: null,
    },
    byHand(lin, '2 号窗口', false),
  )
  all.clock.set(at('12:40'))
  await all.machinery.turn()
  expect(await cells(['booking-share', 'booked-visits', 'booking-no-show', 'booking-changed'], DAY)).toEqual({
    'booking-share': { '': [2, 3] },
    'booked-visits': { '': [2, null] },
    'booking-no-show': { '': [1, 3] },
    'booking-changed': { '': [1, 3] },
  })
  expect(await cells(['booked-visits'], DAY, 'channel')).toEqual({
    'booked-visits': { phone: [1, null], web: [1, null] },
  })
  const overview = await readOverview(all.house)(await hospital.as('manager'), { compare: 'yesterday' }, 'zh')
  expect(overview.bookings.map(one => [one.figure, one.kpi, one.cell.shown])).toEqual([
    ['booking-share', 'KPI-19', '66.7'],
    ['booking-success', 'KPI-20', '–'],
    ['booking-no-show', 'KPI-20', '33.3'],
    ['booking-changed', 'KPI-20', '33.3'],
  ])
  const opened = await openFigure(all.house)(lin, { figure: 'booking-no-show', day: DAY }, 'zh')
  expect([opened.total, opened.items.filter(row => row.counts).length]).toEqual([3, 1])
  expect(opened.items[0]?.record).toMatchObject({
    number: expect.stringMatching(/^YY-/),
    person: expect.stringContaining('*'),
    opensAt: `/booking?unit=${hospital.unit.ward}&day=${DAY}`,
  })

  await draftDay(all.house, lin, Temporal.PlainDate.from(DAY), { because: 'day-end' })
  const frozen = await sweepReports(all.house, lin)
  expect([frozen.wrong, frozen.nonZero.has('booking-no-show')]).toEqual([[], true])
  expect((await sweepLive(all.house)).wrong).toEqual([])
}, 60_000)
