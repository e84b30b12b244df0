import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { holdersAnywhere, holdersOf, type Organisation, organisation } from '#modules/staff/index.ts'
import { createTicket, type ServiceItem } from '#modules/ticket/index.ts'
import { acceptPart } from '#modules/ticket/server/accept-part.ts'
import { attachFile } from '#modules/ticket/server/attach-file.ts'
import { confirmTicket } from '#modules/ticket/server/confirm-ticket.ts'
import type { CreateTicket } from '#modules/ticket/server/create-ticket.ts'
import { approveDraft, saveDraft } from '#modules/ticket/server/draft-item.ts'
import { finishPart } from '#modules/ticket/server/finish-part.ts'
import { countTickets } from '#modules/ticket/server/list-tickets.ts'
import { performStep } from '#modules/ticket/server/perform-step.ts'
import { readCatalogue } from '#modules/ticket/server/read-catalogue.ts'
import { openTicket } from '#modules/ticket/server/read-ticket.ts'
import { resolveTicket } from '#modules/ticket/server/resolve-ticket.ts'
import { fireDue } from '#modules/ticket/server/sweeps.ts'
import { type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { RECEIVERS } from '../../../tests/support/receivers.ts'
import { foundHospital } from './hospital.ts'
import { serviceItems } from './items.ts'
import { asStaff } from './matters/perform.ts'
import { RECEIPT } from './matters/receipt.ts'
import { inOneTransaction } from './one-transaction.ts'

/** At night the duty office has what does not go to a department. */
const AT_NIGHT = ['SVC-01', 'SVC-02', 'SVC-03', 'SVC-04', 'SVC-08', 'SVC-09', 'SVC-10', 'SVC-12']

/** A Tuesday on which every liaison of these is there. */
const TUESDAY = Temporal.Instant.from('2026-11-17T09:30:00+08:00')
const SIGNATURE = 'M10 10L20 20L30 15L40 25L50 10'
const EVIDENCE = '编号 20261117-08'

let all: TestHouse
let org: Organisation
let agent: Caller
beforeAll(async () => {
  all = await testHouse(TUESDAY)
  await inOneTransaction(all.house, TUESDAY, stage => foundHospital(stage, TUESDAY))
  org = await organisation(all.house)
  const desk = unit('ZT')
  agent = staff(holdersOf(org, desk, 'desk-agent', TUESDAY)[0])
})
afterAll(() => all.close())

const unit = (code: string) => [...org.units.values()].find(one => one.code === code)?.id ?? ''
const staff = (id = '') => asStaff(org, all.house.hospital.id, id, all.clock.now())
const create = (item: string, more: Partial<CreateTicket> = {}) =>
  createTicket(all.house)(agent, {
    patientId: null,
    requester: { name: '来访者', relation: '本人', phone: null },
    item,
    description: item,
    difficulty: [],
    units: [],
    urgency: 'routine',
    channel: 'desk',
    wantedAt: null,
    contactWay: 'phone',
    consent: true,
    papers: [],
    papersReason: null,
    ...more,
  })
const open = (id: string) => openTicket(all.house)(agent, { id })
const after = (minutes: number) => all.clock.set(TUESDAY.add({ minutes }))
const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })

/** Accepted by its receiver. */
async function accept(id: string) {
  const { parts } = await open(id)
  for (const part of parts) await acceptPart(all.house)(staff(part.assignee.id), { id, partId: part.id })
  return parts.map(part => ({ partId: part.id, receiver: staff(part.assignee.id) }))
}
const step = (id: string, key: string, words: string | null = null) =>
  performStep(all.house)(agent, { id, step: key, words })
const finish = (id: string, part: { partId: string; receiver: Caller }, evidence = EVIDENCE) =>
  finishPart(all.house)(part.receiver, { id, partId: part.partId, result: '已办好', evidence, minutes: 5 })
const wordsFor = (evidence: string) =>
  evidence === 'none' ? null : evidence === 'number' ? 'YG-0815' : '内科 王护士，已说明'

/** Ticks what is left, and brings the matter to the archive. */
async function close(id: string, part: { partId: string; receiver: Caller }) {
  for (const one of (await open(id)).sop?.steps ?? [])
    if (one.stamp === null && one.observed === null && !one.optional) await step(id, one.key, wordsFor(one.evidence))
  const { version } = await finish(id, part)
  await confirmTicket(all.house)(agent, {
    id,
    method: 'signature',
    signature: SIGNATURE,
    witnessId: null,
    words: null,
    version,
  })
}

