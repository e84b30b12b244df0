import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskAddress, maskIdNumber, maskName, maskPhone } from '#kernel/masking.ts'

describe('masking (rules.md §8.5)', () => {
  test.each([
    ['张三', '张*'],
    ['张三丰', '张*丰'],
    ['欧阳娜娜', '欧**娜'],
    ['司马光', '司*光'],
    ['李', '*'],
    ['John Smith', 'J*** S***'],
    ['买买提·阿卜杜拉', '买*提·阿**拉'],
  ])('%s → %s', (name, masked) => expect(maskName(name)).toBe(masked))

  test.each([
    ['13800138000', '138****8000'],
    ['0592-7120120', '0592-***0120'],
  ])('phone %s → %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

  test('a resident id keeps its first three and last four', () =>
    expect(maskIdNumber('34052419800101001X')).toBe('340***********001X'))
  test('an address keeps its district', () =>
    expect(maskAddress('福建省厦门市同安区祥平街道1号')).toBe('福建省厦门市同安区***'))

  test('no masked name of three or more characters shows its middle', () => {
    const han = fc
      .array(fc.constantFrom(...'王李张刘陈杨黄赵吴周'), { minLength: 3, maxLength: 6 })
      .map(letters => letters.join(''))
    fc.assert(
      fc.property(han, name => {
        expect([...maskName(name)].slice(1, -1).every(letter => letter === '*')).toBe(true)
      }),
    )
  })
})
