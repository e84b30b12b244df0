/** What is told to other systems by HL7, while the house that tells it is killed: each event arrives, in order, and the log says the truth. */
import { join } from 'node:path'
import { Client, type QueryResultRow } from 'pg'
import { expect, test, vi } from 'vitest'
import { assemble, ensureHospital } from '#apps/server/house.ts'
import { modules } from '#apps/server/modules.ts'
import { parseMessage } from '#interop/hl7v2/index.ts'
import { addReceiver } from '#interop/server/receivers.ts'
import { systemCaller } from '#kernel/caller.ts'
import { bookAppointment, cancelAppointment, moveAppointment, seekSlots } from '#modules/appointment/index.ts'
import { sampleBooking } from '#modules/appointment/sample.ts'
import { quotaPlan } from '#modules/appointment/settings.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/database.ts'
import { openKeys } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { writeSetting } from '#platform/settings.ts'
import { machineryOf } from '#platform/sweeps.ts'
import { cleanUp } from '../support/clean-up.ts'
import { openClinic } from '../support/clinic.ts'
import { testDatabase } from '../support/database.ts'
import { testFolder } from '../support/folder.ts'
import { smallHospital } from '../support/hospital.ts'
import { somePatients } from '../support/patients.ts'
import { kill, startApp } from '../support/process.ts'
import { type SimulatedReceiver, simulatedReceiver } from '../support/providers/receiver.ts'

vi.setConfig({ testTimeout: 120_000 })

const BOOKINGS = 5
const EVENTS = ['S12', 'S13', 'S15']

/** Bookings that were made, changed and cancelled, and two systems that wait to be told; nothing has been sent yet. */
async function prepare(his: SimulatedReceiver, city: SimulatedReceiver) {
  const dataDir = testFolder()
  const { connection, url, drop } = await testDatabase()
  cleanUp(drop)
  const database = openDatabase(connection, { size: 4 })
  const house = assemble({
    hospital: await ensureHospital(database),
    database,
    clock: systemClock,
    keys: await openKeys(join(dataDir, 'key.json'), true),
    log: openLog('warn'),
    publicUrl: 'http://localhost',
    sealFile: null,
  })
  const system = systemCaller(house.hospital.id)
  const now = systemClock.now()
  await database.transact(tx =>
    writeSetting(tx, house.hospital.id, quotaPlan, [], { personId: null, effectiveFrom: now, at: now }),
  )
  house.settings.forget()
  const { unit } = await smallHospital(house)
  const machinery = machineryOf(
    house,
    [],
    modules.flatMap(module => module.listeners ?? []),
  )
  const tomorrow = now.toZonedDateTimeISO(house.hospital.zone).toPlainDate().add({ days: 1 })
  const days = [tomorrow.toString(), tomorrow.add({ days: 1 }).toString()] as const
  await openClinic({ house, machinery }, { unitId: unit.ward, days })
  /** The places of a morning, once the house has heard of its session. */
  const slotsOn = async (day: string) => {
    const asked = { from: `${day}T00:00:00Z`, before: `${day}T12:00:00Z`, channel: 'desk', atMost: BOOKINGS } as const
    await vi.waitFor(async () => {
      await machinery.turn()
      expect(await seekSlots(house, asked)).toHaveLength(BOOKINGS)
    }, 20_000)
    return seekSlots(house, asked)
  }
  const [first, second] = [await slotsOn(days[0]), await slotsOn(days[1])]
  for (const [name, { port }] of Object.entries({ HIS: his, CITY: city }))
    await addReceiver(house)(system, {
      name,
      host: '127.0.0.1',
      port,
      application: name,
      facility: 'XM3Y',
      charset: 'utf-8',
      active: true,
    })
  const numbers: string[] = []
  for (const [n, patientId] of (await somePatients(house, BOOKINGS)).entries()) {
    const wish = { ...sampleBooking(first[n]?.id ?? '', patientId), channel: 'desk' } as const
    const { id, number } = await bookAppointment(house)(system, wish)
    await moveAppointment(house)(system, { id, slotId: second[n]?.id ?? '', reason: '改期' })
    await cancelAppointment(house)(system, { id, reason: '不来了', by: 'patient' })
    numbers.push(number)
  }
  await database.close()
  const env = { DATABASE_URL: url, KEY_FILE: join(dataDir, 'key.json') }
  const client = new Client(connection)
  await client.connect()
  cleanUp(() => client.end())
  const ask = async <Row extends QueryResultRow>(sql: string) => (await client.query<Row>(sql)).rows
  return { env, numbers, ask }
}

