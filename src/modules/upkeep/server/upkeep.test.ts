import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '#kernel/endpoint.ts'
import { systemCaller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { transact } from '#platform/house.ts'
import { deliver, type Listener } from '#platform/listeners.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { journalSettled } from '../../../../tests/support/settled.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import type { readUpkeep } from '../contract.ts'
import { letGo, redeliver } from './redeliver.ts'

let at: TestHouse
let staff: SettledStaff
let broken = true
const taken: string[] = []
/** One that cannot take its events until it is mended. */
const mendable: Listener = {
  name: 'test: mendable',
  hears: ['staff.unit-changed'],
  async hear(_house, _tx, event) {
    if (broken) throw new TypeError('of a person: 陈秀英')
    taken.push(event.id)
  },
}
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house)
})
afterAll(() => at.close())

const rows = <Row>(sql: string) => at.house.database.transact(tx => run<Row>(tx, sql))
const caller = () => systemCaller(at.house.hospital.id)
const cared = { listeners: [mendable], kinds: [] }
/** Something happens that the listener fails to take as often as it may. */
async function setAside(): Promise<string> {
  broken = true
  const id = at.house.ids.next()
  await transact(at.house, caller(), async ({ tell }) =>
    tell({ action: 'staff.unit-changed', subject: { kind: 'coverage', id }, facts: { code: 'X' } }),
  )
  await journalSettled(at.house.database)
  for (let tries = 0; tries < 5; tries += 1) await deliver(at.house, mendable)
  const [row] = await rows<{ journalId: string }>(
    'select journal_id from platform.undelivered order by at desc, journal_id desc',
  )
  return row?.journalId ?? ''
}
const page = async () => {
  const cookie = await staff.cookie('林建国')
  return (await ask(at.app, 'GET', '/api/upkeep', { cookie })).body as unknown as Answer<typeof readUpkeep>
}

describe('an event that nobody could take', () => {
  test('is told to the administrators once, stands on their page by its kind of error only, and is taken once when it is mended', async () => {
    const journalId = await setAside()
    await at.machinery.turn()
    await at.machinery.turn()
    const told = await rows<{ personId: string; aboutId: string }>(
      `select person_id, about_id from notification.message where template = 'upkeep.event-set-aside'`,
    )
    expect(told).toEqual([{ personId: staff.person('林建国'), aboutId: journalId }])
    const { undelivered, mayAct } = await page()
    expect(mayAct).toBe(true)
    expect(undelivered).toMatchObject([
      { listener: 'test: mendable', journalId, action: 'staff.unit-changed', error: 'TypeError' },
    ])
    const which = { listener: mendable.name, journalId }
    await expect(redeliver(at.house, cared)(caller(), which)).rejects.toMatchObject({ code: 'delivery-failed' })
    expect((await page()).undelivered).toHaveLength(1)
    broken = false
    const both = await Promise.allSettled([1, 2].map(() => redeliver(at.house, cared)(caller(), which)))
    expect(both.map(one => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(one => one.status === 'rejected')?.reason).toMatchObject({ code: 'delivery-gone' })
    expect(taken).toEqual([journalId])
    expect((await page()).undelivered).toEqual([])
  })

  test('is let go of with a reason, which stands in the journal', async () => {
    const journalId = await setAside()
    await letGo(at.house)(caller(), { listener: mendable.name, journalId, reason: '已人工处理' })
    expect((await page()).undelivered).toEqual([])
    expect(await rows(`select subject_id, facts from platform.journal where action = 'upkeep.let-go'`)).toEqual([
      { subjectId: journalId, facts: { listener: mendable.name, action: 'staff.unit-changed' } },
    ])
    expect(taken).not.toContain(journalId)
  })
})

describe('how long records are kept', () => {
  const term = async (name: string, body: object) =>
    ask(at.app, 'PUT', `/api/upkeep/terms/${name}`, { cookie: await staff.cookie('林建国'), body })

  test('every kind is shown with its law; a term is set by version, and never shorter than the law asks', async () => {
    const { kept } = await page()
    expect(kept.map(one => one.name)).toContain('interop.message')
    for (const one of kept) expect(one.days).toBeGreaterThanOrEqual(one.atLeast)
    expect((await term('interop.message', { days: 182, version: 0 })).code).toBe('term-too-short')
    expect((await term('platform.journal', { days: 999, version: 0 })).code).toBe('term-unknown')
    expect((await term('interop.message', { days: 400, version: 0 })).body).toEqual({ version: 1 })
    expect((await term('interop.message', { days: 500, version: 0 })).code).toBe('stale-version')
    // Messages in and out are kept by one term.
    const days = (await page()).kept.filter(one => one.name.startsWith('interop.')).map(one => one.days)
    expect(days).toEqual([400, 400])
    expect(await rows(`select facts from platform.journal where action = 'upkeep.term-set'`)).toEqual([
      { facts: { name: 'interop.message', days: 400, before: 366 } },
    ])
  })
})
