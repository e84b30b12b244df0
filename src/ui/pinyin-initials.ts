/** First characters of each initial in the order of pinyin: 阿 stands at the head of A, 八 of B, and so on. */
const HEADS = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀'
const INITIALS = 'abcdefghjklmnopqrstwxyz'
const inPinyin = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

/**
 * Initials of the pinyin (拼音首字母), 医保科 → ybk, by the collation that every browser has: no dictionary is sent. A character
 * with several readings has the commonest one; good for picking from a list, never for identifying.
 */
export const pinyinInitials = (text: string): string => Array.from(text, initialOf).join('')

function initialOf(letter: string): string {
  if (/[a-z0-9]/i.test(letter)) return letter.toLowerCase()
  if (!/\p{Script=Han}/u.test(letter)) return ''
  let at = -1
  for (const [index, head] of Array.from(HEADS).entries()) if (inPinyin.compare(letter, head) >= 0) at = index
  return INITIALS[at] ?? ''
}

/** How well `query` fits a name with its code: 0 fits best; null does not fit. */
export function fit(query: string, name: string, code = ''): number | null {
  const asked = query.trim().toLowerCase()
  if (asked === '') return 9
  const lower = name.toLowerCase()
  const initials = pinyinInitials(name)
  const tests = [
    code.toLowerCase() === asked,
    lower.startsWith(asked),
    initials.startsWith(asked),
    lower.includes(asked),
    initials.includes(asked),
    code.toLowerCase().includes(asked),
  ]
  const at = tests.indexOf(true)
  return at === -1 ? null : at
}

/** Those that fit, the best first, otherwise in their own order. */
export const fitting = <T>(
  query: string,
  list: readonly T[],
  nameOf: (one: T) => string,
  codeOf: (one: T) => string,
): readonly T[] =>
  list
    .map(one => ({ one, rank: fit(query, nameOf(one), codeOf(one)) }))
    .filter(entry => entry.rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(entry => entry.one)
