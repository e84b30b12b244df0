import { pinyin } from 'pinyin-pro'
import type { Sound } from '#kernel/find.ts'

const remembered = new Map<string, Sound>()
const REMEMBERED = 5000

/** How a name sounds (拼音、首字母): 消化内科 → xiaohuaneike, xhnk; Latin words stay as they are. */
export const soundOf = (name: string): Sound => remember(name, 'off')

/** How a person's name sounds, by the reading of surnames: 单雄 → shanxiong. */
export const soundOfPerson = (name: string): Sound => remember(name, 'head')

function remember(name: string, surname: 'off' | 'head'): Sound {
  const key = `${surname} ${name}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  if (remembered.size >= REMEMBERED) remembered.clear()
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive', surname })
    .flatMap(part => part.split(' '))
    .map(part => part.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .filter(part => part !== '')
  const sound = { spelling: syllables.join(''), initials: syllables.map(part => part.charAt(0)).join('') }
  remembered.set(key, sound)
  return sound
}
