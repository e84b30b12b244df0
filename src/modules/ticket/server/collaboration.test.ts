import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import { run } from '#platform/database.ts'
import { smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { sampleRequest } from '../sample.ts'
import { acceptPart } from './accept-part.ts'
import { addDepartments } from './add-departments.ts'
import { answerMeeting } from './answer-meeting.ts'
import { attachFile, readAttachment } from './attach-file.ts'
import { bulkTickets } from './bulk.ts'
import { callMeeting } from './call-meeting.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { confirmTicket } from './confirm-ticket.ts'
import { createTicket, type CreateTicket } from './create-ticket.ts'
import { decideMeeting } from './decide-meeting.ts'
import { ticketEffort } from './effort.ts'
import { finishPart } from './finish-part.ts'
import { handOnPart } from './hand-on-part.ts'
import { listTickets } from './list-tickets.ts'
import { makePromise } from './make-promise.ts'
import { readMatter } from './matter.ts'
import { mergeTicket } from './merge-ticket.ts'
import { listNotices } from './notices.ts'
import { openTicket } from './read-ticket.ts'
import { reopenTicket } from './reopen-ticket.ts'
import { resolveTicket } from './resolve-ticket.ts'
import { trackMatter } from './track-matter.ts'
import { urgeTicket } from './urge-ticket.ts'
import { writeEntry } from './write-entry.ts'

let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let manager: Caller
let finance: Caller
let insurance: Caller
beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  ;[lin, manager, finance, insurance] = (await Promise.all(
    ['lin', 'manager', 'finance-liaison', 'insurance-liaison'].map(key => hospital.as(key)),
  )) as [Caller, Caller, Caller, Caller]
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const house = () => all.house
const create = (more: Partial<CreateTicket> = {}) => createTicket(house())(lin, { ...sampleRequest, ...more })
const open = (id: string, caller = lin) => openTicket(house())(caller, { id })
const versionOf = async (id: string) => (await open(id)).version
const at = (minutes: number) => all.clock.set(MONDAY.add({ minutes }))
const after = async (minutes: number) => {
  at(minutes)
  await all.machinery.turn()
}
const isRefused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })
const whoWorks = (unitId: string) =>
  hospital.as(`${Object.entries(hospital.unit).find(([, id]) => id === unitId)?.[0]}-liaison`)
const acceptAll = async (id: string) => {
  for (const part of (await open(id)).parts)
    if (part.status === 'dispatched') await acceptPart(house())(await whoWorks(part.unit.id), { id, partId: part.id })
}
const finishAll = async (id: string) => {
  for (const part of (await open(id)).parts)
    if (part.status === 'accepted' || part.status === 'in_progress')
      await finishPart(house())(await whoWorks(part.unit.id), {
        id,
        partId: part.id,
        result: '办好',
        evidence: '照片',
        minutes: 10,
      })
}
const resolve = async (id: string, more: object = {}) =>
  resolveTicket(house())(lin, {
    id,
    result: '已办妥',
    evidence: '回执',
    minutes: 5,
    tripsMade: 1,
    tripsAvoided: 3,
    contacts: 4,
    ...more,
    version: await versionOf(id),
  })
const archive = async (id: string) =>
  confirmTicket(house())(lin, {
    id,
    method: 'phone',
    signature: null,
    witnessId: null,
    words: '可以了',
    version: await versionOf(id),
  })
const settled = async (more: Partial<CreateTicket> = {}) => {
  const made = await create({ units: [hospital.unit.finance, hospital.unit.insurance], ...more })
  await acceptAll(made.id)
  await finishAll(made.id)
  await resolve(made.id)
  await archive(made.id)
  return made
}
const toldOf = async (caller: Caller, ticketId: string) =>
  (await listNotices(house())(caller)).items.filter(one => one.ticketId === ticketId).map(one => one.step)
let patients = 0
const somePatient = async () => {
  patients += 1
  const { patientId } = await upsertFromSystem(house())(systemCaller(house().hospital.id), {
    source: 'HIS',
    occurredAt: null,
    person: {
      identifiers: [{ system: 'HIS', kind: 'patient-number', value: `C${patients}` }],
      name: '黄小明',
      sex: 'male',
    },
  })
  return patientId
}

