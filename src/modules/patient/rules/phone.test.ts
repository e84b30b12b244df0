import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { phoneKey, readPhone } from './phone.ts'

test.each([
  ['13800138000', 'mobile', '13800138000'],
  [' 138 0013 8000 ', 'mobile', '13800138000'],
  ['138-0013-8000', 'mobile', '13800138000'],
  ['+8613800138000', 'mobile', '13800138000'],
  ['008613800138000', 'mobile', '13800138000'],
  ['１３８００１３８０００', 'mobile', '13800138000'],
  ['0592-7120120', 'landline', '0592-7120120'],
  ['05927120120', 'landline', '0592-7120120'],
  ['(0592)7120120', 'landline', '0592-7120120'],
  ['0592-7120120-801', 'landline', '0592-7120120-801'],
  ['0592-7120120转801', 'landline', '0592-7120120-801'],
  ['010-62345678', 'landline', '010-62345678'],
  ['02162345678', 'landline', '021-62345678'],
  ['7120120', 'landline', '7120120'],
  ['4008208820', 'service', '400-820-8820'],
  ['+852 9876 5432', 'foreign', '+85298765432'],
  ['0085298765432', 'foreign', '+85298765432'],
])('%s is read as %s %s', (typed, kind, number) => {
  expect(readPhone(typed)).toEqual({ kind, number })
})

test.each(['', '12800138000', '1380013800', '138001380001', 'abc', '00', '+', '0592', '138001380o0', '13800138000转1'])(
  '%s is no telephone number',
  typed => {
    expect(readPhone(typed)).toBeNull()
  },
)

test('a number that was read is read the same again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[+0-9()\- ]{1,20}$/), typed => {
      const once = readPhone(typed)
      expect(once === null ? null : readPhone(once.number)).toEqual(once)
    }),
  )
})

test('the search key is digits only and leaves the extension out', () => {
  expect(phoneKey('0592-7120120-801')).toBe('05927120120')
  expect(phoneKey('+85298765432')).toBe('85298765432')
  expect(phoneKey('400-820-8820')).toBe('4008208820')
})
