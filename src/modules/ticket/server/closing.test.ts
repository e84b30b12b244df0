import { describe, expect, test } from 'vitest'
import { closeUnit } from '#modules/staff/server/close-unit.ts'
import { run } from '#platform/database.ts'
import { builder } from '../../../../tests/support/hospital.ts'
import { MONDAY } from '../../../../tests/support/house.ts'
import { acceptPart } from './accept-part.ts'
import { addDepartments } from './add-departments.ts'
import { answerMeeting } from './answer-meeting.ts'
import { callMeeting } from './call-meeting.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { forceOwnership, offerOwnership, takeOwnership } from './change-owner.ts'
import { confirmTicket } from './confirm-ticket.ts'
import { decideMeeting } from './decide-meeting.ts'
import { disagreeTicket } from './disagree-ticket.ts'
import { finishPart } from './finish-part.ts'
import { noteAttempt } from './note-attempt.ts'
import { listNotices } from './notices.ts'
import { reopenTicket } from './reopen-ticket.ts'
import { resolveTicket } from './resolve-ticket.ts'
import { writeEntry } from './write-entry.ts'
import {
  accepted,
  after,
  all,
  create,
  finance,
  finished,
  hospital,
  house,
  insurance,
  isRefused,
  journal,
  lin,
  manager,
  mei,
  open,
  partsOf,
  useMatters,
} from '../../../../tests/support/matters.ts'

useMatters()

const SIGNATURE = 'M10 10L20 20L30 15L40 25L50 10'

describe('working together', () => {
  const three = () =>
    create({ units: [hospital.unit.finance, hospital.unit.insurance, hospital.unit.ward], difficulty: ['meeting'] })
  const acceptAll = async (id: string) => {
    for (const part of await partsOf(id)) {
      const key = Object.entries(hospital.unit).find(([, unit]) => unit === part.unit.id)?.[0]
      await acceptPart(house())(await hospital.as(`${key}-liaison`), { id, partId: part.id })
    }
  }

  test('a joint meeting: a decline is seen with its reason, minutes and deadline stand, beyond the limit only by the manager', async () => {
    const { id } = await three()
    await acceptAll(id)
    const { finance: a, insurance: b } = hospital.unit
    const startsAt = MONDAY.add({ minutes: 30 }).toString()
    await callMeeting(house())(lin, { id, way: 'online', place: '企业微信会议', startsAt, units: [a, b] })
    const [meeting] = (await open(id)).meetings
    const meetingId = meeting?.id ?? ''
    await isRefused(
      answerMeeting(house())(finance, { id, meetingId, unitId: a, takesPart: false, reason: null }),
      'reason-needed',
    )
    await answerMeeting(house())(finance, { id, meetingId, unitId: a, takesPart: false, reason: '正在结账' })
    await answerMeeting(house())(insurance, { id, meetingId, unitId: b, takesPart: true, reason: null })
    const decide = {
      id,
      meetingId,
      minutes: '医保科牵头补盖章',
      responsibleUnitId: b,
      deadline: MONDAY.add({ hours: 6 }).toString(),
      beyondLimitReason: null,
    }
    await isRefused(
      decideMeeting(house())(lin, { ...decide, deadline: MONDAY.add({ hours: 30 }).toString() }),
      'deadline-beyond-limit',
    )
    await decideMeeting(house())(lin, decide)
    const now = await open(id)
    expect(now.meetings[0]).toMatchObject({ minutes: '医保科牵头补盖章', responsible: { id: b }, beyondLimit: false })
    expect(now.meetings[0]?.invited.find(one => one.unit.id === a)).toMatchObject({
      answer: 'declined',
      reason: '正在结账',
    })
    expect(now.parts.find(part => part.unit.id === b)?.dueAt).toBe(decide.deadline)
  })

  test('no result while a department is at work, and none without the trips', async () => {
    const { id } = await three()
    await acceptAll(id)
    const end = { result: '已办妥', evidence: '回执', minutes: 5, tripsMade: 0, tripsAvoided: 3, contacts: 4 }
    const resolve = async (more: object = {}) =>
      resolveTicket(house())(lin, { id, ...end, ...more, version: (await open(id)).version })
    await isRefused(resolve(), 'parts-open')
    for (const part of await partsOf(id)) {
      const key = Object.entries(hospital.unit).find(([, unit]) => unit === part.unit.id)?.[0]
      await finishPart(house())(await hospital.as(`${key}-liaison`), {
        id,
        partId: part.id,
        result: '办好',
        evidence: '照片',
        minutes: 10,
      })
    }
    await isRefused(resolve({ tripsMade: null }), 'effort-missing')
    await resolve()
    const now = await open(id)
    expect(now).toMatchObject({ status: 'resolved', result: '已办妥' })
    expect(now.criticalPath.map(segment => segment.phase)).toEqual([
      'dispatch',
      'response',
      'work',
      'closing',
      'confirmation',
    ])
  })

  test('a department that is brought in later has a clock of its own; one that takes part is not asked twice', async () => {
    const { id } = await create()
    const { version } = await open(id)
    await isRefused(
      addDepartments(house())(lin, { id, units: [hospital.unit.insurance], reason: 'x', version }),
      'unit-takes-part',
    )
    all.clock.set(MONDAY.add({ minutes: 40 }))
    await addDepartments(house())(lin, { id, units: [hospital.unit.radiology], reason: '需补报告', version })
    const now = await open(id)
    expect(now.scope).toBe('multi')
    expect(now.clocks.filter(clock => clock.kind === 'response').map(clock => clock.startedAt)).toEqual([
      MONDAY.toString(),
      MONDAY.add({ minutes: 40 }).toString(),
    ])
  })
})

