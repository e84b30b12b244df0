import { expect, test } from 'vitest'
import { isMobile, type Reach, routeOf, type SetUp } from './route.ts'

const ALL: SetUp = { sms: true, wechat: true, robot: true, screen: true }
const HAS: Reach = { numbers: ['13800138000', '13900139000'], openid: 'oABC', prefers: null, robots: ['ward'] }
const way = (to: 'patient' | 'person' | 'number', reach: Partial<Reach> = {}, setUp: Partial<SetUp> = {}) =>
  routeOf(to, { ...HAS, ...reach }, { ...ALL, ...setUp }, ['wechat', 'sms'], 3).map(
    step => `${step.channel} ${step.address}`,
  )

test('the house’s order, or first what the patient prefers', () => {
  expect(way('patient')).toEqual(['wechat oABC', 'sms 13800138000', 'sms 13900139000'])
  expect(way('patient', { prefers: 'sms' })).toEqual(['sms 13800138000', 'sms 13900139000', 'wechat oABC'])
})

test('what is not there is left out, down to nobody but a person', () => {
  expect(way('patient', { openid: null })).toEqual(['sms 13800138000', 'sms 13900139000'])
  expect(way('patient', { numbers: ['0592-7120120'], openid: null })).toEqual([])
  expect(way('patient', {}, { sms: false, wechat: false, screen: false })).toEqual([])
})

test('the screen stands in for what is not set up, never for an address that is missing', () => {
  expect(way('patient', {}, { sms: false })).toEqual(['wechat oABC', 'screen 13800138000', 'screen 13900139000'])
  expect(way('number', { numbers: [], openid: null }, { sms: false })).toEqual([])
})

test('a member of staff: the group’s robot, then the phone', () => {
  expect(way('person', { openid: null, numbers: ['13800138000'] })).toEqual(['robot ward', 'sms 13800138000'])
  expect(way('person', { openid: null, numbers: [] }, { robot: false })).toEqual(['screen robot'])
})

test('which numbers can get a text', () => {
  expect(['13800138000', '+86 138 0013 8000', '0592-7120120', '12345678901', '400-1'].map(isMobile)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
