import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Identifier, type Person, personNamed } from './person.ts'
import { queryKeys, type Reading, searchKeys } from './search-keys.ts'

const chen: Person = {
  ...personNamed('陈秀英'),
  sex: 'female',
  birthDate: '1948-03-02',
  document: { kind: 'resident-id', number: '350206195606150022' },
  phones: [
    { number: '13800138000', holder: 'self', state: 'confirmed', source: 'desk' },
    { number: '0592-7120120', holder: 'family', state: 'unconfirmed', source: 'desk' },
  ],
}
const card: Identifier = { system: 'HIS', kind: 'patient-number', value: 'P000-12345' }
const finds = (
  person: Person,
  readings: readonly Reading[],
  typed: string,
  identifiers: readonly Identifier[] = [],
) => {
  const keys = new Set(searchKeys(person, identifiers, readings).map(key => `${key.use} ${key.text}`))
  return queryKeys(typed)
    .filter(key => keys.has(`${key.use} ${key.text}`))
    .map(key => key.use)
}

test.each([
  ['陈', 'name'],
  ['陈秀英', 'name'],
  ['cx', 'letters'],
  ['cxy', 'letters'],
  ['ch', 'letters'],
  ['chenxiu', 'letters'],
  ['Chen Xiuying', 'letters'],
  ['13800138000', 'phone'],
  ['+86 138-0013-8000', 'phone'],
  ['8000', 'phone-tail'],
  ['0592-7120120', 'phone'],
  ['7120120', 'phone'],
  ['0120', 'phone-tail'],
  ['0022', 'document-tail'],
  ['350206195606150022', 'document'],
  ['p000-12345', 'card'],
  ['P00012345', 'card'],
])('%s finds her by %s', (typed, use) => {
  expect(finds(chen, [['chen', 'xiu', 'ying']], typed, [card])).toContain(use)
})

test.each(['秀英', 'c', 'xy', '800', '3502061956', '李', ''])('%s does not find her', typed => {
  expect(finds(chen, [['chen', 'xiu', 'ying']], typed, [card])).toEqual([])
})

test('a name of two readings is found by both', () => {
  const zeng = personNamed('曾乐')
  for (const typed of ['zengle', 'zengyue', 'cengle', 'zl', 'zy', 'cl'])
    expect(
      finds(
        zeng,
        [
          ['zeng', 'le'],
          ['zeng', 'yue'],
          ['ceng', 'le'],
        ],
        typed,
      ),
    ).toEqual(['letters'])
})

test('吕 is found as lv, lyu, lu and lü', () => {
  for (const typed of ['lvbu', 'lyubu', 'lubu', 'lüb'])
    expect(finds(personNamed('吕布'), [['lü', 'bu']], typed)).toEqual(['letters'])
})

test('a Latin name is found from either end', () => {
  for (const typed of ['john', 'Smith J', 'js', 'SMITHJ', 'jo'])
    expect(finds(personNamed('John Smith'), [], typed)).toEqual(['letters'])
})

test('a minority name is found with and without its dot, and an old 15-digit card as the new one', () => {
  const person = {
    ...personNamed('买买提·阿卜杜拉'),
    document: { kind: 'resident-id' as const, number: '130503196704010016' },
  }
  for (const typed of ['买买提阿', '买买提·阿', '买买提.阿卜']) expect(finds(person, [], typed)).toEqual(['name'])
  expect(finds(person, [], '130503670401001')).toContain('document')
})

test("a daughter's number finds her mother", () => {
  const mother: Person = {
    ...chen,
    phones: [],
    relatives: [{ relation: 'child', name: '林小敏', phone: '13900139000' }],
  }
  expect(finds(mother, [], '9000')).toEqual(['phone-tail'])
})

const letter = fc.constantFrom(...'张王李赵陈刘欧阳单解曾仇区朴吕尉迟司马娜丽敏静伟芳军磊·')
const syllable = fc.constantFrom('zhang', 'wang', 'li', 'ou', 'yang', 'e', 'an', 'lü', 'zhuang')
test('SYS-04 (part): every prefix of a name, and of its pinyin and initials, finds the person', () => {
  fc.assert(
    fc.property(
      fc.array(letter, { minLength: 1, maxLength: 12 }),
      fc.array(syllable, { minLength: 1, maxLength: 6 }),
      (letters, reading) => {
        const name = letters.join('')
        fc.pre(!/^·+/.test(name))
        const person = personNamed(name)
        for (let i = 1; i <= letters.length; i += 1)
          expect(finds(person, [reading], letters.slice(0, i).join(''))).toContain('name')
        for (const word of [reading.join(''), reading.map(part => part[0]).join('')])
          for (let i = 2; i <= word.length; i += 1)
            expect(finds(person, [reading], word.slice(0, i))).toContain('letters')
      },
    ),
  )
})

test('any text asks for few keys, and none of them is empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), typed => {
      const keys = queryKeys(typed)
      expect(keys.length).toBeLessThanOrEqual(5)
      for (const key of keys) expect(key.text).not.toBe('')
    }),
  )
})
