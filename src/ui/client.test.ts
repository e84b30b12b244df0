import { expect, test } from 'vitest'
import { ApiProblem, address, newKey } from './client.ts'

test('an address has its places filled and its absent questions left out', () => {
  expect(address('/api/tickets/:id/parts/:partId', { params: { id: '7', partId: 'a/b' } })).toBe(
    '/api/tickets/7/parts/a%2Fb',
  )
  expect(address('/api/tickets', { query: { view: 'mine', unit: undefined, after: null, tag: ['a', '陈'] } })).toBe(
    '/api/tickets?view=mine&tag=a&tag=%E9%99%88',
  )
})

test('a refusal finds its field by the pointer', () => {
  const problem = new ApiProblem('invalid-request', 422, '提交的内容有误', {
    errors: [
      { pointer: '/body/phone', detail: '请填写 11 位手机号' },
      { pointer: '/body/papers/0/name', detail: '太长' },
    ],
  })
  expect(problem.at('phone')).toBe('请填写 11 位手机号')
  expect(problem.at('papers/0/name')).toBe('太长')
  expect(problem.at('name')).toBeUndefined()
  expect(problem.isPassing).toBe(false)
})

test('no answer means: nobody knows, send it again with the same key', () => {
  for (const status of [0, 502, 504]) expect(new ApiProblem('unreachable', status, '').isUnknown).toBe(true)
  expect(new ApiProblem('unavailable', 503, '').isUnknown).toBe(false)
  expect(new ApiProblem('unavailable', 503, '').isPassing).toBe(true)
})

test('every intention has a key of its own, in the form that the house takes', () => {
  const keys = Array.from({ length: 100 }, newKey)
  expect(new Set(keys).size).toBe(100)
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_-]{8,80}$/)
})
