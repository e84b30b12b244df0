import { pinyin } from 'pinyin-pro'
import type { Sound } from '../rules/find-units.ts'

const remembered = new Map<string, Sound>()
const REMEMBERED = 5000

/** How a unit's name sounds (拼音、首字母): 消化内科 → xiaohuaneike, xhnk; Latin words stay as they are. */
export function soundOf(name: string): Sound {
  const known = remembered.get(name)
  if (known !== undefined) return known
  if (remembered.size >= REMEMBERED) remembered.clear()
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
    .map(part => part.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .filter(part => part !== '')
  const sound = { spelling: syllables.join(''), initials: syllables.map(part => part.charAt(0)).join('') }
  remembered.set(name, sound)
  return sound
}
