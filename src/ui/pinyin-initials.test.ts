import { expect, test } from 'vitest'
import { fit, fitting, pinyinInitials } from './pinyin-initials.ts'

test('initials of departments are those that people type', () => {
  const names = {
    医保科: 'ybk',
    收费处: 'sfc',
    放射科: 'fsk',
    心内科: 'xnk',
    重症医学科: 'zzyxk',
    CT室: 'cts',
    'B 超室': 'bcs',
  }
  for (const [name, initials] of Object.entries(names)) expect(pinyinInitials(name)).toBe(initials)
})

test('the code fits best, then the beginning of the name, then of its initials, then what is inside', () => {
  const list = [
    { name: '外科病区', code: 'W1' },
    { name: '病案室', code: 'BAS' },
    { name: '财务科', code: 'BQ' },
  ]
  const found = (query: string) =>
    fitting(
      query,
      list,
      one => one.name,
      one => one.code,
    ).map(one => one.name)
  expect(found('bq')).toEqual(['财务科', '外科病区'])
  expect(found('病')).toEqual(['病案室', '外科病区'])
  expect(found('')).toEqual(['外科病区', '病案室', '财务科'])
  expect(fit('xyz', '病案室', 'BAS')).toBe(null)
})
