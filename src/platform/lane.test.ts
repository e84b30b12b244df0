import { expect, test } from 'vitest'
import { laneOf } from '#platform/lane.ts'

/** A lane whose batches are written down; it refuses `-1` as PostgreSQL refuses a value, and `-2` as a broken connection does. */
function doubling(atMost = 8, apart?: (n: number) => string | null) {
  const batches: (readonly number[])[] = []
  const lane = laneOf<number, number>(
    async asked => {
      batches.push(asked)
      await new Promise(resume => setTimeout(resume, 5))
      if (asked.includes(-1)) throw Object.assign(new Error('refused'), { code: '22P02' })
      if (asked.includes(-2)) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' })
      return asked.map(n => n * 2)
    },
    apart === undefined ? { atMost } : { atMost, apart },
  )
  return { lane, batches }
}

test('who comes alone goes at once; who comes meanwhile goes together, each with an answer of its own', async () => {
  const { lane, batches } = doubling()
  const first = lane(1)
  await new Promise(setImmediate)
  expect(await Promise.all([first, lane(2), lane(3), lane(4)])).toEqual([2, 4, 6, 8])
  expect(batches).toEqual([[1], [2, 3, 4]])
  expect(await lane(5)).toBe(10)
})

test('no more than so many go together, in the order in which they came', async () => {
  const { lane, batches } = doubling(2)
  await Promise.all([1, 2, 3, 4, 5].map(lane))
  expect(batches).toEqual([[1, 2], [3, 4], [5]])
})

test('two of one mark never go together', async () => {
  const { lane, batches } = doubling(8, n => String(n % 2))
  await Promise.all([1, 3, 2, 5].map(lane))
  expect(batches).toEqual([[1, 2], [3], [5]])
})

test('one whose row is refused does not take the others along', async () => {
  const { lane, batches } = doubling()
  const told = await Promise.allSettled([1, -1, 2].map(lane))
  expect(told.map(one => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(batches).toEqual([[1, -1, 2], [1], [-1], [2]])
})

test('when nobody knows whether it was written, nothing is tried again', async () => {
  const { lane, batches } = doubling()
  const told = await Promise.allSettled([1, -2].map(lane))
  expect(told.map(one => one.status)).toEqual(['rejected', 'rejected'])
  expect(batches).toHaveLength(1)
})
