import { expect, test } from 'vitest'
import { readingsOf } from './pinyin.ts'

const said = (name: string) => readingsOf(name).map(reading => reading.join(' '))

test.each([
  ['单于飞', 'shan yu fei'],
  ['仇和', 'qiu he'],
  ['区寄', 'ou ji'],
  ['解晓东', 'xie xiao dong'],
  ['曾单乐', 'zeng dan le'],
  ['万俟卨', 'mo qi xie'],
  ['尉迟恭', 'yu chi gong'],
  ['欧阳娜娜', 'ou yang na na'],
])('%s is first said as a surname is said: %s', (name, reading) => {
  expect(said(name)[0]).toBe(reading)
})

test('SYS-04 (part): who types the common reading of a character instead finds the person too', () => {
  expect(said('解晓东')).toContain('jie xiao dong')
  expect(said('曾单乐')).toContain('ceng dan le')
  expect(said('陈行')).toEqual(expect.arrayContaining(['chen xing', 'chen hang']))
})

test('dots and spaces have no sound, Latin names no reading, and no name too many', () => {
  expect(said('买买提·阿卜杜拉')[0]).toBe('mai mai ti a bu du la')
  expect(said('John Smith')).toEqual([])
  for (const name of ['单乐行重朴', '张三', '欧阳娜娜']) expect(said(name).length).toBeLessThanOrEqual(8)
})
