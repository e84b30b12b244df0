import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, systemCaller } from '#kernel/caller.ts'
import { giveAccounts, publicCaller } from '#modules/staff/index.ts'
import { openSession } from '#modules/staff/server/open-session.ts'
import { createTicket } from '#modules/ticket/index.ts'
import { sampleRequest } from '#modules/ticket/sample.ts'
import { writeEntry } from '#modules/ticket/server/write-entry.ts'
import { run } from '#platform/database.ts'
import { smallHospital } from '../../../../tests/support/hospital.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, PASSWORD, PIN } from '../../../../tests/support/staff.ts'
import { isDialableFor, reachOfPatient, upsertFromSystem, upsertVisit } from '../index.ts'
import { contactActions } from './contact-lines.ts'

let at: TestHouse
let lin: Caller
let desk: string
beforeAll(async () => {
  at = await testHouse()
  const hospital = await smallHospital(at.house, 24 * 30)
  lin = await hospital.as('lin')
  await giveAccounts(at.house)(systemCaller(at.house.hospital.id), {
    password: PASSWORD,
    pin: PIN,
    people: [{ personId: lin.personId ?? '', login: 'lin', badge: null }],
  })
  const { token } = await openSession(at.house, publicCaller(at.house), {
    personId: lin.personId ?? '',
    way: 'password',
    position: null,
  })
  desk = `yiguanjia=${token}`
})
afterAll(() => at.close())

interface Line {
  id: string
  at: string
  kind: string
  zh: string
  to: string | null
  by: string | null
}
interface Patient {
  version: number
  phones: { masked: string; state: string; due: boolean; checkedAt: string | null }[]
  openCorrections: number
}
const post = (url: string, body: object) => ask(at.app, 'POST', url, { cookie: desk, body })
const get = async (url: string) => (await ask(at.app, 'GET', url, { cookie: desk })).body
const open = async (id: string) => (await get(`/api/patients/${id}`)) as unknown as Patient
const register = async (body: object) => String((await post('/api/patients', body)).body['id'])
const contacts = async (id: string, after?: string) =>
  (await get(`/api/patients/${id}/contacts${after === undefined ? '' : `?after=${after}`}`)) as unknown as {
    items: Line[]
    next: string | null
  }
const system = () => systemCaller(at.house.hospital.id)
const later = () => at.clock.advance({ seconds: 1 })
const counted = async (where: string) =>
  (await at.house.database.transact(tx => run(tx, `select id from platform.journal where ${where}`))).length

describe('PAT-04: the contacts of a patient', () => {
  test('a visit, a matter and an answer stand in order, each once, with who it was and where it opens; reading is kept', async () => {
    const { patientId: id } = await upsertVisit(at.house)(system(), {
      source: 'HIS',
      occurredAt: at.clock.now(),
      person: { name: '陈秀英', identifiers: [{ system: 'HIS', kind: 'patient-number', value: 'P1' }] },
      event: 'registered',
      visit: { system: 'HIS', number: 'V1', class: 'outpatient', startedAt: at.clock.now() },
    })
    later()
    const ticket = await createTicket(at.house)(lin, { ...sampleRequest, patientId: id })
    later()
    await writeEntry(at.house)(lin, { id: ticket.id, kind: 'reply', text: '明天答复', tellPatient: true })
    await writeEntry(at.house)(lin, { id: ticket.id, kind: 'note', text: '内部说明', tellPatient: false })
    const { items } = await contacts(id)
    expect(items.map(one => one.zh)).toEqual(['答复患者', `登记事项 ${ticket.number}`, '到院就诊', '建档'])
    expect(items[1]).toMatchObject({ kind: 'ticket', to: `/?matter=${ticket.id}`, by: '林甲' })
    expect(await counted(`action = 'patient.opened' and kind = 'read' and facts::text like '%contacts%'`)).toBe(1)
  })

  test('every module’s event appears once, in order, page by page; of a merged row under the survivor, and back after the undo', async () => {
    const id = await register({ name: '李一' })
    const other = await register({ name: '李依' })
    const told: string[] = []
    for (const [n, action] of [...contactActions(), ...contactActions()].entries()) {
      later()
      await at.house.database.transact(tx =>
        at.house.journal.write(
          tx,
          system(),
          [
            {
              action: action as 'message.sent',
              subject: { kind: 'x', id: at.house.ids.next() },
              patientId: n % 2 === 0 ? id : other,
              facts: { channel: 'sms', patientSees: true, source: 'call', number: `N${n}` } as never,
            },
          ],
          at.clock.now(),
        ),
      )
      told.push(at.clock.now().toString())
    }
    // Reads and what is no contact are not among them.
    await open(id)
    const [survivor, loser] = [await open(id), await open(other)]
    const merged = await post(`/api/patients/${id}/merge`, {
      loserId: other,
      version: survivor.version,
      loserVersion: loser.version,
      reason: '同一人',
    })
    const found: Line[] = []
    let after: string | undefined
    do {
      const page = await contacts(other, after)
      expect(page.items.length).toBeLessThanOrEqual(40)
      found.push(...page.items)
      after = page.next ?? undefined
    } while (after !== undefined)
    const own = found.filter(one => told.includes(one.at))
    expect(own.map(one => one.at)).toEqual(told.toReversed())
    expect(new Set(own.map(one => one.id)).size).toBe(contactActions().length * 2)
    expect(new Set(own.map(one => one.kind)).size).toBeGreaterThan(3)
    await post(`/api/patient-merges/${merged.body['mergeId']}/undo`, { reason: '不是同一人' })
    const apart = (await contacts(other)).items.filter(one => told.includes(one.at))
    expect(apart.length).toBe(contactActions().length)
  })
})

