import { expect, test } from 'vitest'
import { bannerOf, contactWay, holding, mustBeNeed, NEED_KINDS, NEEDS, type Need, replacedBy } from './profile.ts'

const need = (kind: Need['kind'], value: Need['value'], note: string | null = null): Need => ({
  id: `${kind} ${value}`,
  kind,
  value,
  note,
  since: '2026-11-01',
  validTo: null,
  source: 'patient',
})

test('PAT-03 (part): a text-only profile offers no phone call and goes by text', () => {
  expect(contactWay([need('communication-way', 'text-only')])).toEqual({
    way: 'text',
    mayCall: false,
    because: 'communication-way',
  })
  expect(contactWay([need('communication-way', 'text-only'), need('preferred-contact', 'phone')]).mayCall).toBe(false)
})

test('the deaf, those without speech and those who asked not to be called get a message; others may be called', () => {
  expect(contactWay([need('hearing', 'deaf')])).toMatchObject({ way: 'text', mayCall: false, because: 'hearing' })
  expect(contactWay([need('speech', 'cannot-speak')]).mayCall).toBe(false)
  expect(contactWay([need('do-not-call', 'always')])).toMatchObject({ mayCall: false, because: 'do-not-call' })
  expect(contactWay([need('hearing', 'hard-of-hearing')])).toMatchObject({ way: 'call', mayCall: true })
  expect(contactWay([need('hearing', 'deaf'), need('communication-way', 'through-companion')]).mayCall).toBe(true)
  expect(contactWay([need('preferred-contact', 'wechat')])).toMatchObject({ way: 'text', mayCall: true })
  expect(contactWay([])).toEqual({ way: 'call', mayCall: true, because: null })
})

test('the banner says first what can harm, then how to speak, in plain words', () => {
  const lines = bannerOf([
    need('preferred-time', 'morning'),
    need('hearing', 'deaf'),
    need('allergy', 'drug', '青霉素'),
    need('communication-way', 'text-only'),
  ])
  expect(lines.map(line => line.zh)).toEqual(['青霉素过敏', '仅用文字沟通，请勿打电话', '听力障碍', '方便时间：上午'])
  expect(lines.map(line => line.weight)).toEqual(['alert', 'care', 'care', 'note'])
})

test('every need has words in both languages', () => {
  for (const kind of NEED_KINDS)
    for (const value of NEEDS[kind].values) {
      const [line] = bannerOf([need(kind, value, '备注')])
      expect(line?.zh).toMatch(/\p{Script=Han}/u)
      expect(line?.en).toMatch(/^[A-Z]/)
      expect(line?.zh).toContain('备注')
    }
})

test('a need holds from its first day to its last', () => {
  const short = { ...need('mobility', 'wheelchair'), validTo: '2026-11-10' }
  for (const day of ['2026-11-01', '2026-11-10']) expect(holding([short], day)).toEqual([short])
  for (const day of ['2026-10-31', '2026-11-11']) expect(holding([short], day)).toEqual([])
})

test('a new way to communicate ends the old one; a second allergy stands beside the first, the same one again replaces it', () => {
  const had = [need('communication-way', 'phone'), need('allergy', 'drug', '青霉素')]
  expect(replacedBy(had, need('communication-way', 'text-only'))).toEqual([had[0]])
  expect(replacedBy(had, need('allergy', 'drug', '头孢'))).toEqual([])
  expect(replacedBy(had, need('allergy', 'drug', '青霉素'))).toEqual([had[1]])
})

test('values of another kind, an allergy to nothing, and an end before the beginning are refused', () => {
  expect(() => mustBeNeed(need('hearing', 'wheelchair'))).toThrow('need-unknown')
  expect(() => mustBeNeed(need('allergy', 'drug'))).toThrow('need-wants-words')
  expect(() => mustBeNeed(need('language', 'other'))).toThrow('need-wants-words')
  expect(() => mustBeNeed({ ...need('hearing', 'deaf'), validTo: '2026-10-01' })).toThrow('need-ends-before-it-begins')
})
