import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { statedPerson } from './intake.ts'
import { type Person, personNamed } from './person.ts'
import { hear } from './said.ts'
import { type VisitEvent, visitAfter } from './visit.ts'

const at = (minute: number) => Temporal.Instant.from('2026-11-16T00:00:00Z').add({ minutes: minute })

test('an absent field is no word, null deletes, a value replaces', () => {
  const known: { a: string | null; b: string | null } = { a: 'x', b: 'y' }
  expect(hear(known, {}, { a: null }, at(1))).toMatchObject({ value: { a: null, b: 'y' }, changed: ['a'] })
  expect(hear(known, {}, { b: 'y' }, at(1)).changed).toEqual([])
})

test('an older word that comes later changes only what nobody spoke of since', () => {
  const first = hear({ name: '', address: '' }, {}, { name: '张三' }, at(5))
  const late = hear(first.value, first.said, { name: '张山', address: '同安区1号' }, at(3))
  expect(late.value).toEqual({ name: '张三', address: '同安区1号' })
})

test('whatever order words come in, the same is known in the end', () => {
  const word = fc.record({ a: fc.integer(), b: fc.option(fc.integer(), { nil: null }) }, { requiredKeys: [] })
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), fc.gen(), (words, gen) => {
      const timed = words.map((stated, i) => ({ stated, at: at(i) }))
      const shuffled = gen(fc.shuffledSubarray, timed, { minLength: timed.length, maxLength: timed.length })
      const told = (list: typeof timed) =>
        list.reduce((known, one) => hear(known.value, known.said, one.stated, one.at), {
          value: { a: 0, b: null } as { a: number; b: number | null },
          said: {},
          changed: [],
        } as ReturnType<typeof hear<{ a: number; b: number | null }>>).value
      expect(told(shuffled)).toEqual(told(timed))
    }),
  )
})

test('a visit begins, ends, opens again and is cancelled', () => {
  const admitted = visitAfter(null, 'admitted', { class: 'inpatient', startedAt: at(0) }, at(0))
  const ended = visitAfter(admitted, 'discharged', { endedAt: at(60) }, at(60))
  const reopened = visitAfter(ended, 'discharge-cancelled', { endedAt: null }, at(70))
  const cancelled = visitAfter(reopened, 'cancelled', {}, at(80))
  expect([admitted, ended, reopened, cancelled].map(step => step.happened)).toEqual([
    'started',
    'ended',
    'reopened',
    'cancelled',
  ])
  expect(reopened.visit).toMatchObject({ state: 'open', endedAt: null, class: 'inpatient' })
})

test('a cancellation that overtook its registration stays', () => {
  const cancelled = visitAfter(null, 'cancelled', {}, at(10))
  const registered = visitAfter(cancelled, 'registered', { class: 'outpatient', startedAt: at(5) }, at(5))
  expect(registered.visit).toMatchObject({ state: 'cancelled', class: 'outpatient' })
  expect(registered.happened).toBe('changed')
})

test('the same word twice happens once', () => {
  const once = visitAfter(null, 'registered', { class: 'outpatient', startedAt: at(5) }, at(5))
  expect(visitAfter(once, 'registered', { class: 'outpatient', startedAt: at(5) }, at(5)).happened).toBeNull()
})

test('visits end alike in whatever order their messages came', () => {
  const events: VisitEvent[] = ['registered', 'updated', 'discharged', 'discharge-cancelled', 'cancelled']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { minLength: 1, maxLength: 5 }), fc.gen(), (list, gen) => {
      const words = ['registered' as const, ...list].map((event, i) => ({
        event,
        at: at(i),
        stated: { departmentCode: `D${i}` },
      }))
      const shuffled = gen(fc.shuffledSubarray, words, { minLength: words.length, maxLength: words.length })
      const told = (all: typeof words) =>
        all.reduce<ReturnType<typeof visitAfter> | null>(
          (known, one) => visitAfter(known, one.event, one.stated, one.at),
          null,
        )?.visit
      expect(told(shuffled)).toEqual(told(words))
    }),
  )
})

test("the system's phones replace what it said before; a desk's number and its state stay", () => {
  const known: Person = {
    ...personNamed('张三'),
    phones: [
      { number: '13800138000', holder: 'self', state: 'confirmed', source: 'hospital-system' },
      { number: '13700137000', holder: 'self', state: 'unconfirmed', source: 'hospital-system' },
      { number: '13900139000', holder: 'family', state: 'confirmed', source: 'desk' },
    ],
  }
  const said = statedPerson(
    { identifiers: [], phones: [{ number: '138 0013 8000' }, { number: '0592-7120120', use: 'work' }] },
    known,
    '2026-11-21',
  )
  expect(said.phones?.map(phone => [phone.number, phone.holder, phone.state])).toEqual([
    ['13800138000', 'self', 'confirmed'],
    ['0592-7120120', 'work', 'unconfirmed'],
    ['13900139000', 'family', 'confirmed'],
  ])
})

test('a number of a wrong check digit makes no document, and a deleted name stays', () => {
  const wrong = { system: 'CN', kind: 'resident-id', value: '340524198001010013' } as const
  expect(statedPerson({ identifiers: [wrong], name: null, sex: null }, null, '2026-11-21')).toEqual({ sex: 'unknown' })
})
