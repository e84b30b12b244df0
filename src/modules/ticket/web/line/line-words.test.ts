import { expect, test } from 'vitest'
import { sayIn } from '#ui/language.ts'
import type { Line } from '../ticket.ts'
import { ticketWords } from '../words.ts'
import { lineWords, type Names, sentence, speaker } from './line-words.ts'

const names: Names = {
  unit: id => ({ u1: '医保科', u2: '财务科' })[id] ?? '有关科室',
  person: id => ({ p1: '赵某', p2: '林甲' })[id] ?? '工作人员',
  part: () => '医保科',
}
const line = (
  action: string,
  facts: Line['facts'],
  detail: Line['detail'] = {},
  by: Line['by'] = { kind: 'staff', name: '林甲' },
): Line => ({
  id: '0198d0d0-0000-7000-8000-000000000001',
  at: '2026-11-16T09:00:00+08:00',
  action,
  by,
  unit: { id: 'u1', name: '医保科' },
  facts,
  detail,
  of: null,
})
const say = sayIn(lineWords)
const said = (of: Line) => sentence(of, names, say, sayIn(ticketWords))

test('each line says in a sentence what happened, with the words that were said', () => {
  expect(said(line('ticket.accepted', { part: 'x', breach: true, minutes: 31 }))?.words).toBe(
    '医保科 接单，用时 31 分，响应超时',
  )
  expect(said(line('ticket.declined', { part: 'x', to: 'p1' }, { reason: '不属于本科室职责' }))).toEqual({
    words: '医保科 退回，现由 赵某 处理，理由',
    quotes: [{ text: '不属于本科室职责' }],
    tone: 'plain',
  })
  expect(said(line('ticket.waiting', {}, { reason: '取身份证', evidence: '电话告知' }))?.quotes).toEqual([
    { text: '取身份证' },
    { label: '凭证', text: '电话告知' },
  ])
  expect(said(line('ticket.departments-added', { units: ['u1', 'u2'] }))?.words).toBe('加派 医保科、财务科，理由')
  expect(
    said(line('ticket.classified', { class: 'complex', difficulty: ['meeting'], dueAt: '2026-11-17T09:00:00+08:00' }))
      ?.words,
  ).toContain('复杂事项（需要联席会议），11月17日 09:00 前办结')
})

test('what the patient said or was told stands out, what only staff see is apart', () => {
  expect(said(line('ticket.replied', { patientSees: true }, { text: '请来取' }))?.tone).toBe('patient')
  expect(said(line('ticket.noted', { question: false }, { text: '慢慢说' }))?.tone).toBe('inside')
  expect(said(line('ticket.progressed', { part: null, patientSees: false }, { text: '查了' }))?.tone).toBe('plain')
})

test('an escalation of a kind that the hospital adds later is still told', () => {
  expect(said(line('ticket.escalated', { step: 'new-step', level: 1, part: null, to: ['p1'] }))?.words).toBe(
    '提醒 赵某',
  )
})

test('readings are no part of the line, and something unknown is said plainly', () => {
  expect(said(line('ticket.opened', { by: 'staff' }))).toBe(null)
  expect(said(line('ticket.something-new', {}))?.words).toBe('有更新')
})

test('the patient and the system are named as such', () => {
  expect(speaker(line('x', {}, {}, { kind: 'patient-link', name: null }), say)).toBe('患者')
  expect(speaker(line('x', {}, {}, { kind: 'system', name: null }), say)).toBe('系统')
  expect(speaker(line('x', {}), say)).toBe('林甲')
})
