import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import { endAssignment, organisation, setDuty } from '#modules/staff/index.ts'
import { closeUnit } from '#modules/staff/server/close-unit.ts'
import { run } from '#platform/database.ts'
import { writeSetting } from '#platform/settings.ts'
import { builder, smallHospital, type SmallHospital } from '../../../../tests/support/hospital.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { DEFAULT_POLICY } from '../rules/clock.ts'
import { sampleRequest } from '../sample.ts'
import { clockPolicy } from '../settings.ts'
import { acceptPart } from './accept-part.ts'
import { addDepartments } from './add-departments.ts'
import { answerMeeting } from './answer-meeting.ts'
import { callMeeting } from './call-meeting.ts'
import { cancelTicket } from './cancel-ticket.ts'
import { forceOwnership, offerOwnership, takeOwnership } from './change-owner.ts'
import { checkCover } from './check-cover.ts'
import { classifyTicket } from './classify-ticket.ts'
import { confirmTicket } from './confirm-ticket.ts'
import { createTicket, type CreateTicket } from './create-ticket.ts'
import { decideMeeting } from './decide-meeting.ts'
import { declinePart } from './decline-part.ts'
import { disagreeTicket } from './disagree-ticket.ts'
import { finishPart } from './finish-part.ts'
import { handOnPart } from './hand-on-part.ts'
import { liaisonInbox } from './inbox.ts'
import { countTickets, findTickets, listTickets } from './list-tickets.ts'
import { VIEWS } from './views.ts'
import { makePromise } from './make-promise.ts'
import { keepPromise } from './keep-promise.ts'
import { noteAttempt } from './note-attempt.ts'
import { listFindings, listNotices } from './notices.ts'
import { openTicket } from './read-ticket.ts'
import { reopenTicket } from './reopen-ticket.ts'
import { resolveTicket } from './resolve-ticket.ts'
import { resumeTicket } from './resume-ticket.ts'
import { trackMatter } from './track-matter.ts'
import { waitForPatient } from './wait-for-patient.ts'
import { writeEntry } from './write-entry.ts'

let all: TestHouse
let hospital: SmallHospital
let lin: Caller
let mei: Caller
let manager: Caller
let finance: Caller
let insurance: Caller
const SIGNATURE = 'M10 10L20 20L30 15L40 25L50 10'

beforeAll(async () => {
  all = await testHouse(MONDAY)
  hospital = await smallHospital(all.house)
  ;[lin, mei, manager, finance, insurance] = (await Promise.all(
    ['lin', 'mei', 'manager', 'finance-liaison', 'insurance-liaison'].map(key => hospital.as(key)),
  )) as [Caller, Caller, Caller, Caller, Caller]
})
afterAll(() => all.close())
beforeEach(() => all.clock.set(MONDAY))

const house = () => all.house
const create = (more: Partial<CreateTicket> = {}, caller = lin) =>
  createTicket(house())(caller, { ...sampleRequest, ...more })
const open = (id: string, caller = lin) => openTicket(house())(caller, { id })
const partsOf = async (id: string) => (await open(id)).parts
const after = async (minutes: number) => {
  all.clock.set(MONDAY.add({ minutes }))
  await all.machinery.turn()
}
const journal = (id: string, action: string) =>
  house().database.transact(tx =>
    run<{ at: Temporal.Instant; facts: Record<string, unknown>; actorId: string | null }>(
      tx,
      'select at, facts, actor_id from platform.journal where subject_id = $1 and action = $2 order by at, id',
      [id, action],
    ),
  )
const escalations = async (id: string) => (await journal(id, 'ticket.escalated')).map(row => row.facts['step'])
const isRefused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })
/** A matter whose only department has accepted. */
const accepted = async (more: Partial<CreateTicket> = {}) => {
  const made = await create(more)
  const [part] = await partsOf(made.id)
  await acceptPart(house())(insurance, { id: made.id, partId: part?.id ?? '' })
  return { ...made, partId: part?.id ?? '' }
}
const resolved = async () => {
  const made = await accepted()
  const done = await finishPart(house())(insurance, {
    id: made.id,
    partId: made.partId,
    result: '明细已盖章',
    evidence: '盖章明细照片',
    minutes: 12,
  })
  return { ...made, version: done.version }
}