describe('PAT-05: whether a number reaches the patient', () => {
  const check = async (id: string, index: number, state: string, source = 'call') =>
    post(`/api/patients/${id}/phones/check`, { version: (await open(id)).version, index, state, source })
  const dialled = async (id: string) =>
    (await at.house.database.transact(tx => reachOfPatient(at.house, tx, id)))?.numbers
  const corrections = async () =>
    (await get('/api/phone-corrections')) as unknown as {
      items: { id: string; patient: { id: string } }[]
      count: number
    }

  test('a number marked wrong in a call is dialled no more and is to be put right, until another takes its place', async () => {
    const id = await register({
      name: '赵六',
      phones: [
        { number: '13800138061', holder: 'self' },
        { number: '13800138062', holder: 'self' },
      ],
    })
    expect(await dialled(id)).toEqual(['13800138061', '13800138062'])
    expect((await check(id, 0, 'wrong')).status).toBe(200)
    expect(await dialled(id)).toEqual(['13800138062'])
    const may = (number: string) => at.house.database.transact(tx => isDialableFor(at.house, tx, id, number))
    expect([await may('13800138061'), await may('138-0013-8062')]).toEqual([false, true])
    expect(await corrections()).toMatchObject({ count: 1, items: [{ masked: '138****8061', patient: { id } }] })
    expect(await open(id)).toMatchObject({
      openCorrections: 1,
      phones: [{ state: 'wrong', due: false }, { due: true }],
    })
    expect((await check(id, 0, 'wrong')).status).toBe(200)
    expect((await corrections()).count).toBe(1)
    const phones = [
      { number: '13900139061', holder: 'self' },
      { keep: 1, holder: 'self', state: 'confirmed' },
    ]
    const { version } = await open(id)
    await ask(at.app, 'PUT', `/api/patients/${id}`, { cookie: desk, body: { version, phones } })
    expect(await corrections()).toMatchObject({ count: 0, items: [] })
    expect(await open(id)).toMatchObject({ openCorrections: 0 })
    const history = (await get(`/api/patients/${id}/phones/checks`)) as { items: unknown[] }
    expect(history.items).toMatchObject([
      { masked: '138****8062', state: 'confirmed', source: 'record', by: '林甲' },
      { masked: '138****8061', state: 'wrong', source: 'call' },
      { masked: '138****8061', state: 'wrong', source: 'call' },
    ])
  })

  test('the desk is asked to confirm again after the days that are set; a number out of use is dialled no more', async () => {
    const id = await register({ name: '钱七', phones: [{ number: '13800138071', holder: 'self' }] })
    const due = async () => (await open(id)).phones.map(phone => phone.due)
    expect(await due()).toEqual([true])
    await check(id, 0, 'confirmed', 'desk')
    expect(await due()).toEqual([false])
    await check(id, 0, 'unused', 'desk')
    expect([await dialled(id), await due(), (await corrections()).count]).toEqual([[], [false], 0])
  })

  test('what the hospital’s system sends again stays wrong; who finds no other number says so', async () => {
    const said = (number: string) =>
      upsertFromSystem(at.house)(system(), {
        source: 'HIS',
        occurredAt: at.clock.now(),
        person: {
          name: '孙八',
          phones: [{ number }],
          identifiers: [{ system: 'HIS', kind: 'patient-number', value: 'P8' }],
        },
      })
    const { patientId: id } = await said('13800138081')
    later()
    await check(id, 0, 'wrong')
    later()
    await said('13800138082')
    expect([await dialled(id), (await corrections()).count]).toEqual([['13800138082'], 0])
    later()
    await said('13800138081')
    expect(await dialled(id)).toEqual([])
    const [task] = (await corrections()).items
    expect(task).toMatchObject({ patient: { id } })
    expect((await post(`/api/phone-corrections/${task?.id}/give-up`, { reason: '家属也联系不上' })).status).toBe(200)
    expect([(await corrections()).count, await dialled(id)]).toEqual([0, []])
    expect((await post(`/api/phone-corrections/${task?.id}/give-up`, { reason: '再来' })).code).toBe('not-found')
  })
})
