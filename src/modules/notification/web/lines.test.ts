import { expect, test } from 'vitest'
import { fieldLines, fieldsFrom } from './field-lines.ts'
import { groupLines, groupsFrom } from './group-lines.ts'

test('what is written a line each is read back the same', () => {
  const fields = [
    { name: 'thing2', text: '{item}' },
    { name: 'time3', text: '{until}=' },
  ]
  expect(fieldsFrom(fieldLines(fields))).toEqual(fields)
  const units = [
    { id: 'u1', code: 'WK' },
    { id: 'u2', code: 'NK' },
  ]
  const groups = [
    { code: 'ward', name: '病区群', units: ['u1', 'u2'] },
    { code: 'all', name: '全院', units: [] },
  ]
  expect(groupLines(groups, units)).toBe('ward=病区群=WK,NK\nall=全院')
  expect(groupsFrom(groupLines(groups, units), units)).toEqual(groups)
  expect(groupsFrom(' x = 群 = 没有, WK \n\n', units)).toEqual([{ code: 'x', name: '群', units: ['没有', 'u1'] }])
})
