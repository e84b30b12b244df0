import { Temporal } from '#kernel/time.ts'
import { expect, test } from 'vitest'
import { sessionMemory } from './session-memory.ts'

const at = (second: number) => Temporal.Instant.fromEpochMilliseconds(second * 1000)
const session = (second = 0) => ({ id: 'a', seenAt: at(second) })
const TOKEN = Buffer.from('token')

test('a session is read once, and again after it was forgotten', async () => {
  const memory = sessionMemory(10)
  let reads = 0
  const read = async () => ((reads += 1), session())
  await memory.find(TOKEN, read)
  await memory.find(TOKEN, read)
  expect(reads).toBe(1)
  memory.forget(one => one.id === 'b')
  await memory.find(TOKEN, read)
  expect(reads).toBe(1)
  memory.forget(one => one.id === 'a')
  await memory.find(TOKEN, read)
  expect(reads).toBe(2)
})

test('who comes while it is being read waits for the same reading; who comes after it was forgotten does not', async () => {
  const memory = sessionMemory(10)
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof session>>()
  let reads = 0
  const read = () => ((reads += 1), promise)
  const first = [memory.find(TOKEN, read), memory.find(TOKEN, read)]
  expect(reads).toBe(1)
  memory.forget(one => one.id === 'a')
  const after = memory.find(TOKEN, async () => null)
  resolve(session())
  expect(await Promise.all(first)).toMatchObject([{ id: 'a' }, { id: 'a' }])
  expect(await after).toBeNull()
})

test('what was being read while its session ended is not remembered', async () => {
  const memory = sessionMemory(10)
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof session>>()
  const found = memory.find(TOKEN, () => promise)
  memory.forget(one => one.id === 'a')
  resolve(session())
  await found
  expect(await memory.find(TOKEN, async () => null)).toBeNull()
})

test('more sessions than there is room for are read again, and none is mistaken for another', async () => {
  const memory = sessionMemory<{ id: string; seenAt: Temporal.Instant }>(2)
  for (const id of ['a', 'b', 'c', 'd', 'a', 'd'])
    expect(await memory.find(Buffer.from(id), async () => ({ ...session(), id }))).toMatchObject({ id })
})
