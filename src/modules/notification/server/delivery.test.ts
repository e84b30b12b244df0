import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { importPatients } from '#modules/patient/index.ts'
import { personNamed } from '#modules/patient/rules/person.ts'
import { run } from '#platform/database.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { approveTexts, type ProviderSet, providers, SECRETS } from '../../../../tests/support/providers/channels.ts'
import { provider } from '../../../../tests/support/providers/provider.ts'
import { sampleKind } from '../sample.ts'
import { adapterOf } from './adapters.ts'
import { declareMessages } from './kinds.ts'
import { planMessages } from './plan-messages.ts'
import { sendDue, stopSending } from './send-due.ts'
import { sendMessage } from './send-message.ts'
import { takeMessages } from './take-messages.ts'

declareMessages(sampleKind)

let at: TestHouse
let out: ProviderSet
beforeAll(async () => {
  at = await testHouse()
  out = await providers(at.house)
  await out.setUp()
  await approveTexts(at.house, 'sample.accepted')
})
afterAll(async () => {
  await out.close()
  await at.close()
})
let tail = 10_000_000
/** A number that no other test sends to. */
const fresh = () => `139${(tail += 1)}`
/** Each test has a Monday of its own, at nine. */
let monday = MONDAY
beforeEach(async () => {
  monday = monday.add({ hours: 7 * 24 })
  at.clock.set(monday.subtract({ minutes: 1 }))
  // What other tests left to be asked is asked before.
  await turn()
  at.clock.set(monday)
})

const send = (to: object, more: object = {}): Promise<string> =>
  at.house.database.transact(tx =>
    sendMessage(at.house)(tx, {
      template: 'sample.accepted',
      about: { kind: 'ticket', id: at.house.ids.next() },
      values: { number: 'TK-0712', item: '医保报销材料补盖章，请尽快办理并且回复患者' },
      link: 'http://localhost/p#a-token-that-is-long-enough',
      ...(to as { to: { kind: 'number'; phone: string } }),
      ...more,
    }),
  )
const toNumber = (phone: string, more: object = {}) => send({ to: { kind: 'number', phone } }, more)
const toPatient = async (phones: readonly string[], openid: string | null, more: object = {}) => {
  const [patientId = ''] = await importPatients(at.house)(systemCaller(at.house.hospital.id), 'test', [
    {
      identifiers: openid === null ? [] : [{ system: 'wechat', kind: 'other', value: openid }],
      person: {
        ...personNamed('陈秀英'),
        phones: phones.map(number => ({ number, holder: 'self', state: 'confirmed', source: 'desk' })),
      },
    },
  ])
  return await send({ to: { kind: 'patient', patientId } }, more)
}
const rows = <T>(sql: string, ...values: unknown[]) =>
  at.house.database.transact(tx => run<T>(tx, sql, [at.house.hospital.id, ...values]))
const message = async (id: string) =>
  (await rows<{ state: string }>('select state from notification.message where hospital_id = $1 and id = $2', id))[0]
    ?.state
const tries = async (id: string) =>
  (
    await rows<{ channel: string; state: string; code: string | null }>(
      'select channel, state, code from notification.delivery where hospital_id = $1 and message_id = $2 order by id',
      id,
    )
  ).map(one => [one.channel, one.state, one.code].filter(part => part !== null).join(' '))
const tasks = async (id: string) =>
  (
    await rows<{ because: string }>(
      'select because from notification.task where hospital_id = $1 and message_id = $2',
      id,
    )
  ).map(one => one.because)
/** Moves the clock, and lets the house do what is due, to the end of its calls. */
const turn = async (by: { seconds?: number; minutes?: number; hours?: number } = { seconds: 1 }) => {
  at.clock.advance(by)
  await sendDue(at.house, at.house.clock.now())
  await sendDue(at.house, at.house.clock.now())
}
const push = (receipts: readonly object[], key: string = SECRETS['sms.receipt-key']) =>
  at.app.inject({ method: 'POST', url: `/api/providers/sms/receipts?key=${key}`, payload: receipts })
