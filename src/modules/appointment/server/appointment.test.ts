import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { checkDigit } from '#modules/patient/rules/resident-id.ts'
import { registerPatient } from '#modules/patient/server/register-patient.ts'
import { openDatabase, run } from '#platform/database.ts'
import { writeSetting } from '#platform/settings.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, someKey, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { somePatients } from '../../../../tests/support/patients.ts'
import type { QuotaPlan } from '../rules/quota.ts'
import { sampleBooking, sampleSession } from '../sample.ts'
import { quotaPlan } from '../settings.ts'
import { type BookAppointment, bookAppointment, holdPlace } from './book-appointment.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { checkIn } from './check-in.ts'
import { confirmHold } from './confirm-hold.ts'
import { listDay, listOfPatient } from './list-appointments.ts'
import { listSlots } from './list-slots.ts'
import { moveAppointment } from './move-appointment.ts'
import { publishSession } from './publish-session.ts'

const DAY = '2026-11-20'
let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let patients: readonly string[]
let sessions = 0

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  lin = await hospital.as('lin')
  patients = await somePatients(all.house, 60)
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const patient = (n: number): string => patients[n % patients.length] as string

/** A published session of its own doctor; its slots in their order. */
async function published(
  day = DAY,
  change: Partial<ReturnType<typeof sampleSession>> = {},
  plan: readonly QuotaPlan[] = quotaPlan.initial,
) {
  sessions += 1
  const at = all.house.clock.now()
  await all.house.database.transact(tx =>
    writeSetting(tx, all.house.hospital.id, quotaPlan, plan, { personId: null, effectiveFrom: at, at }),
  )
  all.house.settings.forget()
  const id = (kind: number) => `0198d0d0-0000-7000-8${kind}00-${String(sessions).padStart(12, '0')}`
  const session = {
    ...sampleSession({ sessionId: id(1), unitId: id(2), doctorId: id(3) }, day),
    ...change,
  }
  await publishSession(all.house)(lin, session)
  const { slots } = await listSlots(all.house)(lin, { from: day, to: day, unit: session.unitId, channel: 'phone' })
  return { session, slots, slot: slots[0]?.id ?? '' }
}
const book = (slot: string, who: number, more: Partial<BookAppointment> = {}, as = lin) =>
  bookAppointment(all.house)(as, { ...sampleBooking(slot, patient(who)), ...more })
const rows = <Row>(text: string, values: readonly unknown[] = []) =>
  all.house.database.transact(tx => run<Row>(tx, text, values))
const counters = async (slot: string) =>
  rows<{ quota: string; capacity: number; booked: number; held: number; stopped: number }>(
    'select quota, capacity, booked, held, stopped from appointment.quota where slot_id = $1 order by quota',
    [slot],
  )
const code = (name: string) => expect.objectContaining({ code: name })

describe('a session', () => {
  test('is published once, its places dealt into shares, and a telephone sees what is open to it', async () => {
    const { session, slots, slot } = await published()
    expect(slots).toHaveLength(8)
    expect((await counters(slot)).map(one => [one.quota, one.capacity])).toEqual([
      ['onsite', 1],
      ['open', 2],
      ['primary-care', 1],
    ])
    expect(slots[0]).toMatchObject({ capacity: 4, free: 2, stopped: false })
    const referral = await listSlots(all.house)(lin, {
      from: DAY,
      to: DAY,
      unit: session.unitId,
      channel: 'referral',
    })
    expect(referral.slots[0]?.free).toBe(3)
    await expect(publishSession(all.house)(lin, session)).rejects.toThrow(code('session-published'))
  })

  test('what is kept and not taken is opened to all at its time', async () => {
    const { slot } = await published()
    await book(slot, 0, { channel: 'referral' })
    all.clock.set(Temporal.Instant.from(`${DAY}T07:30:00+08:00`))
    await all.machinery.turn()
    expect((await counters(slot)).map(one => [one.quota, one.capacity, one.booked])).toEqual([
      ['onsite', 0, 0],
      ['open', 3, 0],
      ['primary-care', 1, 1],
    ])
  })
})

