import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseMessage } from '#interop/hl7v2/index.ts'
import { run } from '#platform/database.ts'
import { MONDAY, testHouse } from '../../../tests/support/house.ts'
import { type SampleMessage, sampleAdt } from '../sample.ts'
import { receiveMessage } from './receive-message.ts'

let open: Awaited<ReturnType<typeof testHouse>>
beforeAll(async () => {
  open = await testHouse()
  // The messages tell of the morning.
  open.clock.advance({ hours: 4 })
})
afterAll(() => open.close())

let count = 0
const send = async (message: Partial<SampleMessage> & { trigger: string }) => {
  count += 1
  const text = sampleAdt({ controlId: `HIS${count}`, at: MONDAY, ...message })
  const answer = parseMessage(await receiveMessage(open.house)(Buffer.from(text), '10.0.0.9:40000'))
  return { code: answer.field('MSA', 1).raw, about: answer.field('MSA', 2).raw, condition: answer.field('ERR', 3).raw }
}
const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  open.house.database.transact(tx => run<Row>(tx, sql, values))
const patientOf = async (number: string) => {
  const known = await rows<{
    id: string
    value: Buffer
    mergedInto: string | null
    identity: Buffer
    nameMasked: string
  }>(
    `select p.id, i.value, p.merged_into, p.identity, p.name_masked from patient.identifier i
     join patient.patient p on p.hospital_id = i.hospital_id and p.id = i.patient_id where i.ended_at is null`,
  )
  const found = known.find(row => open.house.cipher.decipher(row.value) === number)
  return found === undefined
    ? null
    : {
        ...found,
        person: open.house.cipher.decipherJson<{ name: string; phones: { number: string }[] }>(found.identity),
      }
}
const visitOf = async (number: string) => {
  const [visit] = await rows<{ state: string; class: string; room: string; patientId: string; endedAt: unknown }>(
    'select state, class, room, patient_id, ended_at from patient.visit where number = $1',
    [number],
  )
  return visit ?? null
}

test('a sender that fills fields up with NUL, or writes it as an escape, is understood without it', async () => {
  const text = sampleAdt({ controlId: 'NUL1', at: MONDAY, trigger: 'A04', patient: 'P-NUL', visit: 'V-NUL' })
  const bytes = Buffer.from(text.replace('|HIS|', '|HIS\u0000\u0000|').replace('张', '张\u0000\\X00\\'))
  const answer = parseMessage(await receiveMessage(open.house)(bytes, '10.0.0.9:40000'))
  expect(answer.field('MSA', 1).raw).toBe('AA')
  expect((await patientOf('P-NUL'))?.person.name).toBe('张三')
})

