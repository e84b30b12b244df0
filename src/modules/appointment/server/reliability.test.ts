import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { mergePatients } from '#modules/patient/server/merge-patients.ts'
import { run } from '#platform/database.ts'
import { writeSetting } from '#platform/settings.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import { sampleBooking, sampleSession } from '../sample.ts'
import { bookingLimits, quotaPlan } from '../settings.ts'
import { appealMissed, decideAppeal } from './appeal.ts'
import { bookAppointment, holdPlace } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { checkIn } from './check-in.ts'
import { listAppeals } from './list-appeals.ts'
import { listOfPatient } from './list-appointments.ts'
import { listSlots } from './list-slots.ts'
import { mustBeFree } from './may-book.ts'
import { moveAppointment } from './move-appointment.ts'
import { publishSession } from './publish-session.ts'
import { readStanding } from './read-standing.ts'
import { joinWaitingList } from './waiting-list.ts'

let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let patients: readonly string[]
let sessions = 0

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  lin = await hospital.as('lin')
  patients = await somePatients(all.house, 12)
  await set(quotaPlan, [])
})
afterAll(() => all.close())

async function set<T>(kind: Parameters<typeof writeSetting<T>>[2], value: T): Promise<void> {
  const at = MONDAY
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, kind, value, { personId: null, effectiveFrom: at, at }),
  )
  all.house.settings.forget()
}
const turnOn = (isOn: boolean) =>
  set(
    bookingLimits,
    bookingLimits.initial.map(limit => ({ ...limit, isOn })),
  )
const patient = (n: number): string => patients[n] as string
const code = (name: string) => expect.objectContaining({ code: name })
const dayAfter = (days: number) =>
  MONDAY.add({ hours: 24 * days })
    .toZonedDateTimeISO('Asia/Shanghai')
    .toPlainDate()
const at = (days: number, time: string) => Temporal.Instant.from(`${dayAfter(days).toString()}T${time}:00+08:00`)

/** A morning so many days after the Monday; the clock stands the evening before. */
async function morning(days: number) {
  all.clock.set(at(days - 1, '18:00'))
  sessions += 1
  const id = (kind: number) => `0198d0d0-0000-7000-8${kind}00-${String(sessions).padStart(12, '0')}`
  const session = sampleSession(
    { sessionId: id(1), unitId: hospital.unit.ward, doctorId: id(3) },
    dayAfter(days).toString(),
  )
  await publishSession(all.house)(lin, session)
  const { slots } = await listSlots(all.house)(lin, { from: session.day, to: session.day, channel: 'phone' })
  const own = slots.filter(one => one.sessionId === session.sessionId)
  return { session, slot: (n: number) => own[n]?.id ?? '' }
}
const book = (slot: string, who: number, channel: 'phone' | 'web' | 'desk' | 'kiosk' = 'phone') =>
  bookAppointment(all.house)(lin, { ...sampleBooking(slot, patient(who)), channel })
const standing = (who: number) => readStanding(all.house)(lin, { patientId: patient(who) })
/** Did not come: the clock stands half an hour after the morning. */
async function miss(days: number, who: number): Promise<string> {
  const { slot } = await morning(days)
  const { id } = await book(slot(0), who)
  all.clock.set(at(days, '12:31'))
  await all.machinery.turn()
  return id
}

