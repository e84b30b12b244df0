import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { smallHospital, type SmallHospital, sopStep } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { sampleItem, sampleRequest } from '../sample.ts'
import { acceptPart } from './accept-part.ts'
import { createTicket } from './create-ticket.ts'
import { approveDraft, discardDraft, saveDraft, type SaveDraft } from './draft-item.ts'
import { itemsOf } from './items.ts'
import { performStep, undoStep } from './perform-step.ts'
import { readCatalogue, readItemVersion } from './read-catalogue.ts'
import { readStepRows, readStepTimes } from './read-step-times.ts'
import { openTicket } from './read-ticket.ts'

let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let manager: Caller
let second: Caller
beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  lin = await hospital.as('lin')
  manager = await hospital.as('manager')
  second = await hospital.as('mei')
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const { version: _, ...sample } = sampleItem
const draft = (code: string, more: Partial<SaveDraft> = {}, caller = manager) =>
  saveDraft(all.house)(caller, {
    item: { ...sample, code },
    revision: null,
    isNew: true,
    reason: '新增事项',
    effectiveFrom: null,
    ...more,
  })
const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })
const entry = async (code: string) => (await readCatalogue(all.house)(manager)).items.find(one => one.code === code)
const inForce = async (code: string) => (await itemsOf(all.house, all.clock.now())).get(code)

describe('an item in versions', () => {
  test('is in force when a second person has approved it, and not before; the first may not', async () => {
    const made = await draft('LOST-01')
    expect(await entry('LOST-01')).toMatchObject({ state: 'draft', current: null })
    expect(await inForce('LOST-01')).toBeUndefined()
    await refused(approveDraft(all.house)(manager, made), 'item-own-draft')
    // Whoever changed a word of it is an author, too.
    const changed = await draft('LOST-01', { isNew: false, revision: 1 }, second)
    await refused(approveDraft(all.house)(second, changed), 'item-own-draft')
    await refused(approveDraft(all.house)(lin, made), 'item-draft-changed')
    await approveDraft(all.house)(lin, changed)
    expect(await entry('LOST-01')).toMatchObject({ state: 'active', current: 1 })
    expect(await inForce('LOST-01')).toMatchObject({ name: sample.name })
    await refused(approveDraft(all.house)(lin, changed), 'item-draft-changed')
    await refused(draft('LOST-01'), 'item-exists')
  })

  test('takes effect at its date, which is not in the past; retired, nothing new is taken of it', async () => {
    await approveDraft(all.house)(lin, await draft('LOST-02'))
    await refused(
      draft('LOST-02', { isNew: false, effectiveFrom: MONDAY.subtract({ hours: 1 }).toString() }),
      'effective-past',
    )
    const next = { ...sample, code: 'LOST-02', name: '失物招领', active: true }
    const later = MONDAY.add({ hours: 3 }).toString()
    await approveDraft(all.house)(lin, await draft('LOST-02', { item: next, isNew: false, effectiveFrom: later }))
    expect((await inForce('LOST-02'))?.name).toBe(sample.name)
    all.clock.set(MONDAY.add({ hours: 3 }))
    expect((await inForce('LOST-02'))?.name).toBe('失物招领')
    await approveDraft(all.house)(lin, await draft('LOST-02', { item: { ...next, active: false }, isNew: false }))
    expect(await entry('LOST-02')).toMatchObject({ state: 'retired', current: 3 })
    await refused(createTicket(all.house)(lin, { ...sampleRequest, item: 'LOST-02' }), 'item-unknown')
    expect((await readItemVersion(all.house)(manager, { code: 'LOST-02', version: 2 })).before?.name).toBe(sample.name)
  })

  test('of two who begin the next version at once one does; what is wrong, or was given up, leaves it as it was', async () => {
    await approveDraft(all.house)(lin, await draft('LOST-03'))
    const both = await Promise.allSettled([
      draft('LOST-03', { isNew: false }),
      draft('LOST-03', { isNew: false }, second),
    ])
    expect(both.map(one => one.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(one => one.status === 'rejected')).toMatchObject({ reason: { code: 'item-draft-changed' } })
    await refused(draft('LOST-03', { item: { ...sample, code: 'LOST-03', receiver: 'nobody' } }), 'item-wrong')
    await discardDraft(all.house)(manager, { code: 'LOST-03', version: 2, revision: 1, reason: '不需要了' })
    expect(await entry('LOST-03')).toMatchObject({ state: 'active', current: 1 })
    expect(await draft('LOST-03', { isNew: false })).toMatchObject({ version: 3, revision: 1 })
  })
})

describe('the times of its steps', () => {
  test('TKT-12 (part): median and 90th percentile stand on rows that can be opened; a step undone stays, with its reason', async () => {
    const steps = [sopStep('look', '查找'), sopStep('give', '发还', { evidence: 'note' })]
    const item = { ...sample, code: 'LOST-04', steps }
    await approveDraft(all.house)(lin, await draft('LOST-04', { item }))
    const insurance = await hospital.as('insurance-liaison')
    const ids: string[] = []
    for (const minutes of [2, 4, 6, 8, 30]) {
      all.clock.set(MONDAY)
      const { id } = await createTicket(all.house)(lin, { ...sampleRequest, item: 'LOST-04' })
      const [part] = (await openTicket(all.house)(lin, { id })).parts
      await acceptPart(all.house)(insurance, { id, partId: part?.id ?? '' })
      all.clock.set(MONDAY.add({ minutes }))
      await performStep(all.house)(insurance, { id, step: 'look', words: null })
      ids.push(id)
    }
    const [id = ''] = ids
    await refused(performStep(all.house)(insurance, { id, step: 'look', words: null }), 'step-done')
    await refused(performStep(all.house)(insurance, { id, step: 'other', words: null }), 'step-unknown')
    await refused(performStep(all.house)(await hospital.as('finance-liaison'), { id, step: 'give' }), 'not-found')
    all.clock.set(MONDAY.add({ minutes: 40 }))
    const times = await readStepTimes(all.house)(manager, { code: 'LOST-04' })
    expect(times.steps).toEqual([
      { key: 'look', name: '查找', count: 5, median: 360, p90: 1272 },
      { key: 'give', name: '发还', count: 0, median: null, p90: null },
    ])
    const rows = await readStepRows(all.house)(manager, { code: 'LOST-04', step: 'look' })
    expect(rows.items.map(row => row.seconds)).toEqual([1800, 480, 360, 240, 120])
    expect(rows.items[4]).toMatchObject({ ticketId: id, by: { id: hospital.person['insurance-liaison'] } })

    await undoStep(all.house)(lin, { id, step: 'look', reason: '点错了' })
    await refused(undoStep(all.house)(lin, { id, step: 'look', reason: '再撤' }), 'step-not-done')
    const [look] = (await openTicket(all.house)(lin, { id })).sop?.steps ?? []
    expect(look).toMatchObject({ stamp: null, undone: [{ reason: '点错了', by: '林甲' }] })
    await performStep(all.house)(insurance, { id, step: 'look', words: null })
    expect((await readStepRows(all.house)(manager, { code: 'LOST-04', step: 'look' })).items).toHaveLength(5)
    const kept = await all.house.database.transact(tx =>
      run(tx, 'select 1 from ticket.step where ticket_id = $1', [id]),
    )
    expect(kept).toHaveLength(2)
  })
})
