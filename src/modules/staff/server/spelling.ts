import { pinyin } from 'pinyin-pro'

/** How a name is spelled (拼音) and its initials: 王芳 → wangfang, wf; Latin letters stay as they are. */
export function spellingOf(name: string): { readonly spelling: string; readonly initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true, nonZh: 'consecutive' })
    .flatMap(one => one.split(' '))
    .map(one => one.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .filter(one => one !== '')
  return { spelling: syllables.join(''), initials: syllables.map(one => one.charAt(0)).join('') }
}