describe('taking a request', () => {
  test('TKT-01: a number and a tracking code of its own, and a hint at the same person’s open matter of the kind', async () => {
    const patientId = await somePatient()
    const first = await create({ patientId })
    const second = await create({ patientId })
    expect(first.number).toMatch(/^TK-261116-\d{4}$/)
    expect(second.number).not.toBe(first.number)
    expect(second.trackingCode).not.toBe(first.trackingCode)
    expect(first.similar).toEqual([])
    expect(second.similar).toEqual([{ id: first.id, number: first.number }])
    all.clock.set(MONDAY.add({ hours: 25 }))
    expect((await create({ patientId })).similar).toEqual([])
  })

  test('TKT-03: nine o’clock general is due at eleven, complex next day at nine; departments do not count, difficulty does', async () => {
    const due = async (more: Partial<CreateTicket>) => (await create(more)).dueAt
    expect(await due({})).toBe(MONDAY.add({ hours: 2 }).toString())
    expect(await due({ difficulty: ['investigation'] })).toBe(MONDAY.add({ hours: 24 }).toString())
    const { finance: a, insurance: b, ward: c } = hospital.unit
    expect(await due({ units: [a, b, c] })).toBe(MONDAY.add({ hours: 2 }).toString())
    expect((await open((await create({ units: [a, b, c] })).id)).scope).toBe('multi')
    const made = await create()
    all.clock.set(MONDAY.add({ minutes: 30 }))
    await classifyTicket(house())(lin, { id: made.id, difficulty: ['outside-party'], reason: '须外院配合', version: 1 })
    const now = await open(made.id)
    expect(now.class).toBe('complex')
    expect(now.clocks.find(clock => clock.kind === 'limit')).toMatchObject({
      startedAt: MONDAY.toString(),
      dueAt: MONDAY.add({ hours: 24 }).toString(),
    })
    await isRefused(
      classifyTicket(house())(lin, { id: made.id, difficulty: [], reason: '改回', version: 2 }),
      'reclassified-already',
    )
    await expect(
      classifyTicket(house())(manager, { id: made.id, difficulty: [], reason: '改回', version: 2 }),
    ).resolves.toBeDefined()
  })

  test('what was wrong leaves nothing behind', async () => {
    const before = await count()
    await isRefused(create({ item: 'SVC-99' }), 'item-unknown')
    await isRefused(create({ units: [hospital.person['lin'] ?? ''] }), 'unit-unknown')
    await isRefused(create({ papers: [{ name: '身份证', state: 'missing' }] }), 'papers-missing')
    await isRefused(create({ patientId: hospital.unit.desk }), 'patient-unknown')
    expect(await count()).toBe(before)
    await expect(
      create({ papers: [{ name: '身份证', state: 'missing' }], papersReason: '家属下午送来' }),
    ).resolves.toBeDefined()
  })

  test('the patient’s words, name and phone lie enciphered', async () => {
    const { id } = await create()
    const [row] = await house().database.transact(tx =>
      run<{ whole: string }>(tx, 'select t::text as whole from ticket.ticket t where id = $1', [id]),
    )
    for (const word of ['13800138000', '黄小明', '预交金']) {
      expect(row?.whole).not.toContain(word)
      expect(row?.whole).not.toContain(Buffer.from(word).toString('hex'))
    }
  })

  test('the same request sent twice with one key makes one matter', async () => {
    const once = { ...lin, once: { key: 'tap-00000001', endpoint: 'ticket.create', digest: 'x' } }
    const [first, second] = await Promise.all([
      createTicket(house())(once, sampleRequest),
      createTicket(house())(once, sampleRequest),
    ])
    expect(second).toEqual(first)
    await expect(
      createTicket(house())({ ...once, once: { ...once.once, digest: 'y' } }, sampleRequest),
    ).rejects.toThrow('same-key-other-request')
  })

  test('a matter is found by its number, by the end of it that people say aloud, by its tracking code and by its patient', async () => {
    const made = await create()
    const found = async (asked: Parameters<ReturnType<typeof findTickets>>[1]) =>
      (await findTickets(house())(lin, asked)).items.map(one => one.id)
    const end = String(Number(made.number.split('-').at(-1)))
    for (const q of [made.number, made.number.toLowerCase(), end, made.trackingCode, made.trackingCode.toLowerCase()])
      expect(await found({ q })).toContain(made.id)
    await after(61 * 24 * 60)
    expect(await found({ q: end })).toContain(made.id)
    await after(63 * 24 * 60)
    expect(await found({ q: end })).not.toContain(made.id)
    expect(await found({ q: made.number })).toContain(made.id)
    expect(await found({ q: '9'.repeat(6) })).toEqual([])
  })

  test('requests of one moment are written together, each whole; one that cannot be written takes no other along', async () => {
    const asked = Array.from({ length: 12 }, (_, n) =>
      createTicket(house())(n === 5 ? { ...lin, position: '\u0000' } : lin, sampleRequest),
    )
    const told = await Promise.allSettled(asked)
    expect(told.map(one => one.status === 'fulfilled')).toEqual(told.map((_, n) => n !== 5))
    for (const one of told.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))) {
      expect(await journal(one.id, 'ticket.registered')).toHaveLength(1)
      expect(await journal(one.id, 'ticket.dispatched')).toHaveLength(1)
      const { clocks, parts, number } = await open(one.id)
      expect([parts.length, clocks.length, number]).toEqual([1, 2, one.number])
    }
  })
})

