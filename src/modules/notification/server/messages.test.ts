import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { importPatients } from '#modules/patient/index.ts'
import { personNamed } from '#modules/patient/rules/person.ts'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { ask, type SettledStaff, settleStaff } from '../../../../tests/support/staff.ts'
import { sendMessage } from './send-message.ts'

let at: TestHouse
let staff: SettledStaff
let desk: string
let patients: readonly string[]
beforeAll(async () => {
  at = await testHouse()
  staff = await settleStaff(at.house, { hours: 24 })
  desk = await staff.cookie('王芳')
  patients = await importPatients(at.house)(systemCaller(at.house.hospital.id), 'test', [
    {
      identifiers: [],
      person: {
        ...personNamed('陈秀英'),
        phones: [{ number: '13800138000', holder: 'self', state: 'confirmed', source: 'desk' }],
      },
    },
    {
      identifiers: [],
      person: {
        ...personNamed('林阿婆'),
        phones: [{ number: '0592-7120120', holder: 'self', state: 'confirmed', source: 'desk' }],
      },
    },
  ])
})
afterAll(() => at.close())

const send = (patientId = '') =>
  at.house.database.transact(tx =>
    sendMessage(at.house)(tx, {
      template: 'ticket.news',
      to: { kind: 'patient', patientId },
      about: { kind: 'ticket', id: at.house.ids.next() },
      values: { number: 'TK-0712', item: '费用查询' },
    }),
  )
const turn = async () => {
  at.clock.advance({ seconds: 1 })
  await at.machinery.turn()
}
const get = async (url: string, cookie = desk) => (await ask(at.app, 'GET', url, { cookie })).body
const post = (url: string, body: object, cookie = desk) => ask(at.app, 'POST', url, { cookie, body })
const put = (url: string, body: object, cookie: string) => ask(at.app, 'PUT', url, { cookie, body })
const journal = (action: string, subjectId: string) =>
  at.house.database.transact(tx =>
    run<{ kind: string; detail: Buffer | null }>(
      tx,
      'select kind, detail from platform.journal where hospital_id = $1 and action = $2 and subject_id = $3',
      [at.house.hospital.id, action, subjectId],
    ),
  )

test('what cannot be texted is a task: tried, told, and done once; the number is shown for a reason that is kept', async () => {
  const id = await send(patients[1])
  await turn()
  const { items } = (await get('/api/message-tasks')) as { items: { id: string; version: number }[] }
  expect(items).toMatchObject([
    { messageId: id, recipientMasked: '林*婆', because: 'no-address', mayCall: true, attempts: 0 },
  ])
  const [task] = items
  const numbers = await post(`/api/messages/${id}/recipient`, { reason: '电话告知' })
  expect(numbers.body).toEqual({ numbers: ['0592-7120120'] })
  expect(await journal('message.number-unmasked', id)).toMatchObject([{ kind: 'read' }])
  const say = (body: object) => post(`/api/message-tasks/${task?.id}/outcome`, body)
  expect((await say({ version: 1, outcome: 'no-answer' })).body).toMatchObject({ version: 2, attempts: 1, done: false })
  expect((await say({ version: 1, outcome: 'told' })).code).toBe('stale-version')
  expect((await say({ version: 2, outcome: 'given-up' })).body).toMatchObject({ pointer: '/body/note' })
  expect((await say({ version: 2, outcome: 'told', note: '本人接听' })).body).toMatchObject({ attempts: 2, done: true })
  expect((await say({ version: 3, outcome: 'told' })).code).toBe('task-done')
  expect(await get('/api/message-tasks?done=yes')).toMatchObject({
    items: [{ outcome: 'told', doneBy: '王芳', note: '本人接听' }],
  })
})

