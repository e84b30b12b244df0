import { describe, expect, test } from 'vitest'
import { type Column, cellsOf, layoutOf, valuesOf } from './table.ts'

const columns: readonly Column[] = [
  { key: 'code', heading: '编码', required: true, note: '', noteEn: '', most: 5 },
  { key: 'kind', heading: '类型', note: '', noteEn: '', most: 20, choices: { 甲类: 'a', 乙类: 'b' } },
]
const row = (...texts: readonly (string | null)[]) => ({
  line: 7,
  cells: texts.map(text => (text === null ? undefined : { text })),
})

describe('headings', () => {
  test('are found in any order, with star, spaces and remarks', () => {
    const { places, unknown } = layoutOf(columns, row('备注', ' 类 型（选一个）', '*编码'))
    expect([...places]).toEqual([
      ['kind', 1],
      ['code', 2],
    ])
    expect(unknown).toEqual(['备注'])
  })
  test('that are missing or twice are named', () => {
    expect(() => layoutOf(columns, row('类型'))).toThrow(
      expect.objectContaining({ code: 'headings-missing', facts: { headings: '编码' } }),
    )
    expect(() => layoutOf(columns, row('编码', '编码'))).toThrow(expect.objectContaining({ code: 'headings-twice' }))
  })
})

test('empty lines and the example are passed over', () => {
  const layout = layoutOf(columns, row('编码', '类型'))
  expect(cellsOf(layout, row('【示例】A', '甲类'))).toBeNull()
  expect(cellsOf(layout, row(null, ' '))).toBeNull()
  expect(cellsOf(layout, row('A', null))).toEqual({ code: { text: 'A' } })
})

describe('a row', () => {
  test('is read as its template takes it', () => {
    expect(valuesOf(columns, { code: { text: ' A1 ' }, kind: { text: '乙类' } })).toEqual({
      values: { code: 'A1', kind: 'b' },
    })
    expect(valuesOf(columns, { code: { text: 'A1' } })).toEqual({ values: { code: 'A1', kind: null } })
  })
  test.each([
    [{}, 'code', '必填'],
    [{ code: { text: '1234567' } }, 'code', '最多 5 字'],
    [{ code: { text: 'A' }, kind: { text: '丙类' } }, 'kind', '可填：甲类、乙类'],
    [{ code: { text: '3502', fault: 'rounded' as const } }, 'code', '文本格式'],
    [{ code: { text: '#N/A', fault: 'error' as const } }, 'code', '公式出错'],
    [{ code: { text: 'a\u0001b' } }, 'code', '不能识别的字符'],
    [{ code: { text: 'A' }, kind: { text: 'constructor' } }, 'kind', '没有这个选项'],
  ])('that is wrong is told by column and what to do: %j', (cells, column, said) => {
    expect(valuesOf(columns, cells)).toEqual({
      wrong: { column, zh: expect.stringContaining(said), en: expect.any(String) },
    })
  })
})