describe('each event does what it says', () => {
  test.each([
    ['A01', 'I', 'inpatient'],
    ['A04', 'O', 'outpatient'],
  ])('%s begins a visit of a person who was not known', async (trigger, visitClass, as) => {
    const [patient, visit] = [`P-${trigger}`, `V-${trigger}`]
    expect(await send({ trigger, patient, visit, visitClass })).toMatchObject({ code: 'AA' })
    const stored = await patientOf(patient)
    expect(stored?.person).toMatchObject({ name: '张三', phones: [{ number: '13800138000' }] })
    expect(await visitOf(visit)).toMatchObject({ state: 'open', class: as, patientId: stored?.id })
  })

  test('A03 ends it, A13 takes that back, A11 cancels it', async () => {
    const about = { patient: 'P-2', visit: 'V-2', visitClass: 'I' }
    await send({ trigger: 'A01', ...about })
    await send({ trigger: 'A03', ...about, at: MONDAY.add({ hours: 1 }) })
    expect(await visitOf('V-2')).toMatchObject({ state: 'ended' })
    await send({ trigger: 'A13', ...about, at: MONDAY.add({ hours: 2 }) })
    expect(await visitOf('V-2')).toMatchObject({ state: 'open', endedAt: null })
    await send({ trigger: 'A11', ...about, at: MONDAY.add({ hours: 3 }) })
    expect(await visitOf('V-2')).toMatchObject({ state: 'cancelled' })
    const journal = await rows<{ action: string }>(
      `select j.action from platform.journal j join patient.visit v on v.id::text = j.facts ->> 'visitId' where v.number = 'V-2' order by j.id`,
    )
    expect(journal.map(row => row.action)).toEqual([
      'patient.visit-started',
      'patient.visit-ended',
      'patient.visit-reopened',
      'patient.visit-cancelled',
    ])
  })

  test('A08 changes the person and the visit', async () => {
    await send({ trigger: 'A04', patient: 'P-3', visit: 'V-3' })
    await send({
      trigger: 'A08',
      patient: 'P-3',
      visit: 'V-3',
      name: '张^三丰',
      place: 'NEUR^D204',
      at: MONDAY.add({ minutes: 5 }),
    })
    expect((await patientOf('P-3'))?.person.name).toBe('张三丰')
    expect(await visitOf('V-3')).toMatchObject({ room: 'D204' })
  })

  test('A28 and A31 make and change a person without a visit', async () => {
    await send({ trigger: 'A28', patient: 'P-4', visit: null })
    await send({ trigger: 'A31', patient: 'P-4', visit: null, phone: '13900139000', at: MONDAY.add({ minutes: 5 }) })
    expect((await patientOf('P-4'))?.person.phones).toMatchObject([{ number: '13900139000' }])
  })

  test('A40 merges: nothing goes, both numbers find the one who stays', async () => {
    await send({ trigger: 'A04', patient: 'P-5', visit: 'V-5' })
    await send({ trigger: 'A04', patient: 'P-6', visit: 'V-6' })
    const [survivor, loser] = [await patientOf('P-5'), await patientOf('P-6')]
    expect((await send({ trigger: 'A40', patient: 'P-5', from: 'P-6', at: MONDAY.add({ minutes: 5 }) })).code).toBe(
      'AA',
    )
    expect(await patientOf('P-6')).toMatchObject({ id: loser?.id, mergedInto: survivor?.id })
    expect(await visitOf('V-6')).not.toBeNull()
    await send({ trigger: 'A08', patient: 'P-6', visit: 'V-6', phone: '13700137000', at: MONDAY.add({ minutes: 9 }) })
    expect((await patientOf('P-5'))?.person.phones).toMatchObject([{ number: '13700137000' }])
  })

  test('another event is kept and answered AR with 201', async () => {
    expect(await send({ trigger: 'A02', patient: 'P-7' })).toMatchObject({
      code: 'AR',
      condition: '201^Unsupported event code^HL70357',
    })
    expect(await patientOf('P-7')).toBeNull()
    const [row] = await rows(`select state, problem, condition, location from interop.message where trigger = 'A02'`)
    expect(row).toEqual({
      state: 'refused',
      problem: 'hl7-trigger-unsupported',
      condition: 201,
      location: 'MSH^1^9^1^2',
    })
  })

  test('a person whom no number names is refused, so that no message makes another one', async () => {
    const text = sampleAdt({ trigger: 'A28', controlId: 'HC1', at: MONDAY, visit: null }).replace(
      '^^^XM3Y^PI',
      '^^^医保^HC',
    )
    const answer = parseMessage(await receiveMessage(open.house)(Buffer.from(text), 'x'))
    expect(answer.field('MSA', 1).raw).toBe('AE')
    expect(answer.field('ERR', 2).raw).toBe('PID^1^3')
  })
})

test('every message has a row in the journal, and nothing of the patient stands in its facts', async () => {
  const journal = await rows<{ action: string; facts: unknown }>(
    `select action, facts from platform.journal where action like 'interop.%'`,
  )
  const [{ count: messages } = { count: 0 }] = await rows<{ count: number }>('select count(*) from interop.message')
  expect(journal).toHaveLength(messages)
  expect(JSON.stringify(journal)).not.toMatch(/张|138|P-/)
})

test('SEC-04 (part): neither name, number nor telephone of a message can be read in the database', async () => {
  const columns = await rows<{ text: string }>(
    `select m::text as text from interop.message m union all select w::text from interop.waiting w`,
  )
  const hex = Buffer.from('13800138000').toString('hex')
  for (const { text } of columns) {
    expect(text).not.toContain('张')
    expect(text).not.toContain('13800138000')
    expect(text).not.toContain(hex)
    expect(text).not.toContain('P-2')
  }
  expect(columns.length).toBeGreaterThan(10)
})
