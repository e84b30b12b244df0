/** Masking of what identifies a person (脱敏), one rule for the whole house (rules.md §8.5, vectors `mask`). */

const CJK = /\p{Script=Han}/u

/** 张三 → 张*, 张三丰 → 张*丰, John Smith → J*** S***; each part around “·” by itself. */
export function maskName(name: string): string {
  return name
    .trim()
    .split('·')
    .map(part => (CJK.test(part) ? maskHan(part) : maskLatin(part)))
    .join('·')
}

function maskHan(part: string): string {
  const letters = [...part.replaceAll(/\s/g, '')]
  const [first = ''] = letters
  if (letters.length <= 1) return '*'
  if (letters.length === 2) return `${first}*`
  return `${first}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}

const maskLatin = (part: string): string =>
  part
    .split(/\s+/)
    .map(word => ([...word].length <= 1 ? '*' : `${[...word][0]}***`))
    .join(' ')

/** 13800138000 → 138****8000, 0592-7120120 → 0592-***0120. */
export function maskPhone(phone: string): string {
  const area = /^(0\d{2,3}-)(\d+)$/.exec(phone)
  if (area) {
    const [, code = '', rest = ''] = area
    return `${code}${'*'.repeat(Math.max(0, rest.length - 4))}${rest.slice(-4)}`
  }
  if (phone.length <= 7) return '*'.repeat(phone.length)
  return `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`
}

/** 34052419800101001X → 340***********001X; a shorter document shows its last two characters only. */
export const maskIdNumber = (id: string): string =>
  id.length >= 15
    ? `${id.slice(0, 3)}${'*'.repeat(id.length - 7)}${id.slice(-4)}`
    : `${'*'.repeat(Math.max(0, id.length - 2))}${id.slice(-2)}`

/** Down to the district or county: 福建省厦门市同安区祥平街道1号 → 福建省厦门市同安区***. */
export function maskAddress(address: string): string {
  const place = /^(.{2,}?[省市区].*?[区县旗]|.{2,}?[市州])/u.exec(address)
  return `${place?.[0] ?? [...address].slice(0, 3).join('')}***`
}
