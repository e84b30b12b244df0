import { expect, test } from 'vitest'
import type { Problem } from '#kernel/problem.ts'
import { mustBePin, mustBeStrong } from './secret.ts'

const wrong = (password: string) => {
  try {
    mustBeStrong(password, { login: 'wf0231', spelling: 'wangfang' })
  } catch (error) {
    return (error as Problem).facts['wrong']
  }
  return []
}
const isWeakPin = (pin: string) => {
  try {
    mustBePin(pin)
  } catch {
    return true
  }
  return false
}

test('SEC-01 (part): a strong password has length and variety', () => {
  expect(wrong('Ab3$efgh')).toEqual(['short'])
  expect(wrong('abcdefghijkl')).toContain('plain')
  expect(wrong('春风又绿Jiang8岸')).toEqual([])
  expect(wrong('Green-Banana-42')).toEqual([])
})

test('a password does not hold the login, the name or what everybody tries', () => {
  expect(wrong('Wangfang-2026!')).toContain('own')
  expect(wrong('X-wf0231-yz!9')).toContain('own')
  expect(wrong('Password-2026')).toContain('common')
  expect(wrong('aA1aA1aA1aA1')).toContain('repeated')
})

test.each(['123456', '654321', '111111', '121212', '123123', '12345', '12345a', '135791'])(
  'the PIN %s is refused',
  pin => expect(isWeakPin(pin)).toBe(pin !== '135791'),
)

test.each(['802617', '135792'])('the PIN %s is taken', pin => expect(isWeakPin(pin)).toBe(false))
