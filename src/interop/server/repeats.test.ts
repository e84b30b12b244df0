import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseMessage } from '#interop/hl7v2/index.ts'
import { run } from '#platform/database.ts'
import { MONDAY, testHouse } from '../../../tests/support/house.ts'
import { type SampleMessage, sampleAdt } from '../sample.ts'
import { receiveMessage } from './receive-message.ts'

let open: Awaited<ReturnType<typeof testHouse>>
beforeAll(async () => {
  open = await testHouse()
})
afterAll(() => open.close())

const receive = (text: string, peer = '10.0.0.9:40000') => receiveMessage(open.house)(Buffer.from(text), peer)
const message = (sample: Partial<SampleMessage> & { trigger: string; controlId: string }) =>
  sampleAdt({ at: MONDAY, ...sample })
const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  open.house.database.transact(tx => run<Row>(tx, sql, values))
const statesOf = (controlId: string) =>
  rows<{ state: string; flagged: boolean; repeatOf: string | null; id: string; patientId: string | null }>(
    'select id, state, same_id_other_bytes as flagged, repeat_of, patient_id from interop.message where control_id = $1 order by id',
    [controlId],
  )
const codeOf = (answer: Buffer) => parseMessage(answer).field('MSA', 1).raw
const countOf = async (table: 'patient.patient' | 'patient.visit') =>
  (await rows<{ count: number }>(`select count(*) from ${table}`))[0]?.count ?? 0

describe('the same message again', () => {
  test('gets the same answer and is not applied again', async () => {
    const text = message({ trigger: 'A04', controlId: 'R1', patient: 'P-R1', visit: 'V-R1' })
    const first = await receive(text)
    const later = message({
      trigger: 'A08',
      controlId: 'R2',
      patient: 'P-R1',
      visit: 'V-R1',
      name: '李^四',
      at: MONDAY.add({ minutes: 1 }),
    })
    open.clock.advance({ minutes: 2 })
    await receive(later)
    const before = await rows('select version, said from patient.patient')
    expect(await receive(text)).toEqual(first)
    expect(await rows('select version, said from patient.patient')).toEqual(before)
    const [applied, repeated] = await statesOf('R1')
    expect(applied).toMatchObject({ state: 'applied', repeatOf: null })
    expect(repeated).toMatchObject({
      state: 'repeated',
      repeatOf: applied?.id,
      flagged: false,
      patientId: applied?.patientId,
    })
  })

  test('on many connections at once is applied once, and all get one answer', async () => {
    const text = message({ trigger: 'A04', controlId: 'R3', patient: 'P-R3', visit: 'V-R3' })
    const [patients, visits] = [await countOf('patient.patient'), await countOf('patient.visit')]
    const answers = await Promise.all(Array.from({ length: 5 }, (_, at) => receive(text, `10.0.0.9:${40_000 + at}`)))
    expect(new Set(answers.map(answer => answer.toString()))).toHaveLength(1)
    expect((await statesOf('R3')).map(row => row.state).toSorted()).toEqual([
      'applied',
      'repeated',
      'repeated',
      'repeated',
      'repeated',
    ])
    expect([await countOf('patient.patient'), await countOf('patient.visit')]).toEqual([patients + 1, visits + 1])
  })

  test('of another sender is another message', async () => {
    const text = message({ trigger: 'A04', controlId: 'R4', patient: 'P-R4', visit: 'V-R4' })
    await receive(text)
    await receive(text.replace('|HIS|XM3Y|', '|EMR|XM3Y|'))
    expect((await statesOf('R4')).map(row => [row.state, row.flagged])).toEqual([
      ['applied', false],
      ['applied', false],
    ])
  })

  test('after a refusal is tried again, because what was wrong may be mended', async () => {
    const text = message({ trigger: 'A02', controlId: 'R5' })
    expect([codeOf(await receive(text)), codeOf(await receive(text))]).toEqual(['AR', 'AR'])
    expect((await statesOf('R5')).map(row => row.state)).toEqual(['refused', 'refused'])
  })
})

