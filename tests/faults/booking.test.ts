/** One place, many who want it at one moment, real processes, one of which is killed: it is given once, and all are told the truth. */
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { startEmbedded } from '#platform/embedded-postgres.ts'
import { cleanUp } from '../support/clean-up.ts'
import { prepareDesk } from '../support/desk.ts'
import { testFolder } from '../support/folder.ts'
import { copyPatients, slotId } from '../support/places.ts'
import { kill, type RunningApp, startApp } from '../support/process.ts'
import { type RushHouse, rush } from '../support/rush.ts'

vi.setConfig({ testTimeout: 120_000 })

const ROUNDS = 3
const BOOKERS = 60

test(`APT-02 (part): ${BOOKERS} want one place over two processes, one is killed with -9 in the middle: one has it, all are told so`, async () => {
  const dataDir = testFolder()
  const server = await startEmbedded(dataDir)
  cleanUp(() => server.stop())
  const desk = await prepareDesk(server.connection, dataDir)
  const client = new Client(server.connection)
  await client.connect()
  cleanUp(() => client.end())
  const ask = async (sql: string, values: readonly unknown[] = []) => (await client.query(sql, [...values])).rows
  await copyPatients(ask, BOOKERS)
  const { host, port, user, database } = server.connection
  const env = {
    DATABASE_URL: `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`,
    KEY_FILE: join(dataDir, 'key.json'),
  }
  const start = () => startApp({ dataDir: testFolder(), env })
  const asHouse = (app: RunningApp) => ({
    web: app.web,
    async kill() {
      kill(app.pid)
      await app.ended
    },
  })
  const [lasting, ...mortal] = (await Promise.all(Array.from({ length: 1 + ROUNDS }, start))).map(asHouse)
  let cutOff = 0
  for (const [round, one] of mortal.entries()) {
    const houses = [lasting as RushHouse, one]
    const result = await rush({
      slot: round,
      bookers: BOOKERS,
      houses,
      cookies: desk.cookies,
      kills: 1,
      after: 1 + round * 8,
      ask,
    })
    expect(result).toMatchObject({ winners: 1, booked: 1, toldTruth: true })
    const [share] = await ask('select booked, held from appointment.quota where slot_id = $1', [slotId(round)])
    expect(share).toEqual({ booked: 1, held: 0 })
    cutOff += result.cutOff
  }
  // The kill came in the middle: some never heard their first answer.
  expect(cutOff).toBeGreaterThan(0)
})
