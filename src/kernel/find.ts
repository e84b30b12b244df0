/** How a name sounds: 消化内科 → xiaohuaneike, xhnk. */
export interface Sound {
  readonly spelling: string
  readonly initials: string
}

/** Something that people look for by what it is called and by how that sounds. */
export interface Named {
  readonly name: string
  readonly code: string
  readonly aliases: readonly string[]
  /** Of the name first, then of each alias. */
  readonly sounds: readonly Sound[]
}

/** How well one typed word fits, 0 the best; null when it does not. */
export type Rank = number | null

/** Words as they are typed: width and case do not count. */
export const typedWords = (typed: string): readonly string[] =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')

/**
 * What `typed` means, the best first. Several words must all fit, and the worst of them counts; of two alike the shorter name, then
 * the one that stood first. Nothing typed means all, in their order.
 */
export function findBest<T extends Named>(
  all: readonly T[],
  typed: string,
  rankOf: (one: T, word: string) => Rank,
): T[] {
  const words = typedWords(typed)
  if (words.length === 0) return [...all]
  return all
    .flatMap((one, place) => {
      const ranks = words.map(word => rankOf(one, word))
      return ranks.some(rank => rank === null) ? [] : [{ one, place, rank: Math.max(...(ranks as number[])) }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.one.name.length - b.one.name.length || a.place - b.place)
    .map(found => found.one)
}

/** By what it is called, 0 to 3, then by how that sounds, 4 and 5. */
export function rankOfName(one: Named, word: string): Rank {
  const name = one.name.toLowerCase()
  const aliases = one.aliases.map(alias => alias.toLowerCase())
  if (name === word || aliases.includes(word) || one.code.toLowerCase() === word) return 0
  if (name.startsWith(word)) return 1
  if (aliases.some(alias => alias.startsWith(word))) return 2
  if (name.includes(word)) return 3
  if (!/^[a-z]+$/.test(word)) return null
  const [own, ...others] = one.sounds
  if (own !== undefined && sounds(own, word)) return 4
  return others.some(sound => sounds(sound, word)) ? 5 : null
}

const sounds = (sound: Sound, word: string): boolean =>
  sound.initials.startsWith(word) || sound.spelling.startsWith(word)

/** Does one of the texts hold the word? */
export const isWithin = (texts: readonly string[], word: string): boolean =>
  texts.some(text => text.toLowerCase().includes(word))