describe('a place', () => {
  test('APT-02: kiosk and telephone take the last one at the same moment: exactly one has it, the other is told the next', async () => {
    const { slot, slots } = await published(DAY, { capacity: 8 }, [])
    const both = await Promise.allSettled([book(slot, 1, { channel: 'kiosk' }), book(slot, 2, { channel: 'phone' })])
    const lost = both.filter(one => one.status === 'rejected')
    expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    expect(lost[0]?.reason).toMatchObject({
      code: 'slot-full',
      facts: { next: expect.arrayContaining([expect.objectContaining({ slotId: slots[1]?.id })]) },
    })
    expect(await rows('select 1 from appointment.appointment where slot_id = $1', [slot])).toHaveLength(1)
  })

  test('a hundred and twenty ask from two processes: as many get one as there are, and each is told the truth', async () => {
    const { slot } = await published(DAY, { capacity: 240, slotMinutes: 30 })
    const [, open] = await counters(slot)
    const other = { ...all.house, database: openDatabase(all.connection) }
    try {
      const answers = await Promise.allSettled(
        Array.from({ length: 60 }, (_, n) =>
          bookAppointment(n % 2 === 0 ? all.house : other)(lin, sampleBooking(slot, patient(n))),
        ),
      )
      const told = answers.filter(one => one.status === 'fulfilled').length
      expect(told).toBe(open?.capacity)
      expect((await counters(slot)).find(one => one.quota === 'open')?.booked).toBe(told)
      expect(answers.filter(one => one.status === 'rejected').every(one => one.reason.code === 'slot-full')).toBe(true)
    } finally {
      await other.database.close()
    }
  })

  test('the same key is booked once and answered alike, from two processes too; another request with it is refused', async () => {
    const { slot } = await published()
    const other = { ...all.house, database: openDatabase(all.connection) }
    const keyed: Caller = { ...lin, once: { key: someKey(), endpoint: 'appointment.book', digest: 'a' } }
    try {
      const answers = await Promise.all(
        [all.house, other, all.house, other].map(house =>
          bookAppointment(house)(keyed, sampleBooking(slot, patient(3))),
        ),
      )
      expect(new Set(answers.map(one => one.id)).size).toBe(1)
      expect(await bookAppointment(all.house)(keyed, sampleBooking(slot, patient(3)))).toEqual(answers[0])
      await expect(
        bookAppointment(all.house)(
          { ...keyed, once: { ...(keyed.once as NonNullable<Caller['once']>), digest: 'b' } },
          sampleBooking(slot, patient(4)),
        ),
      ).rejects.toThrow(code('same-key-other-request'))
      expect(await rows('select 1 from appointment.appointment where slot_id = $1', [slot])).toHaveLength(1)
    } finally {
      await other.database.close()
    }
  })

  test('APT-04: a wrong check digit is refused within the booking, a second number of the half-day needs a reason, a telephone booking the read-back', async () => {
    const { slot, slots } = await published()
    const second = slots[1]?.id ?? ''
    await book(slot, 5)
    await expect(book(second, 5)).rejects.toThrow(code('booked-already'))
    await expect(book(second, 6, { readBack: false })).rejects.toThrow(code('read-back-missing'))
    expect((await counters(second)).every(one => one.booked === 0)).toBe(true)
    await book(second, 5, { doubledBecause: '上下午各看一位医生' })
    expect((await counters(second)).find(one => one.quota === 'open')?.booked).toBe(1)

    const [first17, other17] = ['35020319480302102', '35020319551120301']
    const number = `${first17}${checkDigit(first17)}`
    const { id: patientId } = await registerPatient(all.house, lin, {
      name: '陈桂英',
      sex: 'female',
      birthDate: '1948-03-02',
      document: { kind: 'resident-id', number },
      noDocumentReason: null,
      phones: [],
      address: null,
      relatives: [],
      insurance: null,
      card: null,
      despite: null,
    })
    const withDocument = (document: string) =>
      bookAppointment(all.house)(lin, { ...sampleBooking(slot, patientId), document })
    const wrong = `${first17}${checkDigit(first17) === '1' ? '2' : '1'}`
    await expect(withDocument(wrong)).rejects.toMatchObject({
      code: 'document-invalid',
      facts: { why: 'check-digit', pointer: '/body/document' },
    })
    await expect(withDocument(`${other17}${checkDigit(other17)}`)).rejects.toThrow(code('document-other'))
    expect(await rows('select 1 from appointment.appointment where patient_id = $1', [patientId])).toEqual([])
    await withDocument(number.toLowerCase())
  })

  test('a slot that has begun, one too far ahead and an unknown one are refused, and nothing is written', async () => {
    const { slot } = await published(DAY)
    const far = await published('2026-12-20')
    all.clock.set(Temporal.Instant.from(`${DAY}T08:00:00+08:00`))
    await expect(book(slot, 7)).rejects.toThrow(code('slot-past'))
    await expect(book(far.slot, 7)).rejects.toThrow(code('slot-too-far'))
    await expect(book('0198d0d0-0000-7000-8000-00000000dead', 7)).rejects.toThrow(code('slot-unknown'))
    expect((await counters(slot)).every(one => one.booked === 0)).toBe(true)
  })

  test('one that is kept lapses by the clock and is free again; in time it becomes a booking', async () => {
    const { slot } = await published()
    const kept = await holdPlace(all.house)(lin, sampleBooking(slot, patient(8)))
    const late = await holdPlace(all.house)(lin, sampleBooking(slot, patient(9)))
    all.clock.advance({ minutes: 10 })
    expect(await confirmHold(all.house)(lin, { id: kept.id, readBack: true, consent: true })).toMatchObject({
      status: 'booked',
    })
    all.clock.advance({ minutes: 6 })
    await all.machinery.turn()
    await expect(confirmHold(all.house)(lin, { id: late.id, readBack: true, consent: true })).rejects.toThrow(
      code('hold-lapsed'),
    )
    expect((await counters(slot)).find(one => one.quota === 'open')).toMatchObject({ booked: 1, held: 0 })
  })
})