describe('a joint meeting', () => {
  test('TKT-07: beyond the limit only the manager with a reason, late all the same; and no result while a sub-task is open', async () => {
    const { finance: a, insurance: b, radiology } = hospital.unit
    const { id } = await create({ units: [a, b] })
    await acceptAll(id)
    await callMeeting(house())(lin, {
      id,
      way: 'online',
      place: '企业微信会议',
      startsAt: MONDAY.add({ minutes: 20 }).toString(),
      units: [a, b, radiology],
      people: [hospital.person['ward-head'] ?? ''],
    })
    const meetingId = (await open(id)).meetings[0]?.id ?? ''
    // A department without a share, and a person, see what they were invited to, and answer; a decline stands with its reason.
    const answer = (key: string, unitId: string | null, takesPart: boolean, reason: string | null) =>
      hospital.as(key).then(who => answerMeeting(house())(who, { id, meetingId, unitId, takesPart, reason }))
    await isRefused(answer('radiology-liaison', radiology, false, null), 'reason-needed')
    await answer('radiology-liaison', radiology, false, '正在检修')
    await answer('ward-head', null, true, null)
    await answer('finance-liaison', a, true, null)
    await isRefused(answer('ward-deputy', null, true, null), 'not-found')
    expect((await open(id)).meetings[0]).toMatchObject({
      invited: [
        { unit: { id: a }, answer: 'takes-part' },
        { unit: { id: b }, answer: 'waiting' },
        { unit: { id: radiology }, answer: 'declined', reason: '正在检修' },
      ],
      people: [{ answer: 'takes-part' }],
    })
    const decision = {
      id,
      meetingId,
      minutes: '放射科补报告，医保科复核',
      responsibleUnitId: radiology,
      deadline: MONDAY.add({ hours: 5 }).toString(),
      beyondLimitReason: '设备检修',
    }
    await isRefused(decideMeeting(house())(lin, decision), 'deadline-beyond-limit')
    await isRefused(decideMeeting(house())(manager, { ...decision, beyondLimitReason: null }), 'deadline-beyond-limit')
    await decideMeeting(house())(manager, decision)
    const decided = await open(id)
    expect(decided.meetings[0]).toMatchObject({ beyondLimit: true, responsible: { id: radiology } })
    expect(decided.parts.find(part => part.unit.id === radiology)).toMatchObject({
      status: 'dispatched',
      dueAt: decision.deadline,
    })
    await after(125)
    expect((await open(id)).overdue).toBe(true)
    await finishAll(id)
    await isRefused(resolve(id), 'parts-open')
    await acceptAll(id)
    await isRefused(resolve(id), 'parts-open')
    await finishAll(id)
    await resolve(id)
    expect(await open(id)).toMatchObject({ status: 'resolved', overdue: true })
  })

  test('a deadline is a clock of the share: its receiver is warned, then its head hears, and it stops with the share', async () => {
    const { id, version } = await create({ units: [hospital.unit.finance], difficulty: ['meeting'] })
    const ask = { id, units: [hospital.unit.radiology], reason: '需补报告', version }
    const tooLate = MONDAY.add({ hours: 25 }).toString()
    await isRefused(addDepartments(house())(lin, { ...ask, dueAt: tooLate }), 'deadline-beyond-limit')
    await isRefused(addDepartments(house())(lin, { ...ask, dueAt: MONDAY.toString() }), 'deadline-past')
    const dueAt = MONDAY.add({ minutes: 100 }).toString()
    await addDepartments(house())(lin, { ...ask, task: '补出 CT 报告并盖章', dueAt })
    await acceptAll(id)
    await after(101)
    const late = await open(id)
    expect(late.parts.find(part => part.unit.id === hospital.unit.radiology)).toMatchObject({
      task: '补出 CT 报告并盖章',
      dueAt,
    })
    const steps = late.line.filter(line => line.action === 'ticket.escalated').map(line => line.facts['step'])
    expect(steps).toEqual(['deadline-warning', 'deadline-passed'])
    expect(late.clocks.find(clock => clock.kind === 'deadline')).toMatchObject({ breached: true, stoppedAt: null })
    await finishAll(id)
    const clock = (await open(id)).clocks.find(one => one.kind === 'deadline')
    expect(clock?.stoppedAt).not.toBeNull()
    const [row] = await house().database.transact(tx =>
      run<{ task: Buffer }>(tx, 'select task from ticket.part where ticket_id = $1 and task is not null', [id]),
    )
    expect(row?.task.toString('utf8')).not.toContain('报告')
  })

  test('a colleague who is mentioned hears it and sees the matter; the patient never sees the note', async () => {
    const { id } = await create()
    const head = await hospital.as('ward-head')
    await isRefused(open(id, head), 'not-found')
    const note = { id, kind: 'note' as const, text: '请核对出院日期', tellPatient: false }
    await isRefused(writeEntry(house())(lin, { ...note, mentions: [hospital.unit.desk] }), 'person-unknown')
    await writeEntry(house())(lin, { ...note, mentions: [hospital.person['ward-head'] ?? ''] })
    expect((await open(id, head)).line.at(-1)).toMatchObject({ detail: { text: '请核对出院日期' } })
    expect(await toldOf(head, id)).toEqual(['mentioned'])
    const patient: Caller = { ...systemCaller(house().hospital.id), kind: 'patient-link', only: { kind: 'ticket', id } }
    expect(JSON.stringify(await readMatter(house())(patient))).not.toContain('请核对出院日期')
    await isRefused(acceptPart(house())(head, { id, partId: (await open(id)).parts[0]?.id ?? '' }), 'not-your-part')
  })
})

