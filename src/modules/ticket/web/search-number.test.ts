import { expect, test } from 'vitest'
import { isNumber } from './search-number.ts'

test('numbers of matters and tracking codes are looked up by address', () => {
  for (const typed of ['TK-261121-0007', 'tk-2611', '261121-0007', '0007', 'K7QM-3F9D', 'k7qm3f9d'])
    expect([typed, isNumber(typed)]).toEqual([typed, true])
})

test('names, spellings, telephones and documents are never put into an address', () => {
  const persons = [
    '陈桂英',
    'chenguiying',
    'zhangwei',
    'cgy',
    '13800138000',
    '7120120',
    '65295566',
    '6529-5566',
    '0592-7120120',
    '340524198001010018',
    '34052419800101001X',
    'E12345678',
    '138001',
  ]
  for (const typed of persons) expect([typed, isNumber(typed)]).toEqual([typed, false])
})
