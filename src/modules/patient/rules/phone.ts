/** A telephone number as the house keeps it (电话号码). */
export interface PhoneNumber {
  readonly kind: 'mobile' | 'landline' | 'service' | 'foreign'
  /** 13800138000 · 0592-7120120 · 0592-7120120-801 · 7120120 · 400-820-8820 · +85298765432 */
  readonly number: string
}

const MOBILE = /^1[3-9]\d{9}$/
const SERVICE = /^[48]00\d{7}$/
const FOREIGN = /^\+[1-9]\d{6,14}$/
/** Beijing 010 and the great cities 02x have three digits, all others four. */
const LANDLINE = /^(010|02\d|0[3-9]\d{2})([2-9]\d{6,7})(\d{0,6})$/
const LOCAL = /^[2-9]\d{6,7}$/

/** Reads a number as it was typed or sent; null when it can be none. Form only: whether somebody answers is another matter. */
export function readPhone(typed: string): PhoneNumber | null {
  const plain = typed.normalize('NFKC').trim()
  const [head = '', extension = ''] = plain.split(/(?:转|分机|ext\.?|x|#)\s*/i)
  const digits = head.replaceAll(/[\s().\-–—·]/g, '').replace(/^(\+|00)86(?=\d{7})/, '')
  if (!/^\+?\d+$/.test(digits) || !/^\d{0,6}$/.test(extension)) return null
  if (MOBILE.test(digits)) return extension === '' ? { kind: 'mobile', number: digits } : null
  if (SERVICE.test(digits))
    return { kind: 'service', number: `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}` }
  const whole = digits.startsWith('00') ? `+${digits.slice(2)}` : digits
  if (FOREIGN.test(whole)) return { kind: 'foreign', number: whole }
  return landline(head, digits, extension)
}

const suffix = (more: string) => (more === '' ? '' : `-${more}`)

function landline(head: string, digits: string, extension: string): PhoneNumber | null {
  // 0592-7120120-801: what stands behind the second dash is an extension.
  const [, area = '', local = '', inner = ''] =
    /^\(?(0\d{2,3})\)?[\s-]*(\d{7,8})[\s-]+(\d{1,6})$/.exec(head.trim()) ?? []
  if (area !== '')
    return LANDLINE.test(area + local) ? { kind: 'landline', number: `${area}-${local}${suffix(inner)}` } : null
  const match = LANDLINE.exec(digits)
  if (match && match[3] === '') return { kind: 'landline', number: `${match[1]}-${match[2]}${suffix(extension)}` }
  return LOCAL.test(digits) ? { kind: 'landline', number: `${digits}${suffix(extension)}` } : null
}

/** What is searched for: the digits, without the extension. */
export const phoneKey = (number: string): string =>
  number.replace(/^(\d{3,4}-\d{7,8})-\d+$/, '$1').replaceAll(/\D/g, '')