describe('a booking', () => {
  test('APT-07: changing it frees the old place and takes the new one in one step; where the new one is gone nothing changes', async () => {
    const { slot, slots } = await published(DAY, { capacity: 8 }, [])
    const [, second = slots[0], third = slots[0]] = slots
    const one = await book(slot, 10)
    await book(third?.id ?? '', 11)
    expect(
      await moveAppointment(all.house)(lin, { id: one.id, slotId: second?.id ?? '', reason: '改上午晚些' }),
    ).toMatchObject({
      status: 'booked',
      version: 2,
    })
    expect((await counters(slot))[0]?.booked).toBe(0)
    expect((await counters(second?.id ?? ''))[0]?.booked).toBe(1)
    await expect(
      moveAppointment(all.house)(lin, { id: one.id, slotId: third?.id ?? '', reason: '再改' }),
    ).rejects.toThrow(code('slot-full'))
    expect((await counters(second?.id ?? ''))[0]?.booked).toBe(1)
    expect((await listOfPatient(all.house)(lin, { patientId: patient(10) })).items[0]).toMatchObject({
      slotId: second?.id,
      changes: 1,
    })
  })

  test('cancelled, its place is free in every channel at once; it cannot be cancelled twice', async () => {
    const { slot, session } = await published(DAY, { capacity: 8 }, [])
    const one = await book(slot, 12)
    await expect(book(slot, 13)).rejects.toThrow(code('slot-full'))
    await cancelAppointment(all.house)(lin, { id: one.id, reason: '患者来电取消', by: 'patient' })
    for (const channel of ['phone', 'web', 'kiosk', 'wechat', 'consulting-room'] as const) {
      const { slots } = await listSlots(all.house)(lin, { from: DAY, to: DAY, unit: session.unitId, channel })
      expect(slots[0]?.free).toBe(1)
    }
    await expect(cancelAppointment(all.house)(lin, { id: one.id, reason: '再取消', by: 'patient' })).rejects.toThrow(
      code('appointment-status'),
    )
    await book(slot, 13)
  })

  test('the patient checks in on the day, once; who does not come is a no-show half an hour after the slot', async () => {
    const { slot, session } = await published(DAY)
    const here = await book(slot, 14)
    const away = await book(slot, 15)
    await expect(checkIn(all.house)(lin, { id: here.id, place: '三楼分诊台' })).rejects.toThrow(
      code('check-in-other-day'),
    )
    all.clock.set(Temporal.Instant.from(`${DAY}T07:50:00+08:00`))
    await checkIn(all.house)(lin, { id: here.id, place: '三楼分诊台' })
    await expect(checkIn(all.house)(lin, { id: here.id, place: '三楼分诊台' })).rejects.toThrow(
      code('checked-in-already'),
    )
    all.clock.set(Temporal.Instant.from(`${DAY}T08:59:00+08:00`))
    await all.machinery.turn()
    const status = async () =>
      (await listDay(all.house)(lin, { unit: session.unitId, day: DAY })).items.map(one => [one.id, one.status])
    expect(await status()).toEqual([
      [here.id, 'checked_in'],
      [away.id, 'booked'],
    ])
    all.clock.set(Temporal.Instant.from(`${DAY}T09:00:00+08:00`))
    await all.machinery.turn()
    expect(await status()).toEqual([
      [here.id, 'checked_in'],
      [away.id, 'no_show'],
    ])
  })
})

