import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { addUnit } from '#modules/staff/index.ts'
import { leftOf, machineryOf } from '#platform/sweeps.ts'
import { builder } from '../../tests/support/hospital.ts'
import { testHouse } from '../../tests/support/house.ts'

test('machinery hears what happens until it is stopped, and nothing after', async () => {
  const { house, close } = await testHouse()
  await house.live.start(house.hospital.id)
  const heard: string[] = []
  const machinery = machineryOf(
    house,
    [],
    [
      {
        name: 'test: units',
        hears: ['staff.unit-added'],
        hear: async (_, __, event) => void heard.push((event.facts as { code: string }).code),
      },
    ],
  )
  const add = (code: string, kind: 'hospital' | 'administrative', parentId: string | null) =>
    addUnit(house)(builder(house), { code, name: code, kind, parentId, place: null, phone: null, hours: 'always' })
  machinery.start()
  const { id } = await add('A', 'hospital', null)
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['A'])
  await machinery.stop()
  await add('B', 'administrative', id)
  await pause(300)
  expect(heard).toEqual(['A'])
  await close()
})

test('who may lag goes on at its whole pace up to a hundred changes a second, then at a part of it, never below a tenth', () => {
  expect([0, 100, 200, 400, 5000].map(leftOf)).toEqual([1, 1, 0.5, 0.25, 0.1])
})

test('a sweep runs when its time has come, again after its interval, and after the clock was set back', async () => {
  const { house, clock, close } = await testHouse()
  const start = clock.now()
  let runs = 0
  const machinery = machineryOf(house, [{ name: 'test: minute', every: 60, run: async () => void (runs += 1) }], [])
  for (const seconds of [0, 30, 60, 61, 125]) {
    clock.set(start.add({ seconds }))
    await machinery.turn()
  }
  expect(runs).toBe(3)
  clock.set(start.subtract({ hours: 1 }))
  await machinery.turn()
  expect(runs).toBe(4)
  await close()
})
