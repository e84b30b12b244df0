import type { DocumentKind } from './person.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECKS = '10X98765432'

/** What a number of a resident ID card (居民身份证, GB 11643, rules.md §8.5) says of its holder, or why it cannot be one. */
export type ResidentId =
  | {
      readonly ok: true
      /** 18 characters, upper case. */
      readonly number: string
      readonly kind: Extract<DocumentKind, 'resident-id' | 'residence-permit' | 'foreign-permit'>
      readonly sex: 'male' | 'female'
      readonly birthDate: string
    }
  | { readonly ok: false; readonly why: 'length' | 'characters' | 'date' | 'future' | 'check-digit' }

/**
 * Reads a number as it was typed: spaces go, full-width digits and a small x are taken, 15 digits become 18. Both the check
 * digit and the date must be right, and nobody is born after `today` (ISO day).
 */
export function readResidentId(typed: string, today: string): ResidentId {
  const plain = typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
  if (plain.length !== 15 && plain.length !== 18) return { ok: false, why: 'length' }
  if (!/^(\d{15}|\d{17}[\dX])$/.test(plain)) return { ok: false, why: 'characters' }
  const number = plain.length === 15 ? lengthened(plain) : plain
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birthDate)) return { ok: false, why: 'date' }
  if (checkDigit(number) !== number[17]) return { ok: false, why: 'check-digit' }
  if (birthDate > today) return { ok: false, why: 'future' }
  return { ok: true, number, kind: kindOf(number), sex: Number(number[16]) % 2 === 1 ? 'male' : 'female', birthDate }
}

/** The 15 digits of the old card (一代证) as 18: century 19 and a check digit. */
function lengthened(old: string): string {
  const seventeen = `${old.slice(0, 6)}19${old.slice(6)}`
  return seventeen + checkDigit(seventeen)
}

/** The 18th character that belongs to the first 17. */
export function checkDigit(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0)
  return CHECKS[sum % 11] ?? ''
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

function isDay(iso: string): boolean {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number)
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = (DAYS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0)
  return year > 0 && day >= 1 && day <= days
}

/** 81, 82, 83: people of Hong Kong, Macau and Taiwan; 9: foreigners' permanent residence card. */
function kindOf(number: string): 'resident-id' | 'residence-permit' | 'foreign-permit' {
  if (/^8[123]/.test(number)) return 'residence-permit'
  return number.startsWith('9') ? 'foreign-permit' : 'resident-id'
}
