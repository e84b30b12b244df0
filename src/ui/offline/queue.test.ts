import { expect, test } from 'vitest'
import { ApiProblem } from '#ui/client.ts'
import { tapQueue } from './queue.ts'
import { memoryStore, type WaitingTap } from './store.ts'

const endpoint = { method: 'POST', path: '/api/x', id: 'x' } as const
const tapOf = (key: string, matter = 'ticket 1', body: unknown = {}) => ({
  key,
  matter,
  label: key,
  endpoint,
  sent: { body },
})
const settled = () => new Promise(resolve => setTimeout(resolve, 5))

function rig(answer: (tap: WaitingTap) => unknown) {
  const store = memoryStore()
  const asked: string[] = []
  const bodies: unknown[] = []
  const queue = tapQueue({
    store,
    scope: 'a-link',
    clock: () => 0,
    send: async tap => {
      asked.push(tap.key)
      bodies.push(tap.sent.body)
      return answer(tap)
    },
  })
  return { queue, asked, bodies, store }
}
const unreachable = () => {
  throw new ApiProblem('unreachable', 0, '')
}
const refusing = () => {
  throw new ApiProblem('part-status', 409, '已由他人接单')
}

test('taps go in their order, once each', async () => {
  const { queue, asked } = rig(() => ({}))
  await Promise.all(['1', '2', '3', '4', '5'].map(key => queue.tap(tapOf(key))))
  await settled()
  expect(asked).toEqual(['1', '2', '3', '4', '5'])
  expect(queue.now().taps).toEqual([])
})

test('without a network the first waits, nothing overtakes it, and it goes again with the same key', async () => {
  let isDown = true
  const { queue, asked } = rig(() => (isDown ? unreachable() : {}))
  await queue.tap(tapOf('1'))
  await queue.tap(tapOf('2'))
  await settled()
  expect(new Set(asked)).toEqual(new Set(['1']))
  expect(queue.now().taps.map(tap => tap.key)).toEqual(['1', '2'])
  isDown = false
  asked.length = 0
  queue.wake()
  await settled()
  expect(asked).toEqual(['1', '2'])
})

test('a refused tap holds the later ones of its matter only, until a person decides', async () => {
  let refuses = true
  const { queue, asked } = rig(tap => (tap.key === '1' && refuses ? refusing() : {}))
  await Promise.all([queue.tap(tapOf('1')), queue.tap(tapOf('2')), queue.tap(tapOf('3', 'ticket 2'))])
  await settled()
  expect(asked).toEqual(['1', '3'])
  expect(queue.now().taps.map(tap => [tap.key, tap.refusal?.title])).toEqual([
    ['1', '已由他人接单'],
    ['2', undefined],
  ])
  refuses = false
  await queue.again('1')
  await settled()
  expect(asked).toEqual(['1', '3', '1', '2'])
})

test('a discarded tap is never sent, and lets the next go', async () => {
  const { queue, asked } = rig(tap => (tap.key === '1' ? refusing() : {}))
  await Promise.all([queue.tap(tapOf('1')), queue.tap(tapOf('2'))])
  await settled()
  await queue.discard('1')
  await settled()
  expect(asked).toEqual(['1', '2'])
  expect(queue.now().taps).toEqual([])
})

test('the version that a tap was answered with goes with the next tap on the same matter', async () => {
  let isDown = true
  const { queue, bodies } = rig(tap =>
    isDown ? unreachable() : { version: (tap.sent.body as { version: number }).version + 1 },
  )
  await queue.tap(tapOf('1', 'ticket 1', { version: 4 }))
  await queue.tap(tapOf('2', 'ticket 1', { version: 4, reason: '取身份证' }))
  await queue.tap(tapOf('3', 'ticket 2', { version: 4 }))
  await settled()
  isDown = false
  bodies.length = 0
  queue.wake()
  await settled()
  expect(bodies).toEqual([{ version: 4 }, { version: 5, reason: '取身份证' }, { version: 4 }])
})

test('a page sends only the taps of its own link', async () => {
  const { queue, asked, store } = rig(() => ({}))
  await store.put({ ...tapOf('other'), scope: 'another-link', tappedAt: 0 })
  await queue.tap(tapOf('1'))
  await settled()
  expect(asked).toEqual(['1'])
})
