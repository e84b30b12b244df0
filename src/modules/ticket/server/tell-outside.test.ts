import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { importPatients } from '#modules/patient/index.ts'
import { personNamed } from '#modules/patient/rules/person.ts'
import { run } from '#platform/database.ts'
import { type SmallHospital, smallHospital } from '../../../../tests/support/hospital.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { type ProviderSet, providers } from '../../../../tests/support/providers/channels.ts'
import { sampleRequest } from '../sample.ts'
import { acceptPart } from './accept-part.ts'
import { createTicket } from './create-ticket.ts'
import { declinePart } from './decline-part.ts'
import { finishPart } from './finish-part.ts'
import { makePromise } from './make-promise.ts'
import { waitForPatient } from './wait-for-patient.ts'
import { writeEntry } from './write-entry.ts'
import { resumeTicket } from './resume-ticket.ts'

let at: TestHouse
let hospital: SmallHospital
let out: ProviderSet
beforeAll(async () => {
  at = await testHouse()
  hospital = await smallHospital(at.house)
  out = await providers(at.house)
  // Patients' texts stay on the message centre; the robot is set up.
  const off = { on: false, endpoint: 'http://localhost' }
  await out.setUp({
    screen: true,
    sms: { ...off, accessKeyId: '', signName: '' },
    wechat: { ...off, appId: '' },
  })
})
afterAll(async () => {
  await out.close()
  await at.close()
})

const turn = async (by: { seconds?: number; minutes?: number } = { seconds: 1 }) => {
  at.clock.advance(by)
  await at.machinery.turn()
  at.clock.advance({ seconds: 1 })
  await at.machinery.turn()
}
const rows = <T>(sql: string, ...values: unknown[]) =>
  at.house.database.transact(tx => run<T>(tx, sql, [at.house.hospital.id, ...values]))
interface Sent {
  readonly template: string
  readonly state: string
  readonly code: string | null
  readonly words: Buffer
}
const sent = (aboutId: string) =>
  rows<Sent>(
    `select m.template, m.state, d.code, d.words from notification.message m
     left join notification.delivery d on d.hospital_id = m.hospital_id and d.message_id = m.id
     where m.hospital_id = $1 and m.about_id = $2 order by m.id, d.id`,
    aboutId,
  )
const words = (one: Sent | undefined) => at.house.cipher.decipher(one?.words ?? Buffer.alloc(0))
const partsOf = (id: string) =>
  rows<{ id: string }>('select id from ticket.part where hospital_id = $1 and ticket_id = $2 order by id', id)
const take = async (more: object = {}) =>
  createTicket(at.house)(await hospital.as('lin'), { ...sampleRequest, ...more })
const open = async (code: string) =>
  String((await at.app.inject({ method: 'POST', url: '/api/links', payload: { code } })).json()['token'])
const byLink = (token: string, method: 'GET' | 'POST', url: string, payload?: object) =>
  at.app.inject({
    method,
    url,
    headers: { authorization: `Link ${token}` },
    ...(payload === undefined ? {} : { payload }),
  })

test('a patient hears of the own matter, step by step, with a link that opens it, and no word of an illness or a name', async () => {
  const [patientId = ''] = await importPatients(at.house)(systemCaller(at.house.hospital.id), 'test', [
    {
      identifiers: [],
      person: {
        ...personNamed('陈秀英'),
        phones: [{ number: '13800138000', holder: 'self', state: 'confirmed', source: 'desk' }],
      },
    },
  ])
  const made = await take({ patientId, description: '肿瘤科住院，报销缺一张盖章的明细' })
  const lin = await hospital.as('lin')
  const liaison = await hospital.as('insurance-liaison')
  await turn()
  const [part] = await partsOf(made.id)
  const ask = { id: made.id, partId: part?.id ?? '' }
  await acceptPart(at.house)(liaison, ask)
  await makePromise(at.house)(lin, { id: made.id, text: '下午给您电话', dueAt: '2026-11-16T15:20:00+08:00' })
  await writeEntry(at.house)(lin, { id: made.id, kind: 'note', text: '内部备注', tellPatient: false })
  await turn()
  const version = async () =>
    (
      await rows<{ version: number }>('select version from ticket.ticket where hospital_id = $1 and id = $2', made.id)
    )[0]?.version ?? 0
  await waitForPatient(at.house)(lin, { id: made.id, reason: '取身份证', evidence: '电话', version: await version() })
  await turn()
  await resumeTicket(at.house)(lin, { id: made.id, answer: '已带来' })
  await finishPart(at.house)(liaison, { ...ask, result: '已盖章', evidence: '明细', minutes: 10 })
  await turn()
  const told = await sent(made.id)
  expect(told.map(one => one.template)).toEqual([
    'ticket.taken',
    'ticket.promised',
    'ticket.waiting',
    'ticket.please-confirm',
  ])
  expect(told.map(one => one.state)).toEqual(told.map(() => 'delivered'))
  expect(words(told[1])).toContain('11-16 15:20')
  for (const one of told) expect(words(one)).not.toMatch(/肿瘤|陈|盖章的明细/)
  const code = /#([2-9A-HJ-NP-Z]{12})$/.exec(words(told[0]))?.[1] ?? ''
  const matter = await byLink(await open(code), 'GET', '/api/matter')
  expect(matter.json()).toMatchObject({ number: made.number })
})

