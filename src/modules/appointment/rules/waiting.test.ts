import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { inOrder, passedOver, type Waiter, whyBehind } from './waiting.ts'

const at = (minute: number) => Temporal.Instant.from('2026-11-16T09:00:00+08:00').add({ minutes: minute })
const waiter = (id: string, urgency: 1 | 2 | 3, isReferred: boolean, minute: number): Waiter => ({
  id,
  urgency,
  isReferred,
  madeAt: at(minute),
})

test('REF-02 (part): of two of equal urgency the referred one comes first though it came later; never before a more urgent one', () => {
  const own = waiter('a', 2, false, 0)
  const referred = waiter('b', 2, true, 30)
  const urgent = waiter('c', 1, false, 60)
  expect([own, referred].toSorted(inOrder)).toEqual([referred, own])
  expect([own, referred, urgent].toSorted(inOrder)).toEqual([urgent, referred, own])
  expect(passedOver(referred, [own, urgent])).toBe(own)
  expect(passedOver(urgent, [own, referred])).toBeNull()
})

test('each is told why the one before comes first', () => {
  const list = [waiter('a', 1, false, 9), waiter('b', 2, true, 5), waiter('c', 2, false, 0), waiter('d', 2, false, 3)]
  expect(list.slice(1).map((one, n) => whyBehind(one, list[n] ?? one))).toEqual(['urgency', 'referral', 'time'])
})

const some = fc.record<Waiter>({
  id: fc.uuid(),
  urgency: fc.constantFrom(1, 2, 3),
  isReferred: fc.boolean(),
  madeAt: fc.integer({ min: 0, max: 1000 }).map(at),
})

test('the order is total, and nobody who is less urgent stands before one who is more', () => {
  fc.assert(
    fc.property(fc.uniqueArray(some, { selector: one => one.id, maxLength: 30 }), list => {
      const order = list.toSorted(inOrder)
      expect(list.toReversed().toSorted(inOrder)).toEqual(order)
      expect(order.every((one, n) => n === 0 || (order[n - 1]?.urgency ?? 0) <= one.urgency)).toBe(true)
    }),
  )
})
