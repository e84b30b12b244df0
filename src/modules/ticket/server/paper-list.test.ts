import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import { systemCaller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { smallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { sampleRequest } from '../sample.ts'
import { createTicket } from './create-ticket.ts'
import { type GivePaperList, givePaperList, sendPaperList, tickPapers } from './paper-list.ts'
import { openTicket } from './read-ticket.ts'

let all: TestHouse
let lin: Caller
let patientId: string
beforeAll(async () => {
  all = await testHouse(MONDAY)
  lin = await (await smallHospital(all.house)).as('lin')
  const taken = await upsertFromSystem(all.house)(systemCaller(all.house.hospital.id), {
    source: 'HIS',
    occurredAt: null,
    person: {
      identifiers: [{ system: 'HIS', kind: 'patient-number', value: 'P0042' }],
      name: '黄小明',
      sex: 'male',
      birthDate: '1961-04-02',
      phones: [{ number: '13800138000', use: 'mobile' }],
    },
  })
  patientId = taken.patientId
})
afterAll(() => all.close())

const PAPERS = [
  { name: '身份证', state: 'present', copies: 2 },
  { name: '委托书', state: 'missing' },
  { name: '户口簿', state: 'not-needed' },
  { name: '发票原件', state: 'missing' },
] as const
const LIST = '1.委托书 2.发票原件'
const give = (more: Partial<GivePaperList> = {}) =>
  givePaperList(all.house)(lin, { item: 'SVC-18', patientId, phone: null, papers: PAPERS, way: 'sent', ...more })
const create = (papersReason: string | null) =>
  createTicket(all.house)(lin, { ...sampleRequest, patientId, papers: PAPERS, papersReason })
const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })
/** What lies in the queue, as it goes out. */
const messages = async () => {
  const rows = await all.house.database.transact(tx =>
    run<{ template: string; content: Buffer; patientId: string | null; toKind: string }>(
      tx,
      'select template, content, patient_id, to_kind from notification.message order by id',
    ),
  )
  return rows.map(({ content, ...row }) => ({
    ...row,
    values: all.house.cipher.decipherJson<{ values: Record<string, string> }>(content).values,
  }))
}

test('TKT-02: a missing paper holds the dispatch back unless there is a reason; the list that is sent is what is not ticked', async () => {
  await refused(create(null), 'papers-missing')
  const given = await give()
  expect(given.papers).toEqual(['委托书', '发票原件'])
  expect(await messages()).toEqual([
    {
      template: 'ticket.paper-list',
      patientId,
      toKind: 'patient',
      values: { item: '医保报销材料', papers: LIST },
    },
  ])
  const [kept] = await all.house.database.transact(tx =>
    run(tx, 'select item_code, item_version, ticks, missing, way from ticket.paper_list where id = $1', [given.id]),
  )
  expect(kept).toEqual({ itemCode: 'SVC-18', itemVersion: 1, ticks: PAPERS, missing: given.papers, way: 'sent' })

  const { id } = await create('患者稍后补交')
  expect(await openTicket(all.house)(lin, { id })).toMatchObject({ papers: PAPERS, papersReason: '患者稍后补交' })
  await sendPaperList(all.house)(lin, { id })
  expect((await messages()).at(-1)?.values).toEqual({ item: '医保报销材料', papers: LIST })
  await tickPapers(all.house)(lin, { id, papers: [{ name: '委托书', state: 'present', copies: 1 }] })
  await sendPaperList(all.house)(lin, { id })
  expect((await messages()).at(-1)?.values['papers']).toBe('1.发票原件')
  await tickPapers(all.house)(lin, { id, papers: [{ name: '发票原件', state: 'not-needed' }] })
  await refused(sendPaperList(all.house)(lin, { id }), 'nothing-missing')
})

test('a list goes to the number of whoever asks, or is printed; without a number, or too long, it is refused, and nothing is sent', async () => {
  const before = (await messages()).length
  await give({ patientId: null, phone: '13900139000' })
  expect((await messages()).at(-1)).toMatchObject({ toKind: 'number', patientId: null })
  await give({ patientId: null, way: 'printed' })
  await refused(give({ patientId: null }), 'list-without-address')
  await refused(give({ papers: [{ name: '身份证', state: 'present' }] }), 'nothing-missing')
  const many = Array.from({ length: 12 }, (_, n) => ({
    name: `第 ${n} 份很长名字的证明材料`,
    state: 'missing' as const,
  }))
  await refused(give({ papers: many }), 'list-too-long')
  expect((await messages()).length).toBe(before + 1)
})
