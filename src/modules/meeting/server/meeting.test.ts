import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Caller } from '#kernel/caller.ts'
import { addPerson, addUnit, appoint, organisation, permissionsOf } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { builder, smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { sampleBroadcast, sampleIssue } from '../sample.ts'
import { myAlerts, seeAlert } from './alerts.ts'
import { broadcastReceipts, listBroadcasts, readBroadcast, sendBroadcast } from './broadcasts.ts'
import { agreeStep, closeIssue, finishStep, listIssues, moveDue, raiseIssue } from './issues.ts'

let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let manager: Caller
let finance: Caller
let deputyDirector: Caller
beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  const who = await organisation(all.house)
  const root = [...who.units.values()].find(unit => unit.parentId === null)?.id ?? null
  const { id: unitId } = await addUnit(all.house)(builder(all.house), {
    code: 'kfb',
    name: '客服部',
    kind: 'service-department',
    parentId: root,
    place: null,
    phone: null,
    hours: 'calendar',
  })
  const { id } = await addPerson(all.house)(builder(all.house), { name: '吴副主任', staffNumber: 'D1', phone: null })
  await appoint(all.house)(builder(all.house), { personId: id, post: 'deputy-director', unitId })
  ;[lin, manager, finance] = (await Promise.all(
    ['lin', 'manager', 'finance-liaison'].map(key => hospital.as(key)),
  )) as [Caller, Caller, Caller]
  deputyDirector = {
    ...manager,
    personId: id,
    permissions: permissionsOf(await organisation(all.house), id, MONDAY),
  }
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const house = () => all.house
const later = (minutes: number) => MONDAY.add({ minutes }).toString()
const after = async (minutes: number) => {
  all.clock.set(MONDAY.add({ minutes }))
  await all.machinery.turn()
}
const raise = (more: object = {}) =>
  raiseIssue(house())(lin, {
    ...sampleIssue,
    units: [hospital.unit.finance, hospital.unit.ward],
    dueAt: later(60),
    steps: [{ text: '错峰办理出院', personId: hospital.person['ward-head'] ?? '', dueAt: later(50) }],
    ...more,
  })
const kindsOf = async (caller: Caller, issueId: string) =>
  (await myAlerts(house())(caller)).alerts.filter(one => one.issueId === issueId).map(one => one.kind)
const isRefused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })

test('COM-06: an issue open past its due goes to the heads, then the deputy director, once each; a broadcast shows who has not read it', async () => {
  const issue = await raise()
  expect(issue).toMatchObject({ number: expect.stringMatching(/^XT-261116-\d{3}$/), overdue: false, level: 0 })
  const head = await hospital.as('finance-head')
  expect(await kindsOf(finance, issue.id)).toEqual(['raised'])
  await after(59)
  expect(await kindsOf(head, issue.id)).toEqual([])
  await after(61)
  await after(70)
  expect(await kindsOf(head, issue.id)).toEqual(['head'])
  expect(await kindsOf(await hospital.as('ward-head'), issue.id)).toEqual(['head', 'step'])
  expect(await kindsOf(deputyDirector, issue.id)).toEqual([])
  expect((await listIssues(house())(manager, { view: 'overdue' })).items).toMatchObject([{ id: issue.id, level: 1 }])
  await after(60 + 24 * 60)
  await after(60 + 24 * 60 + 120)
  expect(await kindsOf(deputyDirector, issue.id)).toEqual(['director'])
  expect(await kindsOf(head, issue.id)).toEqual(['head'])
  const told = await house().database.transact(tx =>
    run<{ facts: { level: number } }>(
      tx,
      `select facts from platform.journal where subject_id = $1 and action = 'coordination.escalated' order by at`,
      [issue.id],
    ),
  )
  expect(told.map(row => row.facts.level)).toEqual([1, 2])

  const sent = await sendBroadcast(house())(manager, {
    ...sampleBroadcast,
    to: { audience: 'unit', unitId: hospital.unit.finance },
  })
  expect(sent).toMatchObject({ people: 3, read: 0 })
  await readBroadcast(house())(finance, { id: sent.id })
  const receipts = await broadcastReceipts(house())(manager, { id: sent.id })
  expect(receipts.read.map(one => one.person.name)).toEqual(['财务科联络'])
  expect(receipts.unread.map(one => one.person.name).toSorted()).toEqual(['财务科主任', '财务科副联络'].toSorted())
  expect(receipts.unread[0]?.unit).toBe('财务科')
  await isRefused(readBroadcast(house())(lin, { id: sent.id }), 'not-found')
})

