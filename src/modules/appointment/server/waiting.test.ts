import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { addSession, upsertDoctor } from '#modules/directory/index.ts'
import { listTasks } from '#modules/notification/server/list-tasks.ts'
import { run } from '#platform/database.ts'
import { writeSetting } from '#platform/settings.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import { sampleBooking } from '../sample.ts'
import { quotaPlan } from '../settings.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { confirmHold } from './confirm-hold.ts'
import { listOfPatient } from './list-appointments.ts'
import { listSlots } from './list-slots.ts'
import { listWaiting } from './list-waiting.ts'
import { answerOffer, joinWaitingList, type JoinWaiting, leaveWaitingList } from './waiting-list.ts'

const DAYS = [
  '2026-11-17',
  '2026-11-18',
  '2026-11-19',
  '2026-11-20',
  '2026-11-21',
  '2026-11-22',
  '2026-11-23',
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
]
let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let patients: readonly string[]
let doctor: string
let used = 0

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  lin = { ...(await hospital.as('lin')) }
  patients = await somePatients(all.house, 20)
  const at = all.house.clock.now()
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, quotaPlan, [], { personId: null, effectiveFrom: at, at }),
  )
  all.house.settings.forget()
  const manager = await hospital.as('manager')
  const made = await upsertDoctor(all.house)(manager, {
    code: 'D1',
    name: '孙甲',
    title: 'chief',
    feeLevel: 'expert',
    unitIds: [hospital.unit.ward],
    personId: null,
    strengths: [],
    languages: [],
    isPublic: true,
  })
  doctor = made.id
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const patient = (n: number): string => patients[n] as string
const code = (name: string) => expect.objectContaining({ code: name })

/** A morning of its own day, opened by hand; its slots come from the event. */
async function morning(capacity: number) {
  const day = DAYS[used] as string
  used += 1
  const manager = await hospital.as('manager')
  const { sessionId } = await addSession(all.house)(manager, {
    doctorId: doctor,
    unitId: hospital.unit.ward,
    day,
    halfDay: 'morning',
    room: '三楼 305',
    feeLevel: 'expert',
    slotMinutes: 30,
    capacity,
  })
  await all.machinery.turn()
  const { slots } = await listSlots(all.house)(lin, { from: day, to: day, unit: hospital.unit.ward, channel: 'phone' })
  return { day, sessionId, slots, slot: slots[0]?.id ?? '' }
}
const book = (slot: string, who: number) => bookAppointment(all.house)(lin, sampleBooking(slot, patient(who)))
const wait = (day: string, who: number, more: Partial<JoinWaiting> & { referralId?: string } = {}) =>
  joinWaitingList(all.house)(lin, {
    unitId: hospital.unit.ward,
    doctorId: null,
    dayFrom: day,
    dayTo: day,
    halfDay: null,
    patientId: patient(who),
    channel: 'phone',
    contactWay: 'phone',
    urgency: 3,
    ...more,
  })
const statusOf = async (id: string) =>
  (await listWaiting(all.house)(lin, { unit: hospital.unit.ward })).items.find(one => one.id === id)?.status
const free = async (day: string) =>
  (await listSlots(all.house)(lin, { from: day, to: day, unit: hospital.unit.ward, channel: 'phone' })).slots[0]?.free
const cancel = (id: string) => cancelAppointment(all.house)(lin, { id, reason: '患者来电取消', by: 'patient' })

