import { pinyin } from 'pinyin-pro'
import type { Reading } from '../rules/search-keys.ts'

/** Two readings a character are enough: what lies beyond them is poetry. */
const READINGS_OF_A_CHARACTER = 2
const READINGS_OF_A_NAME = 8
const REMEMBERED = 20_000
const HAN = /\p{Script=Han}/u

const remembered = new Map<string, readonly Reading[]>()

/**
 * The ways to say a Chinese name, toneless, the likeliest first: 单 at the head is Shàn, 仇 Qiú; 乐 may be lè or yuè, and
 * whoever types does not know which this person uses. A Latin name has none: its letters are the name.
 */
export function readingsOf(name: string): readonly Reading[] {
  if (!HAN.test(name)) return []
  const known = remembered.get(name)
  if (known !== undefined) return known
  if (remembered.size >= REMEMBERED) remembered.clear()
  const readings = read(name)
  remembered.set(name, readings)
  return readings
}

/** The same as one word each, for comparing names by sound. */
export const spellingsOf = (name: string): readonly string[] => readingsOf(name).map(reading => reading.join(''))

function read(name: string): Reading[] {
  const letters = name.replaceAll(/[^\p{L}\p{N}]/gu, '')
  const asSurname = syllables(letters, 'head')
  const plain = syllables(letters, 'off')
  const all = [...letters].map((letter, i) => {
    const likely = [asSurname[i], plain[i]]
    const others = HAN.test(letter) ? pinyin(letter, { multiple: true, toneType: 'none', type: 'array' }) : []
    return [...new Set([...likely, ...others].filter(one => one !== undefined))].slice(0, READINGS_OF_A_CHARACTER)
  })
  const readings = [asSurname, plain, ...combined(all)]
  return [...new Map(readings.map(reading => [reading.join(' '), reading])).values()].slice(0, READINGS_OF_A_NAME)
}

const syllables = (letters: string, surname: 'head' | 'off'): Reading =>
  pinyin(letters, { surname, toneType: 'none', type: 'array' })

/** Every way to take one of each, no more than are wanted. */
function combined(choices: readonly (readonly string[])[]): Reading[] {
  let found: Reading[] = [[]]
  for (const choice of choices)
    found = found.flatMap(head => choice.map(one => [...head, one])).slice(0, READINGS_OF_A_NAME)
  return found
}