describe('the response', () => {
  test('TKT-05: one notice each at 20, 30 and 60 minutes, to receiver, head and manager, duty manager; accepted at 31 is a breach', async () => {
    const silent = await create()
    const late = await create()
    await after(19)
    expect(await escalations(silent.id)).toEqual([])
    await after(20)
    expect(await escalations(silent.id)).toEqual(['response-warning'])
    await after(30)
    await after(31)
    expect(await escalations(silent.id)).toEqual(['response-warning', 'response-breach'])
    const [part] = await partsOf(late.id)
    await acceptPart(house())(insurance, { id: late.id, partId: part?.id ?? '' })
    expect(await open(late.id)).toMatchObject({ responseBreach: true, status: 'accepted' })
    await after(60)
    await after(75)
    expect(await escalations(silent.id)).toEqual([
      'response-warning',
      'response-breach',
      'response-escalation',
      'tell-patient',
    ])
    expect((await escalations(late.id)).filter(step => String(step).startsWith('response'))).toEqual([
      'response-warning',
      'response-breach',
    ])
    const told = (await journal(silent.id, 'ticket.escalated')).map(row => [row.facts['step'], row.facts['to']])
    const { person } = hospital
    expect(told[0]).toEqual(['response-warning', [person['insurance-liaison']]])
    expect(new Set(told[1]?.[1] as string[])).toEqual(new Set([person['insurance-head'], person['manager']]))
    expect(told[2]).toEqual(['response-escalation', [person['duty-manager']]])
  })

  test('a clock that jumps an hour does each thing once, at its own time', async () => {
    const { id } = await create()
    await after(90)
    const rows = await journal(id, 'ticket.escalated')
    expect(rows.map(row => [row.facts['step'], row.at.since(MONDAY).total('minutes')])).toEqual([
      ['response-warning', 20],
      ['response-breach', 30],
      ['response-escalation', 60],
      ['tell-patient', 60],
    ])
  })

  test('outside the hours the duty manager receives, since no duty officer is there', async () => {
    all.clock.set(Temporal.Instant.from('2026-11-16T20:00:00+08:00'))
    const [part] = await partsOf((await create()).id)
    expect(part).toMatchObject({ assignee: { id: hospital.person['duty-manager'] }, assignedAs: 'duty-manager' })
  })

  test('a decline goes to the head with its reason, and the response clock goes on', async () => {
    const { id } = await create()
    const [part] = await partsOf(id)
    all.clock.set(MONDAY.add({ minutes: 10 }))
    await declinePart(house())(insurance, { id, partId: part?.id ?? '', reason: '应由财务办理' })
    const now = await open(id)
    expect(now.parts[0]).toMatchObject({ status: 'dispatched', assignee: { id: hospital.person['insurance-head'] } })
    expect(now.clocks.find(clock => clock.kind === 'response')).toMatchObject({
      startedAt: MONDAY.toString(),
      stoppedAt: null,
    })
    expect(now.line.at(-1)).toMatchObject({ action: 'ticket.declined', detail: { reason: '应由财务办理' } })
  })

  test('handed on before acceptance the clock goes on; transferred after it, a new one begins; owner and limit stay', async () => {
    const { id } = await create()
    const [part] = await partsOf(id)
    const partId = part?.id ?? ''
    await handOnPart(house())(insurance, {
      id,
      partId,
      reason: '归财务',
      unitId: hospital.unit.finance,
      personId: null,
    })
    expect((await open(id)).clocks.filter(clock => clock.kind === 'response')).toHaveLength(1)
    await acceptPart(house())(finance, { id, partId })
    all.clock.set(MONDAY.add({ minutes: 15 }))
    await handOnPart(house())(finance, { id, partId, reason: '归病区', unitId: hospital.unit.ward, personId: null })
    const now = await open(id)
    expect(now).toMatchObject({ status: 'dispatched', owner: { id: hospital.person['lin'] } })
    expect(now.clocks.filter(clock => clock.kind === 'response').map(clock => clock.stoppedAt)).toEqual([
      expect.any(String),
      null,
    ])
    expect(now.clocks.find(clock => clock.kind === 'limit')?.dueAt).toBe(MONDAY.add({ hours: 2 }).toString())
    await isRefused(
      handOnPart(house())(await hospital.as('ward-liaison'), {
        id,
        partId,
        reason: 'x',
        unitId: null,
        personId: hospital.person['lin'] ?? '',
      }),
      'person-not-in-unit',
    )
  })

  test('of two who accept at once one does, and the other hears why not', async () => {
    const { id } = await create()
    const [part] = await partsOf(id)
    const deputy = await hospital.as('insurance-deputy')
    const asked = { id, partId: part?.id ?? '' }
    const results = await Promise.allSettled([
      acceptPart(house())(insurance, asked),
      acceptPart(house())(deputy, asked),
    ])
    expect(results.map(result => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(result => result.status === 'rejected')).toMatchObject({ reason: { code: 'part-status' } })
  })
})

describe('absence', () => {
  test('TKT-13 (part): while the liaison is absent what comes new reaches the deputy', async () => {
    const id = hospital.person['radiology-liaison'] ?? ''
    const to = MONDAY.add({ hours: 4 })
    await setDuty(house())(await hospital.as('radiology-liaison'), {
      id,
      kind: 'absent',
      from: MONDAY.toString(),
      to: to.toString(),
      reason: null,
    })
    const [part] = await partsOf((await create({ units: [hospital.unit.radiology] })).id)
    expect(part).toMatchObject({ assignee: { id: hospital.person['radiology-deputy'] }, assignedAs: 'deputy-liaison' })
    const inbox = await liaisonInbox(house())(await hospital.as('radiology-deputy'), { most: 30 })
    expect(inbox.items.map(item => item.partId)).toContain(part?.id)
  })
})

describe('the patient is told', () => {
  test('TKT-08 (part): a complex matter that nobody spoke of for twelve hours reminds its owner to tell the patient', async () => {
    const silent = await create({ difficulty: ['investigation'] })
    const told = await create({ difficulty: ['investigation'] })
    all.clock.set(MONDAY.add({ hours: 2 }))
    await writeEntry(house())(lin, { id: told.id, kind: 'reply', text: '正在核对，下午给您答复', tellPatient: true })
    await after(12 * 60)
    expect(await escalations(silent.id)).toContain('tell-patient')
    expect(await escalations(told.id)).not.toContain('tell-patient')
    const notices = await listNotices(house())(lin)
    expect(notices.items.some(notice => notice.step === 'tell-patient' && notice.ticketId === silent.id)).toBe(true)
  })

  test('TKT-08 (part): a code with the wrong digits reveals nothing, not even that it exists, and is locked after five tries', async () => {
    const { trackingCode } = await create()
    const track = (code: string, lastFour: string) => trackMatter(house())({ code, lastFour })
    await expect(track(trackingCode.toLowerCase(), '8000')).resolves.toMatchObject({ token: expect.any(String) })
    await isRefused(track(trackingCode, '1234'), 'track-unknown')
    await isRefused(track('ZZZZ-ZZZZ', '8000'), 'track-unknown')
    for (let tries = 0; tries < 4; tries += 1) await isRefused(track(trackingCode, '1234'), 'track-unknown')
    await isRefused(track(trackingCode, '8000'), 'track-locked')
    all.clock.set(MONDAY.add({ minutes: 16 }))
    await expect(track(trackingCode, '8000')).resolves.toBeDefined()
  })

  test('a promise has a time of its own, and broken it stays broken', async () => {
    const { id } = await create({ difficulty: ['meeting'] })
    await isRefused(makePromise(house())(lin, { id, text: '给您回电话', dueAt: MONDAY.toString() }), 'promise-past')
    await makePromise(house())(lin, { id, text: '给您回电话', dueAt: MONDAY.add({ minutes: 10 }).toString() })
    expect((await open(id)).nextClock?.kind).toBe('promise')
    await after(11)
    const [promise] = (await open(id)).promises
    expect(promise).toMatchObject({ broken: true, keptAt: null })
    expect(await escalations(id)).toContain('promise-broken')
    await keepPromise(house())(lin, { id, promiseId: promise?.id ?? '' })
    expect((await open(id)).promises[0]).toMatchObject({ broken: true, keptAt: MONDAY.add({ minutes: 11 }).toString() })
  })
})

describe('time', () => {
  test('TKT-11: forty minutes of waiting: gross 130, net 90, and overdue for the limit of 120', async () => {
    const made = await accepted()
    const { version } = await open(made.id)
    all.clock.set(MONDAY.add({ minutes: 30 }))
    await waitForPatient(house())(lin, { id: made.id, reason: '取身份证', evidence: '电话告知', version })
    all.clock.set(MONDAY.add({ minutes: 70 }))
    await resumeTicket(house())(lin, { id: made.id, answer: '身份证已送到' })
    await after(130)
    expect(await open(made.id)).toMatchObject({ elapsed: { gross: 130, waiting: 40, net: 90 }, overdue: true })
    const overdue = await listTickets(house())(manager, { view: 'overdue' })
    expect(overdue.items.map(row => row.id)).toContain(made.id)
  })

  test('where the hospital chose that waiting stops the limit, it moves by as much', async () => {
    await house().database.transact(tx =>
      writeSetting(
        tx,
        house().hospital.id,
        clockPolicy,
        { ...DEFAULT_POLICY, whileWaiting: 'stops' },
        { personId: null, effectiveFrom: MONDAY, at: MONDAY },
      ),
    )
    house().settings.forget()
    const made = await accepted()
    const { version } = await open(made.id)
    await waitForPatient(house())(lin, { id: made.id, reason: '取身份证', evidence: '电话告知', version })
    all.clock.set(MONDAY.add({ minutes: 40 }))
    await resumeTicket(house())(lin, { id: made.id, answer: '到了' })
    expect((await open(made.id)).clocks.find(clock => clock.kind === 'limit')?.dueAt).toBe(
      MONDAY.add({ minutes: 160 }).toString(),
    )
    await house().database.transact(tx =>
      writeSetting(tx, house().hospital.id, clockPolicy, DEFAULT_POLICY, {
        personId: null,
        effectiveFrom: MONDAY,
        at: MONDAY,
      }),
    )
    house().settings.forget()
  })

  test('each number of the desk opens as many rows', async () => {
    await after(100)
    for (const caller of [lin, manager, insurance]) {
      const counts = await countTickets(house())(caller)
      for (const view of VIEWS) {
        let rows = 0
        for (let next: string | null | undefined; next !== null; ) {
          const page = await listTickets(house())(caller, { view, after: next })
          rows += page.items.length
          next = page.next
        }
        expect([view, rows]).toEqual([view, counts[view]])
      }
    }
  })
})

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
    const { id, version } = await resolved()
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
    const { id } = await resolved()
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
    const tried = await resolved()
    const waited = await resolved()
    for (const note of ['无人接听', '关机', '无人接听'])
      await noteAttempt(house())(lin, { id: tried.id, way: 'phone', note })
    expect((await open(tried.id)).status).toBe('archived_unconfirmed')
    await after(72 * 60)
    expect((await open(waited.id)).status).toBe('archived_unconfirmed')
    expect(await journal(waited.id, 'ticket.closed-unconfirmed')).toMatchObject([{ facts: { because: 'time' } }])
  })

  test('reopened it is round two with new clocks, and the first outcome stands in the time line', async () => {
    const { id, version } = await resolved()
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

describe('who sees what', () => {
  test('a liaison sees the matters of the own unit; another’s does not exist', async () => {
    const { id } = await create()
    await expect(open(id, insurance)).resolves.toBeDefined()
    await isRefused(open(id, await hospital.as('radiology-liaison')), 'not-found')
    await isRefused(open('0198d0d0-0000-7000-8000-0000000000ee', lin), 'not-found')
  })

  test('a liaison’s link works on the own share of one matter, and on nothing else', async () => {
    const { id } = await create({ units: [hospital.unit.insurance, hospital.unit.finance] })
    const other = await create()
    const parts = await partsOf(id)
    const mine = parts.find(part => part.unit.id === hospital.unit.insurance)
    const theirs = parts.find(part => part.unit.id === hospital.unit.finance)
    const link: Caller = {
      ...systemCaller(house().hospital.id),
      kind: 'liaison-link',
      personId: hospital.person['insurance-liaison'] ?? '',
      permissions: new Map([
        ['ticket:read', 'hospital'],
        ['ticket:work', 'hospital'],
      ]),
      only: { kind: 'ticket', id },
    }
    await isRefused(acceptPart(house())(link, { id, partId: theirs?.id ?? '' }), 'not-your-part')
    await isRefused(open(other.id, link), 'not-found')
    await expect(acceptPart(house())(link, { id, partId: mine?.id ?? '' })).resolves.toMatchObject({
      status: 'accepted',
    })
  })

  test('SEC-03 (part): opening a matter is a row of its own in the journal', async () => {
    const { id } = await create()
    await open(id)
    expect(await journal(id, 'ticket.opened')).toMatchObject([{ actorId: hospital.person['lin'] }])
  })

  test('a matter that stays open gives one row for each person in five minutes, however often its screen reads it', async () => {
    const { id } = await create()
    await after(0)
    for (let n = 0; n < 5; n += 1) await open(id)
    await after(4)
    await open(id)
    expect(await journal(id, 'ticket.opened')).toHaveLength(1)
    await open(id, insurance)
    expect(await journal(id, 'ticket.opened')).toHaveLength(2)
    await after(5)
    await open(id)
    expect(await journal(id, 'ticket.opened')).toHaveLength(3)
    // Another sign-in of the same person is another reading.
    await open(id, { ...lin, sessionId: '0198d0d0-0000-7000-8000-0000000000aa' })
    expect(await journal(id, 'ticket.opened')).toHaveLength(4)
  })

  test('SYS-03: every step of the life cycle is one row of the journal, with who and which version', async () => {
    const { id, version } = await resolved()
    await confirmTicket(house())(lin, { id, method: 'phone', signature: null, witnessId: null, words: '好', version })
    const rows = await house().database.transact(tx =>
      run<{ action: string; version: number; actorId: string | null }>(
        tx,
        `select action, version, actor_id from platform.journal where subject_id = $1 and kind = 'change' order by id`,
        [id],
      ),
    )
    expect(rows.map(row => [row.action, row.version])).toEqual([
      ['ticket.registered', 1],
      ['ticket.dispatched', 1],
      ['ticket.accepted', 2],
      ['ticket.started', 3],
      ['ticket.part-finished', 3],
      ['ticket.resolved', 3],
      ['ticket.confirmed', 4],
    ])
    expect(rows.every(row => row.actorId !== null)).toBe(true)
  })
})

describe('cover without gaps', () => {
  test('TKT-14: each fault makes exactly one finding, and mended it is gone', async () => {
    const found = async () => {
      await checkCover(house(), house().clock.now())
      return (await listFindings(house())(manager)).items.map(item => [item.kind, item.subject])
    }
    expect(await found()).toEqual([])
    const who = await organisation(house())
    const liaison = who.assignments.find(one => one.post === 'liaison' && one.unitId === hospital.unit.ward)
    await endAssignment(house())(builder(house()), { id: liaison?.id ?? '', reason: '调离' })
    expect(await found()).toEqual([['department-without-liaison', '外科病区']])
    expect(await found()).toHaveLength(1)
    await house().database.transact(tx =>
      run(tx, `update ticket.item set receiver = 'gone' where code = 'SVC-17'`).then(() =>
        run(
          tx,
          `update ticket.ticket set owner_id = $1 where id = (select id from ticket.ticket where closed_at is null order by id limit 1)`,
          [hospital.unit.desk],
        ),
      ),
    )
    const kinds = (await found()).map(([kind]) => kind)
    expect(kinds.toSorted()).toEqual(['department-without-liaison', 'rule-without-receiver', 'ticket-without-owner'])
    await house().database.transact(tx => run(tx, `update ticket.item set receiver = 'finance' where code = 'SVC-17'`))
    expect((await found()).map(([kind]) => kind).toSorted()).toEqual([
      'department-without-liaison',
      'ticket-without-owner',
    ])
  })
})

async function count(): Promise<number> {
  const [row] = await house().database.transact(tx => run<{ count: number }>(tx, 'select count(*) from ticket.ticket'))
  return row?.count ?? 0
}

/** A person whom the hospital's system told us of. */
async function somePatient(): Promise<string> {
  const number = String(Math.floor(Math.random() * 1e9))
  const taken = await upsertFromSystem(house())(systemCaller(house().hospital.id), {
    source: 'HIS',
    occurredAt: null,
    person: { identifiers: [{ system: 'HIS', kind: 'patient-number', value: number }], name: '陈秀英', sex: 'female' },
  })
  return taken.patientId
}
