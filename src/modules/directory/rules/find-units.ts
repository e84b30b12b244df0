import { type Description, readFloor } from './description.ts'

/** How a name sounds: 消化内科 → xiaohuaneike, xhnk. */
export interface Sound {
  readonly spelling: string
  readonly initials: string
}
/** A unit as it is looked for: what it is called, how that sounds, where it is. */
export interface Findable extends Pick<Description, 'building' | 'floor' | 'room' | 'services' | 'aliases'> {
  readonly name: string
  readonly code: string
  /** Of the name first, then of each alias. */
  readonly sounds: readonly Sound[]
}

/**
 * The units that `typed` means, the best first: by name, alias, pinyin and initials, code, building, floor, room and service.
 * Several words must all fit (「门诊 3楼」); nothing typed means all of them, in their order.
 */
export function findUnits<T extends Findable>(units: readonly T[], typed: string): T[] {
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  if (words.length === 0) return [...units]
  return units
    .flatMap((unit, place) => {
      const ranks = words.map(word => rankOf(unit, word))
      return ranks.some(rank => rank === null) ? [] : [{ unit, place, rank: Math.max(...(ranks as number[])) }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.unit.name.length - b.unit.name.length || a.place - b.place)
    .map(found => found.unit)
}

/** How well one word fits, 0 the best; null when it does not. */
function rankOf(unit: Findable, word: string): number | null {
  const name = unit.name.toLowerCase()
  const aliases = unit.aliases.map(alias => alias.toLowerCase())
  if (name === word || aliases.includes(word) || unit.code.toLowerCase() === word) return 0
  if (name.startsWith(word)) return 1
  if (aliases.some(alias => alias.startsWith(word))) return 2
  if (name.includes(word)) return 3
  if (/^[a-z]+$/.test(word)) {
    const [own, ...others] = unit.sounds
    if (own !== undefined && sounds(own, word)) return 4
    if (others.some(sound => sounds(sound, word))) return 5
  }
  if (isThere(unit, word)) return 6
  if (
    aliases.some(alias => alias.includes(word)) ||
    unit.services.some(service => service.toLowerCase().includes(word))
  )
    return 7
  return null
}

const sounds = (sound: Sound, word: string): boolean =>
  sound.initials.startsWith(word) || sound.spelling.startsWith(word)

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