test('APT-15: after the session the job marks exactly those who did not check in; the hint appears at the third in twelve months', async () => {
  const { slot, session } = await morning(1)
  const here = await book(slot(0), 0)
  const away = [await book(slot(1), 1), await book(slot(7), 2)]
  const gone = await book(slot(2), 3)
  await cancelAppointment(all.house)(lin, { id: gone.id, reason: '患者取消', by: 'patient' })
  const kept = await holdPlace(all.house)(lin, sampleBooking(slot(3), patient(4)))
  all.clock.set(at(1, '07:50'))
  await checkIn(all.house)(lin, { id: here.id, place: '三楼分诊台' })
  all.clock.set(at(1, '12:29'))
  await all.machinery.turn()
  const missed = async () =>
    (
      await all.house.database.transact(tx =>
        run<{ id: string }>(
          tx,
          `select id from appointment.appointment where session_id = $1 and status = 'no_show' order by starts_at`,
          [session.sessionId],
        ),
      )
    ).map(row => row.id)
  expect(await missed()).toEqual([away[0]?.id])
  all.clock.set(at(1, '12:30'))
  all.clock.advance({ minutes: 2 })
  await all.machinery.turn()
  expect(await missed()).toEqual(away.map(one => one.id))
  expect(
    (await listOfPatient(all.house)(lin, { patientId: patient(4) })).items.map(one => [one.id, one.status]),
  ).toEqual([[kept.id, 'lapsed']])

  const hints = [(await standing(1)).hint]
  for (const days of [100, 200, 370]) {
    await miss(days, 1)
    hints.push((await standing(1)).hint)
  }
  expect(hints.map(hint => [hint.count, hint.isShown])).toEqual([
    [1, false],
    [2, false],
    [3, true],
    // The first is more than twelve months ago by now.
    [3, true],
  ])
  await book((await morning(371)).slot(0), 1, 'web')
}, 60_000)

