import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import type { Instant } from '#kernel/time.ts'
import { upsertFromSystem } from '#modules/patient/index.ts'
import { sampleRequest } from '#modules/ticket/sample.ts'
import { acceptPart } from '#modules/ticket/server/accept-part.ts'
import { confirmTicket } from '#modules/ticket/server/confirm-ticket.ts'
import { type CreateTicket, createTicket } from '#modules/ticket/server/create-ticket.ts'
import { finishPart } from '#modules/ticket/server/finish-part.ts'
import { listNotices } from '#modules/ticket/server/notices.ts'
import { openTicket } from '#modules/ticket/server/read-ticket.ts'
import { resolveTicket } from '#modules/ticket/server/resolve-ticket.ts'
import { run } from '#platform/database.ts'
import { type SmallHospital, smallHospital } from './hospital.ts'
import { MONDAY, type TestHouse, testHouse } from './house.ts'

/** The house of this test file, its hospital, and those who work there; there after `useMatters`. */
export let all: TestHouse
export let hospital: SmallHospital
export let lin: Caller
export let mei: Caller
export let manager: Caller
export let finance: Caller
export let insurance: Caller

/** Opens a small hospital for the tests of a file; each test begins on Monday at nine. */
export function useMatters(): void {
  beforeAll(async () => {
    all = await testHouse(MONDAY)
    hospital = await smallHospital(all.house)
    ;[lin, mei, manager, finance, insurance] = (await Promise.all(
      ['lin', 'mei', 'manager', 'finance-liaison', 'insurance-liaison'].map(key => hospital.as(key)),
    )) as [Caller, Caller, Caller, Caller, Caller]
  })
  afterAll(() => all.close())
  beforeEach(() => all.clock.set(MONDAY))
}

export const house = () => all.house
export const create = (more: Partial<CreateTicket> = {}, caller = lin) =>
  createTicket(house())(caller, { ...sampleRequest, ...more })
export const open = (id: string, caller = lin) => openTicket(house())(caller, { id })
export const partsOf = async (id: string) => (await open(id)).parts
export const versionOf = async (id: string) => (await open(id)).version
export const at = (minutes: number) => all.clock.set(MONDAY.add({ minutes }))
/** The clocks have done what was due until then. */
export const after = async (minutes: number) => {
  at(minutes)
  await all.machinery.turn()
}
export const journal = (id: string, action: string) =>
  house().database.transact(tx =>
    run<{ at: Instant; facts: Record<string, unknown>; actorId: string | null }>(
      tx,
      'select at, facts, actor_id from platform.journal where subject_id = $1 and action = $2 order by at, id',
      [id, action],
    ),
  )
export const escalations = async (id: string) => (await journal(id, 'ticket.escalated')).map(row => row.facts['step'])
export const toldOf = async (caller: Caller, ticketId: string) =>
  (await listNotices(house())(caller)).items.filter(one => one.ticketId === ticketId).map(one => one.step)
export const isRefused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })

/** A matter whose only department has accepted. */
export const accepted = async (more: Partial<CreateTicket> = {}) => {
  const made = await create(more)
  const [part] = await partsOf(made.id)
  await acceptPart(house())(insurance, { id: made.id, partId: part?.id ?? '' })
  return { ...made, partId: part?.id ?? '' }
}
/** The same, and it has finished. */
export const finished = async () => {
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

export const whoWorks = (unitId: string) =>
  hospital.as(`${Object.entries(hospital.unit).find(([, id]) => id === unitId)?.[0]}-liaison`)
export const acceptAll = async (id: string) => {
  for (const part of await partsOf(id))
    if (part.status === 'dispatched') await acceptPart(house())(await whoWorks(part.unit.id), { id, partId: part.id })
}
export const finishAll = async (id: string) => {
  for (const part of await partsOf(id))
    if (part.status === 'accepted' || part.status === 'in_progress')
      await finishPart(house())(await whoWorks(part.unit.id), {
        id,
        partId: part.id,
        result: '办好',
        evidence: '照片',
        minutes: 10,
      })
}
export const resolve = async (id: string, more: object = {}) =>
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
export const archive = async (id: string) =>
  confirmTicket(house())(lin, {
    id,
    method: 'phone',
    signature: null,
    witnessId: null,
    words: '可以了',
    version: await versionOf(id),
  })
/** A matter of two departments, done and in the archive. */
export const settled = async (more: Partial<CreateTicket> = {}) => {
  const made = await create({ units: [hospital.unit.finance, hospital.unit.insurance], ...more })
  await acceptAll(made.id)
  await finishAll(made.id)
  await resolve(made.id)
  await archive(made.id)
  return made
}

/** A person whom the hospital's system told us of. */
export async function somePatient(): Promise<string> {
  const number = String(Math.floor(Math.random() * 1e9))
  const { patientId } = await upsertFromSystem(house())(systemCaller(house().hospital.id), {
    source: 'HIS',
    occurredAt: null,
    person: { identifiers: [{ system: 'HIS', kind: 'patient-number', value: number }], name: '陈秀英', sex: 'female' },
  })
  return patientId
}
