import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { importItems } from '#modules/knowledge/index.ts'
import { samplePhone } from '#modules/knowledge/sample.ts'
import { run } from '#platform/database.ts'
import { type SmallHospital, smallHospital } from '../../../../tests/support/hospital.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { sampleRequest } from '../sample.ts'
import { createTicket } from './create-ticket.ts'
import { giveNumber } from './give-number.ts'
import { openTicket } from './read-ticket.ts'

let at: TestHouse
let hospital: SmallHospital
beforeAll(async () => {
  at = await testHouse()
  hospital = await smallHospital(at.house)
})
afterAll(() => at.close())

test('DIR-07 (part): a number given in a matter stands on its time line; an older version is refused, and a stranger too', async () => {
  const { house } = at
  const ownerId = hospital.person['manager'] ?? ''
  const reviewerId = hospital.person['lin'] ?? ''
  const head = { kind: 'number', audience: 'staff', code: 'topic', unitId: null, subjectId: null } as const
  await importItems(house)(systemCaller(house.hospital.id), { reviewerId }, [
    { ...head, ownerId, title: '术后换药', content: samplePhone(hospital.unit.ward) },
  ])
  const [item] = await house.database.transact(tx =>
    run<{ id: string; liveId: string }>(tx, 'select id, live_id from knowledge.item'),
  )
  if (item === undefined) throw new Error('the topic was published')
  const lin = await hospital.as('lin')
  const { id } = await createTicket(house)(lin, sampleRequest)
  const asked = { id, topicId: item.id, revisionId: item.liveId, line: 0 }
  await giveNumber(house)(lin, asked)
  const { line: lines } = (await openTicket(house)(lin, { id })) as unknown as {
    line: { action: string; detail: object }[]
  }
  expect(lines.findLast(line => line.action === 'ticket.number-given')?.detail).toEqual({
    topic: '术后换药',
    name: '换药室',
    phone: '0592-7120120-8410',
  })
  await expect(giveNumber(house)(lin, { ...asked, revisionId: id })).rejects.toMatchObject({ code: 'number-changed' })
  await expect(giveNumber(house)(await hospital.as('administrator'), asked)).rejects.toMatchObject({
    code: 'not-found',
  })
})