describe('a limit', () => {
  test('shipped off reads nothing at booking; turned on it ends online booking at the third, and nothing else', async () => {
    const blind = { ...all.house, database: null as never }
    const wish = { patientId: patient(5), channel: 'web' as const }
    await expect(mustBeFree(blind, wish, MONDAY)).resolves.toBeUndefined()
    for (const days of [401, 402, 403]) await miss(days, 5)
    const { slot } = await morning(404)
    const tried = await book(slot(0), 5, 'web')
    await cancelAppointment(all.house)(lin, { id: tried.id, reason: '患者取消', by: 'patient' })
    await turnOn(true)
    await expect(mustBeFree(blind, { ...wish, channel: 'desk' }, MONDAY)).resolves.toBeUndefined()
    await expect(book(slot(1), 5, 'web')).rejects.toThrow(
      expect.objectContaining({
        code: 'booking-limited',
        facts: { window: 90, threshold: 3, until: dayAfter(433).toString() },
      }),
    )
    await expect(
      joinWaitingList(all.house)(lin, {
        unitId: hospital.unit.ward,
        doctorId: null,
        dayFrom: dayAfter(404).toString(),
        dayTo: dayAfter(404).toString(),
        halfDay: null,
        patientId: patient(5),
        channel: 'web',
        contactWay: 'sms',
        urgency: 3,
      }),
    ).rejects.toThrow(code('booking-limited'))
    expect((await standing(5)).limits).toMatchObject([{ code: 'standard', until: expect.any(String) }])
    const atDesk = await book(slot(1), 5, 'desk')
    expect(await moveAppointment(all.house)(lin, { id: atDesk.id, slotId: slot(2), reason: '改时段' })).toBeTruthy()
    // Nor does the old id of a record that was joined with this one get around it.
    const versions = await all.house.database.transact(tx =>
      run<{ id: string; version: number }>(tx, 'select id, version from patient.patient where id = any($1)', [
        [patient(5), patient(9)],
      ]),
    )
    const versionOf = (id: string) => versions.find(row => row.id === id)?.version ?? 0
    await mergePatients(all.house, lin, {
      id: patient(5),
      loserId: patient(9),
      version: versionOf(patient(5)),
      loserVersion: versionOf(patient(9)),
      reason: '同一人',
    })
    const { slot: later } = await morning(405)
    await expect(book(later(1), 9, 'web')).rejects.toThrow(code('booking-limited'))
    await turnOn(false)
  }, 60_000)

  test('an appeal is decided by another person; excused, it counts nowhere any more, and the patient is told', async () => {
    const missed: string[] = []
    for (const days of [501, 502, 503]) missed.push(await miss(days, 6))
    await turnOn(true)
    const { slot } = await morning(504)
    await expect(book(slot(0), 6, 'web')).rejects.toThrow(code('booking-limited'))
    const { id } = await appealMissed(all.house)(lin, { id: missed[1] ?? '', reason: '当天在本院急诊抢救' })
    await expect(appealMissed(all.house)(lin, { id: missed[1] ?? '', reason: '再说一次' })).rejects.toThrow(
      code('appealed-already'),
    )
    await expect(decideAppeal(all.house)(lin, { id, excused: true, note: '属实' })).rejects.toThrow(code('appeal-own'))
    await expect(book(slot(0), 6, 'web')).rejects.toThrow(code('booking-limited'))
    const mei = await hospital.as('mei')
    expect((await listAppeals(all.house)(mei)).items[0]).toMatchObject({ id, decision: null, isOwn: false })
    await decideAppeal(all.house)(mei, { id, excused: true, note: '急诊记录属实' })
    await expect(decideAppeal(all.house)(mei, { id, excused: false, note: '再改' })).rejects.toThrow(
      code('appeal-decided'),
    )
    const after = await standing(6)
    expect([after.hint.count, after.limits[0]?.count, after.limits[0]?.until]).toEqual([2, 2, null])
    await book(slot(0), 6, 'web')
    const told = await all.house.database.transact(tx =>
      run(tx, 'select action from platform.journal where subject_id = $1 and action like $2 order by tx, id', [
        missed[1],
        'appointment.%excused',
      ]),
    )
    expect(told).toEqual([{ action: 'appointment.excused' }])
    // Who cancelled it for the patient is no judge of it either.
    const cancelled = await book(slot(2), 7)
    await cancelAppointment(all.house)(mei, { id: cancelled.id, reason: '患者来电取消', by: 'patient' })
    const second = await appealMissed(all.house)(lin, { id: cancelled.id, reason: '不是本人取消' })
    expect((await listAppeals(all.house)(mei)).items.find(one => one.id === second.id)).toMatchObject({ isOwn: true })
    await expect(decideAppeal(all.house)(mei, { id: second.id, excused: true, note: '属实' })).rejects.toThrow(
      code('appeal-own'),
    )
    await decideAppeal(all.house)(await hospital.as('manager'), { id: second.id, excused: true, note: '属实' })
    const fresh = await book(slot(1), 7)
    await expect(appealMissed(all.house)(lin, { id: fresh.id, reason: '没有爽约' })).rejects.toThrow(
      code('appeal-nothing'),
    )
    await turnOn(false)
  }, 60_000)

  test('what the hospital cancels never counts, a cancelling by the patient on the day itself counts half, an offer or a kept place not at all', async () => {
    const { slot } = await morning(601)
    const early = await book(slot(0), 8)
    await cancelAppointment(all.house)(lin, { id: early.id, reason: '患者前一天取消', by: 'patient' })
    const kept = await holdPlace(all.house)(lin, sampleBooking(slot(1), patient(8)))
    await cancelAppointment(all.house)(lin, { id: kept.id, reason: '不约了', by: 'patient' })
    const byUs = await book(slot(2), 8)
    await cancelAppointment(all.house)(lin, { id: byUs.id, reason: '医院调整', by: 'hospital' })
    const late = await book(slot(3), 8)
    all.clock.set(at(601, '07:00'))
    await cancelAppointment(all.house)(lin, { id: late.id, reason: '患者当天取消', by: 'patient' })
    await turnOn(true)
    const seen = await standing(8)
    expect(seen.missed.map(one => one.kind)).toEqual(['sameDayCancel', 'cancel'])
    expect([seen.hint.count, seen.limits[0]?.count]).toEqual([0, 0.5])
    await turnOn(false)
  })
})