describe('the waiting list', () => {
  test('who wants to be called is a call for a person, with the end of the offer; it is over with the answer, and with the offer', async () => {
    const { day, slot } = await morning(8)
    const taken = await book(slot, 13)
    const first = await wait(day, 15)
    const second = await wait(day, 16)
    await cancel(taken.id)
    for (let n = 0; n < 3; n += 1) {
      await all.machinery.turn()
      all.clock.advance({ seconds: 2 })
    }
    const calls = async () =>
      (await listTasks(all.house)(lin, {})).items
        .filter(task => task.template === 'appointment.offered')
        .map(task => [task.because, task.dueAt, task.urgent])
    const until = MONDAY.add({ minutes: 30 }).toString()
    expect(await calls()).toEqual([['by-phone', until, true]])
    const { items } = await listWaiting(all.house)(lin, { unit: hospital.unit.ward })
    const mine = items.filter(one => one.dayFrom === day)
    expect(mine.map(one => [one.id, one.behind, one.offer?.until ?? null])).toEqual([
      [first.id, null, until],
      [second.id, 'time', null],
    ])
    await answerOffer(all.house)(lin, { id: first.id, accept: false })
    expect(await calls()).toEqual([])
    // The next is offered it, and confirms it as a place that is kept: the call is over, too.
    for (let n = 0; n < 3; n += 1) {
      await all.machinery.turn()
      all.clock.advance({ seconds: 2 })
    }
    expect(await calls()).toHaveLength(1)
    const [offered] = await all.house.database.transact(tx =>
      run<{ id: string }>(tx, 'select appointment_id as id from appointment.waiting where id = $1', [second.id]),
    )
    await confirmHold(all.house)(lin, { id: offered?.id ?? '', readBack: true, consent: true })
    expect(await calls()).toEqual([])
    expect(await statusOf(second.id)).toBeUndefined()
  })

  test('whoever waited for days that are over waits no longer', async () => {
    const { day } = await morning(8)
    const one = await wait(day, 17)
    all.clock.set(Temporal.Instant.from(`${day}T23:59:00+08:00`))
    await all.machinery.turn()
    expect(await statusOf(one.id)).toBe('waiting')
    all.clock.advance({ minutes: 6 })
    await all.machinery.turn()
    expect(await statusOf(one.id)).toBeUndefined()
    const told = await all.house.database.transact(tx =>
      run(
        tx,
        `select facts->>'because' as because from platform.journal where subject_id = $1 and action = 'appointment.waiting-ended'`,
        [one.id],
      ),
    )
    expect(told).toEqual([{ because: 'expired' }])
  })

  test('APT-14: one booking is cancelled: the first who waits has an offer, after thirty minutes without an answer the next', async () => {
    const { day, slot } = await morning(8)
    const taken = await book(slot, 0)
    const first = await wait(day, 1)
    all.clock.advance({ minutes: 1 })
    const second = await wait(day, 2)
    await cancel(taken.id)
    expect([await statusOf(first.id), await statusOf(second.id), await free(day)]).toEqual(['offered', 'waiting', 0])
    await expect(book(slot, 3)).rejects.toThrow(code('slot-full'))
    all.clock.advance({ minutes: 31 })
    await all.machinery.turn()
    expect([await statusOf(first.id), await statusOf(second.id), await free(day)]).toEqual(['waiting', 'offered', 0])
    await expect(answerOffer(all.house)(lin, { id: first.id, accept: true })).rejects.toThrow(code('offer-over'))
    expect(await answerOffer(all.house)(lin, { id: second.id, accept: true })).toMatchObject({ status: 'booked' })
    expect((await listOfPatient(all.house)(lin, { patientId: patient(2) })).items[0]).toMatchObject({
      status: 'booked',
      slotId: slot,
    })
  })

  test('REF-02: of two of equal urgency the referred one has the earlier place though it came later; a more urgent one stays before it', async () => {
    const { day, slot } = await morning(8)
    const taken = await book(slot, 4)
    const own = await wait(day, 5)
    all.clock.advance({ minutes: 5 })
    const referred = await wait(day, 6, { referralId: '0198d0d0-0000-7000-8000-0000000000aa' })
    const urgent = await wait(day, 7, { urgency: 1 })
    await cancel(taken.id)
    expect(await statusOf(urgent.id)).toBe('offered')
    await answerOffer(all.house)(lin, { id: urgent.id, accept: false })
    expect([await statusOf(referred.id), await statusOf(own.id)]).toEqual(['offered', 'waiting'])
    const rule = await all.house.database.transact(tx =>
      run<{ beforeId: string | null }>(tx, 'select before_id from appointment.offer where waiting_id = $1', [
        referred.id,
      ]),
    )
    expect(rule).toEqual([{ beforeId: own.id }])
    await leaveWaitingList(all.house)(lin, { id: referred.id, reason: '已在外院就诊' })
    expect(await statusOf(own.id)).toBe('offered')
  })

  test('the same wish stands on it once, and days that are over are refused', async () => {
    const { day } = await morning(8)
    await wait(day, 8)
    await expect(wait(day, 8)).rejects.toThrow(code('waiting-already'))
    await expect(wait('2026-11-01', 9)).rejects.toThrow(code('waiting-days'))
  })

  test('each freed place is offered once, however many are freed at the same moment', async () => {
    const { day, slot } = await morning(16)
    const taken = await Promise.all([0, 1].map(n => book(slot, n)))
    const waiting = []
    for (const n of [10, 11, 12]) waiting.push(await wait(day, n))
    await Promise.all(taken.map(one => cancel(one.id)))
    const offers = await all.house.database.transact(tx =>
      run<{ waitingId: string }>(tx, 'select waiting_id from appointment.offer where slot_id = $1', [slot]),
    )
    expect(offers).toHaveLength(2)
    expect(new Set(offers.map(one => one.waitingId)).size).toBe(2)
    const statuses = await Promise.all(waiting.map(one => statusOf(one.id)))
    expect(statuses.filter(one => one === 'offered')).toHaveLength(2)
  })
})

test('places of several slots that are freed at the same moment are each offered to somebody, as long as somebody waits', async () => {
  const { day, slots } = await morning(8)
  const taken = await Promise.all(slots.slice(0, 4).map(({ id }, n) => book(id, n)))
  const waiting = []
  for (const n of [10, 11, 12, 13]) waiting.push(await wait(day, n))
  await Promise.all(taken.map(one => cancel(one.id)))
  expect(await Promise.all(waiting.map(one => statusOf(one.id)))).toEqual(['offered', 'offered', 'offered', 'offered'])
})

test('the day before at four in the afternoon each booking is said once more', async () => {
  const { day, slot } = await morning(8)
  const one = await book(slot, 14)
  await all.machinery.turn()
  const eve = Temporal.Instant.from(`${day}T16:00:00+08:00`).subtract({ hours: 24 })
  all.clock.set(eve)
  await all.machinery.turn()
  all.clock.advance({ minutes: 10 })
  await all.machinery.turn()
  const told = await all.house.database.transact(tx =>
    run(tx, `select 1 from platform.journal where action = 'appointment.reminded' and subject_id = $1`, [one.id]),
  )
  expect(told).toHaveLength(1)
  const messages = await all.house.database.transact(tx =>
    run<{ template: string }>(tx, 'select template from notification.message where about_id = $1 order by made_at', [
      one.id,
    ]),
  )
  expect(messages.map(message => message.template)).toEqual(['appointment.booked', 'appointment.reminded'])
})