type Move = { readonly kind: 'book' | 'hold' | 'confirm' | 'cancel' | 'move' | 'wait' | 'crash'; readonly n: number }
const moves = fc.array(
  fc.record<Move>({
    kind: fc.constantFrom('book', 'book', 'hold', 'hold', 'confirm', 'cancel', 'move', 'wait', 'crash'),
    n: fc.nat(1000),
  }),
  { minLength: 10, maxLength: 60 },
)

test('APT-03 (part): whatever is held, booked, changed, cancelled, lapsed or cut off, no slot is oversold and every place is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async list => {
      all.clock.set(MONDAY)
      const { slots } = await published(DAY, { capacity: 16 })
      const slot = (n: number) => slots[n % slots.length]?.id ?? ''
      const made: string[] = []
      const act = async ({ kind, n }: Move): Promise<void> => {
        const known = made[n % Math.max(1, made.length)] ?? ''
        switch (kind) {
          case 'book':
            made.push((await book(slot(n), n)).id)
            return
          case 'hold':
            made.push((await holdPlace(all.house)(lin, sampleBooking(slot(n), patient(n)))).id)
            return
          case 'confirm':
            return void (await confirmHold(all.house)(lin, { id: known, readBack: true, consent: true }))
          case 'cancel':
            return void (await cancelAppointment(all.house)(lin, { id: known, reason: '取消', by: 'patient' }))
          case 'move':
            return void (await moveAppointment(all.house)(lin, { id: known, slotId: slot(n + 1), reason: '改约' }))
          case 'wait':
            all.clock.advance({ minutes: 8 })
            return all.machinery.turn()
          case 'crash':
            // A process that dies in the middle takes its open transaction with it.
            return all.house.database.transact(async tx => {
              await run(
                tx,
                'update appointment.quota set booked = booked + 1 where slot_id = $1 and booked < capacity',
                [slot(n)],
              )
              throw new Error('killed')
            })
        }
      }
      // Three at a time, as at three windows.
      for (let at = 0; at < list.length; at += 3)
        await Promise.allSettled(list.slice(at, at + 3).map(move => act(move)))
      const ids = slots.map(one => one.id)
      const kept = await rows<{ slotId: string; quota: string; booked: number; held: number; oversold: boolean }>(
        `select slot_id, quota, booked, held, booked + held + stopped > capacity as oversold from appointment.quota
         where slot_id = any($1)`,
        [ids],
      )
      const real = await rows<{ slotId: string; quota: string; held: number; booked: number }>(
        `select slot_id, quota, count(*) filter (where status = 'held') as held, count(*) filter (where status = 'booked') as booked
         from appointment.appointment where slot_id = any($1) and status in ('held', 'booked') group by 1, 2`,
        [ids],
      )
      for (const one of kept) {
        expect(one.oversold).toBe(false)
        const there = real.find(two => two.slotId === one.slotId && two.quota === one.quota)
        expect([one.booked, one.held]).toEqual([there?.booked ?? 0, there?.held ?? 0])
      }
    }),
    { numRuns: 12 },
  )
})
