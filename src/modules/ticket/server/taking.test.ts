import { describe, expect, test } from 'vitest'
import { Temporal } from '#kernel/time.ts'
import { setDuty } from '#modules/staff/index.ts'
import { run } from '#platform/database.ts'
import { MONDAY } from '../../../../tests/support/house.ts'
import { sampleRequest } from '../sample.ts'
import { acceptPart } from './accept-part.ts'
import { classifyTicket } from './classify-ticket.ts'
import { createTicket, type CreateTicket } from './create-ticket.ts'
import { declinePart } from './decline-part.ts'
import { handOnPart } from './hand-on-part.ts'
import { liaisonInbox } from './inbox.ts'
import { findTickets } from './list-tickets.ts'
import {
  after,
  all,
  create,
  escalations,
  finance,
  hospital,
  house,
  insurance,
  isRefused,
  journal,
  lin,
  manager,
  open,
  partsOf,
  somePatient,
  useMatters,
} from '../../../../tests/support/matters.ts'

useMatters()

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

async function count(): Promise<number> {
  const [row] = await house().database.transact(tx => run<{ count: number }>(tx, 'select count(*) from ticket.ticket'))
  return row?.count ?? 0
}