describe('the twenty service items', () => {
  test('are the ones whose receivers are written here', () => {
    expect(RECEIVERS.map(([item]) => item)).toEqual(serviceItems.map(item => item.code))
  })

  test('TKT-04: each reaches its receiver in the moment it is saved, and nothing stays undispatched', async () => {
    const reached: (readonly [string, string, string, number])[] = []
    for (const { code } of serviceItems) {
      const { id, status, dueAt } = await create(code)
      expect(status).toBe('dispatched')
      const { parts } = await open(id)
      expect(parts).toHaveLength(1)
      const minutes = Temporal.Instant.from(dueAt).since(TUESDAY).total('minutes')
      reached.push([code, parts[0]?.unit.name ?? '', parts[0]?.assignedAs ?? '', minutes])
    }
    expect(reached).toEqual(RECEIVERS)
    expect(await countTickets(all.house)(agent)).toMatchObject({ open: 20 })
    // Undispatched would be a matter that nobody has before them.
    expect(
      await all.house.database.statement(
        `select number from ticket.ticket t where t.status = 'registered' or not exists (
           select from ticket.part p where p.hospital_id = t.hospital_id and p.ticket_id = t.id)`,
        [],
      ),
    ).toEqual([])
  })

  test('at night the duty office receives what would lie in an empty office', async () => {
    all.clock.set(Temporal.Instant.from('2026-11-17T22:00:00+08:00'))
    for (const { code } of serviceItems) {
      const { parts } = await open((await create(code)).id)
      expect([code, parts[0]?.unit.name === '值班室']).toEqual([code, AT_NIGHT.includes(code)])
    }
    after(0)
  })

  describe('SVC-02 (part), SVC-03 (part), SVC-04 (part), SVC-05 (part), SVC-06 (part), SVC-07 (part), SVC-08 (part), SVC-09 (part), SVC-10 (part), SVC-11 (part), SVC-12 (part), SVC-13 (part), SVC-14 (part), SVC-15 (part), SVC-16 (part), SVC-17 (part), SVC-18 (part), SVC-19 (part), SVC-20 (part): its steps are run from the window to the archive, each stamped; finishing before is refused', () => {
    test.each(serviceItems.map(item => [item.code, item] as const))('%s', async (_, item: ServiceItem) => {
      after(0)
      const { id } = await create(item.code)
      const [part] = await accept(id)
      if (part === undefined) throw new Error('there is no share')
      after(10)
      const manual = item.steps.filter(one => one.observed === null && !one.optional)
      if (manual.length > 0)
        await expect(finish(id, part)).rejects.toMatchObject({
          code: 'steps-open',
          facts: { keys: manual.map(one => one.key) },
        })
      for (const one of manual.filter(asked => asked.evidence !== 'none'))
        await refused(step(id, one.key), 'step-evidence-missing')
      await close(id, part)
      const { sop, status } = await open(id)
      expect(status).toBe('archived')
      expect(sop?.version).toBe(1)
      for (const [n, one] of item.steps.entries())
        expect([one.name, sop?.steps[n]?.stamp === null]).toEqual([one.name, one.optional])
    })
  })

  test('SVC-01: its six steps are run end to end, and each is stamped with who, when and how long it took', async () => {
    after(0)
    const { id } = await create('SVC-01')
    const [part] = await accept(id)
    if (part === undefined) throw new Error('there is no share')
    for (const [minutes, key, words] of [
      [2, 's2', null],
      [5, 's3', null],
      [6, 's4', null],
      [14, 's5', '内科门诊 王护士'],
    ] as const) {
      after(minutes)
      await performStep(all.house)(part.receiver, { id, step: key, words })
    }
    after(15)
    await finish(id, part)
    const steps = (await open(id)).sop?.steps ?? []
    expect(steps.map(one => [one.name, one.stamp?.seconds])).toEqual([
      ['询问需求', 0],
      ['查询科室位置与候诊情况', 120],
      ['生成就诊路线（文字与语音）', 180],
      ['特殊人群启动陪同', 60],
      ['与接诊护士交接', 480],
      ['记录用时与反馈', 60],
    ])
    expect(steps[4]?.stamp).toMatchObject({ words: '内科门诊 王护士', at: TUESDAY.add({ minutes: 14 }).toString() })
    expect(steps.every(one => one.stamp?.by)).toBe(true)
  })

  test('SVC-07 (part), SVC-14 (part): the answer told in time keeps the limit; what follows stays open without a clock', async () => {
    for (const [code, key, hours] of [
      ['SVC-07', 's5', 20],
      ['SVC-14', 's4', 23],
    ] as const) {
      after(0)
      const { id } = await create(code)
      const [part] = await accept(id)
      if (part === undefined) throw new Error('there is no share')
      after(hours * 60)
      await step(id, key, '病区已满，候床第 3 位，预计 11 月 22 日，届时再联系')
      after(48 * 60)
      await fireDue(all.house, id, all.clock.now())
      expect(await open(id)).toMatchObject({ status: 'in_progress', overdue: false, nextClock: null })
      expect((await open(id)).clocks.find(clock => clock.kind === 'limit')).toMatchObject({ breached: false })
      await refused(finish(id, part), 'steps-open')
      after(5 * 24 * 60)
      await close(id, part)
      expect(await open(id)).toMatchObject({ status: 'archived', overdue: false })
    }
  })

  test('SVC-04 (part): on the spot in 30 minutes, a plan in an hour; who is late is told on, once', async () => {
    after(0)
    const { id } = await create('SVC-04')
    await accept(id)
    await step(id, 's1')
    after(20)
    await step(id, 's3', '已到诊室，双方在场')
    after(61)
    for (const _ of [1, 2]) await fireDue(all.house, id, all.clock.now())
    const late = (await open(id)).line.filter(line => line.facts['step'] === 'step-overdue')
    expect(late).toHaveLength(1)
    expect(late[0]?.facts['to']).not.toEqual([])
  })

  test('SVC-03 (part): a simple request of two departments is general, and closes within two hours', async () => {
    after(0)
    const made = await create('SVC-03', { units: [unit('CWK'), unit('YBK')] })
    expect(made.dueAt).toBe(TUESDAY.add({ hours: 2 }).toString())
    const parts = await accept(made.id)
    after(90)
    for (const part of parts) await finish(made.id, part)
    const { version } = await open(made.id)
    await resolve(made.id, version)
    expect(await open(made.id)).toMatchObject({ status: 'resolved', class: 'general', overdue: false })
    expect((await open(made.id)).sop?.steps.map(one => one.stamp !== null)).toEqual(
      // Nobody met, and the patient has not signed yet.
      [true, true, true, true, true, false, true, false, false],
    )
  })
})