const sentTo = (phone: string) => out.sms.taken.filter(sms => sms.phone === phone)

test('COM-03: undelivered falls back in order; quiet hours hold back what is not urgent', async () => {
  const [one, two] = [fresh(), fresh()]
  at.clock.advance({ hours: 11, minutes: 50 })
  out.wechat.next({ kind: 'code', code: 43101 })
  const id = await toPatient([one, two], 'oABC')
  await turn()
  expect(await tries(id)).toEqual(['wechat failed 43101', 'sms sent'])
  // 21:02: the number is unobtainable, and the next would ring at night.
  at.clock.advance({ minutes: 12 })
  await push([out.sms.receipt(sentTo(one)[0] as never, false)])
  await turn()
  expect([await message(id), sentTo(two)]).toEqual(['held', []])
  await turn({ hours: 10 })
  expect([await message(id), sentTo(two)]).toEqual(['held', []])
  await turn({ hours: 1 })
  expect(await tries(id)).toEqual(['wechat failed 43101', 'sms failed MK:0001', 'sms sent'])
  await push([out.sms.receipt(sentTo(two)[0] as never, false)])
  // Nobody could be reached by text: a person tells it.
  expect([await message(id), await tasks(id)]).toEqual(['failed', ['undelivered']])
  // What is urgent goes out at night too.
  at.clock.advance({ hours: 14 })
  const urgent = await toNumber(fresh(), { urgent: true })
  await turn()
  expect(await message(urgent)).toBe('sent')
})

test('an SMS goes out with its template, string values, the code of its link and our id', async () => {
  const phone = fresh()
  const id = await toNumber(phone)
  await turn()
  const [sms] = sentTo(phone)
  expect(sms).toMatchObject({ template: 'SMS_154950909', params: { number: 'TK-0712' } })
  expect(String(sms?.params['link'])).toMatch(/^[2-9A-HJ-NP-Z]{12}$/)
  const opened = await at.app.inject({ method: 'POST', url: '/api/links', payload: { code: sms?.params['link'] } })
  expect(opened.json()).toEqual({ token: 'a-token-that-is-long-enough' })
  const [delivery] = await rows<{ id: string }>(
    'select id from notification.delivery where hospital_id = $1 and message_id = $2',
    id,
  )
  expect(sms?.outId).toBe(delivery?.id)
})

test('a receipt counts once, with its number and the right key', async () => {
  const phone = fresh()
  const id = await toNumber(phone)
  await turn()
  const receipt = out.sms.receipt(sentTo(phone)[0] as never, true)
  expect((await push([receipt], 'another-key')).statusCode).toBe(403)
  expect((await push([{ ...receipt, phone_number: '13900000000' }])).json()).toEqual({ code: 0, msg: '接收成功' })
  expect(await message(id)).toBe('sent')
  for (let time = 0; time < 3; time += 1) expect((await push([receipt])).statusCode).toBe(200)
  // A later contradiction changes nothing.
  await push([out.sms.receipt(sentTo(phone)[0] as never, false)])
  expect([await message(id), await tries(id)]).toEqual(['delivered', ['sms delivered']])
  const told = await rows(
    `select id from platform.journal where hospital_id = $1 and subject_id = $2 and action = 'message.delivered'`,
    id,
  )
  expect(told).toHaveLength(1)
})

test.each([
  'isv.MOBILE_NUMBER_ILLEGAL',
  'isv.BLACK_KEY_CONTROL_LIMIT',
  'isv.SMS_TEMPLATE_ILLEGAL',
  'isv.OUT_OF_SERVICE',
])('refused with %s, the next in order is taken', async code => {
  const [one, two] = [fresh(), fresh()]
  out.sms.next({ kind: 'code', code })
  const id = await toPatient([one, two], null)
  await turn()
  expect(await tries(id)).toEqual([`sms failed ${code}`, 'sms sent'])
})

