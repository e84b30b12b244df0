import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, type Listener, parseMessage } from '#interop/hl7v2/index.ts'
import { run } from '#platform/database.ts'
import { MONDAY, testHouse } from '../../../tests/support/house.ts'
import { type SampleMessage, sampleAdt } from '../sample.ts'
import { listenForMessages } from './index.ts'

let open: Awaited<ReturnType<typeof testHouse>>
let listener: Listener
beforeAll(async () => {
  open = await testHouse()
  listener = await listenForMessages(open.house, { port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await listener.close()
  await open.close()
})

const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  open.house.database.transact(tx => run<Row>(tx, sql, values))
const connect = () => call({ host: '127.0.0.1', port: listener.port, answerMilliseconds: 10_000 })
const write = (sample: Partial<SampleMessage> & { controlId: string }) =>
  sampleAdt({ trigger: 'A04', at: MONDAY, ...sample })
const codeOf = (answer: Buffer) => parseMessage(answer).field('MSA', 1).raw
const nameOf = async (number: string) => {
  const known = await rows<{ value: Buffer; identity: Buffer }>(
    'select i.value, p.identity from patient.identifier i join patient.patient p on p.id = i.patient_id',
  )
  const found = known.find(row => open.house.cipher.decipher(row.value) === number)
  return found && open.house.cipher.decipherJson<{ name: string }>(found.identity).name
}

describe('GB18030', () => {
  // The second byte of 乗 is \, of 亅 |, of 乛 ^, of 亊 ~ in this character set.
  test.each(['张^三', '乗^亅', '乛^亊'])('a name of any characters arrives whole: %s', async name => {
    const sender = await connect()
    const number = `P-${Buffer.from(name).toString('hex')}`
    const text = write({
      controlId: number.slice(0, 20),
      name,
      patient: number,
      visit: number,
      charset: 'GB18030-2000',
    })
    expect(codeOf(await sender.send(iconv.encode(text, 'gb18030')))).toBe('AA')
    expect(await nameOf(number)).toBe(name.replace('^', ''))
    sender.close()
  })

  test('bytes come out of the log as they came in', async () => {
    const sender = await connect()
    const bytes = iconv.encode(
      write({ controlId: 'RAW', name: '乗^亅', patient: 'P-RAW', visit: 'V-RAW', charset: 'GBK' }),
      'gb18030',
    )
    await sender.send(bytes)
    const [row] = await rows<{ raw: Buffer; length: number; charset: string }>(
      `select raw, length, charset from interop.message where control_id = 'RAW'`,
    )
    expect(Buffer.from(open.house.cipher.decipher(row?.raw ?? Buffer.alloc(0)), 'latin1').equals(bytes)).toBe(true)
    expect(row).toMatchObject({ length: bytes.length, charset: 'gb18030' })
    sender.close()
  })
})

test('two connections that tell of the same new person at once make one person', async () => {
  const senders = await Promise.all(Array.from({ length: 4 }, connect))
  for (let round = 0; round < 5; round += 1) {
    const patient = `P-SAME-${round}`
    const answers = await Promise.all(
      senders.map((sender, at) =>
        sender.send(Buffer.from(write({ controlId: `S${round}-${at}`, patient, visit: `V-${round}-${at}` }))),
      ),
    )
    expect(answers.map(codeOf)).toEqual(['AA', 'AA', 'AA', 'AA'])
    const people = await rows<{ patientId: string }>(
      'select distinct patient_id from patient.visit where number like $1',
      [`V-${round}-%`],
    )
    expect(people).toHaveLength(1)
  }
  expect(
    await rows(
      'select 1 from patient.patient p where not exists (select from patient.identifier i where i.patient_id = p.id)',
    ),
  ).toEqual([])
  for (const sender of senders) sender.close()
})

test('what is no message is kept and refused with its reason', async () => {
  const sender = await connect()
  const answer = parseMessage(await sender.send(Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\u0000')))
  expect(answer.field('MSA', 1).raw).toBe('AR')
  expect(answer.field('ERR', 8).raw).toMatch(/MSH/)
  expect(await rows(`select state, problem, length from interop.message where control_id = ''`)).toEqual([
    { state: 'refused', problem: 'hl7-no-header', length: 26 },
  ])
  sender.close()
})