test('without consent to be contacted, or without a number, nobody outside is told', async () => {
  const silent = await take({ consent: false })
  const numberless = await take({ requester: { name: '黄小明', relation: '本人', phone: null } })
  await turn()
  expect([await sent(silent.id), await sent(numberless.id)]).toEqual([[], []])
})

test('the robot tells the department; only acting by its link is the receipt', async () => {
  const before = out.robot.taken.length
  const made = await take()
  await turn()
  const [part] = await partsOf(made.id)
  const [message] = await sent(part?.id ?? '')
  expect(message).toMatchObject({ template: 'ticket.dispatched', state: 'sent' })
  const { content } = out.robot.taken[before] ?? { content: '' }
  expect(content).toMatch(/医保科/)
  expect(content).not.toMatch(/黄|13800138000|预交金/)
  const code = /\/h#([2-9A-HJ-NP-Z]{12})\)/.exec(content)?.[1] ?? ''
  const token = await open(code)
  // Looking is not answering.
  expect((await byLink(token, 'GET', `/api/tickets/${made.id}`)).statusCode).toBe(200)
  await turn()
  expect((await sent(part?.id ?? ''))[0]?.state).toBe('sent')
  expect((await byLink(token, 'POST', `/api/tickets/${made.id}/parts/${part?.id}/accept`)).statusCode).toBe(200)
  await turn()
  expect((await sent(part?.id ?? ''))[0]?.state).toBe('delivered')
})

test('a question is an answer too; whoever declines has answered, and the head is told', async () => {
  const asked = await take()
  const declined = await take()
  await turn()
  const [one] = await partsOf(asked.id)
  const [other] = await partsOf(declined.id)
  const liaison = await hospital.as('insurance-liaison')
  await writeEntry(at.house)(liaison, { id: asked.id, kind: 'question', text: '哪一年的？', tellPatient: false })
  await declinePart(at.house)(liaison, { id: declined.id, partId: other?.id ?? '', reason: '不属本科' })
  await turn()
  expect((await sent(one?.id ?? '')).map(message => message.state)).toEqual(['delivered'])
  expect((await sent(other?.id ?? '')).map(message => message.state)).toEqual(['delivered', 'sent'])
})

test('unanswered at the end of the response clock it is shown as not received; the matter’s own clock goes up the ladder', async () => {
  const made = await take()
  await turn()
  const [part] = await partsOf(made.id)
  await turn({ minutes: 29 })
  expect((await sent(part?.id ?? ''))[0]?.state).toBe('sent')
  await turn({ minutes: 1 })
  expect((await sent(part?.id ?? ''))[0]).toMatchObject({ state: 'failed', code: 'not-answered' })
  const told = await rows(
    `select id from platform.journal where hospital_id = $1 and subject_id = $2 and action = 'ticket.escalated'`,
    made.id,
  )
  expect(told.length).toBeGreaterThan(0)
  // Late is better than never, and is said to be late.
  await acceptPart(at.house)(await hospital.as('insurance-liaison'), { id: made.id, partId: part?.id ?? '' })
  await turn()
  const [answer] = await rows<{ facts: { late: boolean } }>(
    `select j.facts from platform.journal j join notification.message m on m.hospital_id = j.hospital_id and m.id = j.subject_id
     where j.hospital_id = $1 and m.about_id = $2 and j.action = 'message.answered'`,
    part?.id,
  )
  expect(answer?.facts).toEqual({ late: true })
})

test('many at once are merged, within the robot’s bytes and its calls a minute; throttled, they wait and lose nothing', async () => {
  await turn({ minutes: 2 })
  const before = out.robot.taken.length
  out.robot.next({ kind: 'code', code: 130101 })
  const made = []
  for (let count = 0; count < 30; count += 1) made.push(await take())
  await turn()
  await turn({ minutes: 10 })
  const brought = out.robot.taken.slice(before)
  expect(brought.length).toBeLessThan(15)
  for (const one of brought) expect(Buffer.byteLength(one.content)).toBeLessThanOrEqual(4096)
  const all = brought.map(one => one.content).join('\n')
  expect(made.filter(one => all.includes(one.number))).toHaveLength(30)
  for (const one of made) expect(all.split(`${one.number}**`)).toHaveLength(2)
})

test('what happened long ago is no news', async () => {
  const made = await take()
  at.clock.advance({ minutes: 61 })
  await at.machinery.turn()
  expect(await sent(made.id)).toEqual([])
})
