import type { Instant } from '#kernel/time.ts'

/** When each field was last spoken of, in milliseconds of 1970. */
export type Said = Readonly<Record<string, number>>

/** A value as a system states it (三态): absent is no word, null is “delete”. */
export type Stated<T> = { readonly [K in keyof T]?: T[K] }

export interface Heard<T> {
  readonly value: T
  readonly said: Said
  readonly changed: readonly (keyof T & string)[]
}

/**
 * What is known after a word that was said at `at`. Field by field the newest word wins, so messages may come in any order
 * and twice; of two words of the same moment the one that came later.
 */
export function hear<T extends object>(known: T, said: Said, stated: Stated<T>, at: Instant): Heard<T> {
  const value = { ...known }
  const times: Record<string, number> = { ...said }
  const changed: (keyof T & string)[] = []
  for (const [name, word] of Object.entries(stated) as [keyof T & string, T[keyof T & string] | undefined][]) {
    if (word === undefined || at.epochMilliseconds < (times[name] ?? -Infinity)) continue
    times[name] = at.epochMilliseconds
    if (sameWord(value[name], word)) continue
    value[name] = word
    changed.push(name)
  }
  return { value, said: times, changed }
}

/** Texts, lists and instants all read the same as JSON. */
const sameWord = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
