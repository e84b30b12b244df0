import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseMessage } from '#interop/hl7v2/index.ts'
import { run } from '#platform/database.ts'
import { MONDAY, type TestHouse, testHouse } from '../../../tests/support/house.ts'
import { type SampleMessage, sampleAdt } from '../sample.ts'
import { receiveMessage } from './receive-message.ts'

let open: TestHouse
beforeAll(async () => {
  open = await testHouse()
  // The messages tell of the morning.
  open.clock.advance({ hours: 8 })
})
afterAll(() => open.close())

const rows = <Row>(sql: string, values: readonly unknown[] = []) =>
  open.house.database.transact(tx => run<Row>(tx, sql, values))

/** What happened to two patients of the hospital, in the order in which it happened. */
const story = (prefix: string, year: number): SampleMessage[] => {
  const [one, other] = [`${prefix}-A`, `${prefix}-B`]
  const told: (Partial<SampleMessage> & { trigger: string })[] = [
    { trigger: 'A28', patient: one, visit: null, name: '张^三' },
    { trigger: 'A04', patient: one, visit: `${prefix}-1` },
    { trigger: 'A08', patient: one, visit: `${prefix}-1`, place: 'NEUR^D204', name: '张^三丰' },
    { trigger: 'A01', patient: other, visit: `${prefix}-2`, visitClass: 'I', name: '李^四' },
    {
      trigger: 'A08',
      patient: other,
      visit: `${prefix}-2`,
      visitClass: 'I',
      name: '李^四',
      place: 'NEUR^W1^12',
      phone: '13900139000',
    },
    {
      trigger: 'A03',
      patient: other,
      visit: `${prefix}-2`,
      visitClass: 'I',
      name: '李^四',
      place: 'NEUR^W1^12',
      phone: '13900139000',
    },
    {
      trigger: 'A13',
      patient: other,
      visit: `${prefix}-2`,
      visitClass: 'I',
      name: '李^四',
      place: 'NEUR^W1^12',
      phone: '13900139000',
    },
    { trigger: 'A11', patient: one, visit: `${prefix}-1`, place: 'NEUR^D204', name: '张^三丰' },
    { trigger: 'A31', patient: one, visit: null, phone: '13700137000', name: '张^三丰' },
  ]
  return told.map((one, at) => ({
    controlId: `${prefix}-${at}`,
    at: MONDAY.add({ minutes: at }),
    birthday: `${year}0101`,
    ...one,
  }))
}

const END = {
  people: [
    { name: '张三丰', phone: '13700137000' },
    { name: '李四', phone: '13900139000' },
  ],
  visits: [
    { class: 'outpatient', room: 'D204', bed: null, state: 'cancelled' },
    { class: 'inpatient', room: 'W1', bed: '12', state: 'open' },
  ],
}

async function endOf(prefix: string): Promise<typeof END> {
  const visits = await rows<(typeof END)['visits'][number] & { patientId: string }>(
    'select class, room, bed, state, patient_id from patient.visit where number like $1 order by number',
    [`${prefix}-%`],
  )
  const people = await rows<{ id: string; identity: Buffer }>(
    'select id, identity from patient.patient where id = any($1::uuid[])',
    [visits.map(visit => visit.patientId)],
  )
  return {
    visits: visits.map(visit => ({ class: visit.class, room: visit.room, bed: visit.bed, state: visit.state })),
    people: visits.map(visit => {
      const identity = people.find(one => one.id === visit.patientId)?.identity ?? Buffer.alloc(0)
      const person = open.house.cipher.decipherJson<{ name: string; phones: { number: string }[] }>(identity)
      return { name: person.name, phone: person.phones[0]?.number ?? '' }
    }),
  }
}

let runs = 0

/** Any order, any number of connections, any message twice. */
const deliveries = fc.record({
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 9 }),
  again: fc.array(fc.nat({ max: 8 }), { maxLength: 4 }),
  connections: fc.integer({ min: 1, max: 4 }),
})

test('messages in any order, on any number of connections and twice over, end as they happened, and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ order, again, connections }) => {
      runs += 1
      const prefix = `O${runs}`
      const messages = story(prefix, 1920 + runs)
      const waiting = [...order, ...again].map(at => messages[at] as SampleMessage)
      const sent = waiting.length
      const sender = async () => {
        for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
          const answer = await receiveMessage(open.house)(Buffer.from(sampleAdt(message)), 'x')
          expect(parseMessage(answer).field('MSA', 1).raw).toBe('AA')
        }
      }
      await Promise.all(Array.from({ length: connections }, sender))
      open.clock.advance({ minutes: 2 })
      await open.machinery.turn()
      const states = await rows<{ state: string }>('select state from interop.message where control_id like $1', [
        `${prefix}-%`,
      ])
      expect(states).toHaveLength(sent)
      expect(states.filter(row => row.state === 'applied')).toHaveLength(messages.length)
      expect(states.filter(row => row.state === 'repeated')).toHaveLength(again.length)
      expect(await endOf(prefix)).toEqual(END)
    }),
    { numRuns: 15 },
  )
  expect(await rows('select * from interop.waiting')).toEqual([])
}, 120_000)
