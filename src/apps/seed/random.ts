import { createHash } from 'node:crypto'

/** Choices that look like chance and are the same for the same seed. */
export interface Random {
  /** From 0 up to 1, without 1. */
  fraction(): number
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** By weight; the weights need no sum. */
  weighted<T>(list: readonly (readonly [T, number])[]): T
  /** Around `middle`, seldom far above it: how long work takes. Never less than 1. */
  around(middle: number): number
}

/** The choices of one seed (mulberry32). A seed is a word: `patients`, or a day. */
export function randomFrom(seed: string): Random {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number) => from + Math.floor(fraction() * (to - from + 1))
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError('there is nothing to choose from')
    return list[whole(0, list.length - 1)] as T
  }
  return {
    fraction,
    whole,
    pick,
    chance: probability => fraction() < probability,
    weighted(list) {
      let left = fraction() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [one, weight] of list) {
        left -= weight
        if (left < 0) return one
      }
      return pick(list)[0]
    },
    around: middle => Math.max(1, Math.round(middle * Math.exp((fraction() + fraction() + fraction() - 1.5) * 0.9))),
  }
}