describe('confirmation and the archive', () => {
  test('TKT-09: no archive without the patient’s word, and an archived matter refuses every change, which is told', async () => {
    const { id, version } = await finished()
    const confirm = (more: object) =>
      confirmTicket(house())(lin, {
        id,
        method: 'signature',
        signature: null,
        witnessId: null,
        words: null,
        version,
        ...more,
      } as never)
    await isRefused(confirm({}), 'confirmation-incomplete')
    await isRefused(
      confirm({ method: 'oral', words: '好', witnessId: hospital.person['lin'] }),
      'confirmation-incomplete',
    )
    await confirm({ signature: SIGNATURE })
    const now = await open(id)
    expect(now).toMatchObject({
      status: 'archived',
      confirmation: { method: 'signature', at: MONDAY.toString() },
      may: ['reopen'],
    })
    await isRefused(
      writeEntry(house())(lin, { id, kind: 'note', text: '再补一句', tellPatient: false }),
      'ticket-status',
    )
    expect(await journal(id, 'ticket.edit-refused')).toHaveLength(1)
    expect((await open(id)).version).toBe(now.version)
  })

  test('the patient who disagrees sends it back to work in the same round, and its limit runs on from where it began', async () => {
    const { id } = await finished()
    await disagreeTicket(house())(lin, { id, reason: '少一页' })
    const now = await open(id)
    expect(now).toMatchObject({ status: 'in_progress', round: 1 })
    expect(now.parts[0]?.status).toBe('in_progress')
    expect(now.clocks.find(clock => clock.kind === 'limit')).toMatchObject({
      stoppedAt: null,
      dueAt: MONDAY.add({ hours: 2 }).toString(),
    })
  })

  test('after three attempts, or three days, it closes as unconfirmed and says why', async () => {
    const tried = await finished()
    const waited = await finished()
    for (const note of ['无人接听', '关机', '无人接听'])
      await noteAttempt(house())(lin, { id: tried.id, way: 'phone', note })
    expect((await open(tried.id)).status).toBe('archived_unconfirmed')
    await after(72 * 60)
    expect((await open(waited.id)).status).toBe('archived_unconfirmed')
    expect(await journal(waited.id, 'ticket.closed-unconfirmed')).toMatchObject([{ facts: { because: 'time' } }])
  })

  test('reopened it is round two with new clocks, and the first outcome stands in the time line', async () => {
    const { id, version } = await finished()
    const closed = await confirmTicket(house())(lin, {
      id,
      method: 'phone',
      signature: null,
      witnessId: null,
      words: '可以了',
      version,
    })
    all.clock.set(MONDAY.add({ hours: 48 }))
    await reopenTicket(house())(lin, { id, reason: '又退回了', version: closed.version })
    const now = await open(id)
    expect(now).toMatchObject({ status: 'in_progress', round: 2, overdue: false })
    expect(now.clocks.filter(clock => clock.kind === 'limit').map(clock => clock.startedAt)).toEqual([
      MONDAY.toString(),
      MONDAY.add({ hours: 48 }).toString(),
    ])
    expect(now.line.map(line => line.action)).toContain('ticket.confirmed')
    expect(now.parts.at(-1)).toMatchObject({ status: 'dispatched' })
  })

  test('withdrawn, its departments are told and its clocks stop', async () => {
    const { id } = await accepted()
    const { version } = await open(id)
    await cancelTicket(house())(lin, { id, reason: '患者撤回', version })
    const now = await open(id)
    expect(now).toMatchObject({ status: 'cancelled', nextClock: null })
    expect(now.parts[0]?.status).toBe('withdrawn')
    const told = await listNotices(house())(insurance)
    expect(told.items.some(notice => notice.ticketId === id && notice.step === 'cancelled')).toBe(true)
  })
})