/** What a receiver heard of one booking, in its order. */
const heardOf = ({ got }: SimulatedReceiver, number: string) =>
  got.filter(one => parseMessage(one.bytes).field('SCH', 2).component(1) === number)

test('kill -9 of the house while it tells two systems: each event reaches each at least once and in order, with the same bytes, and the log says so', async () => {
  const [his, city] = [await simulatedReceiver(), await simulatedReceiver()]
  cleanUp(async () => void (await Promise.all([his.close(), city.close()])))
  const { env, numbers, ask } = await prepare(his, city)
  // Killed with a message taken and not answered, and, at the other system, with an answer on its way that nobody will write down.
  const deaths = [
    { at: his, count: 3, when: 'taken' },
    { at: city, count: 8, when: 'answered' },
  ] as const
  for (const { at, count, when } of deaths) {
    const app = await startApp({ dataDir: testFolder(), env })
    await new Promise<void>(resolve => {
      const look = (now: number, moment: string) => {
        if (now < count || moment !== when) return
        at.meanwhile = () => undefined
        kill(app.pid)
        resolve()
      }
      at.meanwhile = look
      if (at.got.length >= count) look(at.got.length, when)
    })
    await app.ended
    // At most one is under way to each, and none of those is said to have arrived.
    const under = await ask(`select receiver_id from interop.outgoing where state = 'sending' and answered_at is null`)
    expect(new Set(under.map(row => row['receiver_id'])).size).toBe(under.length)
    // A minute passes while nothing runs: what was under way is nobody's any more.
    await ask(`update interop.outgoing set due_at = due_at - interval '2 minutes' where state = 'sending'`)
  }
  await startApp({ dataDir: testFolder(), env })
  const all = BOOKINGS * EVENTS.length * 2
  const over = async () => (await ask(`select from interop.outgoing where state = 'taken'`)).length
  await expect.poll(over, { timeout: 30_000 }).toBe(all)

  for (const receiver of [his, city])
    for (const number of numbers) {
      const heard = heardOf(receiver, number)
      const once = heard.filter((one, n) => heard.findIndex(other => other.controlId === one.controlId) === n)
      expect(once.map(one => one.trigger)).toEqual(EVENTS)
      // One that came again came before the next, byte for byte the same.
      expect(heard.map(one => one.trigger)).toEqual(heard.map(one => one.trigger).toSorted())
      for (const again of heard) expect(once.some(one => one.bytes.equals(again.bytes))).toBe(true)
    }
  const log = await ask<{ name: string; controlId: string; attempts: number; state: string; code: string }>(
    `select r.name, o.control_id as "controlId", o.attempts, o.state, o.answer_code as code
     from interop.outgoing o join interop.receiver r on r.id = o.receiver_id order by o.id`,
  )
  const came = (name: string, controlId: string) =>
    (name === 'HIS' ? his : city).got.filter(one => one.controlId === controlId).length
  expect(log).toHaveLength(all)
  for (const { name, controlId, attempts, state, code } of log) {
    expect([state, code]).toEqual(['taken', 'AA'])
    expect(attempts).toBeGreaterThanOrEqual(came(name, controlId))
  }
  // What came twice, and what was tried without coming, is what the deaths cut off: not more than one each to each system.
  const tries = log.reduce((sum, { attempts }) => sum + attempts, 0)
  expect(tries).toBeGreaterThan(all)
  expect(tries).toBeLessThanOrEqual(all + deaths.length * 2)
  const told = await ask<{ n: number }>(
    `select count(*)::int as n from platform.journal where action = 'interop.message-answered' and facts ->> 'state' = 'taken'`,
  )
  expect(told).toEqual([{ n: all }])
})
