/** Names as the house keeps them (姓名): Chinese without spaces, parts of a minority name joined by “·”, Latin words with one space. */

const DOTS = /\s*[·•・‧∙⋅･.．。]\s*(?=\p{Script=Han})/gu
const HAN = /\p{Script=Han}/u
/** Letters of any script, private ones included: rare characters of old systems live there. */
const WHOLE = /^[\p{L}\p{M}\p{Co}\p{Nd}〇]+(?:[ ·'’.\-()（）]+[\p{L}\p{M}\p{Co}\p{Nd}〇]+)*[)）.]?$/u

/** The name as it is kept, or null when it can be none. */
export function readName(typed: string): string | null {
  const plain = typed.normalize('NFC').trim().replaceAll(/\s+/gu, ' ')
  const name = HAN.test(plain)
    ? plain.replaceAll(DOTS, '·').replaceAll(/(?<=[\p{Script=Han}]) (?=[\p{Script=Han}])/gu, '')
    : plain
  return name.length > 0 && name.length <= 100 && WHOLE.test(name) ? name : null
}

/** Is it written in Chinese characters? */
export const isHan = (name: string): boolean => HAN.test(name)

/** What is compared and searched: no dots, no spaces, Latin in capitals. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s·•・‧∙⋅･'’.()-]/gu, '')
    .toUpperCase()