test('the same MSH-10 with other bytes is applied and marked', async () => {
  await receive(message({ trigger: 'A04', controlId: 'F1', patient: 'P-F1', visit: 'V-F1' }))
  expect(codeOf(await receive(message({ trigger: 'A04', controlId: 'F1', patient: 'P-F2', visit: 'V-F2' })))).toBe('AA')
  expect((await statesOf('F1')).map(row => [row.state, row.flagged])).toEqual([
    ['applied', false],
    ['applied', true],
  ])
})

/** How often the message `W8` was tried when so many minutes more are over. */
const triesAfter = async (minutes: number) => {
  open.clock.advance({ minutes })
  await open.machinery.turn()
  const [row] = await rows<{ attempts: number }>(`select attempts from interop.message where control_id = 'W8'`)
  return row?.attempts
}

describe('a change of what is not known yet', () => {
  test('is answered AA, waits, and is applied as soon as the registration comes', async () => {
    const change = message({
      trigger: 'A08',
      controlId: 'W1',
      patient: 'P-W1',
      visit: 'V-W1',
      place: 'NEUR^D299',
      at: MONDAY.add({ seconds: 30 }),
    })
    expect(codeOf(await receive(change))).toBe('AA')
    expect(await statesOf('W1')).toMatchObject([{ state: 'parked', patientId: null }])
    expect(await rows('select 1 from patient.visit where number = $1', ['V-W1'])).toEqual([])
    await receive(message({ trigger: 'A04', controlId: 'W2', patient: 'P-W1', visit: 'V-W1' }))
    expect(await statesOf('W1')).toMatchObject([{ state: 'applied' }])
    expect(await rows('select room, state from patient.visit where number = $1', ['V-W1'])).toEqual([
      { room: 'D299', state: 'open' },
    ])
    expect(await rows('select * from interop.waiting')).toEqual([])
  })

  test('of a person waits for the person', async () => {
    await receive(
      message({
        trigger: 'A08',
        controlId: 'W3',
        patient: 'P-W3',
        visit: null,
        name: '王^五',
        at: MONDAY.add({ seconds: 30 }),
      }),
    )
    expect(await statesOf('W3')).toMatchObject([{ state: 'parked' }])
    await receive(message({ trigger: 'A28', controlId: 'W4', patient: 'P-W3', visit: null }))
    expect(await statesOf('W3')).toMatchObject([{ state: 'applied' }])
    const [{ patientId } = { patientId: null }] = await statesOf('W3')
    expect(await rows('select name_masked from patient.patient where id = $1', [patientId])).toEqual([
      { nameMasked: '王*' },
    ])
  })

  test('comes again while it waits: answered the same, kept once', async () => {
    const change = message({ trigger: 'A08', controlId: 'W5', patient: 'P-W5', visit: 'V-W5' })
    expect(await receive(change)).toEqual(await receive(change))
    expect((await statesOf('W5')).map(row => row.state)).toEqual(['parked', 'repeated'])
  })

  test('that missed the registration by a moment is found by the sweep', async () => {
    await receive(message({ trigger: 'A08', controlId: 'W6', patient: 'P-W6', visit: 'V-W6' }))
    // As if the registration had looked for waiting messages before this one was there.
    const waiting = await rows('delete from interop.waiting returning *')
    expect(waiting.length).toBeGreaterThan(0)
    await receive(message({ trigger: 'A04', controlId: 'W7', patient: 'P-W6', visit: 'V-W6' }))
    expect(await statesOf('W6')).toMatchObject([{ state: 'parked' }])
    open.clock.advance({ minutes: 1 })
    await open.machinery.turn()
    expect(await statesOf('W6')).toMatchObject([{ state: 'applied' }])
  })

  test('is tried less and less often while nobody tells of it', async () => {
    await receive(message({ trigger: 'A08', controlId: 'W8', patient: 'P-W8', visit: 'V-W8' }))
    expect([
      await triesAfter(1),
      await triesAfter(1),
      await triesAfter(1),
      await triesAfter(3),
      await triesAfter(1),
    ]).toEqual([1, 1, 2, 2, 3])
    expect(await statesOf('W8')).toMatchObject([{ state: 'parked' }])
  })
})
