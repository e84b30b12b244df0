import { findBest, isWithin, type Named, type Rank, rankOfName } from '#kernel/find.ts'
import { type Description, readFloor } from './description.ts'

/** A unit as it is looked for: what it is called, how that sounds, where it is. */
export interface Findable extends Named, Pick<Description, 'building' | 'floor' | 'room' | 'services'> {}

/**
 * The units that `typed` means, the best first: by name, alias, pinyin and initials, code, building, floor, room and service.
 * Several words must all fit (「门诊 3楼」); nothing typed means all of them, in their order.
 */
export const findUnits = <T extends Findable>(units: readonly T[], typed: string): T[] => findBest(units, typed, rankOf)

function rankOf(unit: Findable, word: string): Rank {
  const named = rankOfName(unit, word)
  if (named !== null) return named
  if (isThere(unit, word)) return 6
  return isWithin([...unit.aliases, ...unit.services], word) ? 7 : null
}

/** 3楼, 门诊楼, 门诊楼3楼, 302 */
function isThere(unit: Findable, word: string): boolean {
  const building = unit.building?.toLowerCase() ?? ''
  if (unit.room?.toLowerCase() === word) return true
  if (building.includes(word)) return true
  const floor = /(?:负|地下|b|-)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层|f)$/.exec(word)
  if (floor === null || readFloor(floor[0]) !== unit.floor) return false
  const before = word.slice(0, floor.index)
  return before === '' || building.includes(before)
}