describe('the owner', () => {
  test('TKT-06 (part): the first contact stays owner over hand-ons; only an accepted or a forced hand-over changes it, with names and reason', async () => {
    const { id } = await accepted()
    expect((await open(id)).owner.id).toBe(hospital.person['lin'])
    await offerOwnership(house())(lin, { id, personId: hospital.person['mei'] ?? '', note: '我下班了' })
    expect((await open(id)).owner.id).toBe(hospital.person['lin'])
    await isRefused(takeOwnership(house())(manager, { id }), 'not-offered')
    await takeOwnership(house())(mei, { id })
    expect((await open(id)).owner.id).toBe(hospital.person['mei'])
    await isRefused(
      forceOwnership(house())(lin, { id, personId: hospital.person['lin'] ?? '', reason: '抢' }),
      'forbidden',
    )
    await forceOwnership(house())(manager, { id, personId: hospital.person['lin'] ?? '', reason: '梅乙请假' })
    const line = (await open(id)).line.at(-1)
    expect(line).toMatchObject({
      action: 'ticket.owner-changed',
      by: { name: '中心甲' },
      facts: { from: hospital.person['mei'], to: hospital.person['lin'], forced: true },
      detail: { reason: '梅乙请假' },
    })
  })

  test('a stale version is refused and says which is the newest', async () => {
    const { id } = await accepted()
    await isRefused(cancelTicket(house())(lin, { id, reason: 'x', version: 1 }), 'stale-version')
  })
})

describe('a unit that still works', () => {
  test('ORG-01 (part): is not closed, and the numbers of its matters are told', async () => {
    const made = await create({ units: [hospital.unit.radiology] })
    const rows = await house().database.transact(tx =>
      run<{ version: number }>(tx, 'select version from staff.unit where id = $1', [hospital.unit.radiology]),
    )
    const close = closeUnit(house())(builder(house()), {
      id: hospital.unit.radiology,
      version: rows[0]?.version ?? 0,
      reason: '合并',
    })
    await expect(close).rejects.toMatchObject({ code: 'unit-has-open-matters' })
    const told = await close.catch((problem: { facts: object }) => JSON.stringify(problem.facts))
    expect(told).toContain(made.number)
  })
})
