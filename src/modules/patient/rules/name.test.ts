import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskName } from '#kernel/masking.ts'
import { nameKey, readName } from './name.ts'

test.each([
  ['张三', '张三'],
  [' 张 三 ', '张三'],
  ['买买提.阿卜杜拉', '买买提·阿卜杜拉'],
  ['买买提•阿卜杜拉', '买买提·阿卜杜拉'],
  ['买买提 · 阿卜杜拉', '买买提·阿卜杜拉'],
  ['John  Smith', 'John Smith'],
  ["Siobhán O'Neill-Li", "Siobhán O'Neill-Li"],
  ['王芳之女', '王芳之女'],
  ['无名氏2', '无名氏2'],
  ['Adam J. Everyman', 'Adam J. Everyman'],
  ['𠮷野〇', '𠮷野〇'],
])('%s is kept as %s', (typed, name) => {
  expect(readName(typed)).toBe(name)
})

test.each(['', '   ', '???', '<b>', '张三;', '·', '-'])('“%s” is no name', typed => {
  expect(readName(typed)).toBeNull()
})

test('the key of a minority name does not depend on how its dot was typed', () => {
  expect(nameKey('买买提·阿卜杜拉')).toBe(nameKey('买买提.阿卜杜拉'))
  expect(nameKey('John Smith')).toBe('JOHNSMITH')
})

test.each([
  ['张三', '张*'],
  ['张三丰', '张*丰'],
  ['欧阳娜娜', '欧**娜'],
  ['司马光', '司*光'],
  ['李', '*'],
  ['John Smith', 'J*** S***'],
  ['买买提·阿卜杜拉', '买*提·阿**拉'],
])('%s is masked as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

test('masking never shows the middle of a name', () => {
  const han = fc.array(fc.constantFrom(...'张王李赵陈刘杨黄吴周欧阳娜丽敏静伟芳军磊'), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(han, letters => {
      const shown = [...maskName(letters.join(''))]
      expect(shown).toHaveLength(letters.length)
      expect(shown.slice(1, -1).every(letter => letter === '*')).toBe(true)
      expect(shown.includes('*')).toBe(true)
    }),
  )
})