test('a message is sent again for a reason, once, by what the recipient has now', async () => {
  const id = await send(patients[1])
  await turn()
  const again = await post(`/api/messages/${id}/resend`, { reason: '患者来电说没有收到' })
  expect(again.status).toBe(200)
  const [row] = await journal('message.resent', id)
  expect(at.house.journal.detail({ detail: row?.detail ?? null })).toEqual({ reason: '患者来电说没有收到' })
  expect((await post(`/api/messages/${id}/resend`, { reason: '再试' })).code).toBe('message-resent')
  expect(await get(`/api/messages/${id}`)).toMatchObject({ resentAs: again.body['id'], mayResend: false })
  const good = await send(patients[0])
  await turn()
  expect((await post(`/api/messages/${good}/resend`, { reason: '再试' })).code).toBe('message-not-resendable')
  expect(await journal('message.opened', id)).toMatchObject([{ kind: 'read' }])
})

test('every figure has as many rows as it says', async () => {
  const span = 'from=2026-11-16&to=2026-11-16'
  const { channels } = (await get(`/api/message-figures?${span}`)) as { channels: Record<string, string | number>[] }
  let all = 0
  for (const { channel, ...states } of channels)
    for (const [state, count] of Object.entries(states)) {
      const rows = await get(`/api/message-deliveries?${span}&channel=${channel}&state=${state}`)
      expect([channel, state, (rows['items'] as object[]).length]).toEqual([channel, state, count])
      all += Number(count)
    }
  expect(all).toBeGreaterThan(0)
})

test('lists are masked and say nothing of what was written', async () => {
  const text = JSON.stringify(await get('/api/messages?day=2026-11-16'))
  expect(text).not.toMatch(/陈秀英|林阿婆|13800138000|TK-0712/)
  expect(text).toMatch(/陈\*英/)
})

test('a text holds when a second person approves it; nobody approves the own', async () => {
  const url = '/api/message-templates/ticket.news/zh/sms'
  const [manager, director] = [await staff.cookie('周敏'), await staff.cookie('何秀英')]
  const content = { text: '您的“{item}”有消息了：{link}', providerCode: 'SMS_1', fields: [] }
  const named = await put(url, { ...content, text: '{name}，您好' }, manager)
  expect(named.body).toMatchObject({ pointer: '/body/text', count: 1 })
  const written = await put(url, content, manager)
  expect(written.body).toMatchObject({ version: 0, draft: { version: 1, mine: true } })
  const decide = (cookie: string) => post(`${url}/decide`, { version: 1, approve: true }, cookie)
  expect((await decide(manager)).code).toBe('template-own-draft')
  expect((await decide(director)).body).toMatchObject({ version: 1, draft: null, content })
  const id = await send(patients[0])
  await turn()
  expect(await get(`/api/messages/${id}`)).toMatchObject({
    words: '您的“费用查询”有消息了：',
    deliveries: [{ templateVersion: 1 }],
  })
})

test('channels and rules go by version; a key is set, and no answer holds it', async () => {
  const admin = await staff.cookie('林建国')
  const { channels, policy } = (await get('/api/message-settings', admin)) as Record<
    string,
    { version: number; value: object }
  >
  const changed = await put(
    '/api/message-settings/policy',
    { ...policy, value: { ...policy?.value, linkDays: 7 } },
    admin,
  )
  expect(changed.body).toMatchObject({ policy: { version: 1, value: { linkDays: 7 } } })
  expect((await put('/api/message-settings/policy', { ...policy }, admin)).code).toBe('stale-version')
  expect((await put('/api/message-settings/channels', { ...channels }, desk)).code).toBe('forbidden')
  const secret = await put('/api/message-settings/secrets/wechat.app-secret', { value: 'a-very-secret-key' }, admin)
  expect(secret.body).toMatchObject({
    secrets: expect.arrayContaining([{ name: 'wechat.app-secret', setAt: expect.any(String) }]),
  })
  expect(JSON.stringify(secret.body)).not.toContain('a-very-secret-key')
  expect((await put('/api/message-settings/secrets/robot.nobody', { value: 'a-very-secret-key' }, admin)).code).toBe(
    'secret-unknown',
  )
})