test.each([
  ['sms', { kind: 'code', code: 'isv.BUSINESS_LIMIT_CONTROL' }],
  ['sms', { kind: 'code', code: 'Throttling.User', status: 400 }],
  ['wechat', { kind: 'code', code: 45009 }],
  ['wechat', { kind: 'code', code: -1 }],
] as const)('throttled by %s, it waits by the clock and goes out then: %o', async (channel, behaviour) => {
  out[channel].next(behaviour)
  const id = channel === 'sms' ? await toNumber(fresh()) : await toPatient([], fresh())
  await turn()
  expect([await message(id), await tries(id)]).toEqual(['queued', [`${channel} throttled ${behaviour.code}`]])
  await turn({ minutes: 9 })
  expect(await tries(id)).toHaveLength(1)
  await turn({ minutes: 1 })
  expect((await tries(id)).at(-1)).toBe(`${channel} sent`)
})

test.each([{ kind: 'reset' }, { kind: 'slow', ms: 600 }, { kind: 'gateway' }] as const)(
  'taken, and no answer (%o): unknown, asked, and never sent again',
  async behaviour => {
    const phone = fresh()
    out.sms.next(behaviour)
    const id = await toNumber(phone)
    await turn()
    await turn({ seconds: 5 })
    expect([await message(id), sentTo(phone)]).toEqual(['unknown', [expect.anything()]])
    // The provider knows it, and has no last word yet; then it was delivered.
    await turn({ minutes: 1 })
    expect(await message(id)).toBe('sent')
    ;(sentTo(phone)[0] as { status: number }).status = 3
    await turn({ minutes: 31 })
    await turn({ minutes: 240 })
    expect([await message(id), sentTo(phone).length, await tasks(id)]).toEqual(['delivered', 1, []])
  },
)

test('the process dies between the commit and the call: nothing is lost, nothing doubled, a person finds out', async () => {
  const phone = fresh()
  const id = await toNumber(phone)
  at.clock.advance({ seconds: 1 })
  await planMessages(at.house, at.house.clock.now())
  const taken = await takeMessages(at.house, at.house.clock.now())
  expect(taken?.parcels.map(parcel => parcel.address)).toEqual([phone])
  // Here it died. Another process comes by.
  expect(await message(id)).toBe('sending')
  await turn({ minutes: 1 })
  expect([await message(id), sentTo(phone)]).toEqual(['sending', []])
  await turn({ minutes: 1 })
  expect([await message(id), await tries(id)]).toEqual(['unknown', ['sms unknown no-word']])
  for (const minutes of [1, 5, 30]) await turn({ minutes })
  expect([await message(id), await tasks(id), sentTo(phone)]).toEqual(['unknown', ['unknown'], []])
})

test('the process dies after the provider took it: asked, it is found, and nobody is disturbed twice', async () => {
  const phone = fresh()
  const id = await toNumber(phone)
  at.clock.advance({ seconds: 1 })
  await planMessages(at.house, at.house.clock.now())
  const taken = await takeMessages(at.house, at.house.clock.now())
  if (taken === null) throw new Error('nothing was taken')
  await (await adapterOf(at.house, taken.step, taken.channels, taken.policy)).send(taken.parcels)
  // Here it died.
  await turn({ minutes: 2 })
  expect(await message(id)).toBe('unknown')
  await turn({ minutes: 1 })
  expect([await message(id), sentTo(phone).length]).toEqual(['sent', 1])
})

test('SEC-04 (part): a restored house sends nothing that waited when the backup was made; a person finds out', async () => {
  const [waits, comes] = [fresh(), fresh()]
  const before = await toNumber(waits)
  await rows(
    'insert into platform.restoration (hospital_id, backed_up_at) values ($1, $2)',
    at.house.clock.now().toString(),
  )
  at.clock.advance({ seconds: 1 })
  const after = await toNumber(comes)
  // Another process, as after a start.
  const started: typeof at.house = { ...at.house }
  await sendDue(started, at.house.clock.now())
  await stopSending(started)
  expect([await message(before), await tasks(before), sentTo(waits)]).toEqual(['unknown', ['restored'], []])
  expect([await message(after), sentTo(comes).length]).toEqual(['sent', 1])
})

