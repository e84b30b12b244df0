import { expect, test } from 'vitest'
import { sampleKind } from '../sample.ts'
import { checkTemplate, type Content, fit, fitField, harmless, mustFill, readable, segmentsOf } from './template.ts'

const SENSITIVE = ['肿瘤', '精神', '艾滋']
const text = (words: string): Content => ({ text: words, providerCode: null, fields: [] })
const fields = (...pairs: [string, string][]): Content => ({
  text: '',
  providerCode: 'T1',
  fields: pairs.map(([name, words]) => ({ name, text: words })),
})
const sms = (words: string) => checkTemplate(sampleKind, 'sms', text(words), SENSITIVE).map(one => one.code)
const wechat = (...pairs: [string, string][]) =>
  checkTemplate(sampleKind, 'wechat', fields(...pairs), SENSITIVE).map(one => one.code)

test('70 characters are one message, more are counted by 67', () => {
  expect([0, 70, 71, 134, 135, 201, 202].map(segmentsOf)).toEqual([1, 1, 2, 2, 3, 3, 4])
})

test('places, names, illness, addresses and length of an SMS', () => {
  expect(sms('您的事项 {number} 已受理，查看：{link}')).toEqual([])
  expect(sms('您的事项 {ticket} 已受理')).toEqual(['place-unknown'])
  expect(sms('{name}，您好')).toEqual(['name'])
  expect(sms('请到肿瘤科')).toEqual(['sensitive-word'])
  expect(sms('看 http://a.b/{number}')).toEqual(['url'])
  expect(sms('字'.repeat(200))).toEqual(['too-long'])
  expect(sms(' ')).toEqual(['empty'])
})

test('WeChat fields have types and lengths; first and remark are dead; the link has its own place', () => {
  expect(wechat(['thing2', '{item}'], ['character_string1', '{number}'])).toEqual([])
  expect(wechat(['first', '您好'])).toEqual(['field-unknown'])
  expect(wechat(['thing2', '您的事项已经由服务台受理，请您放心等候答复'])).toEqual(['too-long'])
  expect(wechat(['thing2', '{link}'])).toEqual(['no-link'])
})

test('what is longer than WeChat takes is cut, a line break too', () => {
  expect(fitField('thing2', '一二三四五六七八九十一二三四五六七八九十一')).toHaveLength(20)
  expect(fitField('phrase1', '正在办理之中')).toBe('正在办理…')
  expect(fit('一行\n又一行', 20)).toBe('一行 又一行')
})

test('values: all, no others, nothing that names an illness or a person’s number', () => {
  const values = { number: 'TK-0712', item: '费用查询' }
  expect(() => mustFill(sampleKind, values)).not.toThrow()
  expect(() => mustFill(sampleKind, { number: 'TK-0712' })).toThrow('template-wants-value')
  expect(() => mustFill(sampleKind, { ...values, more: 'x' })).toThrow('template-has-no-place')
  expect(harmless(sampleKind, { ...values, item: '肿瘤科报告' }, SENSITIVE, '您的事项')['item']).toBe('您的事项')
  expect(harmless(sampleKind, { ...values, item: '补 34052419800101001X' }, SENSITIVE, '')['item']).toBe('补 ***')
})

test('what a person reads', () => {
  const values = { number: 'TK-0712', item: '费用查询' }
  expect(readable(text('{item} {number}：{link}'), values, 'https://h/p#A')).toBe('费用查询 TK-0712：https://h/p#A')
  expect(readable(text('**{number}**\n[接单]({link})'), values, null)).toBe('**TK-0712**\n接单')
  expect(readable(fields(['thing1', '{item}']), values, 'https://h/p#A')).toBe('费用查询\nhttps://h/p#A')
})
