import { describe, expect, test } from 'vitest'
import { isSignature } from './confirmation.ts'
import { type ItemField, limitOf, mustBeFilled } from './service-item.ts'
import { mayFinish, mustBeProved, mustHaveProof, openSteps, type SopStep } from './sop.ts'

const step = (key: string, more: Partial<SopStep> = {}): SopStep => ({
  key,
  name: `第 ${key} 步`,
  optional: false,
  evidence: 'none',
  tells: null,
  observed: null,
  module: null,
  within: null,
  endsLimit: false,
  ...more,
})
const refused = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return null
}

describe('the steps of a matter', () => {
  const steps = [
    step('1', { observed: 'registered' }),
    step('2'),
    step('3', { optional: true }),
    step('4', { observed: 'progressed' }),
    step('5', { observed: 'confirmed', evidence: 'signature' }),
  ]
  test('hold the result back while a mandatory one is open; what comes at opening or with the signature does not', () => {
    expect(openSteps(steps, new Set()).map(one => one.key)).toEqual(['2', '4'])
    expect(refused(() => mayFinish(steps, new Set(['2', '3'])))).toBe('steps-open')
    expect(refused(() => mayFinish(steps, new Set(['2', '4'])))).toBeNull()
  })

  test('each sort of evidence is asked for, and given', () => {
    const nothing = { words: null, signature: null, hasAttachment: false }
    const enough = {
      none: nothing,
      note: { ...nothing, words: '药师同意' },
      confirmation: { ...nothing, words: '内科 王护士' },
      number: { ...nothing, words: 'MZ-0412' },
      attachment: { ...nothing, hasAttachment: true },
      signature: { ...nothing, signature: 'M10 10L20 20L30 15L40 25L50 10' },
    } as const
    for (const [evidence, given] of Object.entries(enough)) {
      const one = step('1', { evidence: evidence as SopStep['evidence'] })
      expect([evidence, refused(() => mustBeProved(one, given, isSignature))]).toEqual([evidence, null])
      if (evidence !== 'none')
        expect([evidence, refused(() => mustBeProved(one, nothing, isSignature))]).toEqual([
          evidence,
          'step-evidence-missing',
        ])
    }
    expect(
      refused(() => mustBeProved(step('1', { evidence: 'number' }), { ...nothing, words: '好了' }, isSignature)),
    ).toBe('step-evidence-missing')
  })

  test('the closing proof is of its sort', () => {
    const given = { evidence: '已处理', numbers: [], hasAttachment: false }
    expect(refused(() => mustHaveProof('words', given, ''))).toBeNull()
    expect(refused(() => mustHaveProof('attachment', given, ''))).toBe('proof-missing')
    expect(refused(() => mustHaveProof('attachment', { ...given, hasAttachment: true }, ''))).toBeNull()
    expect(refused(() => mustHaveProof('number', given, ''))).toBe('proof-missing')
    expect(refused(() => mustHaveProof('number', { ...given, evidence: '印 20261116-03' }, ''))).toBeNull()
    expect(refused(() => mustHaveProof('number', { ...given, numbers: ['YY12'] }, ''))).toBeNull()
  })
})

describe('what the window asks', () => {
  const field = (type: ItemField['type'], more: Partial<ItemField> = {}): ItemField => ({
    key: type,
    name: type,
    type,
    required: false,
    options: ['甲', '乙'],
    ...more,
  })
  const ask = (one: ItemField, value: unknown) =>
    refused(() =>
      mustBeFilled(
        { fields: [one] },
        null,
        value === undefined ? {} : ({ [one.key]: value } as Record<string, string>),
      ),
    )
  test('is typed: an amount to the cent, a day, one or several of what may be chosen', () => {
    for (const [one, right, wrong] of [
      [field('amount'), 12.34, 12.345],
      [field('amount'), 1500, '1500'],
      [field('date'), '2026-11-16', '昨天'],
      [field('choice'), '甲', '丙'],
      [field('choices'), ['甲', '乙'], ['甲', '丙']],
    ] as const) {
      expect([right, ask(one, right)]).toEqual([right, null])
      expect([wrong, ask(one, wrong)]).toEqual([wrong, 'field-wrong'])
    }
    expect(ask(field('text', { required: true }), undefined)).toBe('field-needed')
    expect(ask(field('choices', { required: true }), [])).toBe('field-needed')
    expect(ask(field('text'), undefined)).toBeNull()
  })

  test('keeps what the item knows and nothing else', () => {
    expect(
      mustBeFilled({ fields: [field('text')] }, { fields: [field('amount')] }, { text: '甲', amount: 3, more: 'x' }),
    ).toEqual({
      text: '甲',
      amount: 3,
    })
  })
})

test('a limit of its own gives way to a tick of difficulty, and to that of a typed case', () => {
  const due = { kind: 'minutes', minutes: 30 } as const
  const day = { kind: 'working-days', days: 0 } as const
  expect(limitOf({ due }, null, [])).toBe(due)
  expect(limitOf({ due }, { due: day }, [])).toBe(day)
  expect(limitOf({ due }, { due: null }, [])).toBe(due)
  expect(limitOf({ due }, { due: day }, ['investigation'])).toBeNull()
})
