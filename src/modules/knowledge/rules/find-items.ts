import { findBest, isWithin, type Named, type Rank, rankOfName } from '#kernel/find.ts'

/** Something published, as it is looked for: title, synonyms, how they sound, and the words in it. */
export interface FindableItem extends Named {
  readonly words: readonly string[]
}

/** What `typed` means, the best first: by title and synonym, pinyin and initials, then by what stands in it. */
export const findItems = <T extends FindableItem>(items: readonly T[], typed: string): T[] =>
  findBest(items, typed, rankOf)

function rankOf(item: FindableItem, word: string): Rank {
  const named = rankOfName(item, word)
  if (named !== null) return named
  if (isWithin(item.aliases, word)) return 6
  return isWithin(item.words, word) ? 7 : null
}