test('a broadcast goes to all, to a unit, to a post; the first reading counts; one sees what came to oneself', async () => {
  const send = (to: Parameters<ReturnType<typeof sendBroadcast>>[1]['to']) =>
    sendBroadcast(house())(manager, { ...sampleBroadcast, to })
  const toAll = await send({ audience: 'all' })
  expect(toAll).toMatchObject({ people: (await organisation(house())).people.size, read: 1 })
  expect((await send({ audience: 'post', post: 'liaison' })).people).toBe(4)
  await isRefused(send({ audience: 'post', post: 'privacy-officer' }), 'audience-empty')
  await isRefused(send({ audience: 'unit', unitId: hospital.person['lin'] ?? '' }), 'issue-unit')
  const mine = async (caller: Caller) => (await listBroadcasts(house())(caller)).items.map(one => one.audience)
  expect(await mine(lin)).toEqual(['all'])
  expect((await mine(finance)).toSorted()).toEqual(['all', 'post', 'unit'])
  expect((await listBroadcasts(house())(lin)).items[0]).toMatchObject({ readAt: null, people: null })
  expect((await myAlerts(house())(lin)).broadcasts).toMatchObject([{ id: toAll.id }])
  const first = await readBroadcast(house())(lin, { id: toAll.id })
  all.clock.set(MONDAY.add({ minutes: 5 }))
  expect(await readBroadcast(house())(lin, { id: toAll.id })).toEqual(first)
  expect((await myAlerts(house())(lin)).broadcasts).toEqual([])
})

test('who may: its departments agree steps, whoever has a step finishes it, only who raised it or leads settles it, with all steps', async () => {
  const issue = await raise()
  const step = {
    id: issue.id,
    text: '增开一个结算窗口',
    personId: hospital.person['finance-head'] ?? '',
    dueAt: later(40),
  }
  await isRefused(agreeStep(house())(await hospital.as('radiology-liaison'), step), 'issue-not-yours')
  const agreed = await agreeStep(house())(finance, step)
  expect(agreed.steps.map(one => one.text)).toEqual(['增开一个结算窗口', '错峰办理出院'])
  await isRefused(agreeStep(house())(finance, { ...step, dueAt: MONDAY.toString() }), 'issue-due-past')
  const [own, other] = agreed.steps
  await isRefused(
    finishStep(house())(finance, { id: issue.id, stepId: other?.id ?? '', note: null }),
    'issue-not-yours',
  )
  const head = await hospital.as('finance-head')
  await finishStep(house())(head, { id: issue.id, stepId: own?.id ?? '', note: '3 号窗口' })
  await isRefused(finishStep(house())(head, { id: issue.id, stepId: own?.id ?? '', note: null }), 'step-done')
  const close = { id: issue.id, status: 'done' as const, outcome: '已错峰', version: 3 }
  await isRefused(closeIssue(house())(finance, close), 'issue-not-yours')
  await isRefused(closeIssue(house())(manager, close), 'steps-open')
  await finishStep(house())(lin, { id: issue.id, stepId: other?.id ?? '', note: null })
  await isRefused(closeIssue(house())(manager, close), 'stale-version')
  expect(await closeIssue(house())(manager, { ...close, version: 4 })).toMatchObject({
    status: 'done',
    mayAgree: false,
  })
  await isRefused(agreeStep(house())(finance, step), 'issue-closed')
  await after(61)
  expect(await kindsOf(head, issue.id)).toEqual([])
})

test('a due that was moved tells again nobody who was told; an alert that was seen is gone', async () => {
  const issue = await raise()
  const head = await hospital.as('finance-head')
  await moveDue(house())(lin, { id: issue.id, dueAt: later(120), reason: '等设备到货', version: 1 })
  await after(61)
  expect(await kindsOf(head, issue.id)).toEqual([])
  await after(121)
  expect(await kindsOf(head, issue.id)).toEqual(['head'])
  const [alert] = (await myAlerts(house())(head)).alerts.filter(one => one.issueId === issue.id)
  await seeAlert(house())(head, { id: alert?.id ?? '' })
  await isRefused(seeAlert(house())(lin, { id: alert?.id ?? '' }), 'not-found')
  const { version } = (await listIssues(house())(lin, { view: 'open' })).items.find(one => one.id === issue.id) ?? {}
  await moveDue(house())(lin, { id: issue.id, dueAt: later(200), reason: '等设备到货', version: version ?? 0 })
  await after(201)
  expect(await kindsOf(head, issue.id)).toEqual([])
})
