import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFloor } from './description.ts'
import { type Findable, findUnits } from './find-units.ts'

const unit = (name: string, spelling: string, initials: string, more: Partial<Findable> = {}): Findable => ({
  name,
  code: '',
  aliases: [],
  services: [],
  building: null,
  floor: null,
  room: null,
  sounds: [{ spelling, initials }],
  ...more,
})
const gastro = unit('消化内科', 'xiaohuaneike', 'xhnk', {
  code: 'XHNK',
  aliases: ['胃肠科', 'GI'],
  building: '门诊楼',
  floor: '3',
  room: '302',
  services: ['胃镜', '肠镜'],
  sounds: [
    { spelling: 'xiaohuaneike', initials: 'xhnk' },
    { spelling: 'weichangke', initials: 'wck' },
    { spelling: 'gi', initials: 'gi' },
  ],
})
const heart = unit('心内科', 'xinneike', 'xnk', { building: '门诊楼', floor: '2' })
const blood = unit('血液科', 'xueyeke', 'xyk', { building: '住院楼', floor: '3' })
const all = [heart, gastro, blood]

test.each([
  'xh',
  'xhnk',
  'xiaohua',
  '消化',
  '消化内科',
  '胃肠',
  '胃肠科',
  'gi',
  'wck',
  'GI',
  '302',
  '胃镜',
  'ｘｈ',
  '内科 3楼',
  '门诊楼3楼',
  '门诊 三楼',
])('DIR-01 (part): “%s” finds Gastroenterology first', typed => {
  expect(findUnits(all, typed)[0]?.name).toBe('消化内科')
})

test('a floor finds all that is on it, a building narrows it', () => {
  expect(findUnits(all, '3楼').map(one => one.name)).toEqual(['血液科', '消化内科'])
  expect(findUnits(all, '住院楼 3F').map(one => one.name)).toEqual(['血液科'])
})

test('a name counts more than a sound, a sound more than a place', () => {
  const list = [unit('XN 中心', 'xnzhongxin', 'xnzx', { code: 'q' }), heart]
  expect(findUnits(list, 'xn').map(one => one.name)).toEqual(['XN 中心', '心内科'])
})

test('nothing typed lists all in their order; what nobody is called finds nobody', () => {
  expect(findUnits(all, '  ')).toEqual(all)
  expect(findUnits(all, '月球科')).toEqual([])
})

test.each([
  ['3', '3'],
  ['3楼', '3'],
  ['三楼', '3'],
  ['十二层', '12'],
  ['二十一楼', '21'],
  ['3F', '3'],
  ['b1', 'B1'],
  ['负一楼', 'B1'],
  ['地下2层', 'B2'],
  ['-1', 'B1'],
])('floor %s is kept as %s', (typed, floor) => {
  expect(readFloor(typed)).toBe(floor)
})
test.each(['', '楼', '0', '三百楼', 'x', '3楼半'])('“%s” is no floor', typed => {
  expect(readFloor(typed)).toBeNull()
})

test('every beginning of a name and of its initials finds the unit, and nothing typed throws', () => {
  for (const word of ['消化内科', 'xhnk', 'xiaohuaneike'])
    for (let i = 1; i <= word.length; i += 1) expect(findUnits(all, word.slice(0, i))).toContain(gastro)
  fc.assert(
    fc.property(fc.string(), typed => {
      expect(findUnits(all, typed).length).toBeLessThanOrEqual(all.length)
    }),
  )
})
