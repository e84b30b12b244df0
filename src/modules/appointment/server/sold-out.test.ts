import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { smallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import { sampleBooking, sampleSession } from '../sample.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { listSlots } from './list-slots.ts'
import { publishSession } from './publish-session.ts'
import { isSoldOut } from './sold-out.ts'

const DAY = '2026-11-20'
let all: TestHouse
let lin: Caller
let patients: readonly string[]
let slot = ''

beforeAll(async () => {
  all = await testHouse(MONDAY)
  lin = await (await smallHospital(all.house)).as('lin')
  patients = await somePatients(all.house, 6)
  const id = (kind: number) => `0198d0d0-0000-7000-8${kind}00-000000000001`
  const session = { ...sampleSession({ sessionId: id(1), unitId: id(2), doctorId: id(3) }, DAY), capacity: 16 }
  await publishSession(all.house)(lin, session)
  const { slots } = await listSlots(all.house)(lin, { from: DAY, to: DAY, channel: 'phone' })
  slot = slots.find(one => one.free === 1)?.id ?? ''
})
afterAll(() => all.close())

const book = (who: number, as = lin) => bookAppointment(all.house)(as, sampleBooking(slot, patients[who] ?? ''))

test('a full slot is remembered as full; who has a place is told so again, and a place that is freed is given at once', async () => {
  const winner = { ...lin, once: { key: someKey(), endpoint: 'appointment.book', digest: 'same' } }
  const booked = await book(0, winner)
  expect(await isSoldOut(all.house, lin, slot, null)).toBe(false)
  await expect(book(1)).rejects.toMatchObject({ code: 'slot-full' })
  expect(await isSoldOut(all.house, lin, slot, null)).toBe(true)
  // The windows have a share of their own, of which nothing is known.
  expect(await isSoldOut(all.house, lin, slot, 'onsite')).toBe(false)
  await expect(book(1)).rejects.toMatchObject({ code: 'slot-full', facts: { next: expect.any(Array) } })
  expect(await book(0, winner)).toEqual(booked)
  await cancelAppointment(all.house)(lin, { id: booked.id, reason: '不来了', by: 'patient' })
  expect(await book(2)).toMatchObject({ status: 'booked', slotId: slot })
})

test('places that are freed while others ask in vain: nobody is refused by a memory that is older than the place', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [held] = await all.house.database.statement<{ id: string }>(
      `select id from appointment.appointment where slot_id = $1 and status = 'booked'`,
      [slot],
    )
    await Promise.allSettled([
      book(3),
      book(4),
      cancelAppointment(all.house)(lin, { id: held?.id ?? '', reason: '不来了', by: 'patient' }),
      book(5),
    ])
    // Whoever comes after them all finds the place, unless one of them has it.
    await book(1).catch(() => undefined)
    const there = await all.house.database.statement(
      `select 1 from appointment.appointment where slot_id = $1 and status = 'booked'`,
      [slot],
    )
    expect(there).toHaveLength(1)
  }
})
