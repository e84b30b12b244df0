import { Problem } from '#kernel/problem.ts'

const LEAST = 10
const CLASSES = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/]
const COMMON = /password|passw0rd|qwerty|abc123|123456|111111|000000|iloveyou|admin|yiguanjia|woaini|5201314/i

/**
 * Is the password strong enough (口令复杂度, SEC-01, rules.md §8.2)? At least 10 characters of three kinds, without the login or the
 * spelling of the name, without what everybody tries first, and not one character over and over. Says what is wrong.
 */
export function mustBeStrong(password: string, about: { readonly login: string; readonly spelling: string }): void {
  const wrong: string[] = []
  const plain = password.toLowerCase()
  if ([...password].length < LEAST) wrong.push('short')
  if (CLASSES.filter(one => one.test(password)).length < 3) wrong.push('plain')
  if ([about.login.toLowerCase(), about.spelling].some(part => part.length >= 4 && plain.includes(part)))
    wrong.push('own')
  if (COMMON.test(password)) wrong.push('common')
  if (new Set(password).size < 5) wrong.push('repeated')
  if (wrong.length > 0) throw new Problem('weak-password', { wrong })
}

/** Is the PIN of the badge hard enough to guess in five tries? Six digits, not all alike, no run, no pattern of two. */
export function mustBePin(pin: string): void {
  const digits = [...pin].map(Number)
  const steps = digits.slice(1).map((digit, i) => digit - (digits[i] ?? 0))
  const isRun = steps.every(step => step === steps[0])
  const isPair = pin.slice(0, 2).repeat(3) === pin || pin.slice(0, 3).repeat(2) === pin
  if (!/^\d{6}$/.test(pin) || isRun || isPair) throw new Problem('weak-pin')
}
