import { expect, test } from 'vitest'
import { fill } from '#kernel/text.ts'
import { zh } from '#ui/text.zh.ts'
import {
  type ClockView,
  clockSentence,
  clocksInOrder,
  clockWords,
  nextClock,
  readClock,
  sayDuration,
} from './reading.ts'

const say = (key: keyof typeof zh, facts = {}) => fill(zh[key], facts)
const at = (minutes: number) => Date.parse('2026-11-21T02:00:00Z') + minutes * 60_000
const clock = (facts: Partial<ClockView> = {}): ClockView => ({
  label: '接单',
  startedAt: new Date(at(0)).toISOString(),
  dueAt: new Date(at(30)).toISOString(),
  ...facts,
})
const shown = (now: number, facts: Partial<ClockView> = {}) => {
  const reading = readClock(clock(facts), at(now))
  return [reading.tone, clockWords(reading, say)]
}

test('a clock is grey, amber from 75 % of its time, and red after its limit', () => {
  expect(shown(10)).toEqual(['running', '剩 20 分'])
  expect(shown(22)).toEqual(['running', '剩 8 分'])
  expect(shown(22.5)).toEqual(['soon', '剩 7 分'])
  expect(shown(29.5)).toEqual(['soon', '剩 不到 1 分'])
  expect(shown(38)).toEqual(['late', '超时 8 分'])
})

test('a clock that was met stays as it was then', () => {
  expect(shown(90, { doneAt: new Date(at(20)).toISOString() })).toEqual(['done', '已完成'])
  expect(shown(90, { doneAt: new Date(at(38)).toISOString() })).toEqual(['done', '完成时已超时 8 分'])
})

test('waiting for the patient stops the clock only where the hospital says so', () => {
  const waiting = { reason: '取身份证', since: new Date(at(10)).toISOString() }
  expect(shown(25, { waiting: { ...waiting, stops: true } })).toEqual(['running', '剩 20 分'])
  expect(shown(25, { waiting: { ...waiting, stops: false } })).toEqual(['soon', '剩 5 分'])
})

test('long times are said in hours and days', () => {
  expect(sayDuration(80 * 60_000, say)).toBe('1 小时 20 分')
  expect(sayDuration(120 * 60_000, say)).toBe('2 小时')
  expect(sayDuration(51 * 3_600_000, say)).toBe('2 天 3 小时')
})

test('the chip is read aloud as a sentence', () => {
  const sentence = clockSentence(clock(), readClock(clock(), at(38)), say)
  expect(sentence).toBe('接单 超时 8 分，应于 10:30 完成')
})

test('the next clock is the earliest that is still open; the list begins with the promise to the patient', () => {
  const met = clock({ label: '接单', doneAt: new Date(at(5)).toISOString() })
  const limit = clock({ label: '办结', dueAt: new Date(at(120)).toISOString() })
  const promise = clock({ label: '答复患者', dueAt: new Date(at(200)).toISOString(), isPromise: true })
  expect(nextClock([met, limit, promise])?.label).toBe('办结')
  expect(clocksInOrder([met, limit, promise]).map(one => one.label)).toEqual(['答复患者', '办结', '接单'])
  expect(nextClock([met])).toBeUndefined()
})
