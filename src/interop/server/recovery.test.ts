import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { call, type Listener, parseMessage } from '#interop/hl7v2/index.ts'
import { run } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { MONDAY, testHouse } from '../../../tests/support/house.ts'
import { type SampleMessage, sampleAdt } from '../sample.ts'
import { listenForMessages } from './index.ts'
import { receiveMessage } from './receive-message.ts'

let open: Awaited<ReturnType<typeof testHouse>>
beforeAll(async () => {
  open = await testHouse()
})
afterAll(() => open.close())

const message = (controlId: string, sample: Partial<SampleMessage> = {}) =>
  Buffer.from(
    sampleAdt({ trigger: 'A04', controlId, at: MONDAY, patient: `P-${controlId}`, visit: `V-${controlId}`, ...sample }),
  )
const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  open.house.database.transact(tx => run<Row>(tx, sql, values))
const statesOf = async (controlId: string) =>
  (
    await rows<{ state: string }>('select state from interop.message where control_id = $1 order by id', [controlId])
  ).map(row => row.state)
const visitsOf = async (number: string) =>
  (await rows<{ count: number }>('select count(*) from patient.visit where number = $1', [number]))[0]?.count
const codeOf = (answer: Buffer) => parseMessage(answer).field('MSA', 1).raw

/** The house as it is after it kept the bytes: from there on, nothing can be written. */
const struck = (house: House): House => ({
  ...house,
  database: { ...house.database, transact: () => Promise.reject(new Error('the process is gone')) },
})

describe('the house dies between the bytes and the answer', () => {
  test('the sweep does what the message wants, and the same message again gets the answer', async () => {
    const bytes = message('K1')
    await expect(receiveMessage(struck(open.house))(bytes, 'x')).rejects.toThrow('gone')
    expect(await statesOf('K1')).toEqual(['received'])
    await open.machinery.turn()
    expect(await statesOf('K1')).toEqual(['received'])
    open.clock.advance({ seconds: 30 })
    await open.machinery.turn()
    expect(await statesOf('K1')).toEqual(['applied'])
    expect(codeOf(await receiveMessage(open.house)(bytes, 'x'))).toBe('AA')
    expect(await statesOf('K1')).toEqual(['applied', 'repeated'])
    expect(await visitsOf('V-K1')).toBe(1)
  })

  test('the sender asks again before the sweep: it is applied then, and the sweep finds it done', async () => {
    const bytes = message('K2')
    await receiveMessage(struck(open.house))(bytes, 'x').catch(() => undefined)
    expect(codeOf(await receiveMessage(open.house)(bytes, 'x'))).toBe('AA')
    open.clock.advance({ seconds: 30 })
    await open.machinery.turn()
    expect(await statesOf('K2')).toEqual(['repeated', 'applied'])
    expect(await visitsOf('V-K2')).toBe(1)
  })

  test('a message at which it dies each time is given up and shown', async () => {
    const bytes = message('K3')
    await receiveMessage(struck(open.house))(bytes, 'x').catch(() => undefined)
    await rows(`update interop.message set attempts = 3 where control_id = 'K3' returning 1`)
    open.clock.advance({ minutes: 1 })
    await open.machinery.turn()
    expect(await rows(`select state, problem, answered_at from interop.message where control_id = 'K3'`)).toEqual([
      { state: 'refused', problem: 'hl7-failed', answeredAt: null },
    ])
    expect(await visitsOf('V-K3')).toBe(0)
  })
})

const administer = async (...statements: string[]) => {
  const client = new Client({ ...inject('server'), database: 'postgres' })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

describe('the database is away', () => {
  let listener: Listener | null = null
  afterEach(() => listener?.close())

  test('the sender hears AE with a reason, may send again, and nothing is there twice', async () => {
    listener = await listenForMessages(open.house, { port: 0, host: '127.0.0.1' })
    const sender = await call({ host: '127.0.0.1', port: listener.port, answerMilliseconds: 10_000 })
    expect(codeOf(await sender.send(message('D1')))).toBe('AA')
    const [{ database } = { database: '' }] = await rows<{ database: string }>('select current_database() as database')
    await administer(
      `alter database ${database} with allow_connections false`,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`,
    )
    const refused = parseMessage(await sender.send(message('D2')))
    expect(refused.field('MSA', 1).raw).toBe('AE')
    expect(refused.field('MSA', 2).raw).toBe('D2')
    expect(refused.field('ERR', 8).raw).toMatch(/send it again/)
    await administer(`alter database ${database} with allow_connections true`)
    expect(codeOf(await sender.send(message('D2')))).toBe('AA')
    expect(codeOf(await sender.send(message('D2')))).toBe('AA')
    expect(await visitsOf('V-D2')).toBe(1)
    sender.close()
  })
})
