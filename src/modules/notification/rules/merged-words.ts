/** A robot takes so many bytes of markdown in one message (rules.md §9.5). */
export const ROBOT_BYTES_AT_MOST = 4096
const BETWEEN = '\n\n'

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Several alerts in one message (合并提醒). */
export const mergedWords = (words: readonly string[]): string => words.join(BETWEEN)

/** How many of `words`, from the first on, fit into one message; at least one. */
export function fitting(words: readonly string[]): number {
  let sum = 0
  for (const [index, one] of words.entries()) {
    sum += bytesOf(one) + (index === 0 ? 0 : bytesOf(BETWEEN))
    if (sum > ROBOT_BYTES_AT_MOST) return Math.max(1, index)
  }
  return words.length
}
