/** What the directory tells about a unit (科室介绍, DIR-01). All of it may be unknown, and none of it is about a patient. */
export interface Description {
  readonly introduction: string | null
  readonly building: string | null
  /** 1, 2, B1 */
  readonly floor: string | null
  readonly room: string | null
  /** A point on the hospital's map, in shares of its width and height. */
  readonly mapPoint: { readonly x: number; readonly y: number } | null
  /** Where it is not the unit's own telephone. */
  readonly phone: string | null
  readonly hours: string | null
  readonly services: readonly string[]
  readonly visitingNotes: string | null
  /** Other names that people use: 胃肠科, GI. */
  readonly aliases: readonly string[]
  /** May a patient look it up? Offices that no patient visits need not be found. */
  readonly isPublic: boolean
}

export const UNDESCRIBED: Description = {
  introduction: null,
  building: null,
  floor: null,
  room: null,
  mapPoint: null,
  phone: null,
  hours: null,
  services: [],
  visitingNotes: null,
  aliases: [],
  isPublic: true,
}

const NUMERALS = '零一二三四五六七八九'

/** A floor as it is kept: 三楼, 3F, 3 层 and ３ are 3; 负一楼, 地下一层, -1 and b1 are B1. Null when it is none. */
export function readFloor(typed: string): string | null {
  const plain = typed.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
  const match = /^(负|地下|B|-)?([零一二三四五六七八九十]{1,3}|\d{1,2})(楼|层|F)?$/.exec(plain)
  if (match === null) return null
  const [, below, number = ''] = match
  const count = /\d/.test(number) ? Number(number) : countOf(number)
  if (count === null || count === 0) return null
  return below === undefined ? String(count) : `B${count}`
}

const digit = (letter: string, empty: number) => (letter === '' ? empty : NUMERALS.indexOf(letter))

/** 三 → 3, 十 → 10, 十二 → 12, 二十一 → 21 */
function countOf(word: string): number | null {
  const [tens = '', ones = ''] = word.includes('十') ? word.split('十') : ['零', word]
  const [ten, one] = [digit(tens, 1), digit(ones, 0)]
  return ten < 0 || one < 0 ? null : ten * 10 + one
}

/** Which fields differ. */
export const describedFields = (before: Description, after: Description): (keyof Description)[] =>
  (Object.keys(after) as (keyof Description)[]).filter(
    field => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
