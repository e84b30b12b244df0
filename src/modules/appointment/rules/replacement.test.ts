import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { type LostPlace, type OtherSlot, proposalsFor, propose } from './replacement.ts'

const at = (day: string, time: string) => Temporal.Instant.from(`${day}T${time}:00+08:00`)
const lost = (id: string, time = '09:00'): LostPlace => ({
  id,
  doctorId: 'sun',
  title: 'chief',
  feeLevel: 'expert',
  day: '2026-11-20',
  halfDay: 'morning',
  startsAt: at('2026-11-20', time),
  isHere: false,
})
const slot = (slotId: string, more: Partial<OtherSlot> & { day?: string; time?: string } = {}): OtherSlot => {
  const { time = '09:00', ...rest } = more
  const day = rest.day ?? '2026-11-20'
  return {
    slotId,
    sessionId: `of ${slotId}`,
    doctorId: 'li',
    title: 'chief',
    feeLevel: 'expert',
    day,
    halfDay: 'morning',
    startsAt: at(day, time),
    free: 1,
    ...rest,
  }
}

test('who is here is offered this day first: a doctor of the same rank, then whoever sees patients next; other days after all of them', () => {
  const slots = [
    slot('own doctor tomorrow', { doctorId: 'sun', day: '2026-11-21' }),
    slot('own doctor at three', { doctorId: 'sun', halfDay: 'afternoon', time: '15:00' }),
    slot('resident at ten', { title: 'resident', feeLevel: 'ordinary', time: '10:00' }),
    slot('other at two', { halfDay: 'afternoon', time: '14:00' }),
    slot('same rank', { time: '11:00' }),
    slot('other day', { day: '2026-11-23' }),
  ]
  expect(proposalsFor({ ...lost('a'), isHere: true }, slots).map(one => one.slot.slotId)).toEqual([
    'same rank',
    'resident at ten',
    'other at two',
    'own doctor at three',
    'own doctor tomorrow',
    'other day',
  ])
})

test('a doctor of the same rank in the same half-day comes first, then the own doctor, the same day, any other time', () => {
  const slots = [
    slot('next week', { day: '2026-11-27' }),
    slot('own doctor', { doctorId: 'sun', day: '2026-11-25' }),
    slot('afternoon', { halfDay: 'afternoon', time: '14:00' }),
    slot('resident', { title: 'resident', feeLevel: 'ordinary', time: '09:30' }),
    slot('dearer', { feeLevel: 'special' }),
    slot('same rank, later', { time: '11:00' }),
    slot('same rank', { time: '09:30' }),
  ]
  expect(proposalsFor(lost('a'), slots).map(({ slot: one, kind, costsMore }) => [one.slotId, kind, costsMore])).toEqual(
    [
      ['same rank', 'substitute', false],
      ['same rank, later', 'substitute', false],
      ['dearer', 'substitute', true],
      ['own doctor', 'own-doctor', false],
      ['resident', 'same-day', false],
      ['afternoon', 'same-day', false],
      ['next week', 'other-time', false],
    ],
  )
})

test('nobody is proposed a place first that those before are proposed already', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 30 }),
      (frees, patients) => {
        const slots = frees.map((free, n) =>
          slot(`s${n}`, { free, time: `${String(8 + (n % 4)).padStart(2, '0')}:00` }),
        )
        const dealt = propose(
          Array.from({ length: patients }, (_, n) => lost(`p${n}`)),
          slots,
          3,
        )
        const firsts = [...dealt.values()].map(([first]) => first?.slot.slotId)
        const room = frees.reduce((sum, free) => sum + free, 0)
        for (const one of slots) {
          const asked = firsts.slice(0, room).filter(id => id === one.slotId).length
          expect(asked).toBeLessThanOrEqual(one.free)
        }
        expect(dealt.size).toBe(patients)
      },
    ),
  )
})