describe('reopen, transfer, merge, cancel', () => {
  const merge = async (id: string, into: string, caller = manager) =>
    mergeTicket(house())(caller, { id, into, reason: '同一件事', version: await versionOf(id) })

  test('TKT-10: reopened counts, a merged code shows the one that stays, a transfer keeps owner and limit, no cancelling without a reason', async () => {
    // Reopened: round two, the first outcome kept, and it counts in the reopen rate.
    const first = await settled()
    await settled()
    await reopenTicket(house())(lin, { id: first.id, reason: '又少一笔', version: await versionOf(first.id) })
    expect(await open(first.id)).toMatchObject({
      round: 2,
      status: 'in_progress',
      result: null,
      confirmation: null,
      rounds: [{ round: 1, status: 'archived', result: '已办妥', method: 'phone' }],
    })
    const { reopened } = await ticketEffort(house())(manager, {})
    expect(reopened).toMatchObject({ closed: 2, reopened: 1, percent: 50, rows: [{ id: first.id, round: 1 }] })

    // Merged: the code and an old link lead to the one that stays.
    const patientId = await somePatient()
    const stays = await create({ patientId })
    const goes = await create({ patientId, item: 'SVC-17', units: [hospital.unit.finance] })
    await merge(goes.id, stays.id)
    const { token } = await trackMatter(house())({ code: goes.trackingCode, lastFour: '8000' })
    const shown = await all.app.inject({ url: '/api/matter', headers: { authorization: `Link ${token}` } })
    expect(shown.json()).toMatchObject({ number: stays.number })
    const oldLink: Caller = {
      ...systemCaller(house().hospital.id),
      kind: 'patient-link',
      only: { kind: 'ticket', id: goes.id },
    }
    expect(await readMatter(house())(oldLink)).toMatchObject({ number: stays.number, withNow: '医保科、财务科' })

    // Transferred after acceptance by the manager: new receiver, owner and limit stay, a new response clock.
    const moved = await create()
    await acceptAll(moved.id)
    at(15)
    const [part] = (await open(moved.id)).parts
    await handOnPart(house())(manager, {
      id: moved.id,
      partId: part?.id ?? '',
      reason: '应由财务科办理',
      unitId: hospital.unit.finance,
      personId: null,
    })
    const now = await open(moved.id)
    expect(now).toMatchObject({
      owner: { id: hospital.person['lin'] },
      parts: [{ unit: { id: hospital.unit.finance }, assignee: { id: hospital.person['finance-liaison'] } }],
    })
    expect(now.clocks.filter(clock => clock.stoppedAt === null).map(clock => [clock.kind, clock.dueAt])).toEqual([
      ['response', MONDAY.add({ minutes: 45 }).toString()],
      ['limit', MONDAY.add({ hours: 2 }).toString()],
    ])

    // Without a reason nothing is withdrawn; with one, before and after acceptance.
    const cancelling = await all.app.inject({
      method: 'POST',
      url: `/api/tickets/${moved.id}/cancel`,
      payload: { reason: ' ', version: now.version },
    })
    expect(cancelling.statusCode).not.toBe(200)
    const contract = await import('../contract.ts')
    expect(contract.cancelTicket.body.safeParse({ reason: '  ', version: 1 }).success).toBe(false)
    await cancelTicket(house())(lin, { id: moved.id, reason: '患者撤回', version: now.version })
    const accepted = await create()
    await acceptAll(accepted.id)
    await cancelTicket(house())(lin, {
      id: accepted.id,
      reason: '患者撤回',
      version: await versionOf(accepted.id),
    })
    expect((await open(accepted.id)).parts[0]?.status).toBe('withdrawn')
  })

  test('a merged matter: shares, promises, notes and attachments are read from the one that stays, and the earlier limit counts', async () => {
    const patientId = await somePatient()
    const goes = await create({
      patientId,
      units: [hospital.unit.finance, hospital.unit.insurance, hospital.unit.ward],
    })
    const parts = (await open(goes.id)).parts
    for (const [index, who] of [finance, insurance].entries())
      await acceptPart(house())(who, { id: goes.id, partId: parts[index]?.id ?? '' })
    await finishPart(house())(finance, {
      id: goes.id,
      partId: parts[0]?.id ?? '',
      result: '已到账',
      evidence: '流水',
      minutes: 7,
    })
    const promised = MONDAY.add({ minutes: 90 }).toString()
    await makePromise(house())(lin, { id: goes.id, text: '给您回电话', dueAt: promised })
    await writeEntry(house())(lin, { id: goes.id, kind: 'note', text: '患者很着急', tellPatient: false })
    const data = Buffer.from('%PDF-1.7 x').toString('base64')
    const file = await attachFile(house())(lin, { id: goes.id, name: '流水.pdf', type: 'application/pdf', data })
    at(10)
    const stays = await create({ patientId, difficulty: ['investigation'], urgency: 'urgent' })
    await merge(goes.id, stays.id)

    const now = await open(stays.id)
    expect(now).toMatchObject({
      status: 'dispatched',
      scope: 'multi',
      urgency: 'urgent',
      merged: [{ number: goes.number }],
    })
    expect(now.parts.map(part => `${part.unit.name} ${part.status} ${part.of ?? ''}`).toSorted()).toEqual(
      [`财务科 done ${goes.number}`, '医保科 dispatched ', '外科病区 dispatched '].toSorted(),
    )
    expect(now.clocks.find(clock => clock.kind === 'limit')?.dueAt).toBe(MONDAY.add({ hours: 2 }).toString())
    expect(now.promises).toMatchObject([{ text: '给您回电话', dueAt: promised, keptAt: null }])
    expect(now.line.find(line => line.of === goes.number && line.detail['text'] === '患者很着急')).toBeDefined()
    const read = await readAttachment(house())(lin, { id: stays.id, attachmentId: file.id })
    expect(read).toMatchObject({ name: '流水.pdf', data })
    const gone = await open(goes.id)
    expect(gone).toMatchObject({ status: 'merged', mergedInto: { number: stays.number }, may: [] })
    expect(gone.clocks.every(clock => clock.stoppedAt !== null)).toBe(true)
    expect(await toldOf(insurance, stays.id)).toContain('merged')
    // The promise still runs out, once, where the matter is now.
    await after(95)
    expect((await open(stays.id)).promises[0]?.broken).toBe(true)

    // Merged once more, both ways lead to the last.
    const last = await create({ patientId, item: 'SVC-17' })
    await merge(stays.id, last.id)
    const { token } = await trackMatter(house())({ code: goes.trackingCode, lastFour: '8000' })
    const shown = await all.app.inject({ url: '/api/matter', headers: { authorization: `Link ${token}` } })
    expect(shown.json()).toMatchObject({ number: last.number })
    expect((await open(last.id)).merged.map(one => one.number)).toEqual([goes.number, stays.number])
  })

  test('what is closed, another patient’s, itself, or not the manager’s to merge is refused, and nothing moves', async () => {
    const patientId = await somePatient()
    const one = await create({ patientId })
    const two = await create({ patientId })
    const other = await create({ patientId: await somePatient() })
    await isRefused(merge(one.id, one.id), 'merge-self')
    await isRefused(merge(one.id, other.id), 'merge-other-patient')
    await isRefused(merge((await create()).id, (await create()).id), 'merge-other-patient')
    await isRefused(merge(one.id, two.id, lin), 'forbidden')
    await isRefused(merge(one.id, hospital.unit.desk), 'not-found')
    await cancelTicket(house())(lin, { id: two.id, reason: '重复', version: 1 })
    await isRefused(merge(one.id, two.id), 'merge-closed')
    await isRefused(merge(two.id, one.id), 'ticket-status')
    expect(await open(one.id)).toMatchObject({ version: 1, merged: [], mergedInto: null })
  })

  test('two managers who merge each into the other: one merging stands', async () => {
    const patientId = await somePatient()
    const [a, b] = [await create({ patientId }), await create({ patientId })]
    const results = await Promise.allSettled([merge(a.id, b.id), merge(b.id, a.id)])
    expect(results.map(result => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect([(await open(a.id)).status, (await open(b.id)).status].toSorted()).toEqual(['dispatched', 'merged'])
  })
})

describe('many at once', () => {
  test('each matter has its own answer, nothing is skipped without a word, and the same key does nothing twice', async () => {
    const [one, two] = [await create(), await create()]
    const closed = await create()
    await cancelTicket(house())(lin, { id: closed.id, reason: '重复', version: 1 })
    const matters = [
      { id: one.id, version: 1 },
      { id: closed.id, version: 2 },
      { id: two.id, version: 7 },
      { id: hospital.unit.desk, version: 1 },
    ]
    const once = { ...lin, once: { key: 'bulk-0001', endpoint: 'ticket.bulk', digest: 'x' } }
    const ask = { act: 'dispatch' as const, units: [hospital.unit.ward], reason: '需病区配合' }
    const { rows } = await bulkTickets(house())(once, { matters, ask }, 'zh')
    expect(rows.map(row => [row.number, row.done, row.problem?.code ?? null])).toEqual([
      [one.number, true, null],
      [closed.number, false, 'ticket-status'],
      [two.number, false, 'stale-version'],
      [null, false, 'not-found'],
    ])
    expect(rows[1]?.problem?.title).toContain('状态')
    const again = await bulkTickets(house())(once, { matters, ask }, 'zh')
    expect(again.rows).toEqual(rows)
    expect((await open(one.id)).parts).toHaveLength(2)
    await isRefused(
      bulkTickets(house())({ ...lin, only: { kind: 'ticket', id: one.id } }, { matters, ask }, 'zh'),
      'forbidden',
    )
  })

  test('urging, handing over and withdrawing keep every rule of the single step', async () => {
    const [one, two] = [await create(), await create()]
    const bulk = async (ask: Parameters<ReturnType<typeof bulkTickets>>[1]['ask'], caller = lin) =>
      (
        await bulkTickets(house())(
          caller,
          {
            matters: [
              { id: one.id, version: await versionOf(one.id) },
              { id: two.id, version: await versionOf(two.id) },
            ],
            ask,
          },
          'en',
        )
      ).rows.map(row => row.problem?.code ?? 'done')
    expect(await bulk({ act: 'urge', text: '请尽快' })).toEqual(['done', 'done'])
    expect((await listNotices(house())(insurance)).items.filter(one => one.step === 'urged')).toHaveLength(2)
    const personId = hospital.person['mei'] ?? ''
    expect(await bulk({ act: 'force-hand-over', personId, reason: '急病' })).toEqual(['forbidden', 'forbidden'])
    expect(await bulk({ act: 'force-hand-over', personId, reason: '急病' }, manager)).toEqual(['done', 'done'])
    expect((await open(two.id)).owner.id).toBe(personId)
    await acceptAll(one.id)
    await finishAll(one.id)
    expect(await bulk({ act: 'urge', text: '请尽快' })).toEqual(['nobody-to-urge', 'done'])
    expect(await bulk({ act: 'cancel', reason: '撤回' })).toEqual(['ticket-status', 'done'])
    await isRefused(urgeTicket(house())(lin, { id: two.id, text: '请尽快' }), 'ticket-status')
  })
})

describe('what it took', () => {
  test('TKT-17 (part): a multi-department matter is not closed without trips, contacts and minutes, and the month shows them with their rows', async () => {
    at(60 * 24 * 30)
    const { id } = await create({ units: [hospital.unit.finance, hospital.unit.insurance] })
    await acceptAll(id)
    await finishAll(id)
    for (const name of ['tripsMade', 'tripsAvoided', 'contacts'])
      await isRefused(resolve(id, { [name]: null }), 'effort-missing')
    await resolve(id)
    await archive(id)
    const figures = await ticketEffort(house())(manager, { month: '2026-12' })
    expect(figures.rows).toMatchObject([
      { id, departments: 2, tripsMade: 1, tripsAvoided: 3, contacts: 4, minutes: 20 },
    ])
    expect(figures.mean).toEqual({ tripsMade: 1, tripsAvoided: 3, contacts: 4, minutes: 20 })
    // A second round adds to it.
    await reopenTicket(house())(lin, { id, reason: '又少一笔', version: await versionOf(id) })
    expect((await ticketEffort(house())(manager, { month: '2026-12' })).rows).toEqual([])
    await acceptAll(id)
    await finishAll(id)
    await resolve(id)
    await archive(id)
    const both = await ticketEffort(house())(manager, { month: '2026-12' })
    expect(both.rows).toMatchObject([{ tripsMade: 2, contacts: 8, minutes: 40 }])
    const { items } = await listTickets(house())(lin, { view: 'closed' })
    expect(items[0]).toMatchObject({ id, round: 2 })
  })
})
