import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { addUnit } from '#modules/staff/index.ts'
import { machineryOf } from '#platform/sweeps.ts'
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
