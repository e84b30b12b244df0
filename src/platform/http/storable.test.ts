import { expect, test } from 'vitest'
import { unstorable } from './storable.ts'

const nested = (depth: number): unknown => (depth === 0 ? 'x' : [nested(depth - 1)])

test.each([
  ['a\u0000', { pointer: '/body', what: 'text' }],
  [{ people: [{ name: '张' }, { name: '\ud800' }] }, { pointer: '/body/people/1/name', what: 'text' }],
  [{ words: ['\ufffd\ufffd'] }, { pointer: '/body/words/0', what: 'text' }],
  [{ a: { 'b\u0000': 1 } }, { pointer: '/body/a', what: 'text' }],
  [{ a: nested(40) }, { pointer: '/body', what: 'depth' }],
])('%j is not kept', (sent, fault) => expect(unstorable(sent, '/body')).toEqual(fault))

test.each([undefined, null, 1, '字', '👨‍👩‍👧', { a: [1, '二', { b: null }] }, nested(39), Buffer.from('\u0000')])(
  '%j is kept',
  sent => expect(unstorable(sent, '/body')).toBeNull(),
)
