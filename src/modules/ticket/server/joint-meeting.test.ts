import { describe, expect, test } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { run } from '#platform/database.ts'
import { MONDAY } from '../../../../tests/support/house.ts'
import { acceptPart } from './accept-part.ts'
import { addDepartments } from './add-departments.ts'
import { answerMeeting } from './answer-meeting.ts'
import { callMeeting } from './call-meeting.ts'
import { decideMeeting } from './decide-meeting.ts'
import { ticketEffort } from './effort.ts'
import { listTickets } from './list-tickets.ts'
import { readMatter } from './matter.ts'
import { reopenTicket } from './reopen-ticket.ts'
import { writeEntry } from './write-entry.ts'
import {
  acceptAll,
  after,
  archive,
  at,
  create,
  finishAll,
  hospital,
  house,
  isRefused,
  lin,
  manager,
  open,
  resolve,
  toldOf,
  useMatters,
  versionOf,
} from '../../../../tests/support/matters.ts'

useMatters()

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