test('WeChat cannot be asked: what has no answer becomes a person’s task at once, and no SMS goes out blindly', async () => {
  const phone = fresh()
  out.wechat.next({ kind: 'reset' })
  const id = await toPatient([phone], 'oXYZ')
  await turn()
  expect([await message(id), await tasks(id), sentTo(phone)]).toEqual(['unknown', ['unknown'], []])
})

test('WeChat: one token for many, fetched anew once when it is bad; values fit their fields', async () => {
  const before = out.wechat.tokens()
  const first = await toPatient([], 'oONE')
  await turn()
  out.wechat.endToken()
  const second = await toPatient([], 'oTWO')
  await turn()
  expect([await message(first), await message(second)]).toEqual(['sent', 'sent'])
  expect(out.wechat.tokens() - before).toBeLessThanOrEqual(2)
  const sent = out.wechat.taken.find(one => one.touser === 'oTWO')
  expect(sent?.data['thing2']?.value).toBe('医保报销材料补盖章，请尽快办理并且回复…')
  expect(sent?.url).toMatch(/^http:\/\/localhost\/p#[2-9A-HJ-NP-Z]{12}$/)
})

/** An address on which nobody listens. */
async function nobodyThere(): Promise<string> {
  const gone = await provider(() => ({ body: {} }))
  await gone.close()
  return gone.url
}

test('nobody is there to connect to: nothing was sent, so it waits and tries again', async () => {
  const phone = fresh()
  await out.setUp({ sms: { on: true, endpoint: await nobodyThere(), accessKeyId: 'LTAI-test', signName: '院' } })
  const id = await toNumber(phone)
  await turn()
  expect(await tries(id)).toEqual(['sms throttled unreachable'])
  await out.setUp()
  await turn({ minutes: 10 })
  expect([await message(id), sentTo(phone).length]).toEqual(['sent', 1])
})

test('several processes: each message goes out once', async () => {
  const phones = Array.from({ length: 12 }, fresh)
  for (const phone of phones) await toNumber(phone)
  at.clock.advance({ seconds: 1 })
  const processes = Array.from({ length: 3 }, () => ({ ...at.house }))
  await Promise.all(
    processes.map(async house => {
      await sendDue(house, house.clock.now())
      await stopSending(house)
    }),
  )
  expect(phones.map(phone => sentTo(phone).length)).toEqual(phones.map(() => 1))
})

test('one number gets so many in a day, then the next way is taken', async () => {
  await out.setUp({}, { perNumberPerDay: 2 })
  const [one, two] = [fresh(), fresh()]
  for (let count = 0; count < 2; count += 1) await toNumber(one)
  await turn()
  const third = await toPatient([one, two], null)
  await turn()
  expect(await tries(third)).toEqual(['sms failed number-limit', 'sms sent'])
  at.clock.advance({ hours: 24 })
  await toNumber(one)
  await turn()
  expect(sentTo(one)).toHaveLength(3)
  await out.setUp()
})

test('no key: refused, and no key is ever shown, kept open or logged', async () => {
  const shown = JSON.stringify(await rows('select value from notification.secret where hospital_id = $1'))
  for (const secret of Object.values(SECRETS)) expect(shown).not.toContain(secret)
  const journal = await rows<{ facts: unknown }>(
    `select facts from platform.journal where hospital_id = $1 and action = 'message.secret-set'`,
  )
  expect(journal.length).toBeGreaterThan(3)
  for (const secret of Object.values(SECRETS)) expect(JSON.stringify(journal)).not.toContain(secret)
  await rows(`delete from notification.secret where hospital_id = $1 and name = 'sms.access-key-secret'`)
  const id = await toNumber(fresh())
  await turn()
  expect([await tries(id), await tasks(id)]).toEqual([['sms failed no-key'], ['undelivered']])
  await out.setUp()
})