const resolve = (id: string, version: number) =>
  resolveTicket(all.house)(agent, {
    id,
    result: '已同步',
    evidence: '入账截图',
    minutes: 10,
    tripsMade: 0,
    tripsAvoided: 2,
    contacts: 2,
    version,
  })

test('TKT-18: paid but not synchronised goes to finance and the information room together; both, and a receipt, close it', async () => {
  after(0)
  const form = { receipt: 'PZ0042', amount: 500, systems: ['住院系统', 'HIS 收费系统'] }
  await refused(create('SVC-03', { kind: 'unsynchronised' }), 'field-needed')
  await refused(create('SVC-03', { kind: 'unsynchronised', form: { ...form, systems: ['别的'] } }), 'field-wrong')
  await refused(create('SVC-03', { kind: 'nothing' }), 'kind-unknown')
  const { id } = await create('SVC-03', { kind: 'unsynchronised', form })
  const matter = await open(id)
  expect(matter.parts.map(part => part.unit.name).toSorted()).toEqual(['信息科', '财务科'])
  expect(matter).toMatchObject({
    kind: '系统未同步（已缴费或已变更）',
    form: [
      { name: '凭证号', value: 'PZ0042' },
      { name: '金额（元）', value: '500.00' },
      { name: '涉及系统', value: '住院系统、HIS 收费系统' },
    ],
  })
  const [first, second] = await accept(id)
  if (first === undefined || second === undefined) throw new Error('there are no two shares')
  await finish(id, first)
  await refused(resolve(id, (await open(id)).version), 'parts-open')
  await finish(id, second)
  await refused(resolve(id, (await open(id)).version), 'proof-missing')
  await attachFile(all.house)(agent, { id, ...RECEIPT })
  await resolve(id, (await open(id)).version)
  expect((await open(id)).status).toBe('resolved')
})

test('TKT-12: exactly twenty are active; finishing over an open step is refused; a matter keeps the version it began with', async () => {
  after(0)
  expect((await readCatalogue(all.house)(agent)).active).toBe(20)
  const { id } = await create('SVC-18')
  const old = serviceItems.find(one => one.code === 'SVC-18') as ServiceItem
  const [first] = old.steps
  const steps = [...old.steps, { ...first, key: 's7', name: '复核', observed: null }] as ServiceItem['steps']
  const manager = staff(holdersAnywhere(org, 'centre-manager', TUESDAY)[0])
  const director = staff(holdersAnywhere(org, 'director', TUESDAY)[0])
  const { version: _, ...item } = { ...old, steps }
  const tomorrow = TUESDAY.add({ hours: 24 }).toString()
  const draft = await saveDraft(all.house)(manager, {
    item,
    revision: null,
    isNew: false,
    reason: '补一步复核',
    effectiveFrom: tomorrow,
  })
  await approveDraft(all.house)(director, draft)
  const before = await create('SVC-18')
  after(25 * 60)
  const fresh = await create('SVC-18')
  expect((await open(fresh.id)).sop).toMatchObject({ version: 2, of: 7 })
  for (const one of [id, before.id]) {
    expect((await open(one)).sop).toMatchObject({ version: 1, of: 6 })
    const [part] = await accept(one)
    if (part === undefined) throw new Error('there is no share')
    await refused(finish(one, part), 'steps-open')
    await close(one, part)
    expect((await open(one)).status).toBe('archived')
  }
  const [part] = await accept(fresh.id)
  if (part === undefined) throw new Error('there is no share')
  for (const key of ['s3', 's4', 's5']) await step(fresh.id, key)
  await refused(finish(fresh.id, part), 'steps-open')
  await step(fresh.id, 's7')
  await finish(fresh.id, part)
  expect((await readCatalogue(all.house)(agent)).active).toBe(20)
})
