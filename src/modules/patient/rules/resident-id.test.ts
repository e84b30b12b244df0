import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit, readResidentId } from './resident-id.ts'

const TODAY = '2026-11-21'
const GOOD = [
  ['34052419800101001X', 'resident-id', 'male', '1980-01-01'],
  ['11010519491231002X', 'resident-id', 'female', '1949-12-31'],
  ['440524188001010014', 'resident-id', 'male', '1880-01-01'],
  ['110101200002290018', 'resident-id', 'male', '2000-02-29'],
  ['350206195606150022', 'resident-id', 'female', '1956-06-15'],
  ['350206201809011231', 'resident-id', 'male', '2018-09-01'],
  ['810000199001010019', 'residence-permit', 'male', '1990-01-01'],
  ['830000199001010012', 'residence-permit', 'male', '1990-01-01'],
  ['930000199001010016', 'foreign-permit', 'male', '1990-01-01'],
] as const

test.each(GOOD)('%s is a good number and tells kind, sex and birthday', (number, kind, sex, birthDate) => {
  expect(readResidentId(number, TODAY)).toEqual({ ok: true, number, kind, sex, birthDate })
})

test('a small x, spaces and full-width digits are what people type', () => {
  for (const typed of ['34052419800101001x', ' 340524 19800101 001X ', '３４０５２４１９８００１０１００１Ｘ'])
    expect(readResidentId(typed, TODAY)).toMatchObject({ ok: true, number: '34052419800101001X' })
})

test('15 digits of the old card become 18', () => {
  expect(readResidentId('130503670401001', TODAY)).toMatchObject({
    ok: true,
    number: '130503196704010016',
    birthDate: '1967-04-01',
  })
})

test('a wrong check digit, an impossible day, a day to come, letters and wrong lengths are told apart', () => {
  expect(readResidentId('340524198001010013', TODAY)).toEqual({ ok: false, why: 'check-digit' })
  expect(readResidentId('110101200102290015', TODAY)).toEqual({ ok: false, why: 'date' })
  expect(readResidentId('350206201809011231', '2018-08-31')).toEqual({ ok: false, why: 'future' })
  expect(readResidentId('3405241980010100AX', TODAY)).toEqual({ ok: false, why: 'characters' })
  expect(readResidentId('34052419800101001', TODAY)).toEqual({ ok: false, why: 'length' })
})

test('one wrong digit is always found out', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...GOOD.map(([number]) => number)),
      fc.nat(16),
      fc.integer({ min: 1, max: 9 }),
      (number, at, by) => {
        const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1)
        expect(readResidentId(wrong, TODAY).ok).toBe(false)
      },
    ),
  )
})

test('any 17 digits and their check digit pass the check', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{17}$/), seventeen => {
      const read = readResidentId(seventeen + checkDigit(seventeen), '9999-12-31')
      expect(read.ok || read.why === 'date').toBe(true)
    }),
  )
})

test('whatever is typed, it is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string(), typed => {
      expect(readResidentId(typed, TODAY)).toHaveProperty('ok')
    }),
  )
})
