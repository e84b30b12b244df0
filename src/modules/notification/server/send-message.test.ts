import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemCaller } from '#kernel/caller.ts'
import { Temporal } from '#kernel/time.ts'
import { importPatients } from '#modules/patient/index.ts'
import { personNamed } from '#modules/patient/rules/person.ts'
import { run } from '#platform/database.ts'
import { type TestHouse, testHouse } from '../../../../tests/support/house.ts'
import { sampleKind } from '../sample.ts'
import { declareMessages } from './kinds.ts'
import { sendMessage } from './send-message.ts'

declareMessages(sampleKind)

let at: TestHouse
beforeAll(async () => {
  at = await testHouse()
})
afterAll(() => at.close())

const VALUES = { number: 'TK-0712', item: '费用查询' }
const wanted = {
  template: 'sample.accepted',
  to: { kind: 'number', phone: '13800138000', name: '黄小明' },
  about: { kind: 'ticket', id: '01a00000-0000-7000-8000-000000000001' },
  values: VALUES,
} as const

const send = (more: object = {}) =>
  at.house.database.transact(tx => sendMessage(at.house)(tx, { ...wanted, ...more } as typeof wanted))
const rows = <T>(sql: string, ...values: unknown[]) =>
  at.house.database.transact(tx => run<T>(tx, sql, [at.house.hospital.id, ...values]))
const stateOf = async (id: string) =>
  (await rows<{ state: string }>('select state from notification.message where hospital_id = $1 and id = $2', id))[0]
    ?.state
const turn = async () => {
  at.clock.advance({ seconds: 1 })
  await at.machinery.turn()
}

test('a message goes out after its transaction, and not at all when that is taken back', async () => {
  const id = await send({ link: 'http://localhost/p#a-token-that-is-long-enough' })
  await expect(
    at.house.database.transact(async tx => {
      await sendMessage(at.house)(tx, wanted)
      throw new Error('taken back')
    }),
  ).rejects.toThrow('taken back')
  expect(await stateOf(id)).toBe('queued')
  await turn()
  expect(await stateOf(id)).toBe('delivered')
  const all = await rows<{ channel: string; addressMasked: string; words: Buffer }>(
    'select channel, address_masked, words from notification.delivery where hospital_id = $1',
  )
  expect(all).toHaveLength(1)
  expect(all[0]).toMatchObject({ channel: 'screen', addressMasked: '138****8000' })
  const words = at.house.cipher.decipher(all[0]?.words ?? Buffer.alloc(0))
  expect(words).toMatch(/^您的“费用查询”已受理，编号 TK-0712。查看进度：http:\/\/localhost\/p#[2-9A-HJ-NP-Z]{12}$/)
})

test('an unknown template, a missing value and one too many are refused', async () => {
  await expect(send({ template: 'no.such' })).rejects.toThrow('template-unknown')
  await expect(send({ values: { number: 'TK-1' } })).rejects.toThrow('template-wants-value')
  await expect(send({ values: { ...VALUES, name: '黄小明' } })).rejects.toThrow('template-has-no-place')
  await expect(send({ to: { kind: 'patient', patientId: at.house.ids.next() } })).rejects.toThrow('not-found')
})

test('COM-03 (part): quiet hours hold back what is not urgent, until their end', async () => {
  at.clock.set(Temporal.Instant.from('2026-11-16T22:10:00+08:00'))
  const quiet = await send()
  const urgent = await send({ urgent: true })
  expect(await stateOf(quiet)).toBe('held')
  await turn()
  expect([await stateOf(quiet), await stateOf(urgent)]).toEqual(['held', 'delivered'])
  at.clock.set(Temporal.Instant.from('2026-11-17T07:59:58+08:00'))
  await turn()
  expect(await stateOf(quiet)).toBe('held')
  await turn()
  expect(await stateOf(quiet)).toBe('delivered')
})

test('a number that is marked wrong gets nothing; without another, a person must tell it', async () => {
  const caller = systemCaller(at.house.hospital.id)
  const patient = async (name: string, phones: readonly { number: string; state: 'wrong' | 'confirmed' }[]) => {
    const [id = ''] = await importPatients(at.house)(caller, 'test', [
      {
        identifiers: [],
        person: {
          ...personNamed(name),
          phones: phones.map(phone => ({ ...phone, holder: 'self' as const, source: 'desk' as const })),
          relatives: [{ relation: 'child', name: '陈小', phone: '13700137000' }],
        },
      },
    ])
    return id
  }
  const good = await patient('陈秀英', [
    { number: '13911112222', state: 'wrong' },
    { number: '13922223333', state: 'confirmed' },
  ])
  const none = await patient('林阿婆', [{ number: '13911113333', state: 'wrong' }])
  const one = await send({ to: { kind: 'patient', patientId: good } })
  const other = await send({ to: { kind: 'patient', patientId: none } })
  await turn()
  expect(
    await rows('select address_masked from notification.delivery where hospital_id = $1 and message_id = $2', one),
  ).toEqual([{ addressMasked: '139****3333' }])
  expect(await stateOf(other)).toBe('failed')
  expect(await rows('select message_id, because from notification.task where hospital_id = $1')).toEqual([
    { messageId: other, because: 'no-address' },
  ])
})
